"""Trends as charts: a line, its middle half and its answers as shapes for an SVG, and the same as rows of a table."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from slackwater.tides.days import DayStep
from slackwater.tides.trend import ENOUGH, WEEK_DAYS, Quartiles, Step, Trend, View
from slackwater.web.tides_page import Bar, Chart, Drawing, Row
from slackwater.web.words import word

WIDE, PLOT, LANE_FROM, TALL = 1000, 200, 216, 256
"""Units of the drawing: how wide it is, how tall the plot, and the lane below it that tells how much is there."""
DOTS_MOST = 160
"""More answers than this are a smear; the middle half tells of them. ENG."""
ROUND_NUMBERS = (1, 2, 4, 6, 10, 20, 30, 60, 100, 200, 300, 600)


def draw_trend(name: str, found: Trend, view: View, top: float | None = None, title: str = "") -> Chart:
    """The chart of a trend; ``top`` is the end of its scale, or None for a round number above all it shows."""
    return Chart(
        id=name,
        title=title or word("tides", name),
        unit=word("tides", f"{name.partition('-')[0]}_unit"),
        known=found.known,
        missing=found.missing,
        enough=ENOUGH,
        heads=tuple(word("tides", head) for head in ("until", "median", "low", "high", "known", "missing")),
        rows=tuple(_row(step) for step in found.steps),
        drawing=_drawing(found, view, top) if found.says else None,
    )


def draw_days(steps: Sequence[DayStep], view: View) -> Chart:
    """Days of practice and of rest, drawn alike: how many of a week's seven."""
    moved, rested = sum(one.moved for one in steps), sum(one.rested for one in steps)
    about = word("tides", "about_days").format(moved=moved, rested=rested)
    place = _Place(view, WEEK_DAYS)
    drawing = Drawing(
        PLOT, (), (), "", tuple(_day_bars(steps, place)), str(WEEK_DAYS), "", on_day(view.first), on_day(view.last),
        (about,),
    )  # fmt: skip
    return Chart(
        id="days",
        title=word("tides", "days"),
        unit=word("tides", "days_unit"),
        known=moved + rested,
        missing=0,
        enough=1,
        heads=tuple(word("tides", head) for head in ("until", "moved", "rested", "of_days")),
        rows=tuple(Row(on_day(one.day), (str(one.moved), str(one.rested), str(one.days))) for one in steps),
        drawing=drawing if moved + rested else None,
    )


class _Place:
    """Where a day and a value lie."""

    def __init__(self, view: View, top: float) -> None:
        self.view, self.top = view, top
        self._days = view.last - view.first + 1

    def across(self, day: float) -> float:
        """The end of a day."""
        return WIDE * (day + 1 - self.view.first) / self._days

    def up(self, value: float) -> float:
        return PLOT * (1 - min(value, self.top) / self.top)

    def point(self, day: float, value: float) -> str:
        return f"{self.across(day):.1f},{self.up(value):.1f}"


def _drawing(found: Trend, view: View, top: float | None) -> Drawing:
    values = [one.value for one in found.readings if one.value is not None]
    few = len(values) <= DOTS_MOST
    said = [step.quartiles for step in found.steps if step.quartiles is not None]
    if top is None:
        top = _round_above(max([*(one.high for one in said), *(values if few else ())]))
    place = _Place(view, top)
    shapes = [_shape(run, place) for run in _runs(found.steps)]
    dots = (
        f"M{place.across(one.day - 0.5):.1f} {place.up(one.value):.1f}h0"
        for one in found.readings
        if few and one.value is not None
    )
    return Drawing(
        tall=TALL,
        bands=tuple(band for band, _ in shapes),
        lines=tuple(line for _, line in shapes),
        dots="".join(dots),
        bars=tuple(_lane(found.steps, place)),
        top=_number(top),
        middle=_number(top / 2) if top % 2 == 0 else "",
        first=on_day(view.first),
        last=on_day(view.last),
        about=_about(said, found),
    )


def _runs(steps: Sequence[Step]) -> Iterator[list[tuple[int, Quartiles]]]:
    """Stretches of steps that say something, with their days; one that stands alone is drawn as long as itself."""
    days = steps[1].day - steps[0].day if len(steps) > 1 else WEEK_DAYS
    for says, run in groupby(steps, key=lambda step: step.quartiles is not None):
        if says:
            found = [(step.day, step.quartiles) for step in run if step.quartiles is not None]
            yield found if len(found) > 1 else [(found[0][0] - days, found[0][1]), *found]


def _shape(run: Sequence[tuple[int, Quartiles]], place: _Place) -> tuple[str, str]:
    highs = [place.point(day, one.high) for day, one in run]
    lows = [place.point(day, one.low) for day, one in reversed(run)]
    return " ".join((*highs, *lows)), " ".join(place.point(day, one.median) for day, one in run)


def _lane(steps: Sequence[Step], place: _Place) -> Iterator[Bar]:
    """How many answers each step has, and above them how often nothing was said."""
    most = max((one.known + one.missing for one in steps), default=0) or 1
    tall, before = TALL - LANE_FROM, place.view.first - 1
    for one in steps:
        known, missing = tall * one.known / most, tall * one.missing / most
        yield from _bar(place, (before, one.day), (TALL - known, known), "known")
        yield from _bar(place, (before, one.day), (TALL - known - missing, missing), "missing")
        before = one.day


def _day_bars(steps: Sequence[DayStep], place: _Place) -> Iterator[Bar]:
    before = place.view.first - 1
    for one in steps:
        week = max(one.days, WEEK_DAYS)  # the days of a week that has only begun are no whole week
        moved, rested = (PLOT * count / week for count in (one.moved, one.rested))
        yield from _bar(place, (before, one.day), (PLOT - moved, moved), "moved")
        yield from _bar(place, (before, one.day), (PLOT - moved - rested, rested), "rested")
        before = one.day


def _bar(place: _Place, days: tuple[int, int], y: tuple[float, float], kind: str) -> Iterator[Bar]:
    if y[1] > 0:
        left, right = place.across(days[0]), place.across(days[1])
        gap = (right - left) * 0.12
        yield Bar(f"{left + gap:.1f}", f"{y[0]:.1f}", f"{right - left - 2 * gap:.1f}", f"{y[1]:.1f}", kind)


def _row(step: Step) -> Row:
    found = step.quartiles
    open_ = word("tides", "not_enough")
    said = (open_,) * 3 if found is None else tuple(map(_number, (found.median, found.low, found.high)))
    return Row(on_day(step.day), (*said, str(step.known), str(step.missing)))


def _about(said: Sequence[Quartiles], found: Trend) -> tuple[str, ...]:
    middles = [one.median for one in said]
    numbers = {
        "first": _number(middles[0]),
        "last": _number(middles[-1]),
        "low": _number(min(middles)),
        "high": _number(max(middles)),
        "spread_low": _number(said[-1].low),
        "spread_high": _number(said[-1].high),
        "known": found.known,
        "missing": found.missing,
    }
    return tuple(
        word("tides", name).format(**numbers) for name in ("about_line", "about_spread", "about_answers")
    )


def _round_above(value: float) -> float:
    return next((float(one) for one in ROUND_NUMBERS if one >= value), value or 1.0)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def on_day(day: int) -> date:
    """The date of a day by its number."""
    return date.fromordinal(day)
