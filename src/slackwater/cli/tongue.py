"""Commands that speak the language of the terminal: their help, what they say, and what went wrong.

What a program reads stays English: JSON, and the commands of research. docs/languages.md lists which command is which.
"""

import copy
import gettext
import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from slackwater.tongues import DOMAIN, ENGLISH, FOLDER, asked_by, marked, marked_many, speaking, worded

HELPS = marked("Show this message and exit.")

OF_CLICK = (
    HELPS,
    marked("Usage:"),
    marked("Options"),
    marked("Commands"),
    marked("Show the version and exit."),
    marked("default: {default}"),
    marked("Error: {message}"),
    marked("Aborted!"),
    marked("Try '{command} {option}' for help."),
    marked("Missing command."),
    marked("Missing argument"),
    marked("No such command {name!r}."),
    marked("No such option {name!r}."),
    marked("Invalid value for {param_hint}: {message}"),
    marked("{value} is not in the range {range}."),
    marked("{value!r} is not a valid {number_type}."),
    marked("{name} {filename!r} does not exist."),
    marked("{name} {filename!r} is a directory."),
    marked("{name} {filename!r} is a file."),
    marked("file"),
    marked("directory"),
    marked("path"),
    marked("Option {name!r} does not take a value."),
)
"""Sentences of click itself that somebody may meet: it looks them up with gettext, in our catalogue."""


MANY_OF_CLICK = (
    marked_many("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    marked_many("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    marked_many("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)
"""What click says in one way of one and in another of several."""


def terminal_language() -> str:
    """The language that was asked for where the command runs; English where its letters could not be written."""
    if sys.stdout is None or not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8"):
        return ENGLISH
    return asked_by(os.environ)


@contextmanager
def speaking_here() -> Iterator[None]:
    """Speak the language of the terminal for a while."""
    with speaking(terminal_language()):
        yield


@contextmanager
def click_speaking() -> Iterator[None]:
    """Let click find its own sentences in our catalogue: it asks gettext, by the same words of the environment."""
    before = gettext.textdomain()
    if terminal_language() != ENGLISH:
        gettext.bindtextdomain(DOMAIN, str(FOLDER))
        gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(before)


@contextmanager
def telling_troubles() -> Iterator[None]:
    """What the rooms raise for a person is said to the person, in the language spoken now."""
    from slackwater.cohort.errors import CohortError
    from slackwater.journal.errors import JournalError
    from slackwater.live.errors import LiveError
    from slackwater.practices.errors import PracticeError
    from slackwater.sensors.errors import SensorError
    from slackwater.titration.errors import TitrationError
    from slackwater.voices.errors import VoiceError

    known = (CohortError, JournalError, LiveError, PracticeError, SensorError, TitrationError, VoiceError)
    try:
        yield
    except known as error:
        raise click.ClickException(str(error)) from error


class Spoken(click.Command):
    """A command that a person uses who practises: it is helped with, runs and fails in the person's language."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- as click has it
        """Run it; its troubles are told before its language is forgotten."""
        with speaking_here(), telling_troubles():
            return super().invoke(ctx)

    def get_help(self, ctx: click.Context) -> str:
        """The help in the language of the terminal."""
        with speaking_here():
            return super().get_help(ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does, a paragraph after the other."""
        del ctx
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text("\n\n".join(map(worded, paragraphs(self.help))))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, each with its own help."""
        helps = self.get_help_option(ctx)
        rows = [_said(one, helps).get_help_record(ctx) for one in self.get_params(ctx)]
        with formatter.section(worded("Options")):
            formatter.write_dl([row for row in rows if row is not None])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, for the list of commands."""
        short = copy.copy(self)
        short.help = worded(paragraphs(self.help or "")[0])
        return click.Command.get_short_help_str(short, limit)


class SpokenGroup(Spoken, click.Group):
    """Commands of one kind, each of which says what it says in a language of its own."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- as click has it
        """Run what was asked for."""
        with telling_troubles():
            return click.Group.invoke(self, ctx)

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- as click has it
        """The whole program, with what click itself says of a word that does not fit."""
        with click_speaking():
            return super().main(*args, **kwargs)


def paragraphs(text: str) -> list[str]:
    """A docstring as the catalogue holds it: each paragraph on one line."""
    return [" ".join(one.split()) for one in inspect.cleandoc(text).split("\n\n")]


def _said(param: click.Parameter, helps: click.Option | None) -> click.Parameter:
    """An option as the help of this language shows it; click words the one that helps once, and keeps it."""
    shown = copy.copy(param)
    if isinstance(shown, click.Option) and shown.help:
        shown.help = worded(HELPS if param is helps else shown.help)
    return shown
