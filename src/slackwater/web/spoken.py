"""Every sentence that is said aloud, in the language spoken now: what clips are made of ahead.

What is only written (the smaller second line, reasons, notes) is not here.
"""

from collections.abc import Iterator

from slackwater.practices import library
from slackwater.practices.practice import SIDE, Practice
from slackwater.tongues import marked, offered, speaking, worded
from slackwater.web.scene import CHOICES
from slackwater.web.words import question_text, word

OF_THE_PAGE = (
    marked("Paused. You can stop moving."),
    marked("You can stop moving."),
    marked("You can stop here."),
    marked("You can stop moving. This page lost touch with the program."),
    marked("You can stop moving. This page was asleep for a moment."),
    marked("You can stop moving. Something on this page went wrong."),
    marked("Paused. This page was opened again."),
    marked("You might find a place that holds you well."),
    marked("Eyes open, if you like. Look around the room."),
    marked("Notice your feet, and what they touch."),
    marked("Notice your lower legs, wherever they are."),
    marked("Notice the weight of your hips."),
    marked("Notice your back, wherever it touches."),
    marked("Notice your hands. Feel what they touch."),
    marked("Notice your head, and what holds it."),
    marked("You are here. There is no hurry."),
)
"""What a page says by itself, without a server: ``static/live/words.js``, held together by a test."""

_STANDING = ("paused", "grounding", "ended", "waiting")
"""Lines after a stop, of the group ``stopped``."""

_OTHER_QUESTIONS = ("begin_other_side", "go_on_hurt")
"""Questions that take another's place."""


def read_ahead() -> None:
    """Read every language that can be chosen, so that no session waits for the disk when it first speaks one."""
    for language in offered():
        with speaking(language.code):
            spoken_lines()


def spoken_lines() -> tuple[str, ...]:
    """Each sentence once; what a stop says comes first, so that it is there first."""
    every = (*_of_stops(), *_of_questions(), *_of_practices())
    return tuple(dict.fromkeys(text for text in every if text))


def _of_stops() -> Iterator[str]:
    yield from (worded(text) for text in OF_THE_PAGE)
    yield from (word("stopped", name) for name in _STANDING)


def _of_questions() -> Iterator[str]:
    yield from (question_text(question) for question in CHOICES)
    yield from (word("question", name) for name in _OTHER_QUESTIONS)
    names = {name for choices in CHOICES.values() for name in choices} | {"hurt_red_flag"}
    yield from (word("choice", name) for name in sorted(names))
    yield word("next", "closing")
    yield from (word("next", "practice").format(practice=one.words.title) for one in library().values())


def _of_practices() -> Iterator[str]:
    for practice in library().values():
        yield from _of(practice)


def _of(practice: Practice) -> Iterator[str]:
    """Its lines, told for each side that is named."""
    for line in practice.words.lines:
        if SIDE not in line.text:
            yield line.text
        else:
            yield from (line.told_for(side).text for side in practice.words.sides.values())
