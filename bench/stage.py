"""The shipped live page on a scripted socket, so that it can be brought to move again and again."""

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from serving import CHROMIUM_ARGS, ROOT, chromium, firefox

sys.path.insert(0, str(ROOT / "tests" / "web" / "page"))

from scripted import FIGURE, SCENES, Script, ScriptedApp, ready_templates

TOO_SOON_MS = 450
"""The page takes no yes this soon after it asks."""

ANYTHING = {"$defs": {"toClient": {}, "toServer": {}}}
"""The tests check every message against the protocol; here that would only take time."""

PATIENCE_MS = 120_000
"""A busy machine is slow; what it is slow at is measured, not failed."""

SCENES["moving_figure"] = SCENES["moving"] | {"figure": FIGURE}


@contextmanager
def script() -> Iterator[Script]:
    """A scripted session on a free port."""
    ready_templates()
    told = Script()
    told.schema = ANYTHING
    listening = socket.create_server(("127.0.0.1", 0))
    told.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    config = uvicorn.Config(ScriptedApp(told), log_level="warning", ws="websockets-sansio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield told
    finally:
        server.should_exit = True
        thread.join(5)


@contextmanager
def open_browser(playwright: Playwright, name: str) -> Iterator[Browser]:
    """Chromium or Firefox, closed afterwards."""
    if name == "Chromium":
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_ARGS])
    else:
        browser = playwright.firefox.launch(channel="moz-firefox", executable_path=firefox())
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class LivePage:
    """The live page on a phone-sized screen."""

    context: BrowserContext
    page: Page
    told: Script

    def move(self) -> None:
        """Ask for a yes, give it, and wait until the page moves."""
        self.told.show("begin")
        self.page.wait_for_selector("[data-answer=agree]")
        self.page.wait_for_timeout(TOO_SOON_MS)
        self.page.click("[data-answer=agree]")
        self.page.wait_for_selector("[data-session]:not([data-still])")

    def slow_down(self, times: float) -> None:
        """Make Chromium's processor this many times slower."""
        self.context.new_cdp_session(self.page).send("Emulation.setCPUThrottlingRate", {"rate": times})


@contextmanager
def live_page(browser: Browser, told: Script) -> Iterator[LivePage]:
    """The live page, waiting for a yes."""
    told.begin_again("begin")
    told.replies["agree"] = "moving_figure"
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{told.url}/session")
    page.wait_for_selector("[data-answer=agree]")
    yield LivePage(context, page, told)
    context.close()
