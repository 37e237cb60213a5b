"""Whatever fails around the engine, nothing moves."""

from collections.abc import Callable

import pytest

from slackwater.live import room
from slackwater.live.room import Room
from slackwater.web.hub import Connection, Hub

from .conftest import Stage


def shown(hub: Hub, live: Room) -> str:
    page = Connection("a browser")
    hub.show_now(page, live)
    return str(page.outgoing.get_nowait())


async def test_a_page_that_comes_to_a_broken_session_is_shown_stillness(
    stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    live = stage()
    live.practise()
    assert '"moving":true' in shown(Hub(), live.room)

    def fail(*_: object) -> None:
        raise RuntimeError("the engine itself")

    monkeypatch.setattr(room, "advance", fail)
    live.wait(1)
    assert live.room.broken
    assert '"moving":false' in shown(Hub(), live.room)
