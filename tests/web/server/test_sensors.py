"""What sensors may send: taken in a session, from a sensor, and as the schema says; anything else moves nothing."""

import asyncio
import json
import sys
from typing import Any

import pytest

from slackwater.live import loading
from slackwater.live.home import Home
from slackwater.live.sources import Heard
from slackwater.quantities import Gap
from slackwater.sensors import incoming
from slackwater.sensors.device import Device, Place, Sensing
from slackwater.sensors.errors import MalformedFrame
from slackwater.sensors.incoming import Kind
from slackwater.web import messages
from slackwater.web.demo import prepare
from slackwater.web.hub import Connection, Hub
from slackwater.web.messages import is_valid
from slackwater.web.scene import sensors_message
from slackwater.web.socket import Talk

from .guest import Guest

ECG = {"type": "packet", "uuid": "FB005C82", "hex": "00" + "00" * 9 + "e80300" * 73, "at_s": 3.0}
ACC = {"type": "packet", "uuid": "FB005C82", "hex": "02" + "00" * 8 + "01" + "000000001e04" * 36, "at_s": 3.5}
MOTION = {"type": "motion", "at_s": 12.25, "samples": [[16.7, 0.1, -0.3, 9.8]] * 64}
BREATH = {"type": "signal", "kind": "resp", "rate_hz": 50, "at_s": 12.25, "values": [0.51, 0.53]}
DEVICE = {
    "type": "device",
    "name": "Polar H10 12345678",
    "sensing": "electric",
    "place": "chest",
    "battery_percent": 80,
}


@pytest.fixture
def home() -> Home:
    """A home in memory with a session that runs."""
    home = Home(None)
    home.listener = Hub()
    asyncio.run(prepare(home))
    loaded()
    return home


def loaded() -> None:
    """Wait until samples are read: what comes before the libraries of numbers is left out."""
    if loading._loading is not None:
        loading._loading.join()


def sensor(home: Home, page: str = "strap-1f0a2b") -> Talk:
    talk = Talk(home, Hub(), Connection("nobody"))
    talk.hear(json.dumps({"type": "hello", "protocol": 1, "role": "sensor", "page": page}))
    return talk


def told(talk: Talk) -> list[dict[str, Any]]:
    waiting = talk.connection.outgoing
    return [json.loads(str(waiting.get_nowait())) for _ in range(waiting.qsize())]


def heard(home: Home, page: str = "strap-1f0a2b") -> Heard:
    assert home.running is not None
    return home.running.senses.sources[page]


@pytest.mark.parametrize(
    ("message", "kind"),
    [(ECG, Kind.ECG), (ACC, Kind.ACCELERATION), (MOTION, Kind.MOTION), (BREATH, Kind.BREATH)],
    ids=["polar-ecg", "polar-acceleration", "motion", "breath"],
)
def test_samples_reach_the_session_that_runs(home: Home, message: dict[str, Any], kind: Kind) -> None:
    strap = sensor(home)
    strap.hear(json.dumps(message))
    assert [one["type"] for one in told(strap)] == ["welcome"]
    assert list(heard(home).newest) == [kind]
    assert heard(home).newest[kind].sent_s == message["at_s"]


def test_a_sensor_says_what_it_is(home: Home) -> None:
    sensor(home).hear(json.dumps(DEVICE))
    assert heard(home).device == Device("Polar H10 12345678", Sensing.ELECTRIC, Place.CHEST, 80)


@pytest.mark.parametrize(
    "broken",
    [
        {**ECG, "hex": "00" + "00" * 9 + "e803"},
        {**ECG, "hex": "01" + "00" * 12},
        {**ECG, "hex": ""},
        {**ACC, "hex": "0200"},
        {**ACC, "hex": "02"},
    ],
)
def test_a_frame_that_does_not_add_up_is_counted_and_read_as_nothing(
    home: Home, broken: dict[str, Any]
) -> None:
    sensor(home).hear(json.dumps(broken))
    assert (heard(home).unread, heard(home).newest) == (1, {})


@pytest.mark.parametrize("short", ["", "10"])
def test_a_short_packet_of_a_heart_is_a_gap_and_no_end_of_its_strap(home: Home, short: str) -> None:
    strap = sensor(home)
    assert home.running is not None
    strap.hear(json.dumps({"type": "packet", "uuid": "2A37", "hex": short, "at_s": 1.0}))
    home.running.senses.heart.second(1.0, shaking=False)
    assert home.running.heart.why is Gap.IMPLAUSIBLE  # without a packet it is that no sensor is there
    assert [one["type"] for one in told(strap)] == ["welcome"]


