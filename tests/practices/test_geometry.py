"""Each change to a pose file that a body could not follow is refused, with its place."""

import shutil
import tomllib
from pathlib import Path

import pytest

from slackwater.practices import geometry, motion
from slackwater.practices.figure import POINT
from slackwater.practices.loader import LIBRARY, folders
from slackwater.practices.poses import read_poses

HERE = Path(__file__).parent
REFUSED = sorted((HERE / "should_fail_poses").glob("*.toml"))


@pytest.mark.parametrize("folder", folders(LIBRARY), ids=lambda folder: folder.name)
def test_the_shipped_practice_can_be_drawn_as_it_stands(folder: Path) -> None:
    assert geometry.check(folder) == []


@pytest.mark.parametrize("practice", ["windshield-wiper", "invited-tremor", "pelvic-tilts", "stop-drill"])
def test_feet_stay_on_the_floor_however_much_of_the_movement_is_allowed(
    practice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H-06: a person whose screening leaves a smaller range sees a pose that a body can take."""
    monkeypatch.setattr(geometry, "SCALES", tuple(share / 20 for share in range(1, 20)))
    monkeypatch.setattr(geometry, "advise", lambda *_: "fit the pose")
    assert geometry.check(LIBRARY / practice) == []


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.stem)
def test_a_pose_file_is_refused_for_the_reason_the_case_is_named_for(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = tomllib.loads(case.read_text(encoding="utf-8"))
    folder = tmp_path / change["practice"]
    shutil.copytree(LIBRARY / change["practice"], folder)
    file = folder / "poses.toml"
    text = file.read_text(encoding="utf-8")
    assert change["find"] in text, f"the practice no longer says {change['find']!r}"
    file.write_text(text.replace(change["find"], change["replace"]), encoding="utf-8")
    monkeypatch.setattr(geometry, "advise", lambda *_: "fit the pose")
    found = geometry.check(folder)
    hits = [one for one in found if one.rule == change["rule"] and change["says"] in one.what]
    assert hits, [f"{one.rule}: {one}" for one in found]
    assert all(one.suggestion and one.line > 0 and one.file.endswith(".toml") for one in hits)


def test_a_finding_names_the_line_of_the_pose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pelvic-tilts"
    shutil.copytree(LIBRARY / "pelvic-tilts", folder)
    file = folder / "poses.toml"
    text = file.read_text(encoding="utf-8").replace("tilt = -8", "tilt = -12", 1)
    file.write_text(text, encoding="utf-8")
    (hit,) = [one for one in geometry.check(folder) if one.rule == "joint" and one.file == str(file)]
    assert text.splitlines()[hit.line - 1] == "tilt = -12"


def test_the_advice_names_channels_to_change(tmp_path: Path) -> None:
    folder = tmp_path / "arriving"
    shutil.copytree(LIBRARY / "arriving", folder)
    file = folder / "poses.toml"
    lifted = '[floor.pose.up]\nlike = "knees-bent"\nright_knee = 80\n[floor.clip.still]\n'
    text = file.read_text(encoding="utf-8").replace("[floor.clip.still]\n", lifted, 1)
    file.write_text(text.replace('pose = "knees-bent"', 'pose = "up"', 1), encoding="utf-8")
    hits = [one for one in geometry.check(folder) if one.rule == "contact"]
    assert hits
    assert "right_knee" in hits[0].suggestion


def test_a_stretched_limb_is_found() -> None:
    clip = read_poses(LIBRARY / "arriving" / "poses.toml")["floor"].clips["still"].clip
    points = motion.points_at(clip, 0)
    knee = points[POINT["right_knee"]]
    points[POINT["right_knee"]] = (knee[0], knee[1] + 0.02, knee[2])
    moment = geometry.Moment(0, points, motion.pose_at(clip, 0), clip.moves[0])
    faults = [fault[1] for fault in geometry._limbs(moment)]
    assert [fault.split(" is ")[0] for fault in faults] == [
        "right_hip to right_knee",
        "right_knee to right_ankle",
    ]


def test_an_unreadable_pose_file_is_one_finding(tmp_path: Path) -> None:
    folder = tmp_path / "arriving"
    shutil.copytree(LIBRARY / "arriving", folder)
    (folder / "poses.toml").write_text("floor = [", encoding="utf-8")
    (hit,) = geometry.check(folder)
    assert "cannot be read" in hit.what
