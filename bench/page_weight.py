"""What the live page weighs: bytes over the wire from a real server, and main-thread work in a frame."""

from playwright.sync_api import CDPSession, Page, Response, sync_playwright

from figures import Figure, against, of_runs
from guest import Guest
from serving import serving
from stage import live_page, open_browser, script

JS_KB = 41.0
"""Scripts of a session. Half a kB of it finds their sentences in the language of the page. ENG."""
FRAME_MS = 4.0
RUNS = 5
WATCHED_MS = 2000
SLOW = 4.0
FRAMES = """(forMs) => new Promise((done) => {
  let frames = 0;
  const from = performance.now();
  const count = () => {
    frames += 1;
    performance.now() - from < forMs ? requestAnimationFrame(count) : done(frames);
  };
  requestAnimationFrame(count);
})"""


def measure() -> list[Figure]:
    """Bytes of the first visit to a session, and the main thread's milliseconds in a frame."""
    return [*bytes_over_the_wire(), *work_in_a_frame()]


def bytes_over_the_wire() -> list[Figure]:
    """Compressed bytes that the session page loads with nothing held."""
    with (
        serving() as served,
        sync_playwright() as playwright,
        open_browser(playwright, "Chromium") as browser,
    ):
        context = browser.new_context(service_workers="block")
        guest = Guest(context.new_page(), served.address)
        guest.first_run()
        guest.arrive()
        guest.begin()
        known = context.storage_state()
        fresh = browser.new_context(service_workers="block", storage_state=known).new_page()
        loaded = weigh(fresh, f"{served.url}/session")
    scripts = sum(size for kind, size in loaded if kind == "script") / 1000
    everything = sum(size for _, size in loaded) / 1000
    return [
        against("scripts of a session, compressed, over the wire", scripts, "kB", JS_KB, digits=1),
        Figure("all of a session's page, over the wire", f"{everything:.1f} kB"),
    ]


def weigh(page: Page, address: str) -> list[tuple[str, int]]:
    """Kind and compressed size of everything a page asks for."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- it is given a mark
    page.goto(address)
    page.wait_for_selector(".scene path", state="attached")
    page.wait_for_load_state("networkidle")
    return [
        (answer.request.resource_type, max(0, answer.request.sizes()["responseBodySize"]))
        for answer in answers
    ]


def work_in_a_frame() -> list[Figure]:
    """Everything the main thread does (script, style, layout, paint) while the figure and the tide move."""
    figures: list[Figure] = []
    with (
        script() as told,
        sync_playwright() as playwright,
        open_browser(playwright, "Chromium") as browser,
        live_page(browser, told) as live,
    ):
        metrics = live.context.new_cdp_session(live.page)
        metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
        for times in (1.0, SLOW):
            live.slow_down(times)
            live.move()
            live.page.wait_for_timeout(500)
            middle, _ = of_runs([a_while(live.page, metrics) for _ in range(RUNS)])
            where = "Chromium" if times == 1 else f"Chromium, {times:g}× slower"
            what = f"main thread in a frame, {where}, median of {RUNS}"
            if times == 1:
                figures.append(against(what, middle, "ms", FRAME_MS, digits=1))
            else:
                figures.append(Figure(what, f"{middle:.1f} ms"))
    return figures


def a_while(page: Page, metrics: CDPSession) -> float:
    """Milliseconds of main-thread work for each frame over two seconds."""
    before = task_s(metrics)
    frames = page.evaluate(FRAMES, WATCHED_MS)
    return 1000 * (task_s(metrics) - before) / int(frames)


def task_s(metrics: CDPSession) -> float:
    """Seconds of processor that the main thread's tasks took so far."""
    found = metrics.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in found if one["name"] == "TaskDuration"))
