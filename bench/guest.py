"""Somebody who goes through the pages of a session in a real browser, as a person with a mouse would."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error, Page

TOO_SOON_MS = 450
"""The page takes no yes this soon after it asks."""

LOOK_MS = 60
SEEN = """() => {
  const text = (name) => document.querySelector(`[data-${name}]`)?.textContent ?? '';
  const seen = (one) => !one.closest('[hidden]');
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  return {
    path: location.pathname,
    line: text('line'),
    doing: text('doing'),
    heart: document.querySelector('[data-heart]')?.dataset.state ?? '',
    still: document.querySelector('[data-session]')?.hasAttribute('data-still') ?? true,
    asks: shown('[data-check-in]').length > 0,
    answers: shown('[data-answers] button').map((one) => one.dataset.answer),
  };
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the live page shows."""

    path: str
    line: str
    doing: str
    heart: str
    still: bool
    asks: bool
    answers: list[str]


@dataclass
class Guest:
    """A person at a page, who answers kindly."""

    page: Page
    address: str
    """As the server printed it, with its key."""
    distress: int = 2

    @property
    def url(self) -> str:
        """The server's place, without a page."""
        return self.address.partition("/?")[0]

    def first_run(self) -> None:
        """From the first page to Today: nothing is kept, and nothing stands against any practice."""
        self.page.goto(self.address)
        self.tick("input[name=keeping][value=nothing]")
        self.page.click("form[action='/welcome'] button")
        self.page.wait_for_url("**/screening")
        self.tick("[name=adult][value=yes]")
        self.tick("[type=checkbox][value$='.none']")
        self.page.click("form[action='/screening'] button")
        self.page.wait_for_selector("[name=arriving]")

    def tick(self, selector: str) -> None:
        """Choose each of these on a form."""
        for choice in self.page.locator(selector).all():
            choice.dispatch_event("click")

    def arrive(self) -> None:
        """Say on Today how one arrives, and that nothing is new."""
        self.page.click("[name=arriving][value=steady]")
        self.page.click("[name=new][value$='.none']")
        self.page.wait_for_selector("form[action='/session'] button")

    def begin(self) -> None:
        """From Today into the session."""
        self.page.click("form[action='/session'] button")
        self.page.wait_for_url("**/session")

    def see(self) -> Seen:
        """What the page shows now."""
        return Seen(**self.page.evaluate(SEEN))

    def stay(self) -> None:
        """Say *I am here* where it is asked, and nothing else."""
        seen = self.see()
        if "still_here" in seen.answers:
            self.answer(seen)

    def check_in(self) -> None:
        """Say on the shore line how it is, and that one is here."""
        line = self.page.locator("[data-check-in] [name=distress]")
        box = line.bounding_box()
        if box is None:
            return
        thumb = box["height"]
        along = thumb / 2 + (box["width"] - thumb) * self.distress / 10
        self.page.mouse.click(box["x"] + along, box["y"] + box["height"] / 2)
        self.tick("[data-check-in] [name=far_away][value='0']")
        self.page.locator("[data-check-in] [type=submit]").dispatch_event("click")

    def answer(self, seen: Seen) -> None:
        """Answer what is asked, if anything is."""
        if seen.asks:
            self.check_in()
        elif seen.answers:
            wanted = "only_a_pause" if "only_a_pause" in seen.answers else seen.answers[0]
            if wanted == "agree":
                self.page.wait_for_timeout(TOO_SOON_MS)
            self.page.locator(f"[data-answers] [data-answer={wanted}]").dispatch_event("click")

    def live_until(self, reached: Callable[[Seen], bool], within_s: float = 240.0) -> Seen:
        """Answer all that is asked until the page shows what is waited for."""
        until_s = time.monotonic() + within_s
        while time.monotonic() < until_s:
            try:
                seen = self.see()
                if reached(seen):
                    return seen
                self.answer(seen)
            except Error:  # the page went on to the next meanwhile
                self.page.wait_for_load_state()
            self.page.wait_for_timeout(LOOK_MS)
        raise SystemExit(f"It did not come; the page shows {self.see()}")