TOO_DEEP = '{"a":' * 5000 + "[" * 5000
NO_SENSOR_SENDS = {
    "deep": TOO_DEEP,
    "not-a-number": '{"type":"packet","uuid":"2A37","hex":"104D0003","at_s":NaN}',
    "endless": '{"type":"packet","uuid":"2A37","hex":"104D0003","at_s":1e999}',
    "huge": f'{{"type":"packet","uuid":"2A37","hex":"104D0003","at_s":{"9" * 400}}}',
    "huge-rate": json.dumps({**BREATH, "rate_hz": 10**400}),
    "huge-time": json.dumps({**MOTION, "at_s": 10**400}),
    "no-kind": '{"type":["x"]}',
}


@pytest.mark.parametrize("text", NO_SENSOR_SENDS.values(), ids=NO_SENSOR_SENDS)
def test_what_no_sensor_sends_is_refused_and_the_session_goes_on(home: Home, text: str) -> None:
    assert home.running is not None
    strap, phase = sensor(home), home.running.guide.state.phase
    strap.hear(text)
    assert told(strap)[-1]["type"] == "refused"
    assert (home.running.guide.state.phase, home.running.senses.broken) == (phase, set())


def test_what_nobody_would_write_so_deep_is_no_json(home: Home) -> None:
    stranger = Talk(home, Hub(), Connection("nobody"))
    stranger.hear(TOO_DEEP)
    assert told(stranger)[-1]["why"] == "not_json"


@pytest.mark.parametrize(
    ("role", "pauses"), [("page", True), ("watch", True), ("sensor", False), ("", False)], ids=str
)
def test_only_who_speaks_for_the_person_pauses_by_a_message_that_fails(
    home: Home, monkeypatch: pytest.MonkeyPatch, role: str, pauses: bool
) -> None:
    """The message fails inside, whoever sends it."""
    faults: list[str] = []
    assert home.running is not None
    monkeypatch.setattr(home.running, "fault", faults.append)
    talk = Talk(home, Hub(), Connection("nobody"))
    if role:
        talk.hear(json.dumps({"type": "hello", "protocol": 1, "role": role, "page": "somebody-here"}))
    told(talk)
    monkeypatch.setattr(messages, "read", lambda _: 1 / 0)
    talk.hear("{}")
    assert faults == (["program_trouble"] if pauses else [])
    assert [one["why"] for one in told(talk)] == ([] if pauses else ["unknown_message"])


@pytest.mark.parametrize("message", [ECG, MOTION, BREATH], ids=["packet", "motion", "signal"])
def test_samples_are_left_out_while_numbers_load_and_nothing_is_imported(
    home: Home, monkeypatch: pytest.MonkeyPatch, message: dict[str, Any]
) -> None:
    strap = sensor(home)
    monkeypatch.setattr(loading, "ready", lambda: False)
    monkeypatch.setitem(sys.modules, "slackwater.sensors.incoming", None)
    strap.hear(json.dumps(message))
    assert [one["type"] for one in told(strap)] == ["welcome"]
    assert home.running is not None
    assert home.running.senses.sources == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {**ECG, "uuid": "FB005C81"},
        {**ECG, "hex": "00" * 513},
        {**MOTION, "samples": []},
        {**MOTION, "samples": [[16.7, 0.1, -0.3, 9.8]] * 65},
        {**MOTION, "samples": [[16.7, 0.1, -0.3]]},
        {**MOTION, "samples": [[0, 0, 0, 9.8], [3_600_000, 0, 0, 9.8]]},
        {**MOTION, "samples": [[0, 0, 0, 9.8]] + [[3000, 0, 0, 9.8]] * 2},
        {**MOTION, "samples": [[-1, 0.1, -0.3, 9.8]]},
        {**MOTION, "samples": [[16.7, None, -0.3, 9.8]]},
        {**MOTION, "and": "more"},
        {"type": "motion"},
        {**BREATH, "kind": "mood"},
        {**BREATH, "rate_hz": 0},
        {**BREATH, "values": ["loud"]},
        {**DEVICE, "sensing": "sure"},
        {**DEVICE, "battery_percent": 101},
    ],
)
def test_what_the_schema_does_not_name_is_refused(home: Home, wrong: dict[str, Any]) -> None:
    strap = sensor(home)
    strap.hear(json.dumps(wrong))
    assert told(strap)[-1]["why"] == "unknown_message"
    assert home.running is not None
    assert home.running.senses.sources == {}


