"""Choosing another session by time, by posture or by practice: a form in, a choice out."""

from collections.abc import Iterator, Mapping

from slackwater.live.wishes import Wishes
from slackwater.practices import library
from slackwater.practices.matrix import read_table
from slackwater.practices.plan import Choice, Length, SessionPlan
from slackwater.practices.practice import Posture, Role
from slackwater.web.pages import Option, Other
from slackwater.web.words import word

MINUTES = (5, 10, 15)
"""Times to choose from, minutes. ENG: the shortest session there is, the usual one, and one that a long wish needs."""
LONGER = "longer"
ANY = "any"
"""No wish about this."""

POSTURES = (Posture.SUPINE, Posture.SIDE_LYING, Posture.CHAIR, Posture.SEATED_FLOOR, Posture.STANDING)


def choice_of(given: Mapping[str, object]) -> Choice:
    """The choice of a form; what is not known counts as no wish."""
    time, practice = given.get("time"), given.get("practice")
    postures = {one.value: one for one in POSTURES}
    return Choice(
        practice=practice if isinstance(practice, str) and practice in library() else None,
        length=Length.LONG if time == LONGER else Length.USUAL,
        posture=postures.get(str(given.get("posture"))),
        minutes=next((one for one in MINUTES if time == str(one)), None),
    )


def times(choice: Choice) -> tuple[Option, ...]:
    """How much time there is; it only ever makes a session shorter, and a longer one is its own wish."""
    chosen = LONGER if choice.length is Length.LONG else str(choice.minutes or ANY)
    return (
        Option(ANY, word("choosing", "any_time"), chosen == ANY),
        *(
            Option(str(one), word("choosing", "minutes").format(minutes=one), chosen == str(one))
            for one in MINUTES
        ),
        Option(LONGER, word("choosing", LONGER), chosen == LONGER),
    )


def postures(choice: Choice) -> tuple[Option, ...]:
    """How the body may be held."""
    names = read_table("names.en.toml")["posture"]
    held = (Option(one.value, _capital(names[one.value]), choice.posture is one) for one in POSTURES)
    return (Option(ANY, word("choosing", "any_posture"), choice.posture is None), *held)


def others(plan: SessionPlan, choice: Choice, wishes: Wishes) -> tuple[Other, ...]:
    """Every practice with its reason, favourites first and else in the library's order."""
    return tuple(sorted(_others(plan, choice, wishes), key=lambda one: not one.favourite))


def _others(plan: SessionPlan, choice: Choice, wishes: Wishes) -> Iterator[Other]:
    closed = {one.practice: one.words for one in plan.not_offered}
    for practice in library().values():
        if practice.role is Role.ROUND:
            why = closed.get(practice.id, "")
            yield Other(
                practice.id,
                practice.words.title,
                offered=not why,
                why=why or practice.words.summary,
                favourite=practice.id in wishes.favourites,
                chosen=practice.id == choice.practice,
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
