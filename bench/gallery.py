"""Every page at every size in every light, from real runs, in build/gallery; and a session with a pause, moving.

Chromium in English shows them all; four shorter walks show the other languages, Firefox, and a picture that moves
less. `make shots` runs it after the pictures of docs/screens. The gallery is looked through in a browser
(build/gallery/<walk>/index.html) and not kept in the project; the moving picture is, as docs/screens/a-pause.webp.
"""

import html
import io
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

from guest import Guest
from serving import CHROMIUM_ARGS, ROOT, chromium, firefox, serving

FOLDER = ROOT / "build" / "gallery"
FILM = ROOT / "docs" / "screens" / "a-pause.webp"

SIZES = {"phone": (390, 844), "tablet": (768, 1024), "desktop": (1280, 800)}
LIGHTS = ("dusk", "night", "day")


@dataclass(frozen=True, slots=True)
class Walk:
    """One person's way through everything, and how it is looked at."""

    name: str
    language: str = "en"
    in_firefox: bool = False
    moves_less: bool = False
    sizes: tuple[str, ...] = tuple(SIZES)
    lights: tuple[str, ...] = LIGHTS


WALKS = (
    Walk("english"),
    Walk("german", "de", sizes=("phone", "desktop"), lights=("day",)),
    Walk("arabic", "ar", sizes=("phone", "desktop"), lights=("dusk",)),
    Walk("spanish-firefox", "es", in_firefox=True, moves_less=True, sizes=("phone",), lights=("night",)),
    Walk("english-firefox", in_firefox=True, sizes=("tablet", "desktop"), lights=("dusk",)),
)

BEFORE = ("welcome", "ground", "help", "how", "stored")
"""Open to whoever was let in, before anything is begun."""

PAGES = (
    "", "practices", "practices/supported-bridge", "practices/invited-tremor", "practices/supported-bridge/evidence",
    "how", "body", "body/words", "tides", "tides/week", "screening", "settings", "stored",
    "take-out", "bring", "name", "words", "reminders", "phone", "what-helps", "ground", "help", "help/people", "nowhere",
)  # fmt: skip
"""Open once somebody has arrived."""

SPEED = 6.0
DRAWN_MS = 900
TONES_MS = 500
FRAME_MS = 125
MOVES_S, STILL_S = 6.0, 4.0
"""Of the moving picture: the water's rise and fall, and the pause."""

FILM_SIZE = (293, 633)
QUALITY = 70


def main() -> None:
    """The gallery, its index, and the moving picture; or the walks whose names are given."""
    names = sys.argv[1:]
    with sync_playwright() as playwright:
        for one in WALKS:
            if not names or one.name in names:
                print(f"{one.name}: {len(walk(playwright, one))} pages", flush=True)
        if not names:
            browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_ARGS])
            film(browser)
            browser.close()
            print(f"{FILM.relative_to(ROOT)}: {FILM.stat().st_size // 1000} kB")


def walk(playwright: Playwright, one: Walk) -> list[str]:
    """All of it at one browser, and its index; the name of each thing taken."""
    if one.in_firefox:
        browser = playwright.firefox.launch(executable_path=firefox(), channel="moz-firefox")
    else:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_ARGS])
    context = browser.new_context(
        color_scheme="dark",
        locale=one.language,
        reduced_motion="reduce" if one.moves_less else "no-preference",
    )
    (FOLDER / one.name).mkdir(parents=True, exist_ok=True)
    taken = list(Round(one, context.new_page()).everything())
    browser.close()
    write_index(one, taken)
    return taken


