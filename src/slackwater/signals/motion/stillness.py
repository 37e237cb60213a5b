"""Stillness, and whether what lies still is alive.

A body that lies still breathes, its heart beats and its hands tremble at 8 … 12 Hz: the spectrum of what is left has
hills. A sensor on a table hears its own noise alone, which is flat. Only that flatness says off-body; quiet does not.
"""

import numpy as np

from slackwater.signals.motion.grid import Array
from slackwater.signals.motion.spectrum import Window

QUIET = 0.012
"""Root mean square above 1 Hz, over three axes, up to which a second is still, g.

A quiet hand holds a phone with 0.005 g, and rounding to 0.1 m/s² adds 0.005 g. ENG.
"""

QUIET_TILT = 0.04
"""The same for what is slower: breath tilts a phone on the belly by 3° at most. ENG."""

QUIET_RANGE = 0.14
"""Peak to peak of a rhythm up to which it may be breath, g: 4° to each side. ENG."""

SLIGHT_TILT = 0.005
"""Root mean square of slow tilting from which its rhythm is looked for, g: a tenth of a degree a second. ENG."""

FLAT = 1e-6
"""Root mean square above 1 Hz below any sensor's last bit, g: no sensor that works is so quiet for two seconds.

Three windows in a row make three seconds. Breath held still lasts longer within half a step of 0.1 m/s²; then
nothing can be said either. ENG; would be measured with people who lie still.
"""

LIGHTEST = 0.5
HEAVIEST = 1.5
"""What a sensor may weigh over four seconds, g. A body that stays in the room cannot change its mean acceleration by
more; outside, gravity was taken out or the unit is another.
"""

BAND_EDGES_HZ = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Octaves that are compared. The first holds breath: what breathes is alive, however faint its heart. Faster, the grid
takes some of the noise away.
"""

HILLS = 4.0
"""Bands whose mean power differs by less are flat. Chance makes 3.5 of even noise in ten seconds (99 % of ten synthetic
minutes); hands and bodies at rest have 9 and far more. ENG.
"""

LIFELESS = 0.004
"""Root mean square under which noise may be all there is, g: four times a phone's own. ENG."""

WATCH_S = 10
"""Seconds over which the bands are averaged, and the least watched before anything is said. ENG."""


def band_edges(window: Window) -> list[int]:
    """Bin before each edge of the bands, for windows of this length."""
    return [int(hz * window.bins_per_hz) - 1 for hz in BAND_EDGES_HZ]


def read_bands(sums: Array, edges: list[int]) -> Array:
    """Mean power of each band (b, 5) from running sums of spectra (b, bins) and the bands' edges."""
    at = sums[:, edges]
    bands: Array = (at[:, 1:] - at[:, :-1]) / np.diff(edges)
    return bands


class Lifelessness:
    """Watches whether only a sensor's own noise is left; constant memory."""

    def __init__(self, unit: float) -> None:
        self._most = (LIFELESS * unit) ** 2
        self._bands: list[float] = []
        self._watched_s = 0

    def hear(self, bands: list[float], fast: float) -> bool:
        """Take one second's bands and mean square; true when a sensor lies on what does not live."""
        if fast > self._most:
            self._watched_s = 0
            return False
        self._watched_s += 1
        old, weight = self._bands if self._watched_s > 1 else bands, 1.0 / min(self._watched_s, WATCH_S)
        self._bands = [before + weight * (now - before) for before, now in zip(old, bands, strict=True)]
        least, most = min(self._bands), max(self._bands)
        return self._watched_s >= WATCH_S and least > 0.0 and most < HILLS * least
