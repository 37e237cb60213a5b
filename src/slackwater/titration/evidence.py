"""What one bout or one night says about tolerance, and what a belief about tolerance can answer."""

from dataclasses import dataclass
from typing import Protocol

from slackwater.titration.constants import Constants
from slackwater.titration.log import Response
from slackwater.titration.normal import Floats

HAIR = 1e-9
"""A whole answer that stands exactly on the limit counts as very calm, however its level was rounded."""


def is_very_calm(value: float, constants: Constants) -> bool:
    """Whether a response is only known to be calmer than the limit; ``value`` in levels."""
    return value <= constants.calm_limit + HAIR


@dataclass(frozen=True, slots=True)
class Bout:
    """One bout that was done to its end, or overwhelmed."""

    level: float
    """Its dose with all load added, levels; 0 is the still minutes."""
    overwhelmed: bool
    response: Response | None = None
    """How much it was; never there after an overwhelm, because it would be missing for that very reason."""


@dataclass(frozen=True, slots=True)
class Night:
    """What the hours after a session said of its highest dose."""

    level: float
    weight: float
    """Share of the window that was followed up, 0 … 1; 1 where it was too much."""
    overwhelmed: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and standard deviation, levels."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A belief in numbers, levels."""

    slow: Spread
    """The slow tolerance L."""
    day: Spread
    """Today's shift."""
    bias: Spread
    """How strongly the person reports."""
    tolerated: tuple[float, float, float]
    """5 %, 50 % and 95 % of the tolerated level T."""


class Tolerance(Protocol):
    """A belief about a person's tolerance. Values; each method gives a new one."""

    def learn_bout(self, bout: Bout) -> "Tolerance":
        """The belief after a bout of the same session."""
        ...

    def learn_night(self, night: Night) -> "Tolerance":
        """The belief after what the hours after a session said."""
        ...

    def go_on(self, days: float) -> "Tolerance":
        """The belief at the start of the next session, this many days later."""
        ...

    def too_much(self, levels: Floats, extra_sd: float = 0.0) -> Floats:
        """P(T < level) for each of (n,) levels, T with a further normal error of this sd."""
        ...

    def overwhelm(self, level: float) -> float:
        """Predictive probability that one bout at this level overwhelms."""
        ...

    def summary(self) -> Summary:
        """The belief in numbers."""
        ...
