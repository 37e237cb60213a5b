"""The page on how it works: the story drawn from the equations, told in words worked out from the same numbers.

It is an illustration of a hypothesis and about nobody: what a person chooses on it is kept nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slackwater.body import story
from slackwater.body.constants import AS_WRITTEN
from slackwater.body.equations import Array
from slackwater.practices import library
from slackwater.practices.evidence import sure
from slackwater.practices.practice import Role
from slackwater.web.claims import Claim, claims, words
from slackwater.web.pages import Option
from slackwater.web.strips import Strip, area_of, height_of, path_of

ENDINGS = ("answered", "held")
"""As ``story.ENDINGS``."""
DOSES = ("none", "very_small", "small", "large", "forceful")
"""As ``story.DOSES``."""
RESTS = ("rest", "no_rest")

ROW_MIN, ROW_WEEKS = 2.5, 2
"""How far apart the rows of a table are."""
SAME = 3
"""Parts of 100: a smaller change of weeks is called none."""
MIDDLE = 0.5
"""A holding pattern above this at the end of half a year has grown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the picture is to show."""

    ending: str = "held"
    dose: str = "small"
    rest: str = "rest"


@dataclass(frozen=True, slots=True)
class Table:
    """The same numbers as the picture, in parts of 100."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Strips with one axis, what they show in one sentence, and as a table."""

    id: str
    strips: tuple[Strip, ...]
    axis: tuple[str, str, str]
    says: str
    table: Table


@dataclass(frozen=True, slots=True)
class Known:
    """A practice, and how sure what is known of it is."""

    id: str
    title: str
    sure: str


@dataclass(frozen=True, slots=True)
class How:
    """``how.html``: GET ``ending``, ``dose`` and ``rest``."""

    endings: tuple[Option, ...]
    doses: tuple[Option, ...]
    rests: tuple[Option, ...]
    alarm: Picture
    half_year: Picture
    session: Picture
    weeks: Picture
    claims: tuple[Claim, ...]
    practices: tuple[Known, ...]
    problem: str = ""


def read_asked(given: Mapping[str, str]) -> tuple[Asked, bool]:
    """What is asked for, and whether all of it is known; the usual stands for what is not."""
    usual = Asked()
    known = {"ending": ENDINGS, "dose": DOSES, "rest": RESTS}
    asked = {name: given.get(name, getattr(usual, name)) for name in known}
    fits = {name: value in known[name] for name, value in asked.items()}
    return Asked(
        **{name: value if fits[name] else getattr(usual, name) for name, value in asked.items()}
    ), all(fits.values())


def how_page(asked: Asked, *, known: bool = True) -> How:
    """The page for these choices. The first call works out every choice, which takes a moment."""
    return How(
        endings=_options(ENDINGS[::-1], asked.ending),
        doses=_options(DOSES, asked.dose),
        rests=_options(RESTS, asked.rest),
        alarm=_alarm(asked),
        half_year=_half_year(asked),
        session=_session(asked),
        weeks=_practised(asked),
        claims=claims(),
        practices=tuple(
            Known(one.id, one.words.title, sure(one.id)["name"])
            for one in library().values()
            if one.role is not Role.FRAME
        ),
        problem="" if known else words()["trouble"]["unknown"],
    )


def _options(names: Iterable[str], chosen: str) -> tuple[Option, ...]:
    texts, about = words()["choice"], words()["about"]
    return tuple(Option(name, texts[name], name == chosen, about.get(name, "")) for name in names)


def _alarm(asked: Asked) -> Picture:
    minutes, _ = story.alarm()
    chosen = ENDINGS.index(asked.ending)
    ends = _parts(minutes.charge[-1, chosen])
    says = words()["says"]["alarm"].format(
        peak=_parts(minutes.arousal[:, chosen].max()), end=_parts(minutes.arousal[-1, chosen]), left=ends
    )
    return _of_minutes("alarm", minutes, chosen, 1 - chosen, says)


