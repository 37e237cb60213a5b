"""The browsers that tests drive: headless, drawn without a graphics card, and as light as they can be."""

import shutil

from playwright.sync_api import Browser, Playwright

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

FIREFOX = {
    "layout.frame_rate": 20,
    "fission.autostart": False,
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": False,
}
"""Sixty frames a second without a graphics card take a whole core from every moving page, and a process for each
site that might come takes half of what opening one does. What a page does is the same."""


def launch_chromium(playwright: Playwright, *more: str, whole: bool = False) -> Browser:
    """Chromium, for opening many pages the one without windows: a third of the work. ``whole``: the one people use."""
    light = None if whole else shutil.which("chromium-headless-shell")
    return playwright.chromium.launch(
        executable_path=light or shutil.which("chromium") or shutil.which("chromium-browser"),
        args=[*CHROMIUM, *more],
    )


def launch_firefox(playwright: Playwright) -> Browser:
    """Debian's Firefox."""
    return playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=shutil.which("firefox-esr") or shutil.which("firefox"),
        firefox_user_prefs=FIREFOX,
    )
