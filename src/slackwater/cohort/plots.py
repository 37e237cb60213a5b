"""Plots as SVG text: each with a title and a description, and its data beside it as a table on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDE, LEFT, RIGHT, TOP_EDGE, ROW = 640, 170, 20, 34, 26
"""Pixels."""
TICKS = 4
MARKS = ("", "7 4", "2 4", "10 3 2 3", "4 2", "1 3")
"""Dashes: lines differ by them, never by colour alone."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value with its interval, named."""

    name: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A run of values, named."""

    name: str
    values: Sequence[float]


def dots(title: str, about: str, rows: Sequence[Dot], mark: str, *, percent: bool) -> str:
    """One row for each name: a dot, and a line from the low to the high end of its interval."""
    known = [value for one in rows for value in (one.value, one.low, one.high) if value is not None]
    least, most = min([0.0, *known]), max([1e-9, *known])
    tall = TOP_EDGE + ROW * len(rows) + 30
    inside = [_axis(least, most, tall, percent=percent)]
    for at, one in enumerate(rows):
        inside.append(_dot(one, TOP_EDGE + ROW * at + ROW / 2, (least, most)))
    return _figure(title, about, mark, tall, "".join(inside))


def lines(title: str, about: str, rows: Sequence[Line], mark: str) -> str:
    """One line for each name over the weeks, told apart by dashes and named below."""
    values = [value for one in rows for value in one.values]
    low = min(values)
    high = max(*values, low + 1e-9)
    floor, weeks = 220, max(len(one.values) for one in rows) - 1
    inside = []
    for at, one in enumerate(rows):
        points = " ".join(
            f"{_across(week, 0, max(1, weeks)):.1f},{TOP_EDGE + (high - value) / (high - low) * (floor - TOP_EDGE):.1f}"
            for week, value in enumerate(one.values)
        )
        dash = MARKS[at % len(MARKS)]
        under = floor + 46 + 20 * at
        inside.append(f'<polyline class="line l{at % 6}" points="{points}" stroke-dasharray="{dash}"/>')
        inside.append(
            f'<line class="line l{at % 6}" x1="8" x2="60" y1="{under}" y2="{under}" stroke-dasharray="{dash}"/>'
        )
        inside.append(f'<text x="70" y="{under + 4}">{escape(one.name)}</text>')
    inside += [
        f'<text x="8" y="{TOP_EDGE + 4}">{high:.2f}</text>',
        f'<text x="8" y="{floor}">{low:.2f}</text>',
        f'<text x="{LEFT}" y="{floor + 22}">week 0</text>',
        f'<text x="{WIDE - RIGHT}" y="{floor + 22}" text-anchor="end">week {weeks}</text>',
    ]
    return _figure(title, about, mark, floor + 56 + 20 * len(rows), "".join(inside))


def steps(title: str, about: str, pairs: Sequence[tuple[float, float]], mark: str) -> str:
    """Stated against observed, from 0 to 1 by square roots, with the line on which they agree."""
    size, edge = 300, 40

    def place(stated: float, observed: float) -> tuple[float, float]:
        return edge + stated**0.5 * size, edge + (1 - observed**0.5) * size

    (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
    inside = [f'<line class="guide" x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}"/>']
    for share in (0.0, 0.01, 0.05, 0.2, 0.5, 1.0):
        x, y = place(share, share)
        inside.append(f'<text x="{x:.1f}" y="{edge + size + 18}" text-anchor="middle">{share:g}</text>')
        inside.append(f'<text x="{edge - 6}" y="{y + 4:.1f}" text-anchor="end">{share:g}</text>')
    inside += [
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>' for x, y in (place(*one) for one in pairs)
    ]
    return _figure(title, about, mark, size + 2 * edge, "".join(inside))


def _axis(least: float, most: float, tall: float, *, percent: bool) -> str:
    drawn = []
    for tick in range(TICKS + 1):
        value = least + (most - least) * tick / TICKS
        x = _across(value, least, most)
        word = f"{value:.1%}" if percent else f"{value:.3g}"
        drawn.append(f'<line class="guide" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP_EDGE - 8}" y2="{tall - 26}"/>')
        drawn.append(f'<text x="{x:.1f}" y="{tall - 8}" text-anchor="middle">{word}</text>')
    return "".join(drawn)


def _dot(one: Dot, y: float, ends: tuple[float, float]) -> str:
    name = f'<text x="{LEFT - 12}" y="{y + 4:.1f}" text-anchor="end">{escape(one.name)}</text>'
    if one.value is None:
        return f'{name}<text x="{LEFT}" y="{y + 4:.1f}">not known</text>'
    x = _across(one.value, *ends)
    span = ""
    if one.low is not None and one.high is not None:
        low, high = _across(one.low, *ends), _across(one.high, *ends)
        span = f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return f'{name}{span}<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'


def _across(value: float, least: float, most: float) -> float:
    return LEFT + (value - least) / ((most - least) or 1.0) * (WIDE - LEFT - RIGHT)


def _figure(title: str, about: str, mark: str, tall: float, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDE} {tall:.0f}" role="img" aria-labelledby="{mark}-t {mark}-d">'
        f'<title id="{mark}-t">{escape(title)}</title><desc id="{mark}-d">{escape(about)}</desc>{inside}</svg>'
    )
