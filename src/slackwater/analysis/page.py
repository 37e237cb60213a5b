"""The findings as one page that asks nobody for anything: words, plots, and the same numbers as tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from slackwater.analysis import plots, telling
from slackwater.analysis.bins import LABELS, Span, span_s, spans
from slackwater.analysis.findings import Findings, Heart
from slackwater.tongues import LANGUAGES, marked, spoken, worded, worded_many
from slackwater.tongues.numbers import listed, number

_TITLE = marked("What {file} says")
_TYPED = re.compile(r"--[a-z]+(?: [a-z0-9/]+)?")

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class _Line:
    """Values over time, to draw and to list."""

    mark: str
    """A word of its own on the page."""
    title: str
    head: str
    """Of its column in the table."""
    values: Sequence[float | None]
    beside: tuple[str, Sequence[str]] | None = None
    """A column more for the table: its head and its cells."""


def show(found: Findings) -> str:
    """The page."""
    style = (files("slackwater.analysis") / "report.css").read_text(encoding="utf-8")
    language = LANGUAGES[spoken()]
    ways = "rtl" if language.to_the_left else "ltr"
    title = escape(worded(_TITLE)).format(file=escape(found.path.name))
    return (
        f'<!doctype html>\n<html lang="{language.code}" dir="{ways}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><style>{style}</style></head>"
        f"<body><main>{''.join(_parts(found))}</main></body></html>\n"
    )


def _parts(found: Findings) -> Iterator[str]:
    name = f"<bdi>{escape(found.path.name)}</bdi>"
    yield f"<h1>{escape(worded(_TITLE)).format(file=name)}</h1>"
    yield f"<p>{escape(telling.described(found))}.</p>"
    yield f'<p class="note" role="note">{escape(worded(telling.NO_VERDICT))}</p>'
    yield _heading(worded("In words", "recording")) + _list(telling.sentences(found))
    whole = spans(found)
    if found.heart is not None:
        yield _heading(worded("Heart", "recording"))
        yield from _heart(found, found.heart, whole)
    if found.breath is not None:
        yield _heading(worded("Breath", "recording"))
        rates = [one.breath_per_min for one in whole]
        yield _lined(
            found, whole, _Line("breath", worded("Breaths a minute"), worded("breaths a minute"), rates)
        )
    if found.motion:
        yield _heading(worded("Motion", "recording"))
        yield from _motion(found, whole)
    if found.notes:
        yield _heading(worded("What was assumed")) + _list(found.notes)


def _heart(found: Findings, heart: Heart, whole: Sequence[Span]) -> Iterator[str]:
    rates = [one.heart_per_min for one in whole]
    put_right = [str(one.put_right) for one in whole]
    beside = (worded("intervals not plain"), put_right)
    title, head = worded("Heart beats a minute"), worded("heart beats a minute")
    yield _lined(found, whole, _Line("heart", title, head, rates, beside))
    yield _variability(heart)


def _variability(heart: Heart) -> str:
    rows = []
    for name, (word, _, plain) in telling.NAMES.items():
        value = heart.hrv[name]
        why = telling.reason_of(name, heart.missing[name]) if name in heart.missing else ""
        not_said = worded("not said: {why}").format(why=why)
        told = not_said if value is None else telling.value_of(name, value)
        rows.append((worded(word), worded(plain), told))
    heads = (worded("name", "head of a column"), worded("what it is"), worded("value", "head of a column"))
    return _table(heads, rows, worded("Heart rate variability, over the whole recording"))


def _motion(found: Findings, whole: Sequence[Span]) -> Iterator[str]:
    length = telling.duration(span_s(found.length_s))
    how_much = worded("Motion: how much of each {length} was tremor, movement, still or missing")
    title, names = how_much.format(length=length), [telling.label_of(one) for one in LABELS]
    shares = [one.shares for one in whole]
    means = [
        sum(each[at] for each in shares if each) / max(1, sum(map(bool, shares))) for at in range(len(LABELS))
    ]
    parts = listed(f"{name} {telling.percent(share)}" for name, share in zip(names, means, strict=True))
    about = worded("Over the whole recording: {parts}.").format(parts=parts)
    plot = plots.lanes(title, about, names, shares, "motion")
    rows = [
        (_clock(one.begin_s), *(telling.percent(share) for share in one.shares))
        for one in whole
        if one.shares
    ]
    yield _figure(found, title, plot, (worded("from", "time"), *names), rows)
    slow, head = worded("Slow rhythm, from 0 (none) to 1"), worded("slow rhythm, from 0 (none) to 1")
    yield _lined(found, whole, _Line("rocking", slow, head, [one.rocking for one in whole]))


def _lined(found: Findings, whole: Sequence[Span], line: _Line) -> str:
    title, values, beside = line.title, line.values, line.beside
    known = [value for value in values if value is not None]
    if not known:
        unknown = worded("{title}: not known at any time.").format(title=title)
        return f"<p>{escape(unknown)}</p>"
    about = worded_many(
        "From {low} to {high}; known for {known} of {count} span.",
        "From {low} to {high}; known for {known} of {count} spans.",
        len(values),
    ).format(
        low=number(min(known), ".3g"), high=number(max(known), ".3g"), known=len(known), count=len(values)
    )
    heads = (worded("from", "time"), line.head, *((beside[0],) if beside else ()))
    rows = [
        (
            _clock(one.begin_s),
            worded("not known") if value is None else number(value, ".3g"),
            *((beside[1][at],) if beside else ()),
        )
        for at, (one, value) in enumerate(zip(whole, values, strict=True))
    ]
    caption = worded("{title}, over each {length}").format(
        title=title, length=telling.duration(span_s(found.length_s))
    )
    return _figure(found, caption, plots.line(title, about, values, line.mark), heads, rows)


def _figure(
    found: Findings, caption: str, plot: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> str:
    spots = "".join(f"<span>{_clock(found.length_s * share)}</span>" for share in (0.0, 0.5, 1.0))
    times = f'<div class="times" aria-hidden="true">{spots}</div>'
    table = _table(heads, rows, caption)
    summary = escape(worded("The same as a table"))
    details = f"<details><summary>{summary}</summary>{table}</details>"
    return f'<figure><figcaption>{escape(caption)}</figcaption><div class="plot">{plot}{times}</div>{details}</figure>'


def _clock(seconds: float) -> str:
    whole = round(seconds)
    if whole >= 86400:
        clock = f"{whole // 3600 % 24}:{whole // 60 % 60:02d}"
        return worded("day {day}, {clock}").format(day=whole // 86400, clock=clock)
    hours = f"{whole // 3600}:{whole // 60 % 60:02d}" if whole >= 3600 else str(whole // 60)
    return f"{hours}:{whole % 60:02d}"


def _list(lines: Iterable[str]) -> str:
    """What is to be typed keeps its order among words that run the other way."""
    told = (_TYPED.sub(r'<bdi dir="ltr">\g<0></bdi>', escape(line)) for line in lines)
    return "<ul>" + "".join(f"<li>{line}</li>" for line in told) + "</ul>"


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(one)}</td>" for one in others)}</tr>'
        for first, *others in rows
    )
    return (
        f'<div class="wide" role="region" aria-label="{escape(caption, quote=True)}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
