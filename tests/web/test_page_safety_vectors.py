"""H-01, H-23: the page's own safety module does what every shared vector says."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
VECTORS = HERE.parent / "vectors" / "safety"


def vectors_for_the_page() -> list[str]:
    return sorted(
        path.stem for path in VECTORS.glob("*.json") if "page" in json.loads(path.read_text())["sides"]
    )


@pytest.fixture(scope="module")
def verdicts() -> dict[str, list[str]]:
    node = shutil.which("node")
    assert node, "node runs the page's safety module; setup/browsers.sh installs it"
    ran = subprocess.run(
        [node, HERE / "run_safety_vectors.mjs"], capture_output=True, text=True, check=True, timeout=60
    )
    return {row["name"]: row["wrong"] for row in map(json.loads, ran.stdout.splitlines())}


@pytest.mark.parametrize("name", vectors_for_the_page())
def test_the_page_does_what_the_vector_says(name: str, verdicts: dict[str, list[str]]) -> None:
    assert verdicts[name] == []
