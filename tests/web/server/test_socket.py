"""Who may come in, who may say what, and what is refused."""

import json
from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from .guest import Guest, Line

Begin = Callable[..., object]


@pytest.fixture
def inside(guest: Guest) -> Guest:
    """A guest whose session has begun."""
    guest.begin()
    return guest


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": ""},
        {"Origin": "null"},
        {"Cookie": ""},
        {"Cookie": "slackwater-1=nobody:forged"},
    ],
    ids=["another-site", "no-origin", "null-origin", "no-cookie", "forged-cookie"],
)
def test_a_stranger_is_given_no_socket(inside: Guest, headers: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus) as refused:
        inside.socket(**headers)
    assert refused.value.response.status_code == 403


def test_a_second_page_watches_and_may_stop(inside: Guest) -> None:
    first, second = inside.line(), inside.line()
    assert (first.welcome["you"], second.welcome["you"]) == ("holder", "watcher")
    second.say("too_much")
    assert first.scene(lambda scene: scene["phase"] == "grounding")["moving"] is False


def test_a_second_page_may_say_no_yes(inside: Guest) -> None:
    first, second = inside.line(), inside.line()
    first.answer("arrival", "arrived", distress=2, far_away=0)
    said = second.say("agree", question=second.asked("begin")["n"])
    assert second.until(lambda message: message["type"] == "refused")["id"] == said


def test_a_second_page_leads_once_the_first_is_gone_and_it_asks(inside: Guest) -> None:
    first, second = inside.line(), inside.line()
    first.close()
    second.send(type="hello", protocol=1, role="page", page=second.page)
    assert second.until(lambda message: message["type"] == "welcome")["you"] == "holder"


def test_a_page_that_comes_back_takes_its_own_place(inside: Guest) -> None:
    first = inside.line()
    again = Line(inside.socket(), page=first.page)
    assert again.welcome["you"] == "holder"
    assert first.closed_with() == 1000


def test_a_watching_screen_never_leads(inside: Guest) -> None:
    assert inside.line("watch").welcome["you"] == "watcher"


def test_a_watching_page_may_show_movement_while_the_holder_beats(inside: Guest) -> None:
    first, second = inside.line(), inside.line("watch")
    first.beat()
    assert second.until(lambda message: message["type"] == "lease")["n"] is None


def test_each_beat_is_answered_with_its_number(inside: Guest) -> None:
    line = inside.line()
    line.beat()
    assert line.until(lambda message: message["type"] == "lease") == {"type": "lease", "n": 1, "for_s": 8.0}


def test_a_sensor_cannot_say_the_persons_words(inside: Guest) -> None:
    page, strap = inside.line(), inside.line("sensor")
    page.practise()
    said = strap.say("agree", question=1)
    assert strap.until(lambda message: message["type"] == "refused")["id"] == said
    strap.say("pause")
    assert strap.until(lambda message: message["type"] == "refused")["why"] == "not_your_part"


def test_a_page_cannot_send_packets(inside: Guest) -> None:
    page = inside.line()
    page.send(type="packet", uuid="2A37", hex="104803fd", at_s=1.0)
    assert page.until(lambda message: message["type"] == "refused")["why"] == "not_your_part"


def test_a_practitioner_is_told_that_this_is_not_offered(inside: Guest) -> None:
    assert inside.line("practitioner").welcome["why"] == "not_offered"


def test_another_protocol_is_refused_and_closed(inside: Guest) -> None:
    socket = inside.socket()
    socket.send(json.dumps({"type": "hello", "protocol": 2, "role": "page", "page": "a-page-id"}))
    assert json.loads(socket.recv(timeout=10))["why"] == "wrong_protocol"


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ("not json", "not_json"),
        ("[1, 2]", "not_json"),
        ('{"type": "unheard-of"}', "unknown_message"),
        ('{"type": "beat"}', "unknown_message"),
        ('{"type": "beat", "n": 1, "and": "more"}', "unknown_message"),
        ('{"type": "say", "id": "12345678", "what": "agree"}', "out_of_range"),
        (
            '{"type": "say", "id": "12345678", "what": "check_in", "distress": 11, "far_away": 0}',
            "out_of_range",
        ),
        ('{"type": "say", "id": "12345678", "what": "heal"}', "out_of_range"),
    ],
)
def test_a_message_that_cannot_be_taken_is_refused_and_the_socket_stays(
    inside: Guest, message: str, why: str
) -> None:
    line = inside.line()
    line.socket.send(message)
    assert line.until(lambda one: one["type"] == "refused")["why"] == why
    line.beat()
    line.until(lambda one: one["type"] == "lease")


