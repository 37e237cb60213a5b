"""The demonstration: a real server, a made-up person, and whoever wants to watch."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from slackwater.live.client import fetch_cookie
from slackwater.web.demo import FASTEST, Show

LONGEST_S = 60.0


@dataclass
class Watched:
    """A demonstration that ran to its end, what it said, and what a second page was told."""

    ended: bool = False
    lines: list[str] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)

    def address(self) -> str:
        deadline = time.monotonic() + LONGEST_S
        while time.monotonic() < deadline:
            for line in self.lines:
                if line.startswith("Watch at "):
                    return line.removeprefix("Watch at ").replace("/session?", "/?")
            time.sleep(0.02)
        raise AssertionError("the demonstration gave no address")

    def watch(self) -> None:
        address = self.address()
        host = address.removeprefix("http://").partition("/")[0]
        headers = {"Cookie": fetch_cookie(address)}
        with connect(
            f"ws://{host}/ws/session", origin=f"http://{host}", additional_headers=headers, proxy=None
        ) as page:
            page.send(json.dumps({"type": "hello", "protocol": 1, "role": "page", "page": "watching-tab"}))
            with suppress(ConnectionClosed):
                while True:
                    self.messages.append(json.loads(page.recv(timeout=LONGEST_S)))

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if message["type"] == kind]


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    seen = Watched()
    show = Show(speed=FASTEST, seed=1, say=seen.lines.append)

    def run() -> None:
        seen.ended = show.run(port=0, browser=False, once=True)

    running = threading.Thread(target=run)
    running.start()
    seen.watch()
    running.join(LONGEST_S)
    assert not running.is_alive()
    return seen


def test_the_session_comes_to_its_end(watched: Watched) -> None:
    assert watched.ended


def test_it_says_first_where_to_watch_and_that_it_is_not_about_the_watcher(watched: Watched) -> None:
    assert watched.lines[0].startswith("Watch at http://127.0.0.1:")
    assert "made-up" in watched.lines[1]
    assert "not about you" in watched.lines[1]


def test_the_made_up_person_pauses_and_later_has_too_much(watched: Watched) -> None:
    said = [line.split("they say: ")[1] for line in watched.lines if "they say: " in line]
    assert said.index("pause") < said.index("too much")
    assert said[-1] == "oriented"


def test_a_second_page_watches_and_does_not_lead(watched: Watched) -> None:
    assert watched.of("welcome")[0]["you"] == "watcher"
    assert watched.of("welcome")[0]["speed"] == FASTEST


def test_the_watching_page_sees_movement_a_pause_grounding_and_the_end(watched: Watched) -> None:
    scenes = watched.of("scene")
    phases = [scene["phase"] for scene in scenes]
    assert any(scene["moving"] for scene in scenes)
    assert phases.index("paused") < phases.index("grounding") < phases.index("closing")


def test_the_watching_page_sees_the_heart_change_truthfully(watched: Watched) -> None:
    states = [message["state"] for message in watched.of("heart")]
    assert states.index("learning") < states.index("near_usual") < states.index("above_usual")


def test_the_watching_page_hears_of_the_end(watched: Watched) -> None:
    assert watched.of("ended") == [{"type": "ended", "after": "/after"}]


def test_nothing_the_made_up_person_says_is_refused(watched: Watched) -> None:
    assert watched.of("refused") == []
    assert watched.of("note") == []


@pytest.mark.parametrize("speed", [0.0, -1.0, FASTEST * 2])
def test_a_speed_the_visitor_cannot_keep_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="times real time"):
        Show(speed=speed)
