"""The ways to choose a dose that are compared: each answers a half level, and the engine caps all alike.

All but ours see a few plain numbers of the earlier sessions with practice, and wish for one level a session. None
sees a body, but for the oracle.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from slackwater.cohort import classical
from slackwater.cohort.errors import UnknownPolicy
from slackwater.cohort.told import Told
from slackwater.quantities import TOP
from slackwater.titration.constants import CONSTANTS, Constants

FIRST = 4
"""Half levels somebody new begins at where a policy has no better idea: the engine's own first start."""
FIXED = 6
"""Level three, as the fixed policy of the prototype."""
WHOLE = 2
WEEK_H = 168.0
LOW_SUDS, HIGH_SUDS, AIM_SUDS, WORST_SUDS = 3, 6, 4, 10
GAIN, GAIN_OVER_TIME = 0.6, 0.4
"""Half levels for each point of distress off the aim: at once, and each session. [A]"""

Asks = Callable[[Sequence[Told], float], int]
"""The half level for a session that opens at this hour, after those told of; 0 is rest."""


class How(Enum):
    """How a policy comes to its dose."""

    ASKS = "asks"
    TITRATES = "titrates"
    KNOWS = "knows"


@dataclass(frozen=True, slots=True)
class Policy:
    """One way to choose a dose."""

    name: str
    about: str
    how: How = How.ASKS
    asks: Asks | None = None
    constants: Constants = CONSTANTS


def rest(_told: Sequence[Told], _now_h: float) -> int:
    """Rest, always."""
    return 0


def fixed(_told: Sequence[Told], _now_h: float) -> int:
    """The same level, always."""
    return FIXED


def calendar(told: Sequence[Told], now_h: float) -> int:
    """A level more each week."""
    weeks = int((now_h - told[0].opened_h) // WEEK_H) if told else 0
    return min(TOP, FIRST + WHOLE * weeks)


def three_plus_three(told: Sequence[Told], _now_h: float) -> int:
    """Three sessions a level; three more after one overwhelm; two in six close the level for good."""
    level, top, done, hurt = FIRST, int(TOP), 0, 0
    for one in told:
        done, hurt = done + 1, hurt + one.overwhelmed
        if hurt >= 2:
            level = top = max(WHOLE, level - WHOLE)
            done = hurt = 0
        elif (done == 3 and not hurt) or done == 6:
            level, done, hurt = min(level + WHOLE, top), 0, 0
    return level


def staircase(told: Sequence[Told], _now_h: float) -> int:
    """One level up after a session without overwhelm, two down after one with it."""
    if not told:
        return FIRST
    last = told[-1]
    return max(WHOLE, last.half_level - 2 * WHOLE) if last.overwhelmed else min(TOP, last.half_level + WHOLE)


def staircase_on_suds(told: Sequence[Told], _now_h: float) -> int:
    """One level up after distress of at most 3, two down after 6 or an overwhelm, else the same."""
    if not told:
        return FIRST
    last = told[-1]
    if last.overwhelmed or (last.distress or 0) >= HIGH_SUDS:
        return max(WHOLE, last.half_level - 2 * WHOLE)
    if last.distress is not None and last.distress <= LOW_SUDS:
        return min(TOP, last.half_level + WHOLE)
    return last.half_level


def pi_on_suds(told: Sequence[Told], _now_h: float) -> int:
    """A controller that holds distress at 4: proportional and integral, from the level last done."""
    if not told:
        return FIRST
    errors = [AIM_SUDS - (WORST_SUDS if one.overwhelmed else one.distress or 0) for one in told[-2:]]
    change = GAIN * (errors[-1] - (errors[0] if len(errors) > 1 else 0)) + GAIN_OVER_TIME * errors[-1]
    return int(max(WHOLE, min(TOP, round(told[-1].half_level + change))))


EARNED_AT_ONCE = CONSTANTS.changed(
    observe_sessions=0, observe_days=0, suggest_sessions=0, suggest_days=0, lower_sessions=0, lower_days=0
)

OURS, AT_ONCE, STAIRCASE, ORACLE, REST = "ours", "ours-at-once", "staircase", "oracle", "rest"

POLICIES = {
    one.name: one
    for one in (
        Policy(OURS, "titration as it is shipped: trust is earned in stages", How.TITRATES),
        Policy(
            AT_ONCE, "titration that may raise from the first session", How.TITRATES, None, EARNED_AT_ONCE
        ),
        Policy("fixed", "level 3, always", asks=fixed),
        Policy("calendar", "a level more each week", asks=calendar),
        Policy("three-plus-three", "3+3, carried on: a level up after three quiet", asks=three_plus_three),
        Policy(STAIRCASE, "one level up after a quiet session, two down after overwhelm", asks=staircase),
        Policy("staircase-on-suds", "the same on reported distress", asks=staircase_on_suds),
        Policy("pi-on-suds", "a controller that holds reported distress at 4", asks=pi_on_suds),
        Policy("ewoc", "escalation with overdose control, on overwhelm alone", asks=classical.ewoc),
        Policy("crm", "continual reassessment, on overwhelm alone", asks=classical.crm),
        Policy("boin", "Bayesian optimal interval, on overwhelm alone", asks=classical.boin),
        Policy(ORACLE, "knows the person's true tolerated level each day", How.KNOWS),
        Policy(REST, "rest and grounding, always", asks=rest),
    )
}
REFERENCES = (ORACLE, REST)
"""Always run: regret and unwinding are measured against them."""


def choose(names: Iterable[str]) -> tuple[str, ...]:
    """These policies and the references, each once, in the order of the table. Raises ``UnknownPolicy``."""
    wanted = set(names) or set(POLICIES)
    for name in sorted(wanted - set(POLICIES)):
        near = get_close_matches(name, POLICIES, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(POLICIES)}."
        raise UnknownPolicy(f"{name} is no policy here. Nothing was done. {hint}")
    return tuple(name for name in POLICIES if name in wanted or name in REFERENCES)
