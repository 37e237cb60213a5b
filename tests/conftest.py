"""What every room's tests share: where the real recordings are."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

settings.register_profile("noisy machine", deadline=None)
settings.load_profile("noisy machine")

# A run started in the background is told to ignore Ctrl-C, and so is every program it starts:
# the tests that press Ctrl-C in a program of ours would then wait for ever.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real recordings; without it the test skips, unless the run demands them."""
    folder = (ROOT / os.environ.get("SLACKWATER_SHARED", "../shared")).resolve() / "data"
    if (folder / "MANIFEST.md").is_file():
        return folder
    why = "no recordings here: set SLACKWATER_SHARED to the folder that holds data/MANIFEST.md"
    if os.environ.get("SLACKWATER_DEMAND_RECORDINGS") == "1":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers: one in a process, because it keeps a loop of its own running."""
    with sync_playwright() as running:
        yield running


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever drives a browser is marked so: its loop leaves no room for another in the same process."""
    for item in items:
        if {"playwright", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
