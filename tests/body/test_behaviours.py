"""What the hypothesis must do, each with its figures (from the design's own prototype, within what it rounds)."""

from dataclasses import replace

import numpy as np
import pytest

from slackwater.body.constants import AS_WRITTEN
from slackwater.body.equations import NOTHING, Acute, Array, Doing, at_rest, bending, discharge, step
from slackwater.body.observing import heart
from slackwater.body.sessions import Lived, bouts, live, rest

CHRONIC = 0.83
DAY_H = 24
SHORT_CLOSE_S = 300
Q = np.array([0.3, 0.4, 0.5, 0.6, 0.9, 1.0])


def after(seconds: int, body: Acute, doing: Doing = NOTHING) -> Acute:
    for _ in range(seconds):
        body = step(AS_WRITTEN, body, doing)
    return body


def session(level: Array, holding: float = CHRONIC, **shape: int) -> Lived:
    people = np.full(len(level), holding)
    plan = bouts(**{"close_s": SHORT_CLOSE_S, **shape})
    return live(AS_WRITTEN, at_rest(AS_WRITTEN, people), plan, level, None, stops=False)


def lost(lived: Lived, holding: float = CHRONIC) -> Array:
    """Change of the holding pattern, %."""
    return np.asarray(100 * (lived.body.holding / holding - 1))


def test_1_a_startle_of_ten_seconds_is_over_in_ten_minutes_and_leaves_nothing() -> None:
    before = at_rest()
    peak = after(10, before, Doing(threat=1.0))
    five, ten = after(300, peak), after(600, peak)
    assert [float(body.arousal) for body in (before, peak, five, ten)] == pytest.approx(
        [0.152, 0.633, 0.176, 0.154], abs=0.0015
    )
    assert float(ten.holding) == pytest.approx(float(before.holding), abs=2e-5)


def test_2_an_unfinished_threat_becomes_chronic() -> None:
    threatened = after(1200, at_rest(), Doing(threat=1.0))
    assert float(threatened.charge) == pytest.approx(0.748, abs=0.005)
    holding, gone = [], 0
    for day in (7, 28, 60, 200):
        threatened, gone = rest(AS_WRITTEN, threatened, (day - gone) * DAY_H), day
        holding.append(float(threatened.holding))
    assert holding == pytest.approx([0.187, 0.414, 0.643, 0.814], abs=0.004)


def test_2_a_completed_threat_that_is_shaken_off_fades() -> None:
    threatened = after(1200, at_rest(), Doing(threat=1.0, completed=0.95))
    shaken = after(900, threatened, Doing(tremor=1.0, completed=0.95))
    assert float(shaken.charge) == pytest.approx(0.059, abs=0.002)
    at_60 = rest(AS_WRITTEN, shaken, 60 * DAY_H)
    at_200 = rest(AS_WRITTEN, at_60, 140 * DAY_H)
    assert [float(at_60.holding), float(at_200.holding)] == pytest.approx([0.028, 0.011], abs=0.001)


def test_3_the_holding_pattern_has_two_stable_places_and_a_tipping_point_at_0_30() -> None:
    body = at_rest(AS_WRITTEN, np.linspace(0, 1, 2001))
    slope = bending(AS_WRITTEN, body, 0.0, 1.0, discharge(AS_WRITTEN, body, NOTHING))
    places = np.asarray(body.holding)[np.nonzero(np.diff(np.sign(slope)))[0]]
    assert list(places) == pytest.approx([0.0087, 0.2995, 0.818], abs=0.001)
    beside = rest(AS_WRITTEN, at_rest(AS_WRITTEN, np.array([0.26, 0.34])), 28 * DAY_H)
    assert list(np.asarray(beside.holding)) == pytest.approx([0.237, 0.367], abs=0.002)
    stable = at_rest(AS_WRITTEN, places[[0, 2]])
    assert list(np.asarray(stable.bracing)) == pytest.approx([0.105, 0.596], abs=0.002)
    assert list(np.asarray(stable.arousal)) == pytest.approx([0.153, 0.398], abs=0.001)


def test_4_forceful_movement_overwhelms_charges_and_holds_harder() -> None:
    forced = session(np.array([0.9]))
    assert forced.peak[0] == pytest.approx(1.396, abs=0.005)
    assert float(forced.body.charge[0]) == pytest.approx(0.079, abs=0.002)  # type: ignore[index]
    assert lost(forced)[0] == pytest.approx(0.50, abs=0.05)
    assert float(forced.body.bracing[0]) > float(at_rest(AS_WRITTEN, CHRONIC).bracing) + 0.02  # type: ignore[index]


