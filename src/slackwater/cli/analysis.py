"""The command that reads a recording."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from slackwater.cli.tongue import Spoken
from slackwater.tongues import marked, worded

LONG_BYTES = 4_000_000
"""Smaller files are read before a bar would be seen. ENG."""

UNITS = ("mV", "uV", "V", "g", "mg", "m/s2", "ms", "s", "counts")


@click.command(cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(["ecg", "rr", "resp", "acc"]), help=marked("What to read in it."))
@click.option(
    "--rate",
    type=click.FloatRange(0.5, 20_000),
    help=marked("Samples a second, where no column tells the time."),
)
@click.option(
    "--columns",
    metavar="A,B,…",
    help=marked("Columns or channels by name or number; the time may stand first."),
)
@click.option(
    "--unit",
    type=click.Choice(UNITS, case_sensitive=False),
    help=marked("Of the values, where nothing tells it."),
)
@click.option(
    "--belly",
    is_flag=True,
    help=marked("The sensor lay on the belly or chest: read breath from its tilt too."),
)
@click.option(
    "--json", "as_json", is_flag=True, help=marked("Print JSON; its schema is docs/schemas/analysis.json.")
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PAGE",
    help=marked("Write an HTML page."),
)
def analyze(
    file: Path, columns: str | None, report: Path | None, *, as_json: bool, belly: bool, **said: object
) -> None:
    """Read a recording: heart, breath and motion, as far as they can be told.

    FILE is text with beat-to-beat intervals (plain, HRV Logger, Elite HRV, Polar, Kubios), a CSV of samples,
    EDF+, XDF, FIT, an Apple Health export.zip, or .npz arrays. What cannot be told is left open, with the
    reason. It is no diagnosis. docs/analyze.md has examples.
    """
    from slackwater.analysis import answer, looking, page, telling
    from slackwater.sensors.files.samples import Kind, Wanted

    wanted = Wanted(
        Kind(said["kind"]) if said["kind"] else None,
        float(str(said["rate"])) if said["rate"] else None,
        tuple(name.strip() for name in columns.split(",")) if columns else (),
        str(said["unit"]) if said["unit"] else None,
    )
    try:
        with _bar(file) as tell:
            found = looking.look(file, wanted, tell, belly=belly)
        if report is not None:
            _write(report, page.show(found))
    except KeyboardInterrupt:
        raise click.ClickException(worded("Stopped. Nothing was written.")) from None
    if as_json:
        for part in answer.written(answer.build(found)):
            click.echo(part, nl=False)
        click.echo("")
        return
    for line in telling.tell(found):
        click.echo(line)
    if report is not None:
        click.echo(worded("The page is in {file}.").format(file=report))


@contextmanager
def _bar(file: Path) -> Iterator[Callable[[float], None]]:
    """Shows how much is read, on a terminal and for long files."""
    if not sys.stderr.isatty() or not file.is_file() or file.stat().st_size < LONG_BYTES:
        yield lambda _: None
        return
    with click.progressbar(length=1000, label=worded("Reading", "file"), file=sys.stderr) as bar:
        yield lambda done: bar.update(max(0, round(1000 * done) - bar.pos))
        bar.update(1000 - bar.pos)


def _write(path: Path, text: str) -> None:
    """Write the whole page or nothing."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        told = worded("{path}: the page cannot be written ({why}). Nothing was written.")
        raise click.ClickException(told.format(path=path, why=error.strerror)) from error
