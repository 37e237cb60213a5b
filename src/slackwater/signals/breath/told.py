"""What is told of breath each second, kept as columns and read as seconds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from slackwater.quantities import BreathsPerMinute, Gap, Measured, Missing
from slackwater.quantities import Seconds as Moment

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


class Phase(Enum):
    """What the breath does at a moment."""

    IN = "in"
    OUT = "out"
    HELD = "held"


PHASES = (Phase.OUT, Phase.IN, Phase.HELD, None)
"""None: breath goes in or out, and nobody knows which."""

WHYS = (None, Gap.TOO_FEW, Gap.POOR_CONTACT, Gap.MOVING, Gap.IMPLAUSIBLE, Gap.FLAT)


@dataclass(frozen=True, slots=True)
class BreathSecond:
    """What is known of the moment ``t_s`` after the first sample, s."""

    t_s: float
    rate: Measured[BreathsPerMinute] | Missing
    phase: Phase | Missing
    held_s: float | None
    """How long breath has been held now; None when it is not."""
    irregular: float | Missing
    """Coefficient of variation of the last eight cycles; Missing before there are eight."""
    quality: float
    """0 noise … 1 clean."""
    usual: float
    """How far the signal usually moves within five seconds, in its own unit: compare it with itself only."""


class Columns(NamedTuple):
    """Of (n,) seconds."""

    t_s: Counts
    why: Counts
    """Number in ``WHYS``."""
    since: Floats
    """When that began, s."""
    phase: Counts
    """Number in ``PHASES``."""
    held_s: Floats
    """NaN when not held."""
    per_min: Floats
    """NaN when not known."""
    spread: Floats
    quality: Floats
    usual: Floats


def _columns(columns: Iterable[NDArray[Any]]) -> Columns:
    return Columns(*columns)


NO_COLUMNS = _columns(np.empty(0, dtype=np.int64 if at in {0, 1, 3} else np.float64) for at in range(9))


class Reasons:
    """Since when each reason to say nothing holds."""

    def __init__(self) -> None:
        self._why, self._since = 0, 0.0

    def since(self, t_s: Counts, why: Counts) -> Floats:
        """Of (n,) seconds that follow those of the last call, s."""
        if not len(why):
            return np.empty(0)
        changed = why != np.concatenate(([self._why], why[:-1]))
        since: Floats = np.maximum.accumulate(np.where(changed, t_s, self._since))
        self._why, self._since = int(why[-1]), float(since[-1])
        return since


class Told(Sequence[BreathSecond]):
    """Seconds in their order; each is put together when it is asked for."""

    def __init__(self, columns: Columns = NO_COLUMNS) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns.t_s)

    @overload
    def __getitem__(self, at: int) -> BreathSecond: ...
    @overload
    def __getitem__(self, at: slice) -> "Told": ...
    def __getitem__(self, at: int | slice) -> "BreathSecond | Told":
        if isinstance(at, slice):
            return Told(_columns(column[at] for column in self.columns))
        return _second(*(column[at].item() for column in self.columns))

    def __iter__(self) -> Iterator[BreathSecond]:
        return map(_second, *(column.tolist() for column in self.columns))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __add__(self, later: "Told") -> "Told":
        """These and then those."""
        pairs = zip(self.columns, later.columns, strict=True)
        return Told(_columns(np.concatenate(pair) for pair in pairs))


def _second(*row: float) -> BreathSecond:
    t_s, why, since, phase, held_s, per_min, spread, quality, usual = row
    at = Moment(float(t_s))
    gap = WHYS[int(why)]
    if gap is not None:
        missing = Missing(gap, Moment(since))
        return BreathSecond(at, missing, missing, None, missing, 0.0, usual)
    few, does = Missing(Gap.TOO_FEW, at), PHASES[int(phase)]
    return BreathSecond(
        at,
        Measured(BreathsPerMinute(per_min), at, quality) if per_min > 0 else few,
        Missing(Gap.IMPLAUSIBLE, at) if does is None else does,
        held_s if held_s >= 0 else None,
        spread if spread >= 0 else few,
        quality,
        usual,
    )