def test_nothing_is_taken_before_a_hello(inside: Guest) -> None:
    socket = inside.socket()
    socket.send(json.dumps({"type": "beat", "n": 1}))
    assert json.loads(socket.recv(timeout=10))["why"] == "hello_first"


@pytest.mark.parametrize(
    "message",
    [
        {"type": "say", "what": "pause"},
        {"type": "say", "what": "pause", "id": 7},
        {"type": "say", "what": "pause", "id": "12345678", "question": "seven", "and": "more"},
        {"type": "say", "what": "hurt", "red_flag": "yes"},
    ],
)
def test_a_stop_is_honoured_however_broken_the_rest_is(inside: Guest, message: dict[str, object]) -> None:
    line = inside.line()
    line.practise()
    line.send(**message)
    assert line.scene(lambda scene: scene["phase"] == "paused")["moving"] is False


def test_a_stop_is_the_first_thing_after_it(inside: Guest) -> None:
    line = inside.line()
    line.practise()
    said = line.say("too_much")
    line.ack(said)
    after = [one for one in line.heard if one["type"] in ("scene", "ack")]
    stopped = next(place for place, one in enumerate(after) if one.get("phase") == "grounding")
    assert stopped < next(place for place, one in enumerate(after) if one.get("id") == said)


def test_a_repeated_message_is_acknowledged_once_more(inside: Guest) -> None:
    line = inside.line()
    said = line.answer("arrival", "arrived", distress=2, far_away=0)
    line.ack(said)
    line.say("arrived", said, distress=2, far_away=0)
    assert line.ack(said)["late"] is False


def test_a_late_yes_is_acknowledged_as_late(inside: Guest) -> None:
    line = inside.line()
    line.answer("arrival", "arrived", distress=2, far_away=0)
    line.asked("begin")
    assert line.ack(line.say("agree", question=1))["late"] is True


def test_where_nothing_runs_a_page_is_told_so(guest: Guest) -> None:
    assert guest.line().welcome["session"] is None


def test_the_heart_is_shown_from_packets(inside: Guest) -> None:
    page, strap = inside.line(), inside.line("sensor")
    page.answer("arrival", "arrived", distress=2, far_away=0)
    for second in range(30):
        strap.send(type="packet", uuid="2A37", hex="164803fd02fd02"[:10], at_s=float(second))
    heart = page.until(lambda one: one["type"] == "heart" and one["why"] != "no_sensor")
    assert heart["state"] in ("missing", "learning")


def test_a_connection_that_says_no_hello_is_closed(inside: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slackwater.web.socket.HELLO_S", 0.2)
    with pytest.raises(ConnectionClosed) as closed:
        inside.socket().recv(timeout=10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4408


def test_locking_hides_the_session_from_every_page(
    open_house: Callable[..., object], visit: Callable[..., Guest]
) -> None:
    guest = visit(open_house(speed=60))
    guest.set_up("passphrase")
    guest.begin()
    line = guest.line()
    line.practise()
    guest.get("/settings")
    guest.post("/lock")
    assert line.until(lambda one: one["type"] == "welcome")["you"] == "locked"
    said = line.say("too_much", session=line.welcome["session"])
    assert line.ack(said)["kept"] is True
    guest.unlock()
    assert guest.line().scene()["phase"] == "grounding"


def test_what_was_said_is_shown_as_the_reason_rest_is_owed(inside: Guest) -> None:
    line = inside.line()
    line.practise()
    line.ack(line.say("too_much"))
    line.ack(line.say("end"))
    line.answer("oriented", "oriented")
    line.until(lambda one: one["type"] == "ended")
    inside.get("/after")
    assert "48 hours: You said it was too much." in inside.html
