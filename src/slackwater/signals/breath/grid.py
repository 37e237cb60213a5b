"""Samples of a belt on an even grid of about 12.5 Hz: all of breath, and little work."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

AIM_HZ = 12.5
"""Fifteen times the fastest breath (50 a minute), so a turn is placed within a hundredth of a slow breath."""

SLOWEST_HZ = 20.0
FASTEST_HZ = 250.0


class Grid:
    """Means of a fixed number of samples, counted from the first: whole feeding or pieces give the same bits."""

    def __init__(self, rate_hz: float) -> None:
        if not SLOWEST_HZ <= rate_hz <= FASTEST_HZ:
            message = f"a breath signal comes at {SLOWEST_HZ:g} to {FASTEST_HZ:g} Hz, not {rate_hz:g}"
            raise ValueError(message)
        self.each = max(1, round(rate_hz / AIM_HZ))
        self.rate_hz = rate_hz / self.each
        self.first_s = (self.each - 1) / 2 / rate_hz
        """When the first point is, on a clock whose zero is the first sample."""
        self._waiting: list[Floats] = []
        self._count = 0

    def take(self, values: Floats) -> int:
        """Keep (n,) samples; how many points stand ready."""
        self._waiting.append(values)
        self._count += len(values)
        return self._count // self.each

    def points(self) -> Floats:
        """All points that stand ready; NaN where less than half of a point's samples are numbers."""
        held = np.concatenate(self._waiting) if self._waiting else np.empty(0)
        whole = len(held) // self.each * self.each
        rest = held[whole:]
        self._waiting, self._count = [rest.copy()], len(rest)
        cells = held[:whole].reshape(-1, self.each)
        means = cells[:, 0].copy()
        for column in cells.T[1:]:  # column by column: quicker than many short rows
            means += column
        means /= self.each
        if np.isfinite(means).all():
            return means
        broken = np.flatnonzero(~np.isfinite(means))
        part = cells[broken]
        fine = np.isfinite(part)
        count = fine.sum(axis=1)
        sums = np.where(fine, part, 0.0).sum(axis=1)
        means[broken] = np.where(2 * count >= self.each, sums / np.maximum(count, 1), np.nan)
        return means
