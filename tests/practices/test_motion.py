"""The figure in time: easing, loops, breath, tremor."""

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.practices import figure, motion
from slackwater.practices.figure import CHANNEL, CHANNELS, POINT
from slackwater.practices.loader import LIBRARY
from slackwater.practices.motion import Breath, Clip, Move, Tremor
from slackwater.practices.poses import read_poses


def lean(*degrees: float) -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(angle if i == CHANNEL["lean"] else 0.0 for i in range(len(CHANNELS))) for angle in degrees
    )


THERE, ON, BACK = Move(0, 4, (0, 1)), Move(4, 8, (1, 2)), Move(8, 12, (2, 1))
SWAY = Clip(12, loop=True, poses=lean(0, 10, 20), moves=(THERE, ON, BACK), loop_from_s=4)
TREMOR = Tremor(most_deg=6)


def angle(clip: Clip, t_s: float, scale: float = 1) -> float:
    return motion.pose_at(clip, t_s, scale)[CHANNEL["lean"]]


def test_a_move_starts_and_ends_at_rest() -> None:
    assert angle(SWAY, 0) == 0
    assert angle(SWAY, 2) == pytest.approx(5)
    assert angle(SWAY, 0.1) < 0.05
    assert angle(SWAY, 4) == pytest.approx(10)


def test_a_loop_comes_back_to_where_it_loops_from() -> None:
    assert angle(SWAY, 8) == pytest.approx(20)
    assert angle(SWAY, 12) == pytest.approx(10)
    assert angle(SWAY, 16) == pytest.approx(angle(SWAY, 8))
    assert angle(SWAY, 12 + 8 * 7 + 1.3) == pytest.approx(angle(SWAY, 5.3))


def test_a_clip_that_does_not_loop_stays_where_it_ends() -> None:
    assert angle(replace(SWAY, loop=False), 99) == pytest.approx(10)


@pytest.mark.parametrize("scale", [0.0, 0.25, 1.0])
def test_scale_shrinks_the_movement_towards_the_first_pose(scale: float) -> None:
    assert angle(SWAY, 8, scale) == pytest.approx(20 * scale)


def test_a_smaller_movement_goes_through_the_pose_half_way() -> None:
    bowed = replace(SWAY, bows=lean(0, 0, 4 * (7 - 10)))
    assert [angle(bowed, 8, scale) for scale in (0, 0.5, 1)] == pytest.approx([0, 7, 20])


def test_a_clip_that_leads_elsewhere_is_shown_whole() -> None:
    assert angle(replace(SWAY, loop=False), 8, 0.5) == pytest.approx(20)


def test_a_move_through_a_pose_passes_it_half_way_without_stopping() -> None:
    through = Clip(4, loop=False, poses=lean(0, 4, 20), moves=(Move(0, 4, (0, 1, 2)),))
    assert angle(through, 2) == pytest.approx(4)
    assert angle(through, 2.05) - angle(through, 1.95) > 0.3


def test_an_even_move_keeps_its_pace() -> None:
    even = Clip(4, loop=False, poses=lean(0, 8), moves=(Move(0, 4, (0, 1), even=True),))
    assert [angle(even, t) for t in (1, 2, 3)] == pytest.approx([2, 4, 6])


def test_the_breath_is_empty_at_its_start_and_full_when_the_in_breath_ends() -> None:
    breath = Breath(in_s=4, out_s=6)
    assert [motion.lung_at(breath, t) for t in (0, 2, 4, 7, 10)] == pytest.approx([0, 0.5, 1, 0.5, 0])


def test_the_tide_leads_the_belly_where_it_is_given() -> None:
    clip = replace(SWAY, breath=Breath(belly_mm=17))
    front = POINT["waist_front"]
    rise = math.dist(motion.points_at(clip, 0, lung=1)[front], motion.points_at(clip, 0, lung=0)[front])
    assert rise == pytest.approx(0.01)


@given(st.floats(0, 600), st.booleans())
def test_knees_together_do_not_tremble(t_s: float, left: bool) -> None:  # a side
    assert motion.knee_swing(TREMOR, t_s, 8, left=left) == 0
    assert motion.knee_swing(TREMOR, t_s, -4, left=left) == 0


@given(st.floats(0, 600))
def test_a_wider_opening_never_trembles_less(t_s: float) -> None:
    sizes = [abs(motion.knee_swing(TREMOR, t_s, abduct, left=False)) for abduct in (10, 20, 30, 45, 60)]
    assert sizes == sorted(sizes)
    assert sizes[-1] <= TREMOR.most_deg


def test_a_tremor_swings_at_four_to_eight_times_a_second() -> None:
    swings = [motion.knee_swing(TREMOR, 10 + i / 200, 45, left=True) for i in range(2000)]
    crossings = sum(a < 0 <= b for a, b in itertools.pairwise(swings))
    assert 4 <= crossings / 10 <= 8


def test_right_and_left_tremble_in_their_own_time() -> None:
    right = [motion.knee_swing(TREMOR, i / 50, 45, left=False) for i in range(500)]
    left = [motion.knee_swing(TREMOR, i / 50, 45, left=True) for i in range(500)]
    together = sum(a * b for a, b in zip(right, left, strict=True))
    assert abs(together) < 0.3 * sum(a * a for a in right)


@given(st.floats(8, 60))
def test_a_trembling_leg_keeps_its_length_and_its_foot(t_s: float) -> None:
    clip = read_poses(LIBRARY / "invited-tremor" / "poses.toml")["wide"].clips["work"].clip
    points = motion.points_at(clip, t_s)
    still = motion.points_at(replace(clip, tremor=None), t_s)
    for side in figure.SIDES:
        hip, knee, ankle = (points[POINT[f"{side}_{name}"]] for name in ("hip", "knee", "ankle"))
        assert math.dist(hip, knee) == pytest.approx(figure.THIGH)
        assert math.dist(knee, ankle) == pytest.approx(figure.SHANK)
        assert ankle == still[POINT[f"{side}_ankle"]]
