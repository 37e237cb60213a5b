"""How long from the tap to a still picture: the browser's own time of the tap to the end of the next frame.

The page is the shipped one with its figure moving; only the socket is scripted. No stop waits for it.
"""

from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from figures import Figure, against, of_runs
from stage import LivePage, live_page, open_browser, script

TAPS = 100
FRAME_MS = 16.7
WORST_MS = 50.0
"""At a quarter of the processor."""

SLOW = 4.0
WATCH = """() => {
  const shore = document.querySelector('[data-session]');
  window.__taps = [];
  let began = 0;
  addEventListener('pointerdown', () => { began = performance.now(); }, { capture: true });
  addEventListener('pointerdown', (tap) => {
    const own = performance.now() - began;
    requestAnimationFrame(() => setTimeout(() => {
      const still = shore === null || shore.hasAttribute('data-still');
      window.__taps.push([still ? performance.now() - tap.timeStamp : Infinity, own]);
    }));
  });
}"""
"""After the first frame that follows the tap has been handed on: is the page still, and when is it?

The second number is the page's own work for the tap. A page that does nothing is measured by the same words.
"""


@dataclass(frozen=True, slots=True)
class Taps:
    """What each tap took, ms."""

    until_still: list[float]
    own: list[float]
    nothing: list[float]
    """The same on an empty page of the same browser, at the same speed: what the machine itself takes."""


def measure() -> list[Figure]:
    """Median and worst of 100 taps: both browsers, and Chromium four times slower."""
    figures: list[Figure] = []
    with script() as told, sync_playwright() as playwright:
        for name, times in (("Chromium", 1.0), ("Firefox", 1.0), ("Chromium", SLOW)):
            with open_browser(playwright, name) as browser, live_page(browser, told) as live:
                took = tap(live, times)
            figures += told_as(took, name if times == 1 else f"{name} {times:g}× slower", times)
    return figures


def told_as(took: Taps, where: str, times: float) -> list[Figure]:
    """The rows of one browser."""
    middle, worst = of_runs(took.until_still)
    floor_middle, floor_worst = of_runs(took.nothing)
    at_most = WORST_MS if times > 1 else FRAME_MS
    return [
        against(f"tap to still, {where}, median of {TAPS}", middle, "ms", at_most, digits=1),
        against(f"tap to still, {where}, worst of {TAPS}", worst, "ms", WORST_MS, digits=1),
        Figure("  of it the page's own work, median", f"{of_runs(took.own)[0]:.1f} ms"),
        Figure("  an empty page's next frame, median", f"{floor_middle:.1f} ms"),
        Figure("  an empty page's next frame, worst", f"{floor_worst:.1f} ms"),
    ]


def tap(live: LivePage, times: float) -> Taps:
    """Tap the moving page, and an empty one."""
    if times > 1:
        live.slow_down(times)
    found = taps(live)
    empty = live.context.new_page()
    empty.goto(f"{live.told.url}/away")
    if times > 1:
        live.context.new_cdp_session(empty).send("Emulation.setCPUThrottlingRate", {"rate": times})
    empty.evaluate(WATCH)
    nothing = [one_tap(empty, at)[0] for at in range(TAPS)]
    return Taps([still for still, _ in found], [own for _, own in found], nothing)


def taps(live: LivePage) -> list[tuple[float, float]]:
    """How long each tap took until the page was still, and the page's own work for it, ms."""
    live.page.evaluate(WATCH)
    found = []
    for at in range(TAPS):
        live.move()
        found.append(one_tap(live.page, at))
        live.page.wait_for_selector("[data-answer=only_a_pause]")
    return found


def one_tap(page: Page, at: int) -> tuple[float, float]:
    """One tap, anywhere within a frame."""
    page.wait_for_timeout(50 + 7 * (at % 8))
    page.evaluate("window.__taps.length = 0")
    page.mouse.click(195, 300)
    while not page.evaluate("window.__taps.length"):
        page.wait_for_timeout(5)
    still_ms, own_ms = page.evaluate("window.__taps[0]")
    return float(still_ms), float(own_ms)
