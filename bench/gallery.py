"""Every page at every size in every light, from a real run, in build/gallery; and a session with a pause, moving.

`make shots` runs it after the pictures of docs/screens. The gallery is looked through in a browser
(build/gallery/index.html) and not kept in the project; the moving picture is, as docs/screens/a-pause.webp.
"""

import html
import io
import time
from collections.abc import Iterator

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from guest import Guest
from serving import CHROMIUM_ARGS, ROOT, chromium, serving

FOLDER = ROOT / "build" / "gallery"
FILM = ROOT / "docs" / "screens" / "a-pause.webp"

SIZES = {"phone": (390, 844), "tablet": (768, 1024), "desktop": (1280, 800)}
LIGHTS = ("dusk", "night", "day")
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
    """The gallery, its index, and the moving picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_ARGS])
        taken = list(walk(browser))
        film(browser)
        browser.close()
    write_index(taken)
    print(
        f"{FOLDER.relative_to(ROOT)}: {len(taken)} pages, each at {len(SIZES)} sizes in {len(LIGHTS)} lights"
    )
    print(f"{FILM.relative_to(ROOT)}: {FILM.stat().st_size // 1000} kB")


def walk(browser: Browser) -> Iterator[str]:
    """A first run, every page, and a session from arriving to after; the name of each thing taken."""
    with serving(speed=SPEED) as served:
        page = browser.new_context(color_scheme="dark").new_page()
        guest = Guest(page, served.address)
        page.goto(served.address)
        for path in BEFORE:
            yield look(page, f"{guest.url}/{path}", f"before-{path}")
        guest.first_run()
        yield take(page, "today-arriving")
        guest.arrive()
        for path in PAGES:
            yield look(page, f"{guest.url}/{path}", path or "today")
        page.goto(guest.url)
        guest.begin()
        yield from session(page, guest)


def session(page: Page, guest: Guest) -> Iterator[str]:
    """Moments of a session."""
    guest.live_until(lambda seen: seen.asks)
    yield take(page, "session-arriving")
    guest.live_until(lambda seen: "agree" in seen.answers)
    yield take(page, "session-yes")
    guest.live_until(lambda seen: not seen.still)
    yield take(page, "session-moving")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-answer=only_a_pause]")
    yield take(page, "session-paused")
    guest.live_until(lambda seen: not seen.still)
    page.locator("[data-controls] [data-say=too_much]").dispatch_event("click")
    page.wait_for_selector("[data-answer=grounded]")
    yield take(page, "session-grounding")
    guest.live_until(lambda seen: seen.path == "/after")
    yield take(page, "after")


def look(page: Page, url: str, name: str) -> str:
    """Open a page and take it."""
    page.goto(url)
    page.wait_for_timeout(DRAWN_MS)
    return take(page, name)


def take(page: Page, name: str) -> str:
    """A page as it is, at each size in each light; a session's page as much as the screen holds."""
    whole = "/session" not in page.url
    file = name.replace("/", "-")
    for light in LIGHTS:
        page.evaluate("(light) => { document.documentElement.dataset.theme = light; }", light)
        for screen, (width, height) in SIZES.items():
            page.set_viewport_size(ViewportSize(width=width, height=height))
            if (
                whole
            ):  # a window as tall as the page: the standing bar hides nothing, and the light runs through
                tall = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size(ViewportSize(width=width, height=max(height, tall)))
            page.wait_for_timeout(TONES_MS)
            page.screenshot(path=FOLDER / f"{file}-{screen}-{light}.png")
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


def write_index(taken: list[str]) -> None:
    """One page that shows them all."""
    rows = []
    for name in taken:
        pictures = "".join(
            f'<a href="{name}-{screen}-{light}.png"><img src="{name}-{screen}-{light}.png" height="300" '
            f'loading="lazy" alt="{html.escape(name)}, {screen}, {light}"></a>'
            for screen in SIZES
            for light in LIGHTS
        )
        rows.append(f"<h2>{html.escape(name)}</h2><p>{pictures}</p>")
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title><h1>Every page</h1>'
    (FOLDER / "index.html").write_text(head + "\n".join(rows))


if __name__ == "__main__":
    main()
