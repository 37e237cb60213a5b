"""Plots as SVG text with a title and a description. Words stand beside them as text, so that they keep their size."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from slackwater.tongues.numbers import number

WIDE, TALL, LANE = 1000, 200, 34
"""Units of the drawing; it is stretched to the page."""

STEPS = (1, 2, 5, 10, 20, 50, 100)


def line(title: str, about: str, values: Sequence[float | None], mark: str) -> str:
    """Values over time, with a gap where there is none, between round numbers that stand beside it."""
    low, high = ends_of(values)
    known = [(at, value) for at, value in enumerate(values)]
    across = WIDE / max(1, len(values))
    drawn = [f'<line class="guide" x1="0" x2="{WIDE}" y1="{y}" y2="{y}"/>' for y in (0, TALL / 2, TALL)]
    for has, run in groupby(known, key=lambda pair: pair[1] is not None):
        if not has:
            continue
        points = [
            f"{(at + 0.5) * across:.1f},{TALL * (1 - ((value or 0.0) - low) / (high - low)):.1f}"
            for at, value in run
        ]
        if len(points) == 1:
            x, y = points[0].split(",")
            points = [points[0], f"{min(WIDE, float(x) + max(2.0, across)):.1f},{y}"]
        drawn.append(f'<polyline class="line" points="{" ".join(points)}"/>')
    svg = _svg(title, about, mark, TALL, "".join(drawn))
    ends = f"<span>{number(high, 'g')}</span><span>{number(low, 'g')}</span>"
    return f'<div class="scale" aria-hidden="true">{ends}</div>{svg}'


def lanes(title: str, about: str, names: Sequence[str], shares: Sequence[Sequence[float]], mark: str) -> str:
    """One lane for each name, filled as high as its share of each span."""
    across = WIDE / max(1, len(shares))
    drawn = []
    for row in range(len(names)):
        floor = (row + 1) * LANE
        drawn.append(f'<line class="guide" x1="0" x2="{WIDE}" y1="{floor}" y2="{floor}"/>')
        for at, share in enumerate(shares):
            if share and share[row] > 0:
                tall = share[row] * (LANE - 6)
                drawn.append(
                    f'<rect class="bar" x="{at * across:.1f}" y="{floor - tall:.1f}" width="{across:.2f}" '
                    f'height="{tall:.1f}"/>'
                )
    svg = _svg(title, about, mark, LANE * len(names), "".join(drawn))
    listed = "".join(f"<span>{escape(name)}</span>" for name in names)
    return f'<div class="scale names" aria-hidden="true">{listed}</div>{svg}'


def ends_of(values: Sequence[float | None]) -> tuple[float, float]:
    """Round numbers that hold all values between them."""
    known = [value for value in values if value is not None]
    if not known:
        return 0.0, 1.0
    spread = max(known) - min(known)
    step = next((one for one in STEPS if spread <= 4 * one), STEPS[-1])
    low = (min(known) // step) * step
    high = -(-max(known) // step) * step
    return float(low), float(max(high, low + step))


def _svg(title: str, about: str, mark: str, tall: float, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDE} {tall:.0f}" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{mark}-t {mark}-d"><title id="{mark}-t">{escape(title)}</title>'
        f'<desc id="{mark}-d">{escape(about)}</desc>{inside}</svg>'
    )
