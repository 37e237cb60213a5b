"""What is run with the real piper is run where `make voice` has set it up, and left out elsewhere."""

import sys
from pathlib import Path

import pytest

from slackwater.voices.programs import OWN

PIPER = Path(sys.prefix).parent / OWN / "bin" / "piper"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if PIPER.is_file():
        return
    left_out = [item for item in items if item.get_closest_marker("piper")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
