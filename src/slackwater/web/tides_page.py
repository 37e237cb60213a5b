"""What ``tides.html`` and ``week.html`` are given, and the shapes of a chart, ready to draw."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from slackwater.web.pages import Option


@dataclass(frozen=True, slots=True)
class Bar:
    """An upright bar, in units of the drawing; ``kind`` says how it is drawn."""

    x: str
    y: str
    width: str
    height: str
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as an SVG, 1000 units wide and stretched to the page; its words stand beside it as text."""

    tall: int
    """Units: the plot is 200, with the lane of what is there 256."""
    bands: tuple[str, ...]
    """Points of the middle half, a polygon for each stretch without a gap."""
    lines: tuple[str, ...]
    """Points of the middle, a line for each stretch without a gap."""
    dots: str
    """Path of every answer, where there are few enough; else empty."""
    bars: tuple[Bar, ...]
    top: str
    middle: str
    """The number half way up, where it is a whole one."""
    first: date
    last: date
    about: tuple[str, ...]
    """What it shows, in sentences."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the same data as a table."""

    until: date
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One trend."""

    id: str
    title: str
    unit: str
    known: int
    missing: int
    enough: int
    """Answers in a window before a line is drawn."""
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    drawing: Drawing | None
    """None where there is not enough to say."""


@dataclass(frozen=True, slots=True)
class OwnChart:
    """A chart of something the person named."""

    chart: Chart
    now: bool
    """It is still among what is asked."""


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """One place of the body maps in a view."""

    text: str
    earlier: int
    later: int
    strength: str
    """In words; empty where it was never said."""


@dataclass(frozen=True, slots=True)
class BodyOverTime:
    """The body maps of a view."""

    earlier: int
    later: int
    """Maps in each half."""
    enough: bool
    least: int
    """Maps before a picture is shown."""
    steps: Mapping[str, int]
    """How often each place was marked: 1 on up to a quarter of the maps … 4 on more than three quarters."""
    hidden: Collection[str]
    places: tuple[MarkedPlace, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """The charts of one view."""

    sessions: int
    first: date
    last: date
    after_rounds: Chart
    after_stops: Chart
    before: Chart
    after: Chart
    days: Chart
    board: Chart
    pain: Chart
    activities: tuple[OwnChart, ...]
    wellbeing: tuple[OwnChart, ...]
    body: BodyOverTime


@dataclass(frozen=True, slots=True)
class TidesPage:
    """``tides.html``: GET ``/tides`` with ``view``; POST ``/tides`` with ``later`` waves the week's question off."""

    trends: Trends | None
    """None while nothing is kept."""
    views: tuple[Option, ...]
    asks: bool
    """It is offered to say how the week was."""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """One question from 0 to 10 that may stay open; ``name`` is the form field, ``words`` what it is about."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class WeekPage:
    """``week.html``: POST ``/tides/week`` with ``pain`` and each scale's ``name``; or with names to be asked about."""

    activities: tuple[Scale, ...]
    wellbeing: tuple[Scale, ...]
    name_activities: tuple[Scale, ...]
    name_wellbeing: tuple[Scale, ...]
    """Fields for names: those that stand, then empty ones."""
    longest: int
    """Characters of a name."""
    last: date | None
    """When the person said last how it was."""
    steps: tuple[int, ...] = tuple(range(11))
    problem: str = ""
