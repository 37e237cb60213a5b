"""Angles found for contacts that must meet their supports."""

from dataclasses import replace

import pytest

from slackwater.practices import figure
from slackwater.practices.contacts import balls, beside, depth_inside, gap, known_support
from slackwater.practices.figure import CHANNEL, POINT
from slackwater.practices.fitting import advise, fit
from slackwater.practices.loader import LIBRARY
from slackwater.practices.poses import Prop, read_poses

STAGING = read_poses(LIBRARY / "arriving" / "poses.toml")["floor"]
POSE = STAGING.poses["knees-bent"]
LIFTED = replace(
    POSE, channels=tuple(v - 20 if i == CHANNEL["right_knee"] else v for i, v in enumerate(POSE.channels))
)
BOX = Prop("block", (0.0, 0.2), (0.0, 0.1), (-0.1, 0.1))


def foot_gap(channels: tuple[float, ...]) -> float:
    points = figure.points(channels)
    return max(abs(gap(ball, "floor", {}, points)) for ball in balls("right_foot", points))


def test_a_foot_that_hangs_in_the_air_is_brought_back_to_the_floor() -> None:
    assert foot_gap(LIFTED.channels) > 0.03
    assert foot_gap(fit(LIFTED, STAGING.props, POSE)) < 0.002


def test_a_pose_that_rests_well_is_left_as_it_is() -> None:
    fitted = fit(POSE, STAGING.props)
    assert max(abs(a - b) for a, b in zip(fitted, POSE.channels, strict=True)) < 0.5


def test_what_is_kept_stays_as_written() -> None:
    fitted = fit(LIFTED, STAGING.props, POSE, keep=("right_knee",))
    assert fitted[CHANNEL["right_knee"]] == LIFTED.channels[CHANNEL["right_knee"]]


def test_a_pinned_point_goes_where_it_is_told() -> None:
    fitted = fit(POSE, STAGING.props, pins={"right_toe": (None, None, 0.12)})
    assert figure.points(fitted)[POINT["right_toe"]][2] == pytest.approx(0.12, abs=0.005)


def test_advice_names_the_joint_that_is_off() -> None:
    assert "right_" in advise(LIFTED, STAGING.props, POSE)


def test_a_gap_is_read_from_the_skin_to_the_top_of_a_prop() -> None:
    assert gap(((0.1, 0.15, 0), 0.03), "block", {"block": BOX}, []) == pytest.approx(0.02)
    assert gap(((0.1, 0.02, 0), 0.03), "floor", {}, []) == pytest.approx(-0.01)


def test_a_chair_has_a_seat_a_back_and_a_rail() -> None:
    props = {"chair": Prop("chair", (0.0, 0.3), (0.0, 0.2), (-0.1, 0.1), "low")}
    assert gap(((0.1, 0.25, 0), 0.05), "chair", props, []) == pytest.approx(0)
    assert gap(((0.05, 0.4, 0), 0.05), "chair.back", props, []) == pytest.approx(0)
    assert gap(((0.0, 0.485, 0), 0.015), "chair.rail", props, []) == pytest.approx(0)


def test_a_wall_is_met_from_its_near_side() -> None:
    props = {"wall": Prop("wall", (0.5, 0.55), (0, 1), (-1, 1))}
    assert gap(((0.45, 0.3, 0), 0.05), "wall", props, []) == pytest.approx(0)
    assert gap(((0.6, 0.3, 0), 0.05), "wall", props, []) == pytest.approx(0)


def test_a_place_over_the_edge_is_beside_its_support() -> None:
    assert beside(((0.25, 0.1, 0), 0.01), "block", {"block": BOX}) == pytest.approx(0.05)
    assert beside(((0.1, 0.1, 0), 0.01), "block", {"block": BOX}) == 0


def test_how_deep_a_place_is_inside_a_box() -> None:
    assert depth_inside(((0.1, 0.12, 0), 0.03), BOX) == pytest.approx(0.01)
    assert depth_inside(((0.1, 0.2, 0), 0.03), BOX) == 0
    assert depth_inside(((0.1, 0.09, 0), 0.03), BOX) == pytest.approx(0.04)


def test_only_named_supports_are_known() -> None:
    props = {"block": BOX}
    known = ["floor", "block", "own:belly", "own:left_thigh"]
    assert [known_support(one, props) for one in known] == [True] * 4
    unknown = ["sofa", "chair.back", "own:nose"]
    assert [known_support(one, props) for one in unknown] == [False] * 3
