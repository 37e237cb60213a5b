"""A phone in a session: it watches, it stops at once, and it can neither lead nor say yes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from slackwater.web.lan.pairing import WRONG_MOST

from .guest import PASSPHRASE, Line
from .mobile import LanHouse, until

NOT_STOPS = (
    "agree", "softer", "arrived", "check_in", "still_here", "grounded", "stopped", "only_a_pause",
    "shaking_stopped", "oriented", "page_stopped",
)  # fmt: skip


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[LanHouse]:
    opened = LanHouse(tmp_path)
    opened.owner.set_up()
    yield opened
    opened.close()


@pytest.fixture
def page(lan: LanHouse) -> Line:
    """The owner's page, which leads a session that moves."""
    lan.owner.begin()
    line = lan.owner.line()
    line.practise()
    return line


def test_a_phone_sees_what_the_page_sees(lan: LanHouse, page: Line) -> None:
    watching = lan.joined().line()
    assert watching.welcome["you"] == "watcher"
    shown = page.latest("scene")
    assert shown is not None
    assert watching.scene()["figure"] == shown["figure"]


@pytest.mark.parametrize("what", ["pause", "too_much", "end", "hurt", "dizzy", "far_away"])
def test_a_stop_from_the_phone_stops_the_session(lan: LanHouse, page: Line, what: str) -> None:
    watching = lan.joined().line()
    assert watching.scene()["moving"]
    said = watching.say(what)
    assert page.scene(lambda scene: not scene["moving"])["phase"] in ("paused", "grounding", "closing")
    watching.ack(said)


def test_a_phone_sets_no_sense_aside(lan: LanHouse, page: Line) -> None:
    watching = lan.joined().line()
    watching.send(type="bar", sense="motion", barred=True)
    assert watching.until(lambda told: told["type"] == "refused")["why"] == "not_your_part"


@pytest.mark.parametrize(
    ("what", "phase"), [("pause", "paused"), ("too_much", "grounding"), ("bad", "paused")]
)
def test_a_tap_over_plain_http_stops_the_session_before_it_is_answered(
    lan: LanHouse, page: Line, what: str, phase: str
) -> None:
    phone = lan.stopper()
    assert phone.stop(what) == 204
    room = lan.house.home.room
    assert room is not None
    assert not room.view().moving
    assert page.scene(lambda scene: not scene["moving"])["phase"] == phase


def test_a_stop_without_a_socket_is_the_same_stop_when_it_comes_twice(lan: LanHouse, page: Line) -> None:
    phone = lan.joined()
    watching = phone.line()
    said = watching.say("too_much")
    watching.ack(said)
    assert phone.post("/stop", {"what": "too_much", "id": said}).status == 204
    assert page.scene(lambda scene: not scene["moving"])["phase"] == "grounding"
    assert lan.house.home.room is not None
    assert lan.house.home.room.guide.state.overwhelms == 1


def test_the_right_token_is_heard_however_many_wrong_ones_came(lan: LanHouse, page: Line) -> None:
    phone = lan.stopper()
    for at in range(4 * WRONG_MOST):
        assert phone.stop(token=f"wrong-{at}") == 403
    assert page.latest("scene")["moving"]  # type: ignore[index]
    assert phone.stop() == 204
    page.scene(lambda scene: not scene["moving"])


def test_the_plain_door_tells_nothing_of_whether_a_session_runs(lan: LanHouse) -> None:
    phone = lan.stopper()
    before = phone.post("/stop", {"token": phone.token, "what": "pause"}, secure=False)
    shown = phone.get("/", secure=False).body
    lan.owner.begin()
    after = phone.post("/stop", {"token": phone.token, "what": "pause"}, secure=False)
    assert (before.status, before.body) == (after.status, after.body) == (204, b"")
    assert phone.get("/", secure=False).body == shown


def test_a_phone_can_say_nothing_but_a_stop(lan: LanHouse, page: Line) -> None:
    watching = lan.joined().line()
    watching.say("pause")
    question = page.asked("why_stopped")["n"]
    for what in NOT_STOPS:
        fields = {"distress": 0, "far_away": 0} if what in ("arrived", "check_in") else {}
        said = watching.say(what, question=question, **fields)
        refused = watching.until(lambda message, said=said: message.get("id") == said)
        assert (refused["type"], refused["why"]) == ("refused", "not_your_part"), what


