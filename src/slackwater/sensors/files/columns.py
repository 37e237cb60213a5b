"""Which columns of a table are the measurement and which is the time: asked for, named, or told by what they hold."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from slackwater.sensors.errors import NotSure
from slackwater.sensors.files.rows import GONE, seconds_of
from slackwater.sensors.files.samples import Floats, Kind, Wanted
from slackwater.sensors.files.table import TIME, Layout
from slackwater.sensors.files.units import LIKELY, acc_unit_of, beats_match, looks_like_rr
from slackwater.tongues import marked, worded, worded_many

NEEDED = {Kind.ECG: 1, Kind.RR: 1, Kind.RESP: 1, Kind.ACC: 3}

_ADD_KIND = marked("Add --kind ecg, rr, resp or acc.")

_BRACKET = re.compile(r"[\[(]\s*([^\])]*?)\s*[\])]")
_TIMES = re.compile(
    r"(t|ts|time|times|date|datetime|date time|clock|seconds?|secs?|ms|millis|elapsed|unix|epoch|since start"
    r"|(time|t|elapsed|seconds|since start)( in)? (s|sec|ms|us|ns|seconds|elapsed|millis)|.*time ?stamp.*|time .*)"
)
_RR = re.compile(
    r"((r r|rr|rri|ibi|nn|nni|pp|ppi|hbi|beat to beat|inter ?beat)( ?intervals?)?( (ms|s|sec|msec|seconds))?)"
)
_ECG = re.compile(r"(ecg|ekg).*|.* (ecg|ekg)( .*)?|mlii|mli|lead .*|iii?|v[1-6]|av[rlf]")
_RESP = re.compile(r".*(resp|breath|belt|thora|abdom|airflow|effort|nasal).*|chest|flow|rip")
_NOT_RESP = re.compile(r"rate|interval|rpm|bpm")
_AXIS = re.compile(r"(.*?) ?([xyz])( .*)?")
_NOT_ACC = re.compile(r"gyr|rot|mag|quat|att|angle|orient|linear|user|gravity")


@dataclass(frozen=True, slots=True)
class Roles:
    """What the columns of a table are."""

    kind: Kind
    values: tuple[int, ...]
    """One column, or three for acceleration; counted from 0."""
    time: int | None
    notes: tuple[str, ...] = ()


def choose(path: Path, layout: Layout, wanted: Wanted) -> Roles:
    """What each column is; raises :class:`NotSure`, saying what to add, where that cannot be told."""
    numbers = sampled(layout)
    if wanted.columns:
        return _as_asked(path, layout, wanted, numbers)
    named = _named(layout)
    times = _time_columns(layout, numbers)
    if wanted.kind is not None:
        values = named.get(wanted.kind) or _left_over(path, layout, wanted.kind, times, numbers)
        return _roles(wanted.kind, values, layout, times, numbers)
    if len(named) > 1:
        several = worded("it holds more than one measurement ({columns})").format(columns=layout.listed())
        raise NotSure(path, several, worded("Add {options}.").format(options=_either(named)))
    if named:
        (kind,) = named
        return _roles(kind, named[kind], layout, times, numbers)
    return _by_content(path, layout, wanted, times, numbers)


def sampled(layout: Layout) -> Floats:
    """(rows, columns) the first rows as numbers, dates as seconds; NaN where a field is neither."""
    return np.array([[_number(field) for field in row] for row in layout.sample], float).reshape(
        -1, layout.columns
    )


def _number(field: str) -> float:
    if field.lower() in GONE:
        return np.nan
    try:
        return float(field.replace(",", "."))
    except ValueError:
        seconds = seconds_of(field) if TIME.fullmatch(field) else None
        return np.nan if seconds is None else seconds


def told_unit(name: str) -> str:
    """The unit that a column's name tells, in brackets or as its last word; empty where it tells none."""
    bracket = _BRACKET.search(name)
    return bracket[1] if bracket else bare(name).rpartition(" ")[2]


