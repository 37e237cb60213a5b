"""The threat-response story as two pictures of a HYPOTHESIS: an alarm that is answered or held back, and small doses.

Nobody is in these pictures: they are what the equations do without chance, for a page that shows the idea. Every
choice that the page offers is worked out at once and kept, since a second of one body costs as much as one of a
thousand. Weeks of practice are sessions one after another: what a session and the quiet hours after it do to
charge and holding pattern is worked out on a grid, and read between its points.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from slackwater.body.constants import AS_WRITTEN
from slackwater.body.equations import NOTHING, Acute, Array, Doing, at_rest, step
from slackwater.body.sessions import rest

ENDINGS = (0.95, 0.0)
"""Share of the alarm that is answered: nearly all of it, or nothing."""
BEFORE_S, ALARM_S, AFTER_S = 180, 900, 1020
"""A quarter of an hour, as the social stress of laboratories lasts. [A]"""
HALF_YEAR_WEEKS = 26

DOSES = (0.0, 0.2, 0.4, 0.7, 0.9)
"""None, very small, small, large, forceful: intensity of movement, so that the first three stay below overwhelm and
the last two pass it. They are no levels of anybody's ladder."""
SETTLE_S, WORK_S, REST_S, BOUTS, CLOSE_S = 180, 45, 90, 6, 300
GROUNDING = 0.5
UP_AND_ABOUT = 0.25
"""Movement that is no rest any more (``Constants.stillness``): the day goes on. [A]"""
PRACTICE_WEEKS = 12
GAP_H = 56
"""Three sessions a week."""

MOST_AROUSAL, MOST_BRACING = 1.8, 2.1
"""Where a picture's scale ends; nothing in the story goes beyond."""

EVERY_S = 10
"""How often a picture of minutes is looked at."""
WEEK_H, STEP_H, GAP_STEP_H = 168, 12, 8
"""Charge and holding pattern change over weeks: half a day is a small step."""
_HOLDINGS = np.array([*np.linspace(0.1, 0.9, 17), 0.93, 0.95, 0.97, 0.98, 0.99, 1.0])
_CHARGES = np.array([0.0, 0.05, 0.1, 0.2, 0.4, 1.0])
"""Closest where the equations bend most: a large dose comes near the top of both."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What happens within an hour: t looks, and one column for each choice. Arbitrary units."""

    at_min: Array
    """(t,)"""
    arousal: Array
    """(t, choices)"""
    bracing: Array
    charge: Array


@dataclass(frozen=True, slots=True)
class Weeks:
    """What happens over weeks, one row for each week from 0 on."""

    holding: Array
    """(weeks + 1, choices)"""


@cache
def alarm() -> tuple[Minutes, Weeks]:
    """Give an alarm and the half year after it, one column for each of ``ENDINGS``."""
    endings = np.array(ENDINGS)
    body = at_rest(AS_WRITTEN, np.full(len(endings), 0.006))
    threat = Doing(threat=1.0, completed=endings)
    looks = []
    for second in range(BEFORE_S + ALARM_S + AFTER_S + 1):
        if second % EVERY_S == 0:
            looks.append(body)
        body = step(AS_WRITTEN, body, threat if BEFORE_S <= second < BEFORE_S + ALARM_S else NOTHING)
    holding = [body.holding]
    for _ in range(HALF_YEAR_WEEKS):
        body = rest(AS_WRITTEN, body, WEEK_H, STEP_H)
        holding.append(body.holding)
    return _minutes(looks), Weeks(np.array(holding))


