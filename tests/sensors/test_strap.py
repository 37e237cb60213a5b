"""Bluetooth Heart Rate Measurement frames."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.sensors.errors import MalformedFrame
from slackwater.sensors.strap import (
    LONGEST_FRAME,
    Contact,
    HeartPacket,
    decode,
    decode_hex,
    encode,
    ticks_from_ms,
)


def room_for(bpm: int, energy_kj: int | None) -> int:
    return (LONGEST_FRAME - 2 - (bpm > 255) - 2 * (energy_kj is not None)) // 2


@st.composite
def packets(draw: st.DrawFn) -> HeartPacket:
    bpm = draw(st.integers(0, 0xFFFF))
    energy_kj = draw(st.none() | st.integers(0, 0xFFFF))
    ticks = draw(st.lists(st.integers(0, 0xFFFF), max_size=room_for(bpm, energy_kj)))
    return HeartPacket(bpm, draw(st.sampled_from(Contact)), energy_kj, tuple(ticks))


def test_the_known_frame_reads_77_with_contact_and_one_interval() -> None:
    packet = decode(bytes.fromhex("16 4D 16 03"))
    assert packet == HeartPacket(bpm=77, contact=Contact.ON, rr_ticks=(790,))
    assert packet.rr_ms == (pytest.approx(771.484375),)


def test_the_known_frame_is_written_byte_for_byte() -> None:
    assert encode(HeartPacket(77, Contact.ON, rr_ticks=(790,))).hex(" ") == "16 4d 16 03"


@given(packets())
def test_a_packet_written_and_read_is_the_same_packet(packet: HeartPacket) -> None:
    assert decode(encode(packet)) == packet


@given(st.binary(max_size=24))
def test_any_bytes_are_either_read_and_written_alike_or_refused(frame: bytes) -> None:
    try:
        packet = decode(frame)
    except MalformedFrame:
        return
    assert decode(encode(packet)) == packet


def test_a_frame_with_a_wide_rate_energy_and_two_intervals() -> None:
    packet = decode(bytes.fromhex("19 2C01 6400 0004 0002"))
    assert packet == HeartPacket(300, Contact.UNKNOWN, 100, (1024, 512))


@pytest.mark.parametrize(
    ("flags", "contact"),
    [(0x00, Contact.UNKNOWN), (0x02, Contact.UNKNOWN), (0x04, Contact.OFF), (0x06, Contact.ON)],
)
def test_contact_is_told_apart(flags: int, contact: Contact) -> None:
    assert decode(bytes([flags, 60])).contact is contact


def test_a_frame_may_hold_no_interval_or_nine() -> None:
    assert decode(bytes.fromhex("10 3C")).rr_ticks == ()
    assert len(decode(bytes.fromhex("10 3C") + b"\x00\x04" * 9).rr_ticks) == 9


def test_reserved_flags_are_ignored() -> None:
    assert decode(bytes.fromhex("F6 4D 16 03")) == decode(bytes.fromhex("16 4D 16 03"))


@pytest.mark.parametrize(
    ("frame", "why"),
    [
        ("", "empty"),
        ("00", "promise at least 2"),
        ("01 4D", "promise at least 3"),
        ("08 4D 01", "promise at least 4"),
        ("00 4D 16 03", "2 bytes more"),
        ("10 4D 16", "cut in half"),
        ("10 4D" + " 00 04" * 10, "20 is the most"),
    ],
)
def test_a_malformed_frame_says_what_does_not_add_up(frame: str, why: str) -> None:
    with pytest.raises(MalformedFrame, match=why):
        decode(bytes.fromhex(frame))


def test_hex_with_a_strange_letter_is_refused() -> None:
    with pytest.raises(MalformedFrame, match="hexadecimal"):
        decode_hex("16zz")


def test_too_many_intervals_do_not_fit_and_say_so() -> None:
    with pytest.raises(ValueError, match="10 intervals do not fit"):
        encode(HeartPacket(60, rr_ticks=(1024,) * 10))


def test_an_interval_too_long_for_its_field_is_not_cut() -> None:
    with pytest.raises(ValueError, match="does not fit its field"):
        encode(HeartPacket(60, rr_ticks=(70000,)))


def test_a_second_is_1024_ticks() -> None:
    assert ticks_from_ms(1000) == 1024
