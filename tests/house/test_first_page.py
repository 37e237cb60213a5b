"""What the first page waits for: the server starts without loading a library of numbers."""

import subprocess
import sys

HEAVY = (
    "numpy",
    "scipy",
    "biosppy",
    "matplotlib",
    "bleak",
    "pyxdf",
    "edfio",
    "fitdecode",
    "trustme",
    "segno",
)


def test_the_server_starts_without_loading_numbers() -> None:
    asked = (
        "import sys, slackwater.web.server, slackwater.web.socket, slackwater.live.room; print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert [name for name in HEAVY if name in told.stdout.split()] == []
