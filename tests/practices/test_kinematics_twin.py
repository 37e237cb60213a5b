"""The page draws the same body as Python checks. Run as a program, it writes the shared vectors anew."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from slackwater.practices import figure, motion
from slackwater.practices.loader import LIBRARY
from slackwater.practices.poses import clip_for_page, read_poses

HERE = Path(__file__).parent
VECTORS = HERE.parent / "vectors" / "figure.json"

CASES = (
    ("pelvic-tilts", "floor", "work", (0.0, 1.3, 3.5, 6.2, 14.9, 40.1)),
    ("supported-low-lunge", "rocking", "work", (2.5, 13.1, 22.9, 61.4)),
    ("supported-low-lunge", "standing", "rest", (3.3,)),
    ("windshield-wiper", "floor", "work", (1.1, 5.0, 9.7)),
    ("invited-tremor", "wide", "work", (0.4, 5.9, 11.23, 29.97)),
    ("closing", "floor", "work", (17.5, 40.0, 45.8, 50.2, 75.0)),
    ("diaphragmatic-breathing", "chair", "work", (1.7,)),
)
HOW: tuple[dict[str, Any], ...] = ({}, {"left": True, "scale": 0.5}, {"lung": 0.75})


def vectors() -> dict[str, Any]:
    """Names, radii, clips, and per case the points in thousandths of a millimetre of stature, rounded."""
    clips: dict[str, Any] = {}
    cases = []
    for practice, variant, name, times in CASES:
        clip = read_poses(LIBRARY / practice / "poses.toml")[variant].clips[name].clip
        key = f"{practice}/{variant}/{name}"
        clips[key] = clip_for_page(clip)
        for place, t_s in enumerate(times):
            how = HOW[place % len(HOW)]
            points = motion.points_at(clip, t_s, **how)
            flat = [round(value, 9) for point in points for value in point]
            cases.append({"clip": key, "t_s": t_s, "how": how, "points": flat})
    radii = {name: figure.radius(name) for name in figure.POINTS}
    return {
        "channels": figure.CHANNELS, "points": figure.POINTS, "radii": radii, "clips": clips, "cases": cases,
    }  # fmt: skip


def text() -> str:
    """The file's text: one case to a line."""
    made = json.loads(json.dumps(vectors()))
    lines = [f'  "{key}": {json.dumps(made[key])},' for key in ("channels", "points", "radii")]
    for key, rows in (("clips", [f'    "{k}": {json.dumps(v)}' for k, v in made["clips"].items()]),):
        lines.append(f'  "{key}": {{\n' + ",\n".join(rows) + "\n  },")
    lines.append('  "cases": [\n' + ",\n".join(f"    {json.dumps(case)}" for case in made["cases"]) + "\n  ]")
    return "{\n" + "\n".join(lines) + "\n}\n"


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    node = shutil.which("node")
    assert node, "node is needed: apt-get install nodejs"
    run = subprocess.run(
        [node, HERE / "run_figure_vectors.mjs"], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout))


def test_the_kept_vectors_are_what_python_draws() -> None:
    assert VECTORS.read_text(encoding="utf-8") == text(), "run python tests/practices/test_kinematics_twin.py"


def test_every_point_of_every_case_agrees_to_a_thousandth_of_a_millimetre(page: dict[str, Any]) -> None:
    assert page["cases"] > 20
    assert page["worst"] < 1e-8


def test_page_and_python_name_the_same_channels_points_and_radii(page: dict[str, Any]) -> None:
    kept = json.loads(VECTORS.read_text(encoding="utf-8"))
    assert [page[key] for key in ("channels", "points", "radii")] == [
        kept[key] for key in ("channels", "points", "radii")
    ]


def test_a_front_view_looks_from_where_the_figure_faces(page: dict[str, Any]) -> None:
    assert page["turned"]


def test_a_prop_that_waits_aside_slides_into_its_place(page: dict[str, Any]) -> None:
    assert page["aside"] == pytest.approx([1, 0.5, 0, 0])


def test_every_part_is_drawn_once_and_of_known_points(page: dict[str, Any]) -> None:
    assert page["named"]
    assert sorted(page["parts"]) == sorted(
        ["trunk", "head", "ear", "right_arm", "right_leg", "left_arm", "left_leg"]
    )


if __name__ == "__main__":
    VECTORS.write_text(text(), encoding="utf-8")
