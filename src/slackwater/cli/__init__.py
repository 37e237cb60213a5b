"""The commands. Each is a few lines that call a room."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from slackwater import __version__
from slackwater.cli.analysis import analyze
from slackwater.cli.asking import ask
from slackwater.cli.designs import design
from slackwater.cli.lines import lines
from slackwater.cli.options import AS_JSON, CASE, DATA, folder
from slackwater.cli.owning import export, import_
from slackwater.cli.sensors import sensors
from slackwater.cli.tongue import Spoken, SpokenGroup, speaking_here, telling_troubles
from slackwater.cli.voice import voice
from slackwater.tongues import marked, worded, worded_many

Command = Callable[..., Any]


PORT = click.option(
    "--port", type=click.IntRange(0, 65535), help=marked("The port to use; 0 takes any free one.")
)
NO_BROWSER = click.option("--no-browser", is_flag=True, help=marked("Print the address and open nothing."))
SPEED = click.option(
    "--speed",
    type=click.FloatRange(0.1, 600),
    default=1.0,
    show_default=True,
    help=marked("Session seconds in one second, for trying things out."),
)


def _serving(command: Command) -> Command:
    return PORT(DATA(NO_BROWSER(SPEED(command))))


@click.group(
    cls=SpokenGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@_serving
@click.version_option(__version__, prog_name="slackwater")
def main(port: int | None, data: Path | None, speed: float, **flags: bool) -> None:
    """A guided somatic practice companion, on this machine alone.

    Without a command it serves the pages and opens them in your browser. It treats nothing, and nobody
    watches it.
    """
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        with speaking_here(), telling_troubles():
            _serve(port, data, speed, None, **flags)
        return
    given = {name: value for name, value in context.params.items() if _is_given(context, name)}
    context.default_map = {context.invoked_subcommand: given}


def _is_given(context: click.Context, name: str) -> bool:
    """Whether the person typed it; what stands before a command counts for the command."""
    return context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


@main.command(cls=Spoken)
@_serving
@click.option(
    "--lan",
    is_flag=False,
    flag_value="",
    metavar="[ADDRESS]",
    help=marked(
        "Also let your own phones on the home network join, at all addresses of this machine or at this one."
    ),
)
def serve(port: int | None, data: Path | None, speed: float, lan: str | None, **flags: bool) -> None:
    """Serve the pages on this machine and open them in the browser.

    The same as `slackwater` alone. What you say is kept in the data folder, sealed with your own key. With
    --lan a phone can watch, give motion and stop; docs/phone.md says how it joins.
    """
    _serve(port, data, speed, lan, **flags)


def _serve(port: int | None, data: Path | None, speed: float, lan: str | None, *, no_browser: bool) -> None:
    from slackwater.web import server

    server.run(folder(data), port=port, browser=not no_browser, speed=speed, lan=lan, say=click.echo)


@main.command()
@PORT
@NO_BROWSER
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 60),
    default=1.0,
    show_default=True,
    help="Session seconds in one second.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Which made-up person.")
@click.option("--once", is_flag=True, help="Stop when the session is over.")
def demo(port: int | None, speed: float, seed: int, *, no_browser: bool, once: bool) -> None:
    """Watch a made-up person live through a whole session.

    A real server, a real session, an invented person with a simulated strap: it is an illustration and not
    about you. Nothing is kept.
    """
    from slackwater.web.demo import Show

    Show(speed=speed, seed=seed, say=click.echo).run(port=port, browser=not no_browser, once=once)


@main.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--speed", type=click.FloatRange(0.1, 600), help="The session's own speed is taken without it.")
@click.option(
    "--url",
    default=None,
    help="The server's address without its key, where --data alone does not find it. A key here can be seen by others.",
)
@DATA
def play(file: Path, speed: float | None, url: str | None, data: Path | None) -> None:
    """Play a recording of a heart strap into the session that runs.

    FILE is an .npz of RR intervals, a text file with one interval a line, in milliseconds or seconds, or any
    other file of intervals that `slackwater analyze` reads. It comes in by the same socket and the same
    decoder as a strap would.
    """
    from slackwater.live.client import find_address
    from slackwater.live.player import Progress, play_file

    def show(progress: Progress) -> None:
        click.echo(f"\r{progress}", nl=False)

    address = find_address(url, folder(data))
    whole = play_file(file, address=address, speed=speed, say=click.echo, show=show)
    click.echo("")
    click.echo("The recording is over." if whole else "Not all of it was played.")


@main.command()
@click.argument("session", required=False)
@DATA
@click.option("--code", is_flag=True, help="Open with the recovery code instead of the passphrase.")
@AS_JSON
def replay(session: str | None, data: Path | None, *, code: bool, as_json: bool) -> None:
    """Take a kept session through the engine again and tell it, with its reasons.

    SESSION is its id, or the beginning of it, or `last`; without it the kept sessions are listed. Ends with
    code 1 when the engine decides otherwise than it did then, which is no damage where other rules kept it:
    such a session is told as it was decided, and where today's rules part from it.
    """
    from slackwater.web import retelling

    with retelling.open_journal(folder(data), ask=ask, code=code) as journal:
        if session is None:
            for line in retelling.list_sessions(journal):
                click.echo(line)
            return
        told = retelling.retell(journal, session)
    click.echo(told.as_json() if as_json else "\n".join(told.lines()))
    if not told.same:
        raise SystemExit(1)


@main.command()
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the safety case to this file.",
)
def verify(write: Path | None) -> None:
    """Explore everything the engine can do, beside an independent monitor.

    Prints states, transitions, time, each invariant and what was shrunk. Ends with code 1 when a promise is
    broken.
    """
    from slackwater.session.proof.verify import run_verify

    if not run_verify(click.echo, write):
        raise SystemExit(1)


@main.command()
@CASE
@AS_JSON
def decide(case: TextIO, *, as_json: bool) -> None:
    """Decide a dose from a case, with the chance that it is too much and every reason.

    CASE is a JSON file, or - for standard input: what happened so far, and now. The formats are in
    docs/decide.md. The safety engine checks every proposal again and may only shrink it.
    """
    from slackwater.web.deciding import decide_case

    for line in decide_case(case.read(), as_json=as_json):
        click.echo(line)


PEM = partial(click.option, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")


@main.command()
@click.option(
    "--world", "worlds", multiple=True, metavar="NAME|FILE", help="A world; all shipped ones without it."
)
@click.option("--policy", "policies", multiple=True, metavar="NAME", help="A policy; all without it.")
@click.option(
    "--people", type=click.IntRange(4, 1_000_000), default=100, show_default=True, help="In each world."
)
@click.option(
    "--weeks", type=click.IntRange(1, 104), default=8, show_default=True, help="Of three sessions each."
)
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True, help="Of all chance."
)
@click.option(
    "--engine",
    default="serial",
    show_default=True,
    metavar="NAME",
    help="serial, process, or dask://HOST:PORT for a cluster.",
)
@PEM("--tls-ca", help="For a cluster on other machines: the authority both ends trust.")
@PEM("--tls-cert", help="The certificate of this end.")
@PEM("--tls-key", help="Its key.")
@click.option(
    "--workers", type=click.IntRange(1, 256), default=2, show_default=True, help="With --engine process."
)
@click.option("--exact", is_flag=True, help="Believe on the exact grid, as for real people: slower.")
@click.option(
    "--said",
    type=click.Choice(["now", "most"]),
    default="now",
    show_default=True,
    help="Whether a check-in speaks of now, as the pages ask, or of the most since the round began.",
)
@click.option(
    "--ladder",
    type=click.Choice(["library", "even"]),
    default="library",
    show_default=True,
    help="The library's ways, or a way at every half level.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("cohort"),
    show_default=True,
    help="Where report.html, report.json and what is finished are kept.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def cohort(out: Path, *, as_json: bool, **wanted: Any) -> None:  # noqa: ANN401 -- as click hands them over
    """Let virtual people practise under several policies, and compare what happens.

    A hypothesis throughout: nothing of it is about real people. They go through the same guiding as everybody.
    Ctrl-C keeps what is finished; the same command goes on from there. docs/cohort.md says how to read the report.
    """
    from slackwater.cohort.running import Wanted, run
    from slackwater.cohort.telling import tell

    def shown(shards: int, done: int) -> Any:  # noqa: ANN401 -- click's own bar
        bar = click.progressbar(length=shards, label="Virtual people", file=sys.stderr)
        bar.update(done)
        return bar

    report = run(Wanted(**wanted), out, shown)
    for line in [json.dumps(report, ensure_ascii=False)] if as_json else tell(report, out):
        click.echo(line)


@main.group()
def practices() -> None:
    """Look after the library of practices."""


@practices.command()
@click.argument("path", required=False, type=click.Path(exists=True))
def check(path: str | None) -> None:
    """Check the practices: schema, numbers, poses and words.

    PATH is a folder of practices, or one practice; without it, the library.
    """
    from slackwater.practices.check import run

    lines, code = run(path)
    for line in lines:
        click.echo(line)
    raise SystemExit(code)


@main.command(cls=Spoken)
@DATA
@PORT
def doctor(data: Path | None, port: int | None) -> None:
    """Look at this machine and say what is wrong, if anything, and what to do next. Needs no key."""
    from slackwater.web.checkup import look_over

    troubles = 0
    for found in look_over(folder(data), port):
        click.echo(str(found))
        troubles += not found.well
    click.echo(
        worded_many("One thing to look at.", "{count} things to look at.", troubles).format(count=troubles)
        if troubles
        else worded("All is well.")
    )
    if troubles:
        raise SystemExit(1)


main.add_command(analyze)
main.add_command(design)
main.add_command(lines)
main.add_command(export)
main.add_command(import_)
main.add_command(sensors)
main.add_command(voice)
