"""Which unit an accelerometer speaks, told from gravity alone."""

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from slackwater.quantities import Gap, Missing, Seconds

G_MS2 = 9.80665
"""Standard gravity, m/s² (CGPM 1901)."""

TOLERANCE = 0.2
"""How far a phone's gravity may be off: offsets of cheap sensors reach 0.1 g, and movement adds to it. ENG."""


class Unit(Enum):
    """How many of the recorder's units one g is."""

    G = 1.0
    MILLI_G = 1000.0
    METRES_PER_S2 = G_MS2


class Scale(Enum):
    """What the numbers fed to a stream are."""

    G = "g"
    COUNTS = "counts"
    """A recorder's own steps, offset and size unknown: only what does not need a size is answered with confidence."""


def find_unit(values: NDArray[np.float64]) -> Unit | Missing:
    """The unit of ``values`` ((n, 3), gravity included) from the length of their median, or Missing.

    A sensor at rest measures one g whatever way it lies. The median over the recording is near that if the sensor
    mostly keeps one posture. Missing (IMPLAUSIBLE) when no unit makes it one g within 20 %: gravity was taken out, or
    these are raw counts whose zero is unknown, or the posture changed too much. Missing (TOO_FEW) without samples.
    """
    finite = values[np.isfinite(values).all(axis=1)]
    if not len(finite):
        return Missing(Gap.TOO_FEW, Seconds(0.0))
    length = float(np.median(np.sqrt((finite**2).sum(axis=1))))
    for unit in Unit:
        if abs(length / unit.value - 1.0) <= TOLERANCE:
            return unit
    return Missing(Gap.IMPLAUSIBLE, Seconds(0.0))


def to_g(values: NDArray[np.float64], unit: Unit) -> NDArray[np.float64]:
    """``values`` in g."""
    return values / unit.value