def test_a_phone_cannot_say_yes_where_it_is_asked(lan: LanHouse) -> None:
    lan.owner.begin()
    page = lan.owner.line()
    page.answer("arrival", "arrived", distress=2, far_away=0)
    question = page.asked("begin")["n"]
    watching = lan.joined().line()
    said = watching.say("agree", question=question)
    assert watching.until(lambda message: message.get("id") == said)["why"] == "not_your_part"
    assert lan.house.home.room is not None
    assert not lan.house.home.room.view().moving


@pytest.mark.parametrize("role", ["page", "practitioner"])
def test_a_phone_never_leads(lan: LanHouse, role: str) -> None:
    lan.owner.begin()
    line = lan.joined().line(role)
    assert (line.welcome["type"], line.welcome["why"]) == ("refused", "not_offered")
    line.beat()
    assert line.next()["why"] == "hello_first"
    assert lan.house.home.room is not None
    assert lan.house.home.room.lease.holder is None


def test_a_phone_asks_nothing_of_this_computers_bluetooth_and_is_told_nothing_of_it(
    lan: LanHouse, page: Line
) -> None:
    watching = lan.joined().line()
    watching.send(type="strap", do="look")
    assert watching.until(lambda message: message["type"] == "refused")["why"] == "not_your_part"
    page.send(type="strap", do="let_go")
    page.until(lambda message: message["type"] == "straps")
    watching.say("pause")
    watching.scene(lambda scene: not scene["moving"])
    assert not [one for one in watching.heard if one["type"] == "straps"]


def test_no_beat_of_a_phone_renews_the_lease(lan: LanHouse, page: Line) -> None:
    watching = lan.joined().line()
    watching.scene()
    for _ in range(3):
        watching.beat()
    watching.say("pause")
    watching.scene(lambda scene: not scene["moving"])
    assert not [one for one in watching.heard if one["type"] == "lease" and one["n"] is not None]


def test_a_phone_can_be_a_sensor_and_then_says_nothing(lan: LanHouse, page: Line) -> None:
    feeling = lan.joined().line("sensor")
    assert feeling.welcome["you"] == "sensor"
    feeling.send(type="motion", at_s=1.0, samples=[[16.7, 0.1, -0.3, 9.8]] * 15)
    said = feeling.say("agree", question=1)
    assert feeling.until(lambda message: message["type"] == "refused")["id"] == said
    assert not [one for one in feeling.heard if one["type"] == "scene"]


def test_a_phone_that_goes_stops_nobody(lan: LanHouse, page: Line) -> None:
    watching = lan.joined().line()
    watching.scene()
    watching.close()
    until(lambda: len(lan.lan._hub.connections) == 1)  # type: ignore[union-attr]
    assert lan.house.home.room is not None
    assert lan.house.home.room.view().moving


def test_a_locked_journal_shows_a_phone_nothing_and_still_takes_its_stop(tmp_path: Path) -> None:
    lan = LanHouse(tmp_path / "kept", speed=1)
    try:
        lan.owner.set_up("passphrase")
        lan.owner.begin()
        phone = lan.joined()
        watching = phone.line()
        watching.scene()
        lan.owner.get("/settings")
        lan.owner.post("/lock")
        assert watching.until(lambda message: message["type"] == "welcome")["you"] == "locked"
        watching.ack(watching.say("pause"))
        refused = watching.say("check_in", distress=1, far_away=0)
        assert watching.until(lambda one: one.get("id") == refused)["why"] == "not_your_part"
        assert phone.line().welcome["you"] == "locked"
        until(lambda: lan.lan.authority is None)
        lan.owner.get("/unlock")
        lan.owner.post("/unlock", passphrase=PASSPHRASE)
        assert phone.line().welcome["you"] == "watcher"
    finally:
        lan.close()


def test_only_a_phone_that_joined_is_told_the_persons_own_words_and_no_locked_journal_tells_any(
    tmp_path: Path,
) -> None:
    lan = LanHouse(tmp_path / "kept")
    try:
        lan.owner.set_up("passphrase")
        lan.owner.get("/words")
        lan.owner.post("/words", pause="Anchor", too_much="Harbour")
        phone, stopper = lan.joined(), lan.stopper()
        assert json.loads(phone.get("/own-words").body) == {"pause": "Anchor", "too_much": "Harbour"}
        assert lan.phone().get("/own-words").status == 403
        assert stopper.get("/own-words", secure=False).status == 404
        lan.owner.get("/settings")
        lan.owner.post("/lock")
        assert json.loads(phone.get("/own-words").body) == {}
    finally:
        lan.close()
