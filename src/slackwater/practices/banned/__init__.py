"""The words that are not said, language by language: each module here is written for its own.

A module has ``BANS``, ``COMMANDS``, ``LEADS``, ``NOT_A_COMMAND`` and ``JARGON``; ``bans`` and its like give those of a
language, and nothing where a language has none yet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from slackwater.tongues import LANGUAGES


class Speech(Flag):
    """Where words are said."""

    LIVE = auto()
    """A spoken line or caption in a session."""
    STOP = auto()
    """A stop or emergency line: may be a short command."""
    PRACTICE = auto()
    """A page about a practice."""
    EVIDENCE = auto()
    """What studies say, and notes about names: may name methods."""
    SCREENING = auto()
    """A question about conditions: may name them."""
    PAGE = auto()
    """Any other page, button or message."""

    @classmethod
    def everywhere(cls) -> "Speech":
        """All of them."""
        return cls.LIVE | cls.STOP | cls.PRACTICE | cls.EVIDENCE | cls.SCREENING | cls.PAGE


BODY = Speech.LIVE | Speech.STOP | Speech.PRACTICE
GUIDED = BODY | Speech.PAGE


@dataclass(frozen=True, slots=True)
class Ban:
    """A pattern that is not said, and what to say in its place."""

    rule: str
    pattern: re.Pattern[str]
    suggestion: str
    where: Speech


def ban(rule: str, pattern: str, suggestion: str, where: Speech | None = None) -> Ban:
    """A ban, by its pattern in any case of letters; everywhere unless ``where`` says otherwise."""
    return Ban(rule, re.compile(pattern, re.IGNORECASE), suggestion, where or Speech.everywhere())


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What is not said in one language."""

    bans: tuple[Ban, ...] = ()
    """Checked in this order; one finding for each place."""
    commands: frozenset[str] = frozenset()
    """Verbs that make an opening a command."""
    leads: frozenset[str] = frozenset()
    """Words before a command that leave it one."""
    not_a_command: re.Pattern[str] = re.compile(r"(?!)")
    """Openings that only look like a command."""
    jargon: Mapping[str, str] | None = None
    """Hard words and their plain twins."""


@cache
def unsaid(language: str) -> Unsaid:
    """What is not said in a language of ``LANGUAGES``; nothing where its rules are not written."""
    name = f"{__name__}.{language}"
    if language not in LANGUAGES or find_spec(name) is None:
        return Unsaid()
    own = import_module(name)
    return Unsaid(own.BANS, own.COMMANDS, own.LEADS, own.NOT_A_COMMAND, own.JARGON)
