"""Taking everything out as one file, and bringing such a file in."""

import os
from pathlib import Path

import click

from slackwater.cli.asking import ask
from slackwater.cli.options import DATA, folder
from slackwater.cli.tongue import Spoken
from slackwater.tongues import marked, worded

CODE = click.option(
    "--code", is_flag=True, help=marked("Open with the recovery code instead of the passphrase.")
)


@click.command("export", cls=Spoken)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@DATA
@CODE
@click.option(
    "--locked", is_flag=True, help=marked("Lock the file with a passphrase of its own; it is asked for.")
)
def export(file: Path, data: Path | None, *, code: bool, locked: bool) -> None:
    """Take everything out of your journal, as one FILE.

    A zip to read in a browser, for a spreadsheet, and for another Slackwater. It is not locked unless you ask
    for that: whoever holds it can read it. A file that is there already is not overwritten.
    """
    from slackwater.web.owning.commands import take_out

    if file.exists():
        there = worded("{file} is there already. Nothing was written. Choose another name.")
        raise click.ClickException(there.format(file=file))
    content = take_out(folder(data), ask=ask, code=code, locked=locked)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as written:
            written.write(content)
    except OSError as refused:
        told = worded(
            "The disk did not take {file} ({why}). Some of it may be there; make room, and try once more."
        )
        raise click.ClickException(told.format(file=file, why=refused.strerror)) from refused
    told = (
        worded("{file} holds everything. It is locked.")
        if locked
        else worded("{file} holds everything. It is not locked: whoever holds it can read it.")
    )
    click.echo(told.format(file=file))


@click.command("import", cls=Spoken)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@DATA
@CODE
def import_(file: Path, data: Path | None, *, code: bool) -> None:
    """Bring a FILE that was taken out into your journal here: all of it, or nothing.

    Every session is played again first. What is here already stays and is not doubled. Close Slackwater first.
    """
    from slackwater.web.owning.commands import bring_in

    for sentence in bring_in(folder(data), file, ask=ask, code=code):
        click.echo(sentence)
