"""The figure in space: lengths, signs, mirror."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.practices import figure, motion
from slackwater.practices.figure import CHANNEL, CHANNELS, POINT, POINTS, Point

ANGLE = st.floats(-180, 180, allow_nan=False)
ANY_POSE = st.lists(ANGLE, min_size=len(CHANNELS), max_size=len(CHANNELS))


def posed(**angles: float) -> dict[str, Point]:
    channels = [0.0] * len(CHANNELS)
    for name, value in angles.items():
        channels[CHANNEL[name.replace("__", ".")]] = value
    return dict(zip(POINTS, figure.points(channels), strict=True))


STANDING = posed()


def test_a_standing_figure_is_one_stature_tall() -> None:
    soles = STANDING["right_ball"][1] - figure.radius("right_ball")
    assert STANDING["crown"][1] - soles == pytest.approx(1, abs=0.02)


@given(ANY_POSE)
def test_limbs_keep_their_length_in_any_pose(channels: list[float]) -> None:
    points = figure.points(channels)
    for side in figure.SIDES:
        for a, b, length in (("hip", "knee", 0.245), ("knee", "ankle", 0.246), ("shoulder", "elbow", 0.186)):
            assert math.dist(points[POINT[f"{side}_{a}"]], points[POINT[f"{side}_{b}"]]) == pytest.approx(
                length
            )


@given(ANY_POSE)
def test_a_mirrored_pose_is_the_same_body_seen_in_a_mirror(channels: list[float]) -> None:
    own = dict(zip(POINTS, figure.points(channels), strict=True))
    other = dict(zip(POINTS, figure.points(motion.mirrored(channels)), strict=True))
    for name, (x, y, z) in own.items():
        swapped = name.replace("right", "?").replace("left", "right").replace("?", "left")
        assert other[swapped] == pytest.approx((x, y, -z), abs=1e-9)


def test_a_mirrored_pose_mirrored_is_the_pose() -> None:
    channels = [float(i) for i in range(len(CHANNELS))]
    assert motion.mirrored(motion.mirrored(channels)) == channels


def test_hip_flexion_brings_the_knee_forward_and_abduction_outward() -> None:
    assert posed(right_hip__flex=30)["right_knee"][0] > 0.1
    assert posed(right_hip__abduct=30)["right_knee"][2] > STANDING["right_knee"][2] + 0.1
    assert posed(left_hip__abduct=30)["left_knee"][2] < STANDING["left_knee"][2] - 0.1


def test_outward_rotation_turns_the_toes_out_on_both_sides() -> None:
    assert posed(right_hip__rotate=40)["right_toe"][2] > STANDING["right_toe"][2]
    assert posed(left_hip__rotate=40)["left_toe"][2] < STANDING["left_toe"][2]


def test_knee_flexion_brings_the_heel_back_and_dorsiflexion_the_toes_up() -> None:
    assert posed(right_knee=60)["right_heel"][0] < STANDING["right_heel"][0] - 0.1
    assert posed(right_ankle=15)["right_toe"][1] > STANDING["right_toe"][1]


def test_elbow_flexion_and_shoulder_flexion_bring_the_hand_forward() -> None:
    assert posed(right_elbow=90)["right_hand"][0] > 0.15
    assert posed(right_shoulder__flex=45)["right_hand"][0] > 0.15


def test_tilting_the_pelvis_leaves_thighs_and_chest_where_they_are() -> None:
    tucked = posed(tilt=-8)
    assert tucked["right_knee"] == pytest.approx(STANDING["right_knee"])
    assert tucked["chest"] == pytest.approx(STANDING["chest"], abs=0.004)
    assert tucked["pelvis_front"][1] > STANDING["pelvis_front"][1] + 0.005


def test_lying_on_the_back_the_low_back_sinks_as_the_pelvis_tucks() -> None:
    flat, tucked = posed(lean=-90), posed(lean=-90, tilt=-8)
    assert tucked["waist_back"][1] < flat["waist_back"][1] - 0.005


def test_leaning_bending_and_turning_go_the_ways_they_say() -> None:
    assert posed(lean=30)["head"][0] > 0.1
    assert posed(roll=30)["head"][2] > 0.1
    assert posed(lumbar__side=20)["head"][2] > 0.05
    assert posed(yaw=90)["face"][2] < -0.05
    assert posed(neck__turn=60)["face"][2] < -0.02


def test_a_breath_lifts_and_widens_belly_ribs_and_chest_and_nothing_else() -> None:
    channels = [0.0] * len(CHANNELS)
    still = figure.points(channels)
    full = figure.points(channels, (0.01, 0.005, 0.001))
    pairs = {POINTS[i]: (a, b) for i, (a, b) in enumerate(zip(still, full, strict=True)) if a != b}
    lifted = {name: b[0] - a[0] for name, (a, b) in pairs.items() if name.endswith("front")}
    widened = {name: abs(b[2]) - abs(a[2]) for name, (a, b) in pairs.items() if name not in lifted}
    assert lifted == pytest.approx({"waist_front": 0.01, "ribs_front": 0.005, "chest_front": 0.001})
    assert widened == pytest.approx(
        {f"{ring}_{side}": figure.SIDEWAYS * swell for side in figure.SIDES
         for ring, swell in (("waist", 0.01), ("ribs", 0.005), ("chest", 0.001))}
    )  # fmt: skip


def test_every_round_place_has_a_radius_and_skin_has_none() -> None:
    assert figure.radius("left_knee") == figure.radius("right_knee") > 0
    assert figure.radius("belly") == figure.radius("waist_front") == 0
