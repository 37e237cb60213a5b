"""Natural clips of what is said aloud, made ahead on this machine."""

import sys
from pathlib import Path

import click

from slackwater.cli.options import DATA, folder
from slackwater.cli.tongue import Spoken, SpokenGroup
from slackwater.tongues import ENGLISH, LANGUAGES, marked, worded

MEGABYTE = 1_000_000

LANGUAGE = click.Choice(tuple(LANGUAGES))


@click.group(cls=SpokenGroup)
def voice() -> None:
    """Look after natural voices: clips that a separate program makes ahead.

    A session speaks with the browser's own voice where there is no clip. docs/voices.md says how to get a program and
    a voice, how much room they take, and under which licences they come.
    """


@voice.command(cls=Spoken)
@DATA
@click.option(
    "--language", type=LANGUAGE, default=ENGLISH, show_default=True, help=marked("What is to be spoken.")
)
@click.option(
    "--program",
    type=click.Choice(("piper", "espeak-ng")),
    default="piper",
    show_default=True,
    help=marked(
        "The program that speaks. piper sounds natural; espeak-ng like a machine, in every language."
    ),
)
@click.option(
    "--voice",
    "named",
    metavar="FILE|NAME",
    help=marked(
        "A voice of piper as a file (.onnx), or one of espeak-ng by its name; without it, one that is there."
    ),
)
@click.option(
    "--slower",
    type=click.FloatRange(0.5, 2.0),
    default=1.0,
    show_default=True,
    help=marked("How many times slower than people talk. The pages slow it down as well."),
)
def render(data: Path | None, language: str, program: str, named: str | None, slower: float) -> None:
    """Make a clip of every line that is said aloud, where there is none yet.

    Ctrl+C keeps what is made; the same command goes on from there. Nothing leaves this machine.
    """
    from slackwater.tongues import speaking
    from slackwater.voices.programs import find_speaker
    from slackwater.voices.rendering import Rendering
    from slackwater.voices.shelf import Shelf
    from slackwater.web.spoken import spoken_lines

    speaker = find_speaker(program, language, named, slower)
    shelf = Shelf(folder(data))
    with speaking(language):
        texts = spoken_lines()
    run = Rendering(shelf, language, speaker, texts)
    with click.progressbar(length=len(run.missing), label=speaker.name, file=sys.stderr) as bar:
        for kept in run.run():
            bar.update(kept)
    size = shelf.size(run.voice) / MEGABYTE
    told = worded(
        "{voice}: {lines} lines, {made} of them made now, {size} MB. A page speaks with it once it is opened anew."
    )
    click.echo(
        told.format(voice=run.voice.title, lines=len(run.texts), made=len(run.missing), size=f"{size:.0f}")
    )


@voice.command("list", cls=Spoken)
@DATA
def list_(data: Path | None) -> None:
    """Say which voices are here, how many lines each has, and how much room they take."""
    from slackwater.tongues import speaking
    from slackwater.voices.shelf import Shelf
    from slackwater.web.spoken import spoken_lines

    shelf = Shelf(folder(data))
    languages = shelf.languages()
    for language in languages:
        with speaking(language):
            texts = spoken_lines()
        for one in shelf.voices(language):
            here, size = len(shelf.clips(one, texts)), shelf.size(one) / MEGABYTE
            said = worded("{here} of {every} lines, {size} MB, by {program}")
            told = said.format(here=here, every=len(texts), size=f"{size:.0f}", program=one.program)
            click.echo(f"{language}  {one.id}  {told}")
    if not languages:
        nothing = worded(
            "No clips are here. `slackwater voice render` makes them; the browser's own voice speaks."
        )
        click.echo(nothing)


@voice.command(cls=Spoken)
@DATA
@click.option("--language", type=LANGUAGE, help=marked("Of this language alone."))
@click.option(
    "--voice", "named", metavar="NAME", help=marked("This voice alone, as `slackwater voice list` names it.")
)
def forget(data: Path | None, language: str | None, named: str | None) -> None:
    """Delete clips: all of them, or those of one language or voice."""
    from slackwater.voices.shelf import Shelf

    gone = Shelf(folder(data)).forget(language, named)
    for one in gone:
        click.echo(worded("{voice} is gone.").format(voice=f"{one.language}  {one.id}"))
    if not gone:
        click.echo(worded("Nothing was deleted: no such clips are here."))
