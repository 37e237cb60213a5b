"""Somebody who uses the real pages with a keyboard and nothing else."""

import time
from dataclasses import dataclass

from playwright.sync_api import Error, Page
from tests.web.server.guest import Guest

SEEN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (selector) => all(selector).filter((one) => !one.closest('[hidden]'));
  const text = (selector) => document.querySelector(selector)?.textContent ?? '';
  return {
    line: text('[data-line]'),
    sub: text('[data-sub]'),
    note: document.querySelector('[data-notice]')?.hidden ? '' : text('[data-notice]'),
    still: document.querySelector('[data-session]')?.hasAttribute('data-still') ?? true,
    asks: shown('[data-check-in]').length > 0,
    answers: shown('[data-answers] button').map((one) => one.dataset.answer),
  };
}"""
CHECK_S = 60.0
TOO_SOON_MS = 450
"""The page takes no yes this soon after it asks."""


@dataclass
class Seen:
    """What the live page shows."""

    line: str
    sub: str
    note: str
    still: bool
    asks: bool
    answers: list[str]


@dataclass
class Person:
    """A person at a keyboard."""

    page: Page
    address: str
    """As the server printed it, with its key."""

    @property
    def url(self) -> str:
        """The server's place, without a page."""
        return self.address.partition("/?")[0]

    def reach(self, selector: str, key: str = "Tab") -> None:
        """Tab until the control has the focus; Shift+Tab goes back, as past its last control Firefox leaves a page."""
        for _ in range(120):
            if self.page.evaluate("(one) => document.activeElement?.matches(one) ?? false", selector):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"no way to {selector} on {self.page.url}")

    def press(self, selector: str, key: str = "Enter") -> None:
        self.reach(selector)
        self.page.keyboard.press(key)

    def choose(self, name: str, value: str) -> None:
        """Choose one of several with the arrow keys."""
        self.reach(f"[name='{name}']")
        self.page.keyboard.press("Space")
        for _ in range(12):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def first_run(self, keeping: str = "nothing", passphrase: str = "") -> None:
        """From the first page to Today."""
        self.page.goto(self.address)
        self.choose("keeping", keeping)
        if passphrase:
            for field in ("passphrase", "again"):
                self.reach(f"[name={field}]")
                self.page.keyboard.type(passphrase)
        self.press("form[action='/welcome'] button")
        if passphrase:
            self.page.wait_for_selector("text=recovery code")
            self.page.goto(f"{self.url}/screening")
        self.page.wait_for_url("**/screening")
        self.choose("adult", "yes")
        nothing = (
            "[...document.querySelectorAll('[type=checkbox][value$=\".none\"]')].map((one) => one.value)"
        )
        for value in self.page.evaluate(nothing):
            self.press(f"[type=checkbox][value='{value}']", "Space")
        self.press("form[action='/screening'] button")
        self.page.wait_for_url(f"{self.url}/")

    def begin_at_once(self, keeping: str = "nothing") -> None:
        """In a session, for what is about the session alone: everything before it is said by plain HTTP."""
        guest = Guest(self.url)
        guest.come_in(self.address)
        guest.set_up(keeping)
        guest.begin()
        self.take_over(guest)
        self.page.goto(f"{self.url}/session")

    def take_over(self, guest: Guest) -> None:
        """This browser is the one that the guest was."""
        self.page.context.add_cookies(
            [{"name": one.name, "value": one.value or "", "url": self.url} for one in guest.jar]
        )

    def begin(self, time: str = "") -> None:
        """From Today into the suggested session, or one that takes less time."""
        self.page.goto(self.url)
        self.press("[name=arriving][value=steady]")
        self.page.wait_for_selector("[name=new]")
        self.press("[name=new][value$='.none']")
        self.page.wait_for_selector("form[action='/session'] button")
        if time:
            self.press("details.others > summary")
            self.choose("time", time)
            with self.page.expect_navigation():
                self.press("[name=choose]")
        self.press("form[action='/session'] button")
        self.page.wait_for_url("**/session")

    def see(self) -> Seen:
        return Seen(**self.page.evaluate(SEEN))

    def answer(self, seen: Seen, answers: dict[str, str] | None = None) -> bool:
        """Answer what is asked, if anything is: gently, or as ``answers`` say."""
        if seen.asks:
            self.reach("#distress")
            self.page.keyboard.press("ArrowRight")
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Space")
            self.page.keyboard.press("Enter")
            return True
        if not seen.answers:
            return False
        wanted = next((one for one in seen.answers if one in (answers or {}).values()), seen.answers[0])
        if wanted == "agree":
            self.page.wait_for_timeout(TOO_SOON_MS)
        self.press(f"[data-answer={wanted}]", "Space")
        return True

    def live_until(self, reached: str, within_s: float = CHECK_S) -> Seen:
        """Answer all that is asked until it has come: ``moving``, an answer's name, or a page's path."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            if reached.startswith("/") and self.page.url.endswith(reached):
                return Seen("", "", "", still=True, asks=False, answers=[])
            try:
                seen = self.see()
                if (reached == "moving" and not seen.still) or reached in seen.answers:
                    return seen
                self.answer(seen)
            except (Error, AssertionError):
                pass  # the question, or the page, went while it was being answered
            time.sleep(0.05)
        raise AssertionError(f"{reached} did not come; the page shows {self.see()}")
