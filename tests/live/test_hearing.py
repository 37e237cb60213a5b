"""A strap in a session: a frame that cannot be read is a gap, and a limit binds where it is passed at all."""

from collections.abc import Callable

import pytest

from slackwater.live import hearing
from slackwater.live.hearing import Hearing, HeartSaid
from slackwater.practices.practice import Posture
from slackwater.quantities import BeatsPerMinute, Gap
from slackwater.sensors.strap import Contact, HeartPacket, encode, ticks_from_ms
from slackwater.session.events import HeartMissing, HeartRead
from slackwater.session.phases import Phase
from slackwater.signals.heart.rate import HeartWord

from .conftest import Stage

Staged = Callable[..., Stage]
CUT_SHORT = b"\x16\x4d\x16"
UNREADABLE = HeartSaid(HeartWord.MISSING, Gap.IMPLAUSIBLE)
SETTLED_S = 60


def beat(rr_ms: float) -> bytes:
    """What a strap sends for one beat."""
    return encode(HeartPacket(BeatsPerMinute(60000 / rr_ms), Contact.ON, None, (ticks_from_ms(rr_ms),)))


def settled() -> Hearing:
    """A strap that was heard through a minute of settling, one steady beat a second, and a little longer."""
    strap = Hearing()
    strap.hold(Posture.SUPINE, 0.0, settling=True)
    for second in range(1, SETTLED_S + 1):
        strap.packet(beat(1000 + 6 * (second * 3 % 7)), second, second)
        strap.second(second, shaking=False)
    strap.hold(Posture.SUPINE, SETTLED_S, settling=False)
    return strap


def test_a_settled_heart_is_near_its_usual() -> None:
    assert settled().said == HeartSaid(HeartWord.NEAR_USUAL, None)


def test_a_frame_that_cannot_be_read_is_told_as_a_gap() -> None:
    strap = settled()
    strap.packet(CUT_SHORT, 60.5, 60.5)
    assert isinstance(strap.second(61, shaking=False), HeartMissing)
    assert strap.said == UNREADABLE
    gap = strap.facts(61)[0]
    assert (gap.why, gap.since_s) == (Gap.IMPLAUSIBLE, 60.5)  # type: ignore[union-attr]


def test_the_next_good_frame_counts() -> None:
    strap = settled()
    strap.packet(CUT_SHORT, 60.5, 60.5)
    strap.second(61, shaking=False)
    strap.packet(beat(1010), 61.5, 61.5)
    strap.second(62, shaking=False)
    assert isinstance(strap.second(63, shaking=False), HeartRead)
    assert strap.said == HeartSaid(HeartWord.NEAR_USUAL, None)


def test_until_a_good_frame_comes_it_stays_a_gap() -> None:
    strap = settled()
    strap.packet(CUT_SHORT, 60.5, 60.5)
    said = [strap.second(second, shaking=False) for second in (61, 62, 63)]
    assert [type(one) for one in said] == [HeartMissing, type(None), type(None)]
    assert strap.said == UNREADABLE


def test_a_bad_frame_between_good_ones_is_told_once() -> None:
    strap = settled()
    strap.packet(CUT_SHORT, 60.2, 60.2)
    strap.packet(beat(1010), 60.9, 60.9)
    strap.second(61, shaking=False)
    assert strap.said == UNREADABLE
    strap.second(62, shaking=False)
    assert strap.said == HeartSaid(HeartWord.NEAR_USUAL, None)


async def test_a_frame_that_cannot_be_read_neither_pauses_nor_ends_the_strap(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.room.packet(CUT_SHORT, 1.0)
    live.wait(1)
    assert live.phase is Phase.PRACTISING
    assert live.heard.hearts[-1] == UNREADABLE
    for second in range(2, 10):
        live.room.packet(beat(1000 + 6 * (second * 3 % 7)), float(second))
        live.wait(1)
    assert live.heard.hearts[-1] == HeartSaid(HeartWord.LEARNING, None)


async def test_a_flood_of_bad_frames_is_told_once(stage: Staged) -> None:
    live = stage()
    live.practise()
    told = len(live.heard.hearts)
    for frame in range(5000):
        live.room.packet(CUT_SHORT, frame / 1000)
    live.wait(1)
    live.room.packet(CUT_SHORT, 6.0)
    live.wait(1)
    assert live.heard.hearts[told:] == [UNREADABLE]


async def test_where_hearing_itself_fails_the_session_pauses_and_says_so_once(
    stage: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: bytes) -> None:
        raise RuntimeError("not the strap's fault")

    monkeypatch.setattr(hearing, "decode", fail)
    live = stage()
    live.practise()
    live.room.packet(beat(1000), 1.0)
    live.room.packet(beat(1000), 2.0)
    assert live.phase is Phase.PAUSED
    assert live.heard.notes == ["sensor_trouble"]


def test_a_difference_is_rounded_up_so_that_limits_bind_where_they_are_passed() -> None:
    strap = settled()
    for second in range(61, 75):
        strap.packet(beat(975 + 6 * (second * 3 % 7)), second, second)
    said = strap.second(75, shaking=False)
    difference = strap._stream.difference(75)  # type: ignore[arg-type]
    assert isinstance(said, HeartRead)
    above = difference.value.above_bpm  # type: ignore[union-attr]
    assert 0 < above % 1 < 0.5, "the heart of this test lies where plain rounding would go down"
    assert above < said.above_bpm < above + 1
