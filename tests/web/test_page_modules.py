"""The page's modules that need no page: what waits for an acknowledgement, and the way back to the server."""

import shutil
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).parent / "modules"


@pytest.mark.parametrize("file", sorted(path.name for path in MODULES.glob("*.test.mjs")))
def test_every_fact_of_the_module_holds(file: str) -> None:
    node = shutil.which("node")
    assert node, "node runs the page's modules; setup/browsers.sh installs it"
    ran = subprocess.run(
        [node, "--test", MODULES / file], check=False, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stdout
