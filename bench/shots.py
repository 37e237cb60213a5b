"""Walks through a whole session on a real recording in a real browser, for the pictures in docs/screens.

What it does is what a person would do: it serves Slackwater, plays the recording into the session with
`slackwater play` at the session's own pace, and answers on the page. Without the recording it plays the heart
of the demonstration's made-up person, and the page it writes says so.
"""

import os
import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from camera import Camera, Light, Picture, Screen
from guest import Guest
from serving import CHROMIUM_ARGS, ROOT, chromium, playing, serving
from simulated import write_simulated

SPEED = 6.0
"""Session seconds in a second: slow enough to look, quick enough to wait for."""

SCREENS = ROOT / "docs" / "screens"
PAGE = ROOT / "docs" / "a-session.md"
SKY = (640, 260)
"""Where nothing is but sky."""

BODY_MS = 2500
"""Until the figure has changed its pose."""

DESKTOP, PHONE = Screen.DESKTOP, Screen.PHONE


@dataclass(frozen=True, slots=True)
class Heart:
    """The heart that is played, and what the page says of it."""

    path: Path
    words: str


def find_heart(folder: Path) -> Heart:
    """The real recording where it is, else the made-up person's heart, written to the folder."""
    shared = (ROOT / os.environ.get("SLACKWATER_SHARED", "../shared")).resolve()
    real = shared / "data" / "ecg_polar_h10" / "broman_10min.npz"
    if real.is_file():
        return Heart(
            real,
            "The heart is real: ten minutes of a Polar H10 strap (recorded by Karl W. Broman, MIT), "
            "beat by beat, irregular beats and all. The person who answers is a program.",
        )
    return Heart(
        write_simulated(folder / "simulated.txt"),
        "No recording was at hand, so the heart is the simulated strap of `slackwater demo`. "
        "The person who answers is a program.",
    )


def walk(camera: Camera, guest: Guest, heart: Heart) -> None:
    """The whole session."""
    look_at_today(camera, guest)
    look_round(camera, guest)
    guest.page.goto(guest.url)
    guest.begin()
    with playing(heart.path, guest.address):
        arrive(camera, guest)
        breathe(camera, guest)
        pause(camera, guest)
        check_in(camera, guest)
        tilt(camera, guest)
    lose_the_strap(camera, guest)
    have_too_much(camera, guest)
    end(camera, guest)


def look_at_today(camera: Camera, guest: Guest) -> None:
    """The page before a session."""
    guest.first_run()
    camera.take("arriving", "How are you arriving? One tap.", PHONE)
    guest.arrive()
    drawn(camera)
    camera.take("today", "One suggestion, why this, and why this much.")
    camera.take("today", "The same on a phone.", PHONE)
    camera.take("today", "And by day.", PHONE, Light.DAY)


def arrive(camera: Camera, guest: Guest) -> None:
    """The first question, and settling."""
    guest.live_until(lambda seen: seen.asks)
    camera.take("arrival", "How is it, before anything begins?", PHONE)
    guest.live_until(lambda seen: seen.heart == "learning")
    camera.take("settling", "A minute to settle. The strap was just joined: the app gets to know this heart.")


def breathe(camera: Camera, guest: Guest) -> None:
    """The first round, in every light."""
    guest.live_until(lambda seen: "agree" in seen.answers and seen.heart == "near_usual")
    camera.take("yes", "Nothing moves without a yes.")
    guest.live_until(lambda seen: not seen.still and seen.heart == "near_usual")
    camera.take("session", "The water rises and falls with the breath. The heart is near its usual.")
    camera.take("session", "On a phone the buttons lie under the thumb.", PHONE)
    guest.stay()
    camera.take("session", "By day.", PHONE, Light.DAY)
    guest.stay()
    camera.take("session", "By day, on a desk.", DESKTOP, Light.DAY)
    guest.stay()
    camera.take("session", "At night the colours are warm and dim.", DESKTOP, Light.NIGHT)


def pause(camera: Camera, guest: Guest) -> None:
    """A pause, and the one question after it."""
    guest.page.set_viewport_size(DESKTOP.size)
    guest.live_until(lambda seen: not seen.still)
    guest.page.mouse.click(*SKY)
    guest.page.wait_for_selector("[data-answer=only_a_pause]")
    camera.take("pause", "A tap anywhere pauses, and so does the space bar. One question is asked.")
    camera.take("pause", "The same on a phone.", PHONE)


def check_in(camera: Camera, guest: Guest) -> None:
    """The check-in after the first round's rest."""
    for screen, line in (
        (DESKTOP, "How is it right now? A place on the shore, and how here one is."),
        (PHONE, "The same under a thumb."),
    ):
        guest.live_until(lambda seen: seen.asks)
        camera.take("check-in", line, screen)
        while not guest.see().asks:  # *still with me?* came first
            guest.live_until(lambda seen: seen.asks)
            camera.take("check-in", line, screen)


