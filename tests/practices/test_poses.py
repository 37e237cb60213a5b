"""Pose files: what is like what, both sides and one, and what the page receives."""

from pathlib import Path

import pytest

from slackwater.practices.errors import BrokenLibrary
from slackwater.practices.figure import CHANNEL
from slackwater.practices.loader import LIBRARY
from slackwater.practices.poses import Staging, for_page, read_poses

FEET_DOWN = '[a]\n[a.pose.one]\non = { feet = "floor" }\n'


def written(folder: Path, text: str) -> dict[str, Staging]:
    file = folder / "poses.toml"
    file.write_text("format = 1\n" + text, encoding="utf-8")
    return read_poses(file)


def test_a_variant_like_a_posture_has_its_props_and_poses(tmp_path: Path) -> None:
    staging = written(tmp_path, '[floor]\nlike = "crook-lying"\n')["floor"]
    assert set(staging.props) == {"mat", "pillow"}
    assert "knees-bent" in staging.poses


def test_a_variant_may_leave_a_prop_away(tmp_path: Path) -> None:
    staging = written(tmp_path, '[floor]\nlike = "crook-lying"\nwithout = ["pillow"]\n')["floor"]
    assert set(staging.props) == {"mat"}


def test_both_sides_are_told_at_once_and_one_side_wins(tmp_path: Path) -> None:
    text = "[a]\n[a.pose.one]\nright_knee = 10\nknees = 30\n"
    pose = written(tmp_path, text)["a"].poses["one"].channels
    assert (pose[CHANNEL["right_knee"]], pose[CHANNEL["left_knee"]]) == (10, 30)


def test_a_pose_changes_only_what_it_says(tmp_path: Path) -> None:
    one = "[a]\n[a.pose.one]\nhips = { flex = 40, abduct = 5 }\n"
    two = '[a.pose.two]\nlike = "one"\nhips = { flex = 50 }\n'
    pose = written(tmp_path, one + two)["a"].poses["two"].channels
    assert (pose[CHANNEL["left_hip.flex"]], pose[CHANNEL["left_hip.abduct"]]) == (50, 5)


def test_a_contact_that_is_free_rests_nowhere(tmp_path: Path) -> None:
    two = '[a.pose.two]\nlike = "one"\non = { right_foot = "free" }\n'
    assert dict(written(tmp_path, FEET_DOWN + two)["a"].poses["two"].on) == {"left_foot": "floor"}


def test_a_contact_that_slides_no_longer_stays(tmp_path: Path) -> None:
    two = '[a.pose.two]\nlike = "one"\nslides = { feet = "floor" }\n'
    pose = written(tmp_path, FEET_DOWN + two)["a"].poses["two"]
    assert (dict(pose.on), set(pose.slides)) == ({}, {"right_foot", "left_foot"})


def test_a_circle_of_likeness_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenLibrary, match="leads nowhere"):
        written(tmp_path, '[a]\n[a.pose.one]\nlike = "two"\n[a.pose.two]\nlike = "one"\n')
    with pytest.raises(BrokenLibrary, match="leads nowhere"):
        written(tmp_path, '[a]\nlike = "b"\n[b]\nlike = "a"\n')


def test_a_file_that_is_missing_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(BrokenLibrary, match="cannot be read"):
        read_poses(tmp_path / "poses.toml")


def test_the_page_receives_views_props_and_clips_of_every_variant() -> None:
    page = for_page(LIBRARY / "supported-bridge" / "poses.toml")
    assert set(page) == {"block", "blanket", "calves-on-chair"}
    block = page["block"]
    assert block["view"] == {"from": "side", "azimuth": 12.0, "pitch": 8.0}
    assert {prop["kind"] for prop in block["props"]} == {"mat", "block"}
    assert set(block["clips"]) == {"still", "work", "rest"}


def test_the_block_waits_aside_until_it_is_slid_under() -> None:
    clips = for_page(LIBRARY / "supported-bridge" / "poses.toml")["block"]["clips"]
    assert clips["still"]["aside"]["block"] == {"first": 1, "last": 1, "from_s": 0.0, "to_s": 0.0}
    assert clips["work"]["aside"]["block"] == {"first": 1, "last": 0, "from_s": 4, "to_s": 6.5}
    assert clips["rest"]["aside"]["block"]["last"] == 1
