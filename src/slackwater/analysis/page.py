"""The findings as one page that asks nobody for anything: words, plots, and the same numbers as tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from slackwater.analysis import plots, telling
from slackwater.analysis.bins import LABELS, Span, span_s, spans
from slackwater.analysis.findings import Findings, Heart

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class _Line:
    """Values over time, to draw and to list."""

    mark: str
    """A word of its own on the page."""
    title: str
    values: Sequence[float | None]
    beside: tuple[str, Sequence[str]] | None = None
    """A column more for the table: its head and its cells."""


def show(found: Findings) -> str:
    """The page."""
    style = (files("slackwater.analysis") / "report.css").read_text(encoding="utf-8")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>What {escape(found.path.name)} says</title><style>{style}</style></head>"
        f"<body><main>{''.join(_parts(found))}</main></body></html>\n"
    )


def _parts(found: Findings) -> Iterator[str]:
    yield f"<h1>What {escape(found.path.name)} says</h1>"
    yield f"<p>{escape(telling.described(found))}.</p>"
    yield f'<p class="note" role="note">{escape(telling.NO_VERDICT)}</p>'
    yield "<h2>In words</h2>" + _list(telling.sentences(found))
    whole = spans(found)
    if found.heart is not None:
        yield "<h2>Heart</h2>"
        yield from _heart(found, found.heart, whole)
    if found.breath is not None:
        yield "<h2>Breath</h2>"
        yield _lined(found, whole, _Line("breath", "Breaths a minute", [one.breath_per_min for one in whole]))
    if found.motion:
        yield "<h2>Motion</h2>"
        yield from _motion(found, whole)
    if found.notes:
        yield "<h2>What was assumed</h2>" + _list(found.notes)


def _heart(found: Findings, heart: Heart, whole: Sequence[Span]) -> Iterator[str]:
    rates = [one.heart_per_min for one in whole]
    put_right = [str(one.put_right) for one in whole]
    yield _lined(
        found, whole, _Line("heart", "Heart beats a minute", rates, ("intervals not plain", put_right))
    )
    rows = []
    for name, (word, _, plain) in telling.NAMES.items():
        value = heart.hrv[name]
        why = telling.reason_of(name, heart.missing[name]) if name in heart.missing else ""
        rows.append((word, plain, f"not said: {why}" if value is None else telling.value_of(name, value)))
    yield _table(("name", "what it is", "value"), rows, "Heart rate variability, over the whole recording")


def _motion(found: Findings, whole: Sequence[Span]) -> Iterator[str]:
    length = telling.duration(span_s(found.length_s))
    title = f"Motion: how much of each {length} was tremor, movement, still or missing"
    shares = [one.shares for one in whole]
    means = [
        sum(each[at] for each in shares if each) / max(1, sum(map(bool, shares))) for at in range(len(LABELS))
    ]
    about = ", ".join(f"{name} {telling.percent(share)}" for name, share in zip(LABELS, means, strict=True))
    plot = plots.lanes(title, f"Over the whole recording: {about}.", LABELS, shares, "motion")
    rows = [
        (_clock(one.begin_s), *(telling.percent(share) for share in one.shares))
        for one in whole
        if one.shares
    ]
    yield _figure(found, title, plot, ("from", *LABELS), rows)
    yield _lined(
        found, whole, _Line("rocking", "Slow rhythm, from 0 (none) to 1", [one.rocking for one in whole])
    )


def _lined(found: Findings, whole: Sequence[Span], line: _Line) -> str:
    title, values, beside = line.title, line.values, line.beside
    known = [value for value in values if value is not None]
    if not known:
        return f"<p>{escape(title)}: not known at any time.</p>"
    about = f"From {min(known):.3g} to {max(known):.3g}; known for {len(known)} of {len(values)} spans."
    heads = ("from", title.lower(), *((beside[0],) if beside else ()))
    rows = [
        (
            _clock(one.begin_s),
            "not known" if value is None else f"{value:.3g}",
            *((beside[1][at],) if beside else ()),
        )
        for at, (one, value) in enumerate(zip(whole, values, strict=True))
    ]
    length = telling.duration(span_s(found.length_s))
    return _figure(
        found, f"{title}, over each {length}", plots.line(title, about, values, line.mark), heads, rows
    )


def _figure(
    found: Findings, caption: str, plot: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> str:
    spots = "".join(f"<span>{_clock(found.length_s * share)}</span>" for share in (0.0, 0.5, 1.0))
    times = f'<div class="times" aria-hidden="true">{spots}</div>'
    table = _table(heads, rows, caption)
    details = f"<details><summary>The same as a table</summary>{table}</details>"
    return f'<figure><figcaption>{escape(caption)}</figcaption><div class="plot">{plot}{times}</div>{details}</figure>'


def _clock(seconds: float) -> str:
    whole = round(seconds)
    if whole >= 86400:
        return f"day {whole // 86400}, {whole // 3600 % 24}:{whole // 60 % 60:02d}"
    hours = f"{whole // 3600}:{whole // 60 % 60:02d}" if whole >= 3600 else str(whole // 60)
    return f"{hours}:{whole % 60:02d}"


def _list(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


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
