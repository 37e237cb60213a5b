"""What sessions and the days between them do to bodies of a HYPOTHESIS: the reference that faster engines match.

A session goes second by second for n people at once. Between sessions the fast quantities are where holding
pattern and charge put them, and those two go hour by hour.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from slackwater.body.chance import Words, draw, nearly_normal
from slackwater.body.constants import Amount, Constants
from slackwater.body.equations import (
    NOTHING,
    Acute,
    Array,
    Doing,
    at_rest,
    bending,
    charging,
    discharge,
    step,
)

FLOODED_S = 10
SHUT_DOWN = 0.3
"""Overwhelm: arousal beyond the constant ``overwhelm`` for ten seconds, or shutdown beyond 0.3. [A]"""

HOUR_MIN = 60.0

QUIET = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a session does, second by second; each is (steps,), 0 … 1 and for everybody alike."""

    movement: Array
    """Share of the person's own level."""
    threat: Array
    grounding: Array
    tremor: Array
    completed: Array

    @property
    def steps(self) -> int:
        """Its length, s."""
        return len(self.movement)


def bouts(  # noqa: PLR0913 - the six numbers of a session
    *,
    work_s: int = 45,
    rest_s: int = 90,
    times: int = 6,
    settle_s: int = 180,
    close_s: int = 810,
    grounding: float = 0.5,
) -> Schedule:
    """Give a session of so many bouts; half an hour as it stands. All that is not work grounds a little."""
    work, rest = np.ones(work_s), np.zeros(rest_s)
    movement = np.concatenate([np.zeros(settle_s), *[work, rest] * times, np.zeros(close_s)])
    still = np.zeros(len(movement))
    return Schedule(movement, still, grounding * (1 - movement), still, still)


@dataclass(frozen=True, slots=True)
class Lived:
    """What a session did; each is (n,)."""

    body: Acute
    """At its end."""
    peak: Array
    """Highest arousal."""
    over_window_s: Array
    """Seconds with arousal above the window."""
    overwhelmed_at_s: Array
    """Second of the first overwhelm; NaN without one."""


Watch = Callable[[int, Acute], None]


@dataclass(slots=True)
class _Tally:
    peak: Array
    over_window_s: Array
    over_s: Array
    overwhelmed_at_s: Array

    def count(self, constants: Constants, second: int, body: Acute) -> None:
        self.peak = np.maximum(self.peak, body.arousal)
        self.over_window_s = self.over_window_s + np.asarray(body.arousal > constants.window_high)
        flooded = body.arousal > constants.overwhelm
        self.over_s = np.where(flooded, self.over_s + 1, 0.0)
        now = (self.over_s >= FLOODED_S) | np.asarray(body.shutdown > SHUT_DOWN)
        first = now & np.isnan(self.overwhelmed_at_s)
        self.overwhelmed_at_s = np.where(first, float(second), self.overwhelmed_at_s)


def live(  # noqa: PLR0913 - people, what they do, their chance, and one choice
    constants: Constants,
    body: Acute,
    schedule: Schedule,
    level: Amount,
    key: Words | None,
    *,
    stops: bool = True,
    watch: Watch | None = None,
) -> Lived:
    """Live through a session, n people at once, in float64.

    ``body`` and ``level`` (intensity, level / 10) are (n,). ``key`` is (2, n) from ``chance.keys``: second t draws its
    counters 2 t and 2 t + 1; without one there is no unrest. With ``stops`` an overwhelm ends that person's movement
    and begins grounding; nothing else does. ``watch`` is handed each second and state.
    """
    shape = np.broadcast_shapes(np.shape(level), np.shape(body.arousal))
    tally = _Tally(np.zeros(shape), np.zeros(shape), np.zeros(shape), np.full(shape, np.nan))
    for second in range(schedule.steps):
        going = 1.0 - (~np.isnan(tally.overwhelmed_at_s) if stops else np.zeros(shape))
        grounding = schedule.grounding[second]
        doing = Doing(
            threat=float(schedule.threat[second]),
            movement=going * schedule.movement[second] * level,
            grounding=grounding + (1 - going) * (1 - grounding),
            tremor=going * schedule.tremor[second],
            completed=float(schedule.completed[second]),
        )
        body = step(constants, body, doing, QUIET if key is None else _unrest(key, second))
        tally.count(constants, second, body)
        if watch is not None:
            watch(second, body)
    return Lived(body, tally.peak, tally.over_window_s, tally.overwhelmed_at_s)


def _unrest(key: Words, second: int) -> tuple[Array, Array]:
    return nearly_normal(draw(key, 2 * second)), nearly_normal(draw(key, 2 * second + 1))


def rest(constants: Constants, body: Acute, hours: int, every_h: int = 1) -> Acute:
    """Give the bodies so many quiet hours later; ``every_h``, which divides them, is how long a step takes."""
    holding, charge, step_min = body.holding, body.charge, every_h * HOUR_MIN
    for _ in range(hours // every_h):
        slaved = at_rest(constants, holding, charge)
        freed = discharge(constants, slaved, NOTHING)
        charge = charge + charging(constants, slaved, 0.0, 1.0, freed) * step_min
        holding = holding + bending(constants, slaved, 0.0, 1.0, freed) * step_min
    return at_rest(constants, holding, charge)


def pick(of: Acute, which: NDArray[np.bool_]) -> Acute:
    """Give the bodies that are chosen."""
    return Acute(
        **{field.name: np.broadcast_to(getattr(of, field.name), which.shape)[which] for field in fields(of)}
    )


def pick_constants(of: Constants, which: NDArray[np.bool_]) -> Constants:
    """Give the constants of the people who are chosen."""
    values = {field.name: getattr(of, field.name) for field in fields(of)}
    return Constants(**{name: value[which] if np.ndim(value) else value for name, value in values.items()})