@pytest.mark.parametrize("message", [MOTION, BREATH], ids=["motion", "breath"])
def test_the_reader_of_samples_takes_what_the_schema_takes_and_nothing_else(message: dict[str, Any]) -> None:
    """Where it reads a message without the schema, it is as strict: fields left out, added, spoilt one by one."""
    odd: list[Any] = [
        None,
        True,
        "1",
        -1,
        0,
        1,
        0.5,
        401,
        4097,
        5001,
        3_600_001,
        2e9,
        [],
        {},
        [[]],
        [1],
        [[1, 2, 3, 4]],
        [[0, 1, 1, 401]],
    ]
    tried = [{key: value for key, value in message.items() if key != out} for out in message]
    tried += [{**message, key: value} for key in [*message, "more"] for value in odd]
    tried += [{**message, "samples": [[0, 0, 0, value]]} for value in odd if "samples" in message]
    tried += [{**message, "samples": [[value, 0, 0, 0]]} for value in odd if "samples" in message]
    tried += [
        {**message, "samples": [[0, 0, 0, 0], [value, 0, 0, 0]]} for value in odd if "samples" in message
    ]
    tried += [{**message, "values": [0.1, value]} for value in odd if "values" in message]
    for one in tried:
        if one.get("type") == message["type"]:
            assert is_taken(one) == is_valid(message["type"], one), one


def is_taken(message: dict[str, Any]) -> bool:
    try:
        incoming.unpack(message)
    except MalformedFrame:
        return False
    return True


def test_a_sensor_whose_connection_ends_is_gone(home: Home) -> None:
    strap = sensor(home)
    strap.hear(json.dumps(DEVICE))
    strap.leave()
    assert home.running is not None
    assert home.running.senses.sources == {}


def test_a_sensor_sets_no_sense_aside(home: Home) -> None:
    strap = sensor(home)
    strap.hear(json.dumps({"type": "bar", "sense": "heart", "barred": True}))
    assert told(strap)[-1]["why"] == "not_your_part"
    assert home.running is not None
    assert home.running.senses.barred == frozenset()


def test_the_page_is_told_which_sensors_count(home: Home) -> None:
    sensor(home).hear(json.dumps(MOTION))
    assert home.running is not None
    message = sensors_message(home.running.sensed)
    assert is_valid("toClient", message)
    assert [(one["sense"], one["counts"]) for one in message["sensors"]] == [("motion", "missing")]


def test_a_sensor_that_came_back_is_not_gone_when_its_old_connection_ends(home: Home) -> None:
    hub = Hub()
    talks = [Talk(home, hub, Connection("nobody")) for _ in range(2)]
    for talk in talks:
        talk.hear(json.dumps({"type": "hello", "protocol": 1, "role": "sensor", "page": "strap-1f0a2b"}))
        talk.hear(json.dumps(DEVICE))
    talks[0].leave()
    assert heard(home).device is not None
    talks[1].leave()
    assert home.running is not None
    assert home.running.senses.sources == {}


def test_a_connection_that_takes_another_name_leaves_none_behind(home: Home) -> None:
    talk = sensor(home)
    for number in range(20):
        name = f"strap-number-{number:02}"
        talk.hear(json.dumps({"type": "hello", "protocol": 1, "role": "sensor", "page": name}))
        talk.hear(json.dumps(DEVICE))
    assert home.running is not None
    assert list(home.running.senses.sources) == ["strap-number-19"]


def test_more_sensors_than_a_body_carries_are_not_joined(home: Home) -> None:
    for number in range(20):
        sensor(home, f"strap-number-{number:02}").hear(json.dumps(DEVICE))
    assert home.running is not None
    assert len(home.running.senses.sources) == 16


def test_what_a_sensor_sends_is_by_the_schema() -> None:
    assert all(is_valid("toServer", one) for one in (ECG, ACC, MOTION, BREATH, DEVICE))


def test_a_page_that_sends_samples_is_refused(guest: Guest) -> None:
    guest.begin()
    page = guest.line()
    page.send(**MOTION)
    assert page.until(lambda message: message["type"] == "refused")["why"] == "not_your_part"


def test_samples_without_a_session_are_refused(guest: Guest) -> None:
    strap = guest.line("sensor")
    strap.send(**BREATH)
    assert strap.until(lambda message: message["type"] == "refused")["why"] == "no_session"
