"""What every practice's figure costs: main-thread work in a frame, for each variant as it moves."""

import sys
from collections.abc import Iterator
from statistics import median_low as median

from playwright.sync_api import CDPSession, Page, sync_playwright

from figures import Figure, against
from page_weight import FRAME_MS, FRAMES, SLOW
from serving import ROOT
from slackwater.practices import library
from stage import open_browser

sys.path.insert(0, str(ROOT / "tests" / "web" / "look"))

import gallery

WATCHED_MS, RUNS = 300, 3
"""Of each variant the median of three looks, each of some twenty frames where the machine is free."""
BRING = """async () => {
  const { createScene } = await import("/static/scene/scene.js");
  const { variantsOf } = await import("/static/scene/stage.js");
  const scene = createScene(document.querySelector("[data-scene]"), {});
  window.bring = async (practice, variant) => {
    const own = (await variantsOf(practice))[variant];
    const clip = "work" in own.clips ? "work" : Object.keys(own.clips)[0];
    const figure = { practice, variant, clip, side: "none", t0_s: 0 };
    for (const gone of document.querySelectorAll(".scene-body")) gone.remove();
    scene.show({ figure, tide: { in_s: 4, out_s: 6 }, moving: true, now_s: 1, speed: 1, stop: null });
    await new Promise((done) => setTimeout(done, 200));
  };
}"""
COUNTED = ("TaskDuration", "ScriptDuration")


def measure() -> list[Figure]:
    """The costliest variant and the middle one, at full pace and four times slower."""
    with (
        gallery.opened() as address,
        sync_playwright() as playwright,
        open_browser(playwright, "Chromium") as browser,
    ):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{address}/session?still=1")
        page.evaluate(BRING)
        told = page.context.new_cdp_session(page)
        told.send("Performance.enable", {"timeDomain": "threadTicks"})
        figures: list[Figure] = []
        for times in (1.0, SLOW):
            told.send("Emulation.setCPUThrottlingRate", {"rate": times})
            figures += _told(sorted(_costs(page, told)), times)
    return figures


def _costs(page: Page, told: CDPSession) -> Iterator[tuple[float, float, str]]:
    """For each variant: ms of all tasks and of scripts in a frame, and its name."""
    for practice in library().values():
        for variant in practice.variants:
            page.evaluate("([practice, variant]) => bring(practice, variant)", [practice.id, variant.id])
            task, script = median(_a_frame(page, told) for _ in range(RUNS))
            yield task, script, f"{practice.id}, {variant.id}"


def _a_frame(page: Page, told: CDPSession) -> tuple[float, float]:
    """Milliseconds of all tasks and of scripts in a frame, over a while."""
    before = _spent(told)
    frames = int(page.evaluate(FRAMES, WATCHED_MS))
    after = _spent(told)
    task, script = (1000 * (after[name] - before[name]) / frames for name in COUNTED)
    return task, script


def _told(costs: list[tuple[float, float, str]], times: float) -> list[Figure]:
    pace = "Chromium" if times == 1 else f"Chromium, {times:g}× slower"
    (middle, script, _), (most, _, name) = costs[len(costs) // 2], costs[-1]
    what = f"main thread in a frame, {pace}: the costliest of {len(costs)} ({name})"
    worst = against(what, most, "ms", FRAME_MS, digits=1) if times == 1 else Figure(what, f"{most:.1f} ms")
    return [worst, Figure(f"the middle one, {pace}", f"{middle:.1f} ms, of it scripts {script:.1f}")]


def _spent(told: CDPSession) -> dict[str, float]:
    """Seconds of the main thread's processor so far."""
    metrics = told.send("Performance.getMetrics")["metrics"]
    return {one["name"]: float(one["value"]) for one in metrics}
