"""A report in a few lines, for a terminal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slackwater.cohort.running import PAGE, REPORT

MET = {True: "met", False: "not met", None: "cannot be told"}


def tell(report: dict[str, Any], folder: Path) -> Iterator[str]:
    """The lines: what it is, each policy in each world, the bars, and where the rest is."""
    yield report["hypothesis"]
    for world in report["worlds"]:
        last = world["horizons"][-1]
        yield ""
        yield f"{world['name']}, {world['people']} virtual people, week {last['weeks']}:"
        yield f"  {'':18} {'overwhelm':>10} {'dose':>7} {'unwinding':>10} {'rest only':>10}"
        for one in last["measured"]:
            if one["group"] == "everybody":
                yield f"  {one['policy']:18} {_row(one['metrics'])}"
        for bar in last["bars"]:
            yield f"  {MET[bar['met']]:14} {bar['policy']}: {bar['words']}: {_number(bar)} (bar {bar['limit']:g})"
    yield ""
    yield f"The whole report: {folder / PAGE} and {folder / REPORT}"


def _row(metrics: dict[str, Any]) -> str:
    overwhelm, dose = metrics["overwhelm_per_session"]["value"], metrics["dose_a_week"]["value"]
    unwound, rest = metrics["unwinding"]["value"], metrics["rest_only"]["value"]
    return f"{overwhelm:>9.2%} {dose:>8.1f} {unwound:>10.3f} {rest:>9.1%}"


def _number(bar: dict[str, Any]) -> str:
    found = bar["found"]
    if found["value"] is None:
        return str(bar["note"]) or "nothing to compare"
    if found["low"] is None:
        return f"{found['value']:.3g}"
    return f"{found['value']:.3g} ({found['low']:.3g} to {found['high']:.3g})"
