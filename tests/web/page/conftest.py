"""The live page in real browsers.

A test that leaves an error on the console, or asks anything of another host, fails.
"""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright
from tests.browsers import launch_chromium, launch_firefox

from .scripted import Script, ScriptedApp, ready_templates

PHONE = {"width": 390, "height": 844}
WAIT_MS = 30_000


@pytest.fixture(scope="session")
def running_script() -> Iterator[Script]:
    ready_templates()
    script = Script()
    listening = socket.create_server(("127.0.0.1", 0))
    script.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    config = uvicorn.Config(ScriptedApp(script), log_level="warning", ws="websockets-sansio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield script
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def script(running_script: Script) -> Iterator[Script]:
    """A scripted session that nobody has joined; what the page sent in it was by the protocol."""
    running_script.begin_again()
    yield running_script
    assert running_script.wrong == []


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_firefox(playwright)
    yield browser
    browser.close()


CHROMIUM_ONLY = pytest.mark.parametrize("browser", ["chromium"], indirect=True)
"""For what only Chromium's own tools can bring about."""


@pytest.fixture(params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Browser:
    """Each of the two browsers in turn."""
    found: Browser = request.getfixturevalue(request.param)
    return found


@dataclass
class Watched:
    """What a page asked for and complained about."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    forgiven: tuple[str, ...] = ()
    """Words of complaints that a test brings about itself."""

    def unforgiven(self) -> list[str]:
        return [one for one in self.complaints if not any(word in one for word in self.forgiven)]


@pytest.fixture
def watched() -> Iterator[Watched]:
    """What every page of the test asked for and complained about: only its own server, and nothing."""
    seen = Watched()
    yield seen
    assert seen.unforgiven() == []
    foreign = [
        url for url in seen.asked if not url.startswith(("http://127.0.0.1:", "blob:", "data:", "about:"))
    ]
    assert foreign == []


@pytest.fixture
def context(browser: Browser, watched: Watched) -> Iterator[BrowserContext]:
    """A fresh browser profile on a phone-sized screen."""
    opened = browser.new_context(viewport=PHONE)
    opened.set_default_timeout(WAIT_MS)

    def complain(said: ConsoleMessage) -> None:
        watched.complaints.append(f"{said.text} {said.location.get('url', '')}")

    def watch(page: Page) -> None:
        page.on("request", lambda request: watched.asked.append(request.url))
        page.on("pageerror", lambda error: watched.complaints.append(f"error: {error}"))
        page.on("console", lambda said: said.type == "error" and complain(said))

    opened.on("page", watch)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page."""
    return context.new_page()


@dataclass
class Live:
    """The live page as a person meets it."""

    page: Page
    script: Script
    theme: str = "dusk"
    voice: bool = True
    clips: bool = False

    def open(self, at: str = "arriving") -> None:
        self.script.begin_again(at)
        self.script.theme, self.script.voice, self.script.clips = self.theme, self.voice, self.clips
        self.page.goto(f"{self.script.url}/session")
        self.until("document.querySelector('[data-line]').textContent !== 'Making things ready'")

    def move(self) -> None:
        """Open, and say yes: the page moves."""
        self.open("begin")
        self.agree()

    def agree(self) -> None:
        self.page.wait_for_selector("[data-answer=agree]")
        self.page.wait_for_timeout(450)
        self.page.click("[data-answer=agree]")
        self.page.wait_for_selector("[data-session]:not([data-still])")

    @property
    def still(self) -> bool:
        return bool(self.page.evaluate("document.querySelector('[data-session]').hasAttribute('data-still')"))

    @property
    def line(self) -> str:
        return self.page.inner_text("[data-line]")

    @property
    def sub(self) -> str:
        return self.page.inner_text("[data-sub]")

    @property
    def tones(self) -> int:
        return int(self.page.evaluate("document.documentElement.dataset.tones ?? 0"))

    def until(self, condition: str, within_s: float = 8.0) -> None:
        """Wait until the expression is true on the page. Asked from here: the page's policy forbids eval."""
        deadline = time.monotonic() + within_s
        while not self.page.evaluate(condition):
            assert time.monotonic() < deadline, f"not within {within_s} s: {condition}"
            time.sleep(0.02)

    def until_still(self, within_s: float = 8.0) -> None:
        self.until("document.querySelector('[data-session]').hasAttribute('data-still')", within_s)

    def answers(self) -> list[str]:
        """The answers on the page."""
        return self.page.locator("[data-answers]:not([hidden]) button").all_inner_texts()


@pytest.fixture
def live(page: Page, script: Script) -> Live:
    """The live page, not yet opened."""
    return Live(page, script)