@dataclass(frozen=True, slots=True)
class Round:
    """A walk, at its page."""

    walk: Walk
    page: Page

    def everything(self) -> Iterator[str]:
        """A first run, every page, and a session from arriving to after."""
        with serving(speed=SPEED) as served:
            guest = Guest(self.page, served.address)
            self.page.goto(served.address)
            for path in BEFORE:
                yield self.look(f"{guest.url}/{path}", f"before-{path}")
            guest.first_run()
            yield self.take("today-arriving")
            guest.arrive()
            for path in PAGES:
                yield self.look(f"{guest.url}/{path}", path or "today")
            self.page.goto(guest.url)
            guest.begin()
            yield from self.session(guest)

    def session(self, guest: Guest) -> Iterator[str]:
        """Moments of a session."""
        guest.live_until(lambda seen: seen.asks)
        yield self.take("session-arriving")
        guest.live_until(lambda seen: "agree" in seen.answers)
        yield self.take("session-yes")
        guest.live_until(lambda seen: not seen.still)
        yield self.take("session-moving")
        self.page.keyboard.press("Escape")
        self.page.wait_for_selector("[data-answer=only_a_pause]")
        yield self.take("session-paused")
        guest.live_until(lambda seen: not seen.still)
        self.page.locator("[data-controls] [data-say=too_much]").dispatch_event("click")
        self.page.wait_for_selector("[data-answer=grounded]")
        yield self.take("session-grounding")
        guest.live_until(lambda seen: seen.path == "/after")
        yield self.take("after")

    def look(self, url: str, name: str) -> str:
        """Open a page and take it."""
        self.page.goto(url)
        self.page.wait_for_timeout(DRAWN_MS)
        return self.take(name)

    def take(self, name: str) -> str:
        """A page as it is, at each size in each light; a session's page as much as the screen holds."""
        page = self.page
        whole = "/session" not in page.url
        file = name.replace("/", "-")
        for light in self.walk.lights:
            page.evaluate("(light) => { document.documentElement.dataset.theme = light; }", light)
            for screen in self.walk.sizes:
                width, height = SIZES[screen]
                page.set_viewport_size(ViewportSize(width=width, height=height))
                if whole:  # a window as tall as the page: nothing is hidden by the standing bar
                    tall = page.evaluate("document.documentElement.scrollHeight")
                    page.set_viewport_size(ViewportSize(width=width, height=max(height, tall)))
                page.wait_for_timeout(TONES_MS)
                page.screenshot(path=FOLDER / self.walk.name / f"{file}-{screen}-{light}.png")
        return file


def film(browser: Browser) -> None:
    """A round at life's own pace, and a pause in it."""
    with serving() as served:
        width, height = SIZES["phone"]
        size = ViewportSize(width=width, height=height)
        page = browser.new_context(viewport=size, color_scheme="dark").new_page()
        guest = Guest(page, served.address)
        guest.first_run()
        guest.arrive()
        guest.begin()
        guest.live_until(lambda seen: not seen.still)
        frames = [*shoot(page, MOVES_S)]
        page.keyboard.press("Escape")
        frames += shoot(page, STILL_S)
    first, *more = (Image.open(io.BytesIO(png)).resize(FILM_SIZE) for png, _ in frames)
    lasts = [round(1000 * seconds) for _, seconds in frames]
    first.save(FILM, save_all=True, append_images=more, duration=lasts, loop=0, quality=QUALITY, method=6)


def shoot(page: Page, for_s: float) -> Iterator[tuple[bytes, float]]:
    """Frames, each with how long it stood until the next, s."""
    until_s = time.monotonic() + for_s
    while (began_s := time.monotonic()) < until_s:
        png = page.screenshot()
        page.wait_for_timeout(max(0, FRAME_MS - 1000 * (time.monotonic() - began_s)))
        yield png, time.monotonic() - began_s


def write_index(one: Walk, taken: list[str]) -> None:
    """One page that shows all of a walk."""
    rows = []
    for name in taken:
        pictures = "".join(
            f'<a href="{name}-{screen}-{light}.png"><img src="{name}-{screen}-{light}.png" height="300" '
            f'loading="lazy" alt="{html.escape(name)}, {screen}, {light}"></a>'
            for screen in one.sizes
            for light in one.lights
        )
        rows.append(f"<h2>{html.escape(name)}</h2><p>{pictures}</p>")
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title><h1>Every page</h1>'
    (FOLDER / one.name / "index.html").write_text(head + "\n".join(rows))


if __name__ == "__main__":
    main()
