"""Curves as the paths of an SVG: one strip for each quantity, all of the same width."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 300.0, 60.0
"""Of a strip, in its own units; the page stretches it."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One quantity over time."""

    id: str
    name: str
    about: str
    line: str
    """The path of what was chosen."""
    area: str
    """The same, down to the ground."""
    other: str
    """The path of the other way, to compare with; or empty."""
    band: tuple[float, float] | None = None
    """Where things may ease: its upper edge and its height."""
    limit: float | None = None
    """The height of *too much*."""


def height_of(value: float, most: float) -> float:
    """How far below the upper edge a value lies; most lies on that edge, and so does what is above."""
    return round(HEIGHT * (1 - min(max(value / most, 0.0), 1.0)), 1)


def path_of(values: Sequence[float], most: float) -> str:
    """The path of evenly spaced values."""
    step = WIDTH / (len(values) - 1)
    return "M" + "L".join(f"{at * step:.1f} {height_of(value, most)}" for at, value in enumerate(values))


def area_of(path: str) -> str:
    """What lies below a path."""
    return f"{path}L{WIDTH:g} {HEIGHT:g}L0 {HEIGHT:g}Z"
