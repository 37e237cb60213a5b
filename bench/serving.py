"""A server for one measurement: a process on a free port, with a fresh folder, ended afterwards."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SLACKWATER = (sys.executable, "-m", "slackwater")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")
FIRST_PAGE_S = 120.0
"""A first page later than this is no figure but a fault."""

GOES_S = 10.0
"""How long a process is given to end before it is ended."""

CHROMIUM_ARGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    url: str
    """Its place, without a page."""
    address: str
    """As it printed it, with the key that lets one in."""
    said_s: float
    """From the command to the line that says the address, s."""
    first_page_s: float
    """From the command to the whole first page, s."""
    worked_s: float | None
    """Processor time the server took until then, s; None where the system does not tell."""


@contextmanager
def serving(*, speed: float = 1.0) -> Iterator[Served]:
    """A server that has answered its first page; gone, with its folder, when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="slackwater-bench-"))
    began_s = time.perf_counter()
    command = [*SLACKWATER, "serve", "--no-browser", "--port", "0"]
    command += ["--data", str(folder), "--speed", f"{speed:g}"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        address = _address(process)
        said_s = time.perf_counter() - began_s
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with visitor.open(address, timeout=FIRST_PAGE_S) as answer:
            answer.read()
        yield Served(
            address.partition("/?")[0], address, said_s, time.perf_counter() - began_s, _worked_s(process.pid)
        )
    finally:
        end(process)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def playing(recording: Path, address: str) -> Iterator["subprocess.Popen[str]"]:
    """``slackwater play`` of a recording into the session at this address, as long as the block lasts."""
    process = subprocess.Popen(
        [*SLACKWATER, "play", str(recording), "--url", address],
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        end(process)


def end(process: "subprocess.Popen[str]") -> None:
    """End a process kindly, and if it does not go, at once."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(GOES_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def browser(*names: str) -> str:
    """The path of the first browser that is here."""
    for name in names:
        if found := shutil.which(name):
            return found
    raise SystemExit(f"{names[0]} is not here. To get it: setup/browsers.sh")


def chromium() -> str:
    """Chromium's path."""
    return browser("chromium", "chromium-browser")


def firefox() -> str:
    """Firefox's path."""
    return browser("firefox-esr", "firefox")


def _worked_s(pid: int) -> float | None:
    """Processor seconds of a process so far (Linux: proc(5), fields 14 and 15 of stat)."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.is_file():
        return None
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None  # noqa: S101 -- for the type checker; it is a pipe
    for line in process.stdout:
        if found := ADDRESS.search(line):
            return found[0]
    raise SystemExit("The server said no address.")
