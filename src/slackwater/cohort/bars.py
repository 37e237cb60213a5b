"""The bars a policy that titrates is held to, and whether each is met in a world."""

from dataclasses import dataclass

from slackwater.cohort.calibration import Calibration
from slackwater.cohort.intervals import Estimate, Picks, ratio_of_ratios
from slackwater.cohort.metrics import Summed

OVERWHELM_MOST = 0.25
UNWINDING_LEAST = 0.9
SUBGROUP_MOST = 1.3
CALIBRATION_MOST = 0.05
"""The bars of TITRATION 5.2 and of the project's third issue: set before any claim was run."""

NO_STAIRCASE = "The staircase was not part of this run."
NOBODY = "Nobody was overwhelmed, so there is nothing to divide by."
LEAST_EVENTS = 10
"""Overwhelmed sessions that a share is told from; of fewer, one person more or less decides. ENG."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``met`` is None where it cannot be told."""

    name: str
    words: str
    limit: float
    found: Estimate
    met: bool | None
    note: str = ""


def hold(
    ours: Summed,
    staircase: Summed | None,
    groups: dict[str, dict[str, Estimate]],
    calibration: dict[str, Calibration],
    picks: Picks,
) -> tuple[Bar, ...]:
    """Every bar, at one number of weeks. ``groups``: each subgroup's metrics, everybody first."""
    return (
        _overwhelm(ours, staircase, picks),
        _unwinding(ours, staircase, picks),
        *_subgroups(groups, int(ours.overwhelmed.sum())),
        *_calibrations(calibration),
    )


def _overwhelm(ours: Summed, staircase: Summed | None, picks: Picks) -> Bar:
    words = "overwhelm a session, as a share of the staircase's"
    name, limit = "overwhelm", OVERWHELM_MOST
    if staircase is None:
        return Bar(name, words, limit, Estimate(None), None, NO_STAIRCASE)
    events = int(staircase.overwhelmed.sum())
    if events < LEAST_EVENTS:
        note = (
            f"With the staircase {events} sessions of all overwhelmed: too few to tell." if events else NOBODY
        )
        return Bar(name, words, limit, Estimate(None), None, note)
    mine, theirs = (ours.overwhelmed, ours.sessions), (staircase.overwhelmed, staircase.sessions)
    found = ratio_of_ratios(mine, theirs, picks)
    return Bar(name, words, limit, found, _at_most(found, limit))


def _unwinding(ours: Summed, staircase: Summed | None, picks: Picks) -> Bar:
    words = "unwinding, as a share of the staircase's"
    if staircase is None:
        return Bar("unwinding", words, UNWINDING_LEAST, Estimate(None), None, NO_STAIRCASE)
    mine, theirs = (
        (ours.start - ours.end, ours.sessions),
        (staircase.start - staircase.end, staircase.sessions),
    )
    if theirs[0].sum() <= 0:
        note = "With the staircase nothing unwound, so there is nothing to divide by."
        return Bar("unwinding", words, UNWINDING_LEAST, Estimate(None), None, note)
    found = ratio_of_ratios(mine, theirs, picks)
    met = None if found.value is None else found.value >= UNWINDING_LEAST
    return Bar("unwinding", words, UNWINDING_LEAST, found, met)


def _subgroups(groups: dict[str, dict[str, Estimate]], events: int) -> list[Bar]:
    name = "overwhelm_per_session"
    (_, everybody), *others = groups.items()
    whole = everybody[name].value
    found = []
    for group, metrics in others:
        words = f"overwhelm among {group}, as a multiple of everybody's"
        here, key = metrics[name], f"subgroup: {group}"
        if not whole or events < LEAST_EVENTS:
            note = f"{events} sessions of all overwhelmed: too few to tell." if events else NOBODY
            found.append(Bar(key, words, SUBGROUP_MOST, Estimate(None), None, note))
            continue
        times = Estimate(
            _times(here.value, whole), _times(here.low, whole), _times(here.high, whole), here.people
        )
        found.append(Bar(key, words, SUBGROUP_MOST, times, _at_most(times, SUBGROUP_MOST)))
    return found


def _calibrations(calibration: dict[str, Calibration]) -> list[Bar]:
    words = {
        "overwhelm": "mean distance of the stated chance of overwhelm from what happened",
        "too_much": "mean distance of the stated P(T < dose) from the world's truth",
    }
    return [
        Bar(
            f"calibration: {name}",
            words[name],
            CALIBRATION_MOST,
            one.error,
            _at_most(one.error, CALIBRATION_MOST),
        )
        for name, one in calibration.items()
    ]


def _at_most(found: Estimate, limit: float) -> bool | None:
    return None if found.value is None else found.value <= limit


def _times(value: float | None, whole: float) -> float | None:
    return None if value is None else value / whole