def test_5_gentle_movement_unwinds_most_at_half_and_turns_round_above() -> None:
    gentle = session(Q)
    assert list(lost(gentle)) == pytest.approx([-3.12, -5.17, -6.28, -3.63, 0.50, 1.07], abs=0.06)
    eased = np.asarray(gentle.body.bracing) - float(at_rest(AS_WRITTEN, CHRONIC).bracing)
    assert list(eased[:3]) == pytest.approx([-0.021, -0.022, -0.010], abs=0.002)


def test_6_shorter_bouts_with_rest_between_unwind_more_at_a_lower_peak() -> None:
    level = np.array([0.4])
    shapes = [
        {"work_s": 270, "rest_s": 0, "times": 1},
        {"rest_s": 30},
        {},
        {"work_s": 20, "rest_s": 60, "times": 13},
    ]
    lived = [session(level, **shape) for shape in shapes]
    assert [float(lost(each)[0]) for each in lived] == pytest.approx([-2.71, -3.81, -5.17, -5.90], abs=0.06)
    assert lived[0].peak[0] == pytest.approx(0.81, abs=0.006)
    assert lived[-1].peak[0] == pytest.approx(0.69, abs=0.006)


def test_7_too_large_a_dose_floods_and_shutdown_looks_calm() -> None:
    fine = np.array([0.5, 0.54, 0.58, 0.6, 0.9])
    shut = np.zeros(len(fine))
    looks: list[Array] = []

    def watch(second: int, body: Acute) -> None:
        nonlocal shut
        shut = np.maximum(shut, body.shutdown)
        looks.append(np.asarray(heart(AS_WRITTEN, body, 66.0)))

    start = at_rest(AS_WRITTEN, np.full(len(fine), CHRONIC))
    plan = bouts(close_s=SHORT_CLOSE_S)
    lived = live(AS_WRITTEN, start, plan, fine, None, stops=False, watch=watch)
    assert np.interp(1.0, lived.peak, fine) == pytest.approx(0.56, abs=0.015)
    assert list(shut[-2:]) == pytest.approx([0.25, 0.66], abs=0.012)
    alarmed, calm = (replace(at_rest(), arousal=1.4, shutdown=shutdown) for shutdown in (0.0, 0.66))
    assert float(heart(AS_WRITTEN, alarmed, 66.0)) - 66 == pytest.approx(56, abs=0.5)
    assert float(heart(AS_WRITTEN, calm, 66.0)) - 66 == pytest.approx(9.2, abs=0.5)


def weeks(count: int, level: float | None) -> list[float]:
    """The holding pattern after each week of three sessions: fixed level, or titrated to a peak of 0.70."""
    from slackwater.body import lanes
    from slackwater.body.chance import keys

    still = replace(AS_WRITTEN, arousal_unrest=0.0, bracing_unrest=0.0)
    levels = np.round(np.arange(0.1, 0.74, 0.01), 2) if level is None else np.array([level])
    key, plan = keys(0, np.arange(len(levels))), bouts(close_s=SHORT_CLOSE_S)
    holding, charge, path = CHRONIC, 0.0, []
    for hours in (48, 48, 72) * count:
        start = at_rest(still, np.full(len(levels), holding), np.full(len(levels), charge))
        lived = lanes.live(still, start, plan, levels, key, stops=False)
        best = int(np.abs(lived.peak - 0.70).argmin())
        end = Acute(**{name: float(getattr(lived.body, name)[best]) for name in Acute.__dataclass_fields__})
        rested = rest(still, end, hours)
        holding, charge = float(rested.holding), float(rested.charge)
        path.append(holding)
    return path[2::3]


def test_8_titrated_practice_unwinds_past_the_tipping_point_in_half_a_year() -> None:
    path = weeks(24, None)
    assert [path[week - 1] for week in (4, 8, 12, 16, 24)] == pytest.approx(
        [0.57, 0.44, 0.355, 0.28, 0.16], abs=0.012
    )


def test_8_a_fixed_small_dose_stalls_and_a_break_at_week_eight_goes_back() -> None:
    assert weeks(16, 0.3)[-1] == pytest.approx(0.637, abs=0.006)
    back = rest(AS_WRITTEN, at_rest(AS_WRITTEN, np.array([0.444, CHRONIC])), 32 * 7 * DAY_H)
    assert list(np.asarray(back.holding)) == pytest.approx([0.80, 0.82], abs=0.005)


def test_grounding_settles_faster_than_waiting() -> None:
    high = after(60, at_rest(AS_WRITTEN, CHRONIC), Doing(threat=1.0))
    assert float(after(120, high, Doing(grounding=1.0)).arousal) < float(after(120, high).arousal) - 0.02


def test_a_body_at_rest_stays_at_rest() -> None:
    start = at_rest(AS_WRITTEN, CHRONIC)
    assert float(after(3600, start).arousal) == pytest.approx(float(start.arousal), abs=1e-3)
