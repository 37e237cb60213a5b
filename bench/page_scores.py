"""Lighthouse's scores of every page, as a phone with a slow network would meet it.

The pages come from a real server where somebody has arrived; the session waits, still, while its page is looked at.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from figures import Figure
from guest import Guest
from serving import CHROMIUM_ARGS, ROOT, chromium, serving

FOLDER = ROOT / "bench" / "lighthouse"
PAGES = (
    "/", "/practices", "/practices/supported-bridge", "/practices/supported-bridge/evidence", "/how", "/body",
    "/body/words", "/tides", "/tides/week", "/ground", "/help", "/help/people", "/what-helps", "/screening", "/words",
    "/reminders", "/settings", "/stored", "/take-out", "/bring", "/phone", "/away", "/session", "/after",
)  # fmt: skip
"""Every page that somebody who has arrived can open, after the first of all."""

AIMS = {"accessibility": 100, "best-practices": 100, "performance": 95}
"""Of 100; performance on a phone."""

SPEED = 10.0
"""Session seconds in a second: a session ends soon."""

OPTIONS = (
    "--output=json",
    "--quiet",
    "--form-factor=mobile",
    "--disable-storage-reset",  # whoever is known here stays known
    "--no-enable-error-reporting",
    f"--only-categories={','.join(AIMS)}",
)


def measure() -> list[Figure]:
    """A row for each page: its three scores; one row that says so where Lighthouse cannot be had."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    brought = subprocess.run(
        [Path(sys.executable).with_name("npm"), "ci", "--silent"],
        cwd=FOLDER,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if brought.returncode:
        return [Figure("Lighthouse", f"did not install here: {brought.stderr.strip()[-80:]}")]
    with (
        serving(speed=SPEED) as served,
        tempfile.TemporaryDirectory() as profile,
        sync_playwright() as playwright,
    ):
        port = free_port()
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium(), args=[*CHROMIUM_ARGS, f"--remote-debugging-port={port}"]
        )
        guest = Guest(context.pages[0], served.address)
        guest.page.goto(served.address)
        welcome = look("/welcome", guest, port, environment)
        guest.first_run()
        guest.arrive()
        figures = [welcome, *(look(page, guest, port, environment) for page in PAGES)]
        context.close()
    return figures


def look(page: str, guest: Guest, port: int, environment: dict[str, str]) -> Figure:
    """The scores of one page, beside the aims."""
    if page in WAYS:
        WAYS[page](guest)
    url = f"{guest.url}{page}"
    command = [str(FOLDER / "node_modules/.bin/lighthouse"), url, f"--port={port}", *OPTIONS]
    run = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    what = f"{page}: {', '.join(AIMS)}"
    if run.returncode:
        return Figure(what, f"did not run: {run.stderr.strip()[-80:]}")
    report = json.loads(run.stdout)
    if report["finalDisplayedUrl"] != url:
        return Figure(what, f"led to {report['finalDisplayedUrl'].removeprefix(guest.url)}")
    scores = {name: round(100 * report["categories"][name]["score"]) for name in AIMS}
    for one in report["audits"].values():
        if one["score"] is not None and one["score"] < 1:
            print(f"  {page}: {one['id']} {one.get('displayValue', '')}", file=sys.stderr)
    met = all(scores[name] >= aim for name, aim in AIMS.items())
    return Figure(what, ", ".join(map(str, scores.values())), f"≥ {', '.join(map(str, AIMS.values()))}", met)


def begin(guest: Guest) -> None:
    """A session waits, still, while Lighthouse opens its page."""
    guest.page.goto(guest.url)
    guest.begin()
    guest.page.goto(f"{guest.url}/help")


def end(guest: Guest) -> None:
    """The session comes to its end."""
    guest.page.goto(f"{guest.url}/session")
    guest.live_until(lambda seen: bool(seen.answers) or seen.asks)
    guest.page.locator("[data-say=end]").first.dispatch_event("click")
    guest.live_until(lambda seen: seen.path == "/after")
    guest.page.goto(f"{guest.url}/help")


WAYS = {"/session": begin, "/after": end}
"""What comes before a page can be opened."""


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port
