"""A real server on a free port, as a process of its own, for browser and socket tests."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

_WAIT_S = 20.0

expect.set_options(timeout=15_000)
"""Several browsers share two cores: what comes is waited for, and a page that never shows it still fails."""


@dataclass
class RunningServer:
    """A server process: where it is, and how to take it down and bring it back."""

    data: Path
    speed: float = 1.0
    port: int = 0
    address: str = ""
    """As it was printed, with the key that lets one in."""
    process: subprocess.Popen[str] | None = None
    environment: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/session"

    def start(self) -> None:
        """Start on the port it had before, or on a free one; returns when it answers."""
        command = [sys.executable, "-m", "slackwater", "serve", "--no-browser"]
        command += [
            "--port",
            str(self.port),
            "--data",
            str(self.data),
            "--speed",
            str(self.speed),
            *self.options,
        ]
        with (self.data / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment},
            )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/\S*", line):
                self.address, self.port = found[0], int(found[1])
                break
        else:
            raise AssertionError("the server said no address:\n" + self.log())
        self._until_it_answers()

    def _until_it_answers(self) -> None:
        deadline = time.monotonic() + _WAIT_S
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/help", timeout=_WAIT_S):
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("the server did not answer:\n" + self.log())

    def kill(self) -> None:
        """End it with SIGKILL, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it kindly."""
        self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """Hold the process still without closing anything."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def log(self) -> str:
        """What it wrote to standard error."""
        path = self.data / "server.log"
        return path.read_text() if path.exists() else ""

    def _end(self, with_signal: signal.Signals) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(with_signal)
        try:
            self.process.wait(_WAIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., RunningServer]]:
    """Start any number of servers: ``start_server(speed=60)``. Each has a fresh data folder; all end with the test."""
    started: list[RunningServer] = []

    def start(speed: float = 1.0, options: tuple[str, ...] = (), **environment: str) -> RunningServer:
        data = tmp_path / f"data-{len(started)}"
        data.mkdir(mode=0o700)
        server = RunningServer(data, speed, environment=environment, options=options)
        started.append(server)
        server.start()
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def server(start_server: Callable[..., RunningServer]) -> RunningServer:
    """A running server at real speed on which nothing has been chosen yet (its first page is /welcome)."""
    return start_server()
