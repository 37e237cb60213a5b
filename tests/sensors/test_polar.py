"""A Polar strap's measurement frames and its control point."""

import numpy as np
import pytest

from slackwater.sensors.errors import MalformedFrame
from slackwater.sensors.polar import (
    Answered,
    Command,
    PolarAcc,
    PolarEcg,
    Setting,
    Stream,
    ask_settings,
    choose,
    decode,
    encode,
    offered,
    read_answer,
    start,
    stop,
)

HEAD = "00 F0DEBC9A78563412 00"


def test_an_ecg_frame_reads_its_last_samples_time_and_three_byte_microvolts() -> None:
    ecg = decode(bytes.fromhex(HEAD + "FFFFFF 000000 010000 FFFF7F 000080"))
    assert isinstance(ecg, PolarEcg)
    assert ecg.at_ns == 0x123456789ABCDEF0
    assert ecg.uv.tolist() == [-1, 0, 1, 8_388_607, -8_388_608]


def test_an_acceleration_frame_reads_three_axes_of_two_bytes() -> None:
    acc = decode(bytes.fromhex("02 0100000000000000 01" + "E803 18FC 0000 FF7F 0080 0100"))
    assert isinstance(acc, PolarAcc)
    assert acc.at_ns == 1
    assert acc.mg.tolist() == [[1000, -1000, 0], [32767, -32768, 1]]


@pytest.mark.parametrize(
    ("frame", "why"),
    [
        ("", "one sample"),
        (HEAD, "one sample"),
        (HEAD + "0000", "last sample is cut"),
        ("00 0000000000000000 80 010203 0810", "compressed"),
        ("02 0000000000000000 81 010203040506 0810", "compressed"),
        ("01 0000000000000000 00 010203", "not read"),
        ("02 0000000000000000 00 010203", "not read"),
        ("00 0000000000000000 01 010203", "not read"),
        (HEAD + "00" * 504, "512 is the most"),
    ],
)
def test_what_is_no_frame_of_an_h10_is_refused_with_why(frame: str, why: str) -> None:
    with pytest.raises(MalformedFrame, match=why):
        decode(bytes.fromhex(frame))


def test_no_sample_that_does_not_fit_is_written() -> None:
    with pytest.raises(ValueError, match="24 bits"):
        encode(PolarEcg(0, np.array([1 << 23], np.int32)))
    with pytest.raises(ValueError, match="16 bits"):
        encode(PolarAcc(0, np.array([[1 << 15, 0, 0]], np.int32)))
    with pytest.raises(ValueError, match="do not fit"):
        encode(PolarEcg(0, np.zeros(200, np.int32)))


def test_ecg_is_started_at_130_hz_and_14_bits() -> None:
    assert start(Stream.ECG).hex(" ") == "02 00 00 01 82 00 01 01 0e 00"


def test_acceleration_is_started_at_50_hz_16_bits_and_8_g() -> None:
    assert start(Stream.ACC).hex(" ") == "02 02 00 01 32 00 01 01 10 00 02 01 08 00"


def test_a_stream_is_asked_for_its_settings_and_stopped_by_its_number() -> None:
    assert ask_settings(Stream.ACC) == b"\x01\x02"
    assert stop(Stream.ACC) == b"\x03\x02"


def test_the_control_point_says_what_is_offered() -> None:
    assert offered(bytes.fromhex("0F 05 00 00")) == {Stream.ECG, Stream.ACC}
    assert offered(bytes.fromhex("0F 04")) == {Stream.ACC}
    with pytest.raises(MalformedFrame):
        offered(b"\x0f")


def test_an_answer_lists_every_value_a_setting_may_have() -> None:
    answer = read_answer(
        bytes.fromhex("F0 01 02 00 00" + "00 04 1900 3200 6400 C800" + "01 01 1000" + "02 03 0200 0400 0800")
    )
    assert (answer.command, answer.stream, answer.answered) == (Command.SETTINGS, Stream.ACC, Answered.DONE)
    assert answer.settings == {
        Setting.RATE: (25, 50, 100, 200),
        Setting.RESOLUTION: (16,),
        Setting.RANGE: (2, 4, 8),
    }
    assert choose(answer.settings, Stream.ACC) == {Setting.RATE: 50, Setting.RESOLUTION: 16, Setting.RANGE: 8}


def test_where_the_wanted_rate_is_not_offered_the_next_above_is_taken() -> None:
    assert choose({Setting.RATE: (26, 52, 104)}, Stream.ACC) == {Setting.RATE: 52}
    assert choose({Setting.RATE: (13, 26)}, Stream.ACC) == {Setting.RATE: 26}


def test_a_refusal_is_read_by_its_number() -> None:
    assert read_answer(bytes.fromhex("F0 02 00 06")).answered is Answered.ALREADY_SO


@pytest.mark.parametrize("answer", ["", "F0 02 00", "0F 02 00 00", "F0 09 00 00", "F0 02 00 63"])
def test_what_is_no_answer_is_refused(answer: str) -> None:
    with pytest.raises(MalformedFrame):
        read_answer(bytes.fromhex(answer))


def test_a_setting_that_is_cut_is_refused_at_every_byte() -> None:
    whole = bytes.fromhex("F0 01 02 00 00 00 04 1900 3200 6400 C800")
    for length in range(6, len(whole)):
        with pytest.raises(MalformedFrame):
            read_answer(whole[:length])