def bare(name: str) -> str:
    """A column's name without its unit, its words parted by single spaces."""
    return " ".join(re.sub(r"[_\-./:]", " ", _BRACKET.sub("", name)).split())


def _named(layout: Layout) -> dict[Kind, tuple[int, ...]]:
    filled = [any(row[at].lower() not in GONE for row in layout.sample) for at in range(layout.columns)]
    return named_kinds([name if has else "" for name, has in zip(layout.names, filled, strict=True)])


def named_kinds(labels: Sequence[str]) -> dict[Kind, tuple[int, ...]]:
    """The channels whose names (lower case) say what they are, by kind; where several do, the first of them."""
    names = [bare(label) for label in labels]
    found: dict[Kind, tuple[int, ...]] = {}
    for at, name in enumerate(names):
        if not name:
            continue
        if _RR.fullmatch(name) or (name == "duration" and "offline" in names):
            found.setdefault(Kind.RR, (at,))
        elif _ECG.fullmatch(name):
            found.setdefault(Kind.ECG, (at,))
        elif _RESP.fullmatch(name) and not _NOT_RESP.search(labels[at]):
            found.setdefault(Kind.RESP, (at,))
    axes = _axes(names)
    if axes:
        found[Kind.ACC] = axes
    return found


def _axes(names: Sequence[str]) -> tuple[int, ...]:
    """The three columns of an accelerometer, by their names."""
    stems: dict[str, dict[str, int]] = {}
    for at, name in enumerate(names):
        if match := _AXIS.fullmatch(name):
            stems.setdefault(match[1], {}).setdefault(match[2], at)
    whole = {stem: axes for stem, axes in stems.items() if len(axes) == 3 and not _NOT_ACC.search(stem)}
    named = [stem for stem in whole if "acc" in stem]
    short = [stem for stem in whole if stem in {"", "a", "gf", "g"}]
    return next(((whole[stem]["x"], whole[stem]["y"], whole[stem]["z"]) for stem in (*named, *short)), ())


def _time_columns(layout: Layout, numbers: Floats) -> list[int]:
    """The columns that are times, by name or by always rising, the most even first."""
    if layout.columns == 1:
        return []
    named = [at for at, name in enumerate(layout.names) if name and _TIMES.fullmatch(bare(name))]
    rising = [at for at in range(layout.columns) if _rises(numbers[:, at], LIKELY if at in named else 1.0)]
    return sorted((at for at in rising if at in named), key=lambda at: _unevenness(numbers[:, at])) + [
        at for at in rising if at not in named
    ]


def _rises(column: Floats, share: float) -> bool:
    """Whether so many of a column's steps do not fall. Where one of a named column does, its line is told later."""
    steps = np.diff(column)
    known = steps[np.isfinite(steps)]
    few = np.count_nonzero(known < 0) <= (1 - share) * len(known) + (share < 1)
    return bool(len(known) > 0 and few and (known > 0).mean() > 0.05)


def _unevenness(column: Floats) -> float:
    steps = np.diff(column)
    low, middle, high = np.quantile(steps, (0.1, 0.5, 0.9))
    return float((high - low) / middle) if middle > 0 else np.inf


def _roles(
    kind: Kind, values: tuple[int, ...], layout: Layout, times: Sequence[int], numbers: Floats
) -> Roles:
    free = [at for at in times if at not in values]
    named = [at for at in free if layout.names[at]]
    time = next(iter(named or [at for at in free if not _counts(numbers[:, at])]), None)
    column = layout.names[values[0]]
    read = worded("Column “{column}” was read.").format(column=column)
    notes = (read,) if column and layout.columns > len(values) + 1 else ()
    return Roles(kind, values, time, notes)


def _counts(column: Floats) -> bool:
    """Whether a column only counts its rows."""
    return bool((np.diff(column) == 1).all() and column[0] in {0, 1})