def tilt(camera: Camera, guest: Guest) -> None:
    """A round of movement."""
    guest.live_until(lambda seen: not seen.still and seen.doing.startswith("Pelvic tilts"))
    camera.take("tilts", "A small movement: pelvic tilts, at the lowest level.")


def lose_the_strap(camera: Camera, guest: Guest) -> None:
    """The strap ends while the person moves."""
    guest.live_until(lambda seen: not seen.still and seen.heart == "missing")
    camera.take("no-heart", "The strap falls silent. The page says so, and the session goes on without it.")
    camera.take("no-heart", "The same on a phone.", PHONE)


def have_too_much(camera: Camera, guest: Guest) -> None:
    """Too much, and the ground again."""
    guest.live_until(lambda seen: not seen.still)
    guest.page.locator("[data-controls] [data-say=too_much]").dispatch_event("click")
    guest.page.wait_for_selector("[data-answer=grounded]")
    guest.page.wait_for_timeout(BODY_MS)
    camera.take(
        "grounding", "*Too much.* Movement stopped at the tap. The ground comes, one place at a time."
    )
    camera.take("grounding", "The same on a phone.", PHONE)
    camera.take("grounding", "By day.", PHONE, Light.DAY)


def end(camera: Camera, guest: Guest) -> None:
    """Closing, and after."""
    guest.live_until(lambda seen: "oriented" in seen.answers or seen.path == "/after")
    if guest.see().path != "/after":
        guest.page.wait_for_timeout(BODY_MS)
        camera.take("closing", "Rolling to the side, sitting up, looking round.")
    guest.live_until(lambda seen: seen.path == "/after")
    camera.take("after", "Before and after, side by side and without judgement.")
    camera.take("after", "The same on a phone.", PHONE)


def look_round(camera: Camera, guest: Guest) -> None:
    """The pages around a session."""
    guest.page.goto(f"{guest.url}/practices")
    drawn(camera)
    camera.take("practices", "The practices, each with its figure.")
    guest.page.goto(f"{guest.url}/practices/supported-bridge")
    drawn(camera)
    camera.take("practice", "One practice: steps, gentler ways, when not to, and what is honestly known.")
    guest.page.goto(f"{guest.url}/ground")
    drawn(camera)
    camera.take("ground", "Ground: one tap from every page, also without a server.", PHONE)
    guest.page.goto(f"{guest.url}/help")
    camera.take("help", "Help: numbers to call. Nobody watches this app, and it says so.", PHONE)
    camera.take("help", "By day.", PHONE, Light.DAY)


def drawn(camera: Camera) -> None:
    """Wait until the page's figures are drawn."""
    camera.page.wait_for_selector(".scene path", state="attached")
    camera.page.wait_for_timeout(1500)


def write_page(camera: Camera, heart: Heart) -> None:
    """docs/a-session.md: the pictures in order, a line each."""
    head = f"""# A session, picture by picture

One whole session in Chromium, {SPEED:g} times as fast as life. {heart.words}

```
make shots
```

serves Slackwater, plays the heart into the session with `slackwater play`, answers on the page, takes these
pictures and writes this page.
"""
    PAGE.write_text("\n".join([head, *(told(one) for one in moments(list(camera.taken.values())))]))


def moments(pictures: list[Picture]) -> list[list[Picture]]:
    """Pictures of one moment together."""
    return [list(some) for _, some in groupby(pictures, lambda one: one.file.rsplit("-", 2)[0])]


def told(moment: list[Picture]) -> str:
    """One moment: its line, its pictures, and what the further ones show."""
    first, *more = moment
    shown = [f"## {first.line}\n\n![{first.line}](screens/{first.file})\n"]
    shown += [f"{one.line}\n\n![{first.line} {one.line}](screens/{one.file})\n" for one in more]
    return "\n".join(shown)


def run(browser: Browser, folder: Path) -> Camera:
    """All of it in one browser."""
    context = browser.new_context(viewport=DESKTOP.size, color_scheme="dark")
    blank = browser.new_context().new_page()
    page = context.new_page()
    heart = find_heart(folder)
    camera = Camera(page, blank, SCREENS)
    with serving(speed=SPEED) as served:
        guest = Guest(page, served.address)
        walk(camera, guest, heart)
    camera.develop()
    write_page(camera, heart)
    return camera


def main() -> None:
    """Take them all, and say which."""
    with tempfile.TemporaryDirectory(prefix="slackwater-shots-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_ARGS])
        camera = run(browser, Path(folder))
        browser.close()
    for name in {path.name for path in SCREENS.glob("*.png")} - set(camera.taken):
        (SCREENS / name).unlink()
    for name in camera.taken:
        print(f"docs/screens/{name}  {(SCREENS / name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
