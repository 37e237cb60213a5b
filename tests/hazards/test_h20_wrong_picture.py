"""H20: a picture with a wrong angle, a stretched limb or a lifted foot does not pass."""

import shutil
from pathlib import Path

import pytest

import slackwater.practices
from slackwater.practices import geometry

LIBRARY = Path(slackwater.practices.__file__).parent / "library"
PRACTICES = sorted(folder for folder in LIBRARY.iterdir() if folder.is_dir())


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda folder: folder.name)
def test_every_practice_of_the_library_keeps_its_joints_limbs_and_contacts(practice: Path) -> None:
    assert geometry.check(practice) == []


def test_a_knee_bent_beyond_any_knee_is_found(tmp_path: Path) -> None:
    copy = tmp_path / "pelvic-tilts"
    shutil.copytree(LIBRARY / "pelvic-tilts", copy)
    poses = copy / "poses.toml"
    text = poses.read_text()
    assert "tilt = 6\n" in text
    poses.write_text(text.replace("tilt = 6\n", "tilt = 6\nknees = 175\n", 1))
    assert geometry.check(copy)
