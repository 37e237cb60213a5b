"""The first page needs little, so little is read before it."""

import subprocess
import sys

import pytest

SERVING = (
    "import sys; from slackwater.live.home import Home; from slackwater.web.server import serving;"
    "serving(Home(None)); print(*sys.modules)"
)


@pytest.fixture(scope="module")
def read() -> set[str]:
    """The modules that are read before the server listens to its first request."""
    run = subprocess.run([sys.executable, "-c", SERVING], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("module", ["keyring", "jsonschema", "numpy", "scipy"])
def test_what_the_first_page_does_not_need_is_read_later(read: set[str], module: str) -> None:
    assert module not in read
