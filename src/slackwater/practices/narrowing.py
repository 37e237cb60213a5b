"""What a person's own wish takes away from a plan: ways in another posture, and rounds there is no time for.

A wish only ever takes away. Nothing here opens a practice, raises a level or makes a round longer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slackwater.practices.practice import Posture, Practice
from slackwater.practices.screening import Verdicts
from slackwater.session.phases import Kind


def in_posture(verdicts: Verdicts, practices: Mapping[str, Practice], posture: Posture | None) -> Verdicts:
    """The verdicts with the ways in this posture alone; with every way where none was asked for."""
    if posture is None:
        return verdicts
    held = {
        name: frozenset(one.id for one in practice.variants if one.posture is posture)
        for name, practice in practices.items()
    }
    return {name: replace(one, variants=one.variants & held[name]) for name, one in verdicts.items()}


def fits(about_s: int, minutes: int | None) -> bool:
    """Whether it takes no more whole minutes, as they are shown, than there are."""
    return minutes is None or shown_minutes(about_s) <= minutes


def shown_minutes(about_s: int) -> int:
    """The length of a session as a person reads it, whole minutes."""
    return max(1, round(about_s / 60))


def shorter(order: Sequence[Practice], chosen: Practice | None) -> tuple[Practice, ...] | None:
    """The order with its least needed practice left out; None where everything left is needed.

    What leads up to a chosen practice stays, and so do the stop drills before a tremor. Of a usual session the
    second time of anything goes first, then the felt sense, then the breath.
    """
    spare = _spare_of_usual(order) if chosen is None else _spare_of_chosen(order, chosen)
    if spare is None:
        return None
    return (*order[:spare], *order[spare + 1 :])


def _spare_of_usual(order: Sequence[Practice]) -> int | None:
    if len(order) < 2:
        return None
    again = [at for at, one in enumerate(order) if one in order[:at]]
    if again:
        return again[-1]
    calm = [at for kind in (Kind.FELT_SENSE, Kind.BREATH) for at, one in enumerate(order) if one.kind is kind]
    return calm[0] if calm else len(order) - 1


def _spare_of_chosen(order: Sequence[Practice], chosen: Practice) -> int | None:
    last = len(order) - 1
    if order and order[last] is not chosen:
        return last
    if chosen.kind is not Kind.DRILL and order.count(chosen) > 1:
        return last
    return None
