"""Which connection may say what, whatever page it names."""

import uuid
from collections.abc import Callable

from .guest import Guest


def test_a_watching_connection_that_names_the_leading_page_says_no_yes(slow_guest: Guest) -> None:
    slow_guest.begin()
    leading = slow_guest.line()
    watching = slow_guest.line("watch", leading.page)
    said = watching.say("softer")
    refused = watching.until(lambda message: message["type"] == "refused")
    assert (refused["id"], refused["why"]) == (said, "not_your_part")


def test_a_connection_of_another_part_never_takes_the_lease_from_the_page_it_names(
    slow_guest: Guest,
) -> None:
    slow_guest.begin()
    leading = slow_guest.line()
    for role in ("sensor", "watch"):
        slow_guest.line(role, leading.page).close()
    leading.beat()
    assert leading.until(lambda message: message["type"] == "lease")["n"] == 1
    assert slow_guest.line().welcome["you"] == "watcher"


def test_a_page_that_no_longer_leads_is_shown_the_session_again(guest: Guest) -> None:
    guest.begin()
    first = guest.line()
    first.scene()
    second = guest.line()
    while second.welcome["you"] != "holder":
        second.send(type="hello", protocol=1, role="page", page=second.page)
        second.welcome = second.until(lambda message: message["type"] == "welcome")
    assert first.until(lambda message: message["type"] == "welcome")["you"] == "watcher"
    assert first.next()["type"] == "scene"


def test_a_lock_closes_the_session_to_every_page_that_was_open(
    start_server: Callable[..., object], visit: Callable[..., Guest]
) -> None:
    server = start_server()
    one = visit(server)
    one.set_up("passphrase")
    one.begin()
    old = one.line("watch")
    old.scene()
    one.get("/settings")
    one.post("/lock")
    other = visit(server)
    other.get("/help")
    other.unlock()
    assert other.line().scene()["phase"] == "paused"
    said = old.say("softer")
    heard = old.until(lambda message: message["type"] == "refused" and message["id"] == said)
    assert heard["why"] == "locked"
    assert [scene["phase"] for scene in old.heard if scene["type"] == "scene"].count("paused") == 1


def test_a_browser_where_the_journal_is_closed_leaves_no_answer_in_an_open_one(
    start_server: Callable[..., object], visit: Callable[..., Guest]
) -> None:
    server = start_server()
    visit(server).set_up("passphrase")
    stranger = visit(server)
    stranger.get("/help")
    line = stranger.line()
    said = line.say("check_in", distress=10, far_away=4, session=uuid.uuid4().hex)
    heard = line.until(lambda message: message["type"] in ("ack", "refused"))
    assert (heard["type"], heard["id"], heard.get("why")) == ("refused", said, "locked")


def test_an_id_that_is_none_is_not_repeated_in_a_refusal(slow_guest: Guest) -> None:
    slow_guest.begin()
    line = slow_guest.line()
    line.send(type="say", id="\ud800" * 9, what="softer")
    assert line.until(lambda message: message["type"] == "refused")["id"] is None


def test_a_stop_whose_id_cannot_be_written_is_kept_under_another(slow_guest: Guest) -> None:
    slow_guest.begin()
    line = slow_guest.line()
    line.scene()
    line.send(type="say", id="\ud800" * 9, what="pause")
    line.scene(lambda scene: scene["phase"] == "paused")
    assert len(line.until(lambda message: message["type"] == "ack")["id"]) >= 8