def _half_year(asked: Asked) -> Picture:
    _, weeks = story.alarm()
    chosen = ENDINGS.index(asked.ending)
    start, end = weeks.holding[0, chosen], weeks.holding[-1, chosen]
    says = words()["says"]["half_year_grows" if end > MIDDLE else "half_year_fades"]
    said = says.format(start=_parts(start), end=_parts(end))
    return _of_weeks("half_year", weeks, chosen, 1 - chosen, said)


def _session(asked: Asked) -> Picture:
    minutes, _ = story.practice()
    chosen, other = _columns(asked)
    peak = float(minutes.arousal[:, chosen].max())
    kind = "within" if peak < AS_WRITTEN.window_high else "over" if peak < AS_WRITTEN.overwhelm else "flooded"
    says = words()["says"][f"session_{kind}"].format(peak=_parts(peak))
    return _of_minutes("session", minutes, chosen, other, says)


def _practised(asked: Asked) -> Picture:
    _, weeks = story.practice()
    chosen, other = _columns(asked)
    start, end = _parts(weeks.holding[0, chosen]), _parts(weeks.holding[-1, chosen])
    kind = "same" if abs(end - start) <= SAME else "less" if end < start else "more"
    says = words()["says"][f"weeks_{kind}"].format(start=start, end=end)
    return _of_weeks("weeks", weeks, chosen, other, says)


def _columns(asked: Asked) -> tuple[int, int]:
    """Where what was chosen stands in ``story.practice``, and the same dose with the other rest."""
    dose, rests = DOSES.index(asked.dose), RESTS.index(asked.rest)
    return dose + rests * len(DOSES), dose + (1 - rests) * len(DOSES)


def _of_minutes(name: str, minutes: story.Minutes, chosen: int, other: int, says: str) -> Picture:
    drawn = (
        ("alarm", minutes.arousal, story.MOST_AROUSAL),
        ("bracing", minutes.bracing, story.MOST_BRACING),
        ("left", minutes.charge, 1.0),
    )
    strips = tuple(_strip(each, values, chosen, other, most) for each, values, most in drawn)
    every = round(ROW_MIN * 60 / story.EVERY_S)
    rows = tuple(
        (f"{minutes.at_min[at]:g}", *(str(_parts(values[at, chosen])) for _, values, _ in drawn))
        for at in range(0, len(minutes.at_min), every)
    )
    return Picture(name, strips, _axis(name), says, _table(name, "minute", [one for one, *_ in drawn], rows))


def _of_weeks(name: str, weeks: story.Weeks, chosen: int, other: int, says: str) -> Picture:
    strip = _strip("holding", weeks.holding, chosen, other, 1.0)
    rows = tuple(
        (str(week), str(_parts(weeks.holding[week, chosen])))
        for week in range(0, len(weeks.holding), ROW_WEEKS)
    )
    return Picture(name, (strip,), _axis(name), says, _table(name, "week", ["holding"], rows))


def _strip(name: str, values: Array, chosen: int, other: int, most: float) -> Strip:
    line = path_of(values[:, chosen].tolist(), most)
    compared = path_of(values[:, other].tolist(), most)
    band: tuple[float, float] | None = None
    limit = None
    if name == "alarm":
        upper, lower = (
            height_of(float(edge), most) for edge in (AS_WRITTEN.window_high, AS_WRITTEN.window_low)
        )
        band, limit = (upper, round(lower - upper, 1)), height_of(float(AS_WRITTEN.overwhelm), most)
    texts = words()["strip"]
    return Strip(name, texts[name], texts[f"{name}_about"], line, area_of(line), compared, band, limit)


def _axis(name: str) -> tuple[str, str, str]:
    texts = words()["axis"]
    return texts[f"{name}_start"], texts[f"{name}_middle"], texts[f"{name}_end"]


def _table(name: str, first: str, drawn: Iterable[str], rows: tuple[tuple[str, ...], ...]) -> Table:
    texts = words()
    return Table(texts["table"][name], (texts["table"][first], *(texts["strip"][one] for one in drawn)), rows)


def _parts(value: float) -> int:
    """In parts of 100, where overwhelm begins at 100."""
    return round(100 * float(value))
