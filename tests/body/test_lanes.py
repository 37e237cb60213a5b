"""Lanes live the reference's lives: path by path, whatever the shards, and everyone has a life of their own."""

import platform
import re
from dataclasses import replace

import numpy as np
import pytest

from slackwater.body import lanes, sessions
from slackwater.body.chance import keys
from slackwater.body.constants import AS_WRITTEN, PERSONAL, Constants
from slackwater.body.equations import STATES, Acute, at_rest
from slackwater.body.people import begin, draw_people, on_day
from slackwater.body.sessions import Lived, Schedule, bouts
from slackwater.body.world import load_world

PEOPLE = 200
"""Three blocks and a part of one."""
TOLERANCE = 1e-5


def group(numbers: np.ndarray, world: str = "as-written") -> tuple[Constants, Acute, np.ndarray, np.ndarray]:
    """Constants, bodies, levels from gentle to far too much, and keys."""
    people = draw_people(load_world(world), 11, numbers)
    return on_day(people, 1), begin(people), 0.1 + 0.8 * ((numbers * 37) % 100) / 100, keys(11, numbers, 1)


def mixed() -> Schedule:
    """Everything a session may hold: threat, tremor and a response that is partly completed."""
    plan = bouts(times=4, settle_s=60, close_s=240)
    seconds = np.arange(plan.steps)
    return replace(
        plan,
        threat=np.where((seconds > 300) & (seconds < 320), 0.7, 0.0),
        tremor=np.where((seconds > 500) & (seconds < 560), 1.0, 0.0),
        completed=np.where(seconds > 400, 0.4, 0.0),
    )


def rows(lived: Lived) -> np.ndarray:
    states = [getattr(lived.body, name) for name in STATES]
    return np.array([*states, lived.peak, lived.over_window_s, lived.overwhelmed_at_s])


@pytest.mark.parametrize("world", ["as-written", "bracing-the-other-way", "fragile"])
@pytest.mark.parametrize("stops", [True, False])
def test_each_path_in_lanes_is_the_reference_s_path(world: str, stops: bool) -> None:
    who = group(np.arange(PEOPLE), world)
    truth = sessions.live(who[0], who[1], mixed(), who[2], who[3], stops=stops)
    for exact in (True, False):
        quick = lanes.live(who[0], who[1], mixed(), who[2], who[3], stops=stops, exact=exact)
        apart = np.abs(rows(quick)[: len(STATES) + 1] - rows(truth)[: len(STATES) + 1])
        assert float(apart.max()) < TOLERANCE
        assert float(np.abs(rows(quick).mean(axis=1) - rows(truth).mean(axis=1))[:9].max()) < TOLERANCE / 4
        np.testing.assert_allclose(quick.over_window_s, truth.over_window_s, atol=1)
        np.testing.assert_array_equal(quick.overwhelmed_at_s, truth.overwhelmed_at_s)
    assert 0.05 < float(np.isnan(truth.overwhelmed_at_s).mean()) < 0.95


def test_results_are_the_same_bits_whatever_the_shards_and_threads() -> None:
    numbers = np.arange(PEOPLE)
    whole = rows(lanes.live(*with_plan(numbers)))
    for cuts in ((64, 128), (1, 77, 150), (199,)):
        pieces = [rows(lanes.live(*with_plan(part))) for part in np.split(numbers, cuts)]
        np.testing.assert_array_equal(np.concatenate(pieces, axis=1), whole)
    np.testing.assert_array_equal(rows(lanes.live(*with_plan(numbers), threads=3)), whole)
    np.testing.assert_array_equal(rows(lanes.live(*with_plan(numbers[::-1])))[:, ::-1], whole)


def with_plan(numbers: np.ndarray) -> tuple[Constants, Acute, Schedule, np.ndarray, np.ndarray]:
    constants, body, level, key = group(numbers)
    return constants, body, mixed(), level, key


def test_regrouped_arithmetic_moves_no_path_by_more_than_the_tolerance() -> None:
    exact, free = (rows(lanes.live(*with_plan(np.arange(PEOPLE)), exact=each)) for each in (True, False))
    assert float(np.abs(exact - free)[: len(STATES)].max()) < TOLERANCE


def test_a_change_too_small_for_float32_is_not_lost() -> None:
    """In half an hour of nothing the holding pattern moves by parts in a million; lanes see them."""
    quiet = replace(AS_WRITTEN, arousal_unrest=0.0, bracing_unrest=0.0)
    start = at_rest(quiet, np.array([0.5]))
    plan = bouts(times=0, settle_s=0, close_s=1800, grounding=0.0)
    key = keys(1, np.arange(1))
    truth = sessions.live(quiet, start, plan, np.zeros(1), key)
    quick = lanes.live(quiet, start, plan, np.zeros(1), key)
    moved = float(np.asarray(truth.body.holding)[0] - np.float32(0.5))
    assert 1e-6 < abs(moved) < 1e-3
    assert float(np.asarray(quick.body.holding)[0] - np.float32(0.5)) == pytest.approx(
        moved, rel=0.01, abs=6e-8
    )


def test_a_constant_that_lanes_share_may_not_differ_between_people() -> None:
    constants, body, level, key = group(np.arange(4))
    uneven = replace(constants, fall_min=np.array([1.0, 1.1, 1.2, 1.3]))
    assert "fall_min" not in PERSONAL
    with pytest.raises(ValueError, match="fall_min differs"):
        lanes.live(uneven, body, mixed(), level, key)


@pytest.mark.skipif(platform.machine() not in {"x86_64", "AMD64"}, reason="reads the machine code of x86")
@pytest.mark.parametrize("exact", [True, False])
def test_the_loop_is_vector_code(exact: bool) -> None:
    """One wrong comparison, and it goes person by person and ten times slower with the same results."""
    lanes.live(*with_plan(np.arange(64)), exact=exact)
    code = "\n".join(lanes.compiled(exact=exact).inspect_asm().values())
    assert len(re.findall(r"\bv?mulps\b", code)) > 20
