"""The report as one page that asks nobody for anything: plain HTML, plots and the same data as tables."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from slackwater.cohort.plots import Dot, Line, dots, lines, steps

Written = dict[str, Any]

METRICS = {
    "overwhelm_per_session": (
        "Overwhelm a session",
        "share of sessions in which the body was overwhelmed",
        True,
    ),
    "overwhelm_in_week_1": ("Overwhelm in week 1", "the same in the first week", True),
    "ever_overwhelmed": ("Ever overwhelmed", "share of people overwhelmed at least once by this week", True),
    "overwhelms_p90": ("Overwhelms, nine in ten", "nine people in ten had at most so many", False),
    "counted_per_session": (
        "Counted by the engine",
        "overwhelms the safety engine counted, a session",
        False,
    ),
    "later_per_session": ("Hours later", "share of sessions after which overwhelm came hours later", True),
    "minutes_above": ("Minutes above", "minutes a session with arousal above the window", False),
    "minutes_away": ("Minutes away", "minutes a session shut down, and not above the window", False),
    "dose_a_week": ("Dose a week", "level times minutes of practice", False),
    "unwinding": ("Unwinding", "how far the holding pattern fell since the start", False),
    "unwinding_beyond_rest": ("Beyond rest", "how much lower it ended than with rest only", False),
    "past_separatrix": ("Past the tipping point", "share of people whose pattern now fades by itself", True),
    "rest_only": ("Rest only", "share of sessions without a round", True),
    "referred": (
        "Stopped and referred",
        "share of people whom the engine asks to go on with a practitioner",
        True,
    ),
    "regret": ("Regret", "share of the oracle's dose that was not given", True),
    "beyond_the_engine": ("Beyond the engine", "rounds above the engine's ceiling; none, ever", False),
}
PLOTTED = ("overwhelm_per_session", "unwinding", "dose_a_week")
DRAWN = ("ours", "staircase", "oracle", "rest", "ours-at-once", "fixed")
MET = {True: "met", False: "not met", None: "cannot be told"}
STATEMENTS = {
    "overwhelm": "the next bout overwhelms",
    "too_much": "the tolerated level is below this dose",
}


def show(report: Written) -> str:
    """The page."""
    style = (files("slackwater.cohort") / "report.css").read_text(encoding="utf-8")
    body = "".join(_parts(report))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>Virtual people under several policies</title><style>{style}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _parts(report: Written) -> Iterator[str]:
    yield "<h1>Virtual people under several policies</h1>"
    told = escape(report["hypothesis"])
    yield f'<p class="hypothesis" role="note"><strong>A hypothesis.</strong> {told}</p>'
    yield f"<p>{_run(report)}</p>"
    yield "<h2>The bars</h2>"
    yield _bars(report["worlds"])
    yield "<h2>What each number is</h2>"
    yield _table(
        ("number", "what it is"), [(name, about) for name, about, _ in METRICS.values()], "Every metric"
    )
    for world in report["worlds"]:
        yield from _world(world)
    yield f"<p>Run {report['run'][:16]}, Slackwater {escape(report['settings']['version'])}.</p>"


def _run(report: Written) -> str:
    settings = report["settings"]
    many = f"{settings['people']} people in each of {len(settings['worlds'])} worlds"
    said = "now, as the pages ask" if settings["said"] == "now" else "the most since the round began"
    even = settings["ladder"] == "even"
    ladder = "The ladder has a way at every half level." if even else "The ladder is the library."
    return (
        f"{many}, {settings['weeks']} weeks of three sessions. Chance {settings['seed']}, which is kept for: "
        f"{report['seed_is_for']}. Check-ins speak of {said}. {ladder}"
    )


def _bars(worlds: Iterable[Written]) -> str:
    rows = [
        (
            world["name"],
            world["use"],
            bar["policy"],
            bar["words"],
            f"{bar['limit']:g}",
            _found(bar["found"]),
            _met(bar),
        )
        for world in worlds
        for bar in world["horizons"][-1]["bars"]
    ]
    heads = ("world", "family", "policy", "what", "bar", "found (95 %)", "is it met")
    return _table(heads, rows, "Bars in each world, at the last week looked at")


def _met(bar: Written) -> str:
    return f"{MET[bar['met']]}{': ' + bar['note'] if bar['note'] else ''}"


def _world(world: Written) -> Iterator[str]:
    name = world["name"]
    yield f"<h2>{escape(name)}</h2><p>{escape(world['about'])} Family: {world['use']}.</p>"
    tipping, none = world["separatrix"], "No holding pattern holds itself here."
    yield f"<p>{none if tipping is None else f'A pattern above about {tipping:.2f} holds itself.'}</p>"
    yield _weekly(world)
    for horizon in world["horizons"]:
        yield f"<h3>Week {horizon['weeks']}</h3>"
        yield from _plots(world, horizon)
        for group in world["groups"]:
            yield _measured(horizon, group)
        yield from _calibrations(world, horizon)
    yield from _replays(world)


def _weekly(world: Written) -> str:
    drawn = [one for one in world["weekly"] if one["policy"] in DRAWN]
    title = f"Holding pattern by week, {world['name']}"
    about = "; ".join(
        f"{one['policy']} from {one['holding'][0]:.2f} to {one['holding'][-1]:.2f}" for one in drawn
    )
    plot = lines(title, about, [Line(one["policy"], one["holding"]) for one in drawn], f"h-{world['name']}")
    heads = ("policy", "what", *(f"week {at}" for at in range(len(world["weekly"][0]["holding"]))))
    rows = [
        (one["policy"], what, *(f"{value:.3f}" for value in one[what]))
        for one in world["weekly"]
        for what in ("holding", "overwhelm", "level")
    ]
    return _drawn(plot, heads, rows, f"{title}, with overwhelm and the highest level of each week")


def _plots(world: Written, horizon: Written) -> Iterator[str]:
    everybody = [one for one in horizon["measured"] if one["group"] == "everybody"]
    for metric in PLOTTED:
        name, about, percent = METRICS[metric]
        rows = [
            Dot(one["policy"], *(one["metrics"][metric][end] for end in ("value", "low", "high")))
            for one in everybody
        ]
        mark = f"{metric}-{world['name']}-{horizon['weeks']}".replace("_", "-")
        plot = dots(f"{name}: {about}", _listed(rows), rows, mark, percent=percent)
        caption = f"{name}: {about}. The table below has the same numbers."
        yield f"<figure>{plot}<figcaption>{caption}</figcaption></figure>"


def _listed(rows: Sequence[Dot]) -> str:
    return "; ".join(f"{one.name} {'not known' if one.value is None else f'{one.value:.4g}'}" for one in rows)


def _measured(horizon: Written, group: Written) -> str:
    here = [one for one in horizon["measured"] if one["group"] == group["name"]]
    rows = [
        (name, *(_found(one["metrics"][metric], percent=percent) for one in here))
        for metric, (name, _, percent) in METRICS.items()
    ]
    caption = f"{group['name']}, {group['people']} people: {group['about']}"
    return _table(("number (95 %)", *(one["policy"] for one in here)), rows, caption)


def _calibrations(world: Written, horizon: Written) -> Iterator[str]:
    for one in horizon["calibration"]:
        if not one["bins"]:
            continue
        what = f"{one['policy']}, week {horizon['weeks']}: how often it comes true that {STATEMENTS[one['statement']]}"
        pairs = [(each["stated"], each["observed"]) for each in one["bins"]]
        mark = f"c-{world['name']}-{one['policy']}-{one['statement']}-{horizon['weeks']}".replace("_", "-")
        told = "; ".join(f"stated {stated:.3f}, observed {observed:.3f}" for stated, observed in pairs)
        heads = ("stated from", "to", "rounds", "mean stated", "observed")
        rows = [
            (
                f"{e['low']:g}",
                f"{e['high']:g}",
                f"{e['rounds']}",
                f"{e['stated']:.4f}",
                f"{e['observed']:.4f}",
            )
            for e in one["bins"]
        ]
        caption = (
            f"{what}. Mean distance {_found(one['error'])}; stated less observed {_found(one['surplus'])}"
        )
        yield _drawn(steps(what, told, pairs, mark), heads, rows, caption)


def _replays(world: Written) -> Iterator[str]:
    for one in world["replays"]:
        yield f"<h3>Recorded courses of {escape(one['policy'])}, taken again</h3>"
        most = one["largest_difference"]
        differ = "" if most is None else f" Their chances differ by {most:.3f} at most."
        yield (
            f"<p>{one['people']} people. Of {one['decisions']} recorded decisions, {one['decided_otherwise']} come "
            "out otherwise from the log up to their moment alone. Places where a choice looks ahead: "
            f"{one['looked_ahead']}. The exact grid and the fast belief were compared at {one['places']} places; at "
            f"{one['places_apart']} they choose another dose.{differ}</p>"
        )
        if one["apart"]:
            names = ("person", "entry", "grid", "fast")
            rows = [tuple(str(each[name]) for name in names) for each in one["apart"]]
            yield _table(
                (*names[:2], "grid, half levels", "fast, half levels"), rows, "Where they differ, first"
            )


def _found(found: Written, *, percent: bool = False) -> str:
    if found["value"] is None:
        return "not known"
    value, low, high = (_number(found[end], percent=percent) for end in ("value", "low", "high"))
    return value if found["low"] is None else f"{value} ({low} to {high})"


def _number(value: float | None, *, percent: bool) -> str:
    if value is None:
        return "?"
    return f"{value:.2%}" if percent else f"{value:.3g}"


def _drawn(plot: str, heads: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    table = _table(heads, rows, caption)
    figure = f"<figure>{plot}<figcaption>{escape(caption)}</figcaption></figure>"
    return f"{figure}<details><summary>The same as a table</summary>{table}</details>"


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
