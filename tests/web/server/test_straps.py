"""Who may ask for this computer's Bluetooth: a page of this machine in whose browser the journal is open."""

import asyncio
import json
from typing import Any

import pytest

from slackwater.live.address import Keyhole
from slackwater.live.home import Home
from slackwater.live.household import Household
from slackwater.web.browsers import browser_in
from slackwater.web.demo import prepare
from slackwater.web.hub import Connection, Hub
from slackwater.web.messages import is_valid
from slackwater.web.server import serving
from slackwater.web.socket import Talk
from slackwater.web.straps import Straps

from .guest import Guest

LOOK = {"type": "strap", "do": "look"}


def refusal(home: Home, role: str, *, here: bool = True) -> str:
    """Why this part is not let look for straps; empty where it is."""

    async def ask() -> str:
        straps = Straps(Keyhole(), home, lambda _: None)
        talk = Talk(home, Hub(), Connection("a browser", straps=straps if here else None))
        talk.hear(json.dumps({"type": "hello", "protocol": 1, "role": role, "page": "a-page-of-somebody"}))
        talk.hear(json.dumps(LOOK))
        await straps.close()
        waiting = talk.connection.outgoing
        told: list[dict[str, Any]] = [json.loads(str(waiting.get_nowait())) for _ in range(waiting.qsize())]
        return next((str(one["why"]) for one in told if one["type"] == "refused"), "")

    return asyncio.run(ask())


@pytest.fixture
def home() -> Home:
    """A home in memory with a session that runs."""
    home = Home(None)
    home.listener = Hub()
    asyncio.run(prepare(home))
    return home


@pytest.mark.parametrize("role", ["page", "watch"])
def test_a_page_may_ask(home: Home, role: str) -> None:
    assert refusal(home, role) == ""


def test_a_sensor_may_not_ask(home: Home) -> None:
    assert refusal(home, "sensor") == "not_your_part"


def test_what_is_not_this_machine_may_not_ask_even_where_it_sees_the_session(home: Home) -> None:
    assert refusal(home, "watch", here=False) == "not_your_part"


def test_a_browser_in_which_the_journal_is_not_open_may_not_ask() -> None:
    assert refusal(Home(None), "watch") == "locked"


def test_the_strap_that_somebody_asks_for_stands_before_their_door_alone(home: Home) -> None:
    """In a household a heart never joins the session of somebody else."""
    first, other = home, Home(None)
    serving(first)  # a server has the key that signs what browsers are given
    straps = Straps(Keyhole(), other, lambda _: None)
    straps.port = 8765
    browser = browser_in(straps._cookie(), 8765)
    assert (first.cabinet.knows(browser), other.cabinet.knows(browser)) == (False, True)
    assert Household(first, lambda _: None).home_of(browser) is first
    household = Household(first, lambda _: None)
    household._others["other"] = other
    assert household.home_of(browser) is other


def test_a_page_that_comes_before_anything_was_asked_is_told_nothing(slow_guest: Guest) -> None:
    slow_guest.begin()
    page = slow_guest.line("watch")
    page.until(lambda message: message["type"] == "sensors")
    page.send(type="strap", do="use", address="AA:BB:CC:DD:EE:01")
    assert page.until(lambda message: message["type"] in ("straps", "refused"))["why"] == "not_now"


@pytest.mark.parametrize(
    "message",
    [
        {"type": "strap"},
        {"type": "strap", "do": "use"},
        {"type": "strap", "do": "use", "address": ""},
        {"type": "strap", "do": "use", "address": "A" * 65},
        {"type": "strap", "do": "look", "address": "AA:BB:CC:DD:EE:01"},
        {"type": "strap", "do": "wipe"},
    ],
)
def test_what_the_schema_does_not_name_is_refused(message: dict[str, Any]) -> None:
    assert not is_valid("toServer", message)
