"""The page on the disk leads a real browser in, though it counts as another site."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from slackwater.web.doorstep import doorstep

pytestmark = pytest.mark.browser


def test_a_browser_comes_in_from_the_file(
    browser: Browser, start_server: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    server = start_server()
    context = browser.new_context()
    try:
        with doorstep(server.address) as step:  # type: ignore[attr-defined]
            assert step
            for _ in range(2):  # the second time the browser is known, and the file is still another site
                page = context.new_page()
                page.goto(step, wait_until="commit")
                page.wait_for_url(f"{server.url}/welcome")  # type: ignore[attr-defined]
                assert page.get_by_role("heading", level=1).inner_text()
    finally:
        context.close()