def _left_over(
    path: Path, layout: Layout, kind: Kind, times: Sequence[int], numbers: Floats
) -> tuple[int, ...]:
    """The columns that are neither time nor empty, where there are just as many as the kind needs."""
    needed = NEEDED[kind]
    filled = [at for at in range(layout.columns) if np.isfinite(numbers[:, at]).any()]
    left = [at for at in filled if at not in times]
    if kind is Kind.RR and not left and filled:
        left = filled[-1:]
    if len(left) != needed:
        what = worded_many(
            "it has {count} column that may be --kind {kind}, which takes {needed} ({columns})",
            "it has {count} columns that may be --kind {kind}, which takes {needed} ({columns})",
            len(left),
        ).format(count=len(left), kind=kind.value, needed=needed, columns=layout.listed())
        raise NotSure(path, what, worded("Add --columns with their names or numbers."))
    return tuple(left)


def _by_content(path: Path, layout: Layout, wanted: Wanted, times: Sequence[int], numbers: Floats) -> Roles:
    filled = [at for at in range(layout.columns) if np.isfinite(numbers[:, at]).any()]
    for at in filled:
        clocks = [time for time in times if time != at]
        if any(beats_match(numbers[:, time], numbers[:, at]) for time in clocks):
            return _roles(Kind.RR, (at,), layout, clocks, numbers)
    left = [at for at in filled if at not in times]
    alone = len(filled) == 1 and not (layout.columns > 1 and any(layout.names)) and wanted.rate_hz is None
    if alone and looks_like_rr(numbers[:, filled[0]]):
        return Roles(Kind.RR, (filled[0],), None)
    if len(left) == 3 and acc_unit_of(numbers[:, left]) is not None:
        return _roles(Kind.ACC, tuple(left), layout, times, numbers)
    what = worded("what its numbers measure cannot be told")
    if layout.columns > 1:
        what = worded("what its numbers measure cannot be told ({columns})").format(columns=layout.listed())
    raise NotSure(path, what, worded(_ADD_KIND))


def _as_asked(path: Path, layout: Layout, wanted: Wanted, numbers: Floats) -> Roles:
    asked = tuple(_find(path, layout, name) for name in wanted.columns)
    kind = wanted.kind
    if kind is None:
        named = [kind for kind, values in _named(layout).items() if set(values) <= set(asked)]
        if len(named) != 1:
            raise NotSure(path, worded("what these columns measure cannot be told"), worded(_ADD_KIND))
        (kind,) = named
    needed = NEEDED[kind]
    if len(asked) == needed + 1:
        return Roles(kind, asked[1:], asked[0])
    if len(asked) != needed:
        what = worded_many(
            "--kind {kind} takes {needed} columns, or the time and {needed}, and {count} was given",
            "--kind {kind} takes {needed} columns, or the time and {needed}, and {count} were given",
            len(asked),
        ).format(kind=kind.value, needed=needed, count=len(asked))
        raise NotSure(path, what, _the_columns(layout))
    roles = _roles(kind, asked, layout, _time_columns(layout, numbers), numbers)
    return Roles(kind, asked, roles.time)


def _find(path: Path, layout: Layout, name: str) -> int:
    wanted = " ".join(name.lower().split())
    if wanted in layout.names:
        return layout.names.index(wanted)
    bares = [bare(each) for each in layout.names]
    if bares.count(bare(wanted)) == 1 and wanted:
        return bares.index(bare(wanted))
    if wanted.isdecimal() and 1 <= int(wanted) <= layout.columns:
        return int(wanted) - 1
    raise NotSure(path, worded("it has no column “{name}”").format(name=name), _the_columns(layout))


def _either(kinds: Iterable[Kind]) -> str:
    """The options that choose one of them."""
    return worded(" or ", "between options").join(f"--kind {kind.value}" for kind in kinds)


def _the_columns(layout: Layout) -> str:
    return worded("The columns: {columns}.").format(columns=layout.listed())