@cache
def practice() -> tuple[Minutes, Weeks]:
    """Give a session and weeks of them for a body that held an alarm back half a year ago.

    Columns are each of ``DOSES`` with rest, then each without. With rest, bouts of movement have rest between them
    and after; without, it is done in one go and a busy day goes on. Nothing stops at an overwhelm.
    """
    start = float(alarm()[1].holding[-1, 1])
    holdings, charges = (
        one.ravel() for one in np.meshgrid(np.append(_HOLDINGS, start), _CHARGES, indexing="ij")
    )
    choices = 2 * len(DOSES)
    unheld = (np.arange(choices) + 1) * len(holdings) - len(_CHARGES)
    body = at_rest(AS_WRITTEN, np.tile(holdings, choices), np.tile(charges, choices))
    looks = [_only(body, unheld)]
    for second, (movement, grounding) in enumerate(zip(*doings(), strict=True), start=1):
        doing = Doing(
            movement=np.repeat(movement, len(holdings)), grounding=np.repeat(grounding, len(holdings))
        )
        body = step(AS_WRITTEN, body, doing)
        if second % EVERY_S == 0:
            looks.append(_only(body, unheld))
    body = rest(AS_WRITTEN, body, GAP_H, GAP_STEP_H)
    after = np.stack([np.asarray(body.holding), np.asarray(body.charge)])
    table = after.reshape(2, choices, len(_HOLDINGS) + 1, len(_CHARGES))[:, :, :-1]
    return _minutes(looks), Weeks(_weeks(start, table))


def doings() -> tuple[Array, Array]:
    """Give movement and grounding of a session, second by second, each (seconds, choices)."""
    seconds = SETTLE_S + (WORK_S + REST_S) * BOUTS + CLOSE_S
    bouts, at_once, busy = np.zeros(seconds), np.zeros(seconds), np.zeros(seconds)
    for bout in range(BOUTS):
        begins = SETTLE_S + bout * (WORK_S + REST_S)
        bouts[begins : begins + WORK_S] = 1
    at_once[SETTLE_S : SETTLE_S + WORK_S * BOUTS] = 1
    busy[SETTLE_S + WORK_S * BOUTS :] = UP_AND_ABOUT
    level, still = np.array(DOSES), np.zeros((seconds, len(DOSES)))
    rested, unrested = np.outer(bouts, level), np.outer(at_once, level) + busy[:, None]
    grounding = np.outer(GROUNDING * (1 - bouts), np.ones(len(DOSES)))
    return np.hstack([rested, unrested]), np.hstack([grounding, still])


def _weeks(start: float, after: Array) -> Array:
    """Follow (holding, charge) from session to session; ``after`` is (2, choices, holdings, charges)."""
    choices = np.arange(after.shape[1])
    state = np.stack([np.full(len(choices), start), np.zeros(len(choices))])
    path = [state[0]]
    for session in range(PRACTICE_WEEKS * WEEK_H // GAP_H):
        state = _between(after, choices, state)
        if (session + 1) * GAP_H % WEEK_H == 0:
            path.append(state[0])
    return np.array(path)


def _between(after: Array, choices: NDArray[np.integer], state: Array) -> Array:
    """Read the table between its points, linearly in both directions; (2, choices) in and out."""
    row, column = (
        np.clip(np.searchsorted(axis, at, side="right") - 1, 0, len(axis) - 2)
        for axis, at in zip((_HOLDINGS, _CHARGES), state, strict=True)
    )
    down = (state[0] - _HOLDINGS[row]) / (_HOLDINGS[row + 1] - _HOLDINGS[row])
    along = (state[1] - _CHARGES[column]) / (_CHARGES[column + 1] - _CHARGES[column])
    upper = after[:, choices, row, column] * (1 - along) + after[:, choices, row, column + 1] * along
    lower = after[:, choices, row + 1, column] * (1 - along) + after[:, choices, row + 1, column + 1] * along
    return np.asarray(upper * (1 - down) + lower * down)


def _only(body: Acute, which: NDArray[np.integer]) -> Acute:
    return Acute(**{name: np.asarray(getattr(body, name))[which] for name in Acute.__dataclass_fields__})


def _minutes(looks: list[Acute]) -> Minutes:
    return Minutes(
        np.arange(len(looks)) * EVERY_S / 60,
        np.array([one.arousal for one in looks]),
        np.array([one.bracing for one in looks]),
        np.array([one.charge for one in looks]),
    )
