"""Recordings become the notifications a strap would send."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.sensors.errors import BadLine, NoBeats, RecordingUnreadable
from slackwater.sensors.recording import Recording, read_recording
from slackwater.sensors.strap import MOST_TICKS, encode, ticks_from_ms


def written(folder: Path, text: str) -> Path:
    path = folder / "rr.txt"
    path.write_text(text, "utf-8")
    return path


def all_ticks(recording: Recording) -> list[int]:
    return [ticks for timed in recording.packets for ticks in timed.packet.rr_ticks]


def test_a_text_file_of_milliseconds_keeps_every_interval(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, "812\n790\n\n805 # turned over\n"))
    assert all_ticks(recording) == [ticks_from_ms(ms) for ms in (812, 790, 805)]


def test_a_text_file_of_seconds_is_seen_to_be_seconds(tmp_path: Path) -> None:
    assert all_ticks(read_recording(written(tmp_path, "0.812\n0.79\n"))) == [
        ticks_from_ms(ms) for ms in (812, 790)
    ]


def test_about_one_notification_a_second(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, "800\n" * 75))
    assert [timed.at_s for timed in recording.packets] == [float(s) for s in range(1, 61)]


def test_a_beat_is_never_sent_before_it_is_over(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, "1700\n" * 20))
    over_s, beats = 0.0, 0
    for timed in recording.packets:
        beats += len(timed.packet.rr_ticks)
        over_s = beats * 1.7
        assert over_s <= timed.at_s + 1e-9
        assert timed.at_s - over_s < 2.7


def test_the_rate_field_is_the_rate_of_the_last_beats(tmp_path: Path) -> None:
    assert read_recording(written(tmp_path, "750\n" * 40)).packets[-1].packet.bpm == 80


def test_a_hole_too_long_for_a_frame_is_silence(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, "800\n" * 10 + "90000\n" + "800\n" * 10))
    times = [timed.at_s for timed in recording.packets]
    assert max(b - a for a, b in pairwise(times)) >= 89
    assert len(all_ticks(recording)) == 20


@settings(max_examples=40)
@given(st.lists(st.floats(10, 63000), min_size=1, max_size=60))
def test_every_packet_fits_in_a_frame_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rr_ms: list[float]
) -> None:
    path = tmp_path_factory.mktemp("rr") / "rr.txt"
    path.write_text("\n".join(str(ms) for ms in [*rr_ms, *[800] * 61]), "utf-8")
    recording = read_recording(path)
    assert all(encode(timed.packet) for timed in recording.packets)
    assert all_ticks(recording)[: len(rr_ms)] == [ticks_from_ms(ms) for ms in rr_ms]


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("800\nabc\n", 2, "is not a number"),
        ("# Polar\n800\n-3\n", 3, "is not the length of anything"),
        ("800\n810\nnan\n", 3, "is not the length of anything"),
        ("800\n0.8\n790\n", 2, "the unit is in doubt"),
        ("RR\n800\nRR\n", 3, "is not a number"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, number: int, said: str) -> None:
    with pytest.raises(BadLine, match=f"line {number}: .*{said}") as caught:
        read_recording(written(tmp_path, text))
    assert caught.value.number == number


def test_a_file_of_comments_holds_no_beats(tmp_path: Path) -> None:
    with pytest.raises(NoBeats, match="no heart beats in it"):
        read_recording(written(tmp_path, "# nothing yet\n\n"))


def test_an_npz_without_intervals_holds_no_beats(tmp_path: Path) -> None:
    np.savez(tmp_path / "ecg.npz", ecg_mv=np.zeros(10))
    with pytest.raises(NoBeats, match="rr_ms"):
        read_recording(tmp_path / "ecg.npz")


def test_a_cut_npz_says_so(tmp_path: Path) -> None:
    np.savez(tmp_path / "whole.npz", rr_ms=np.full(100, 800.0))
    (tmp_path / "cut.npz").write_bytes((tmp_path / "whole.npz").read_bytes()[:200])
    with pytest.raises(RecordingUnreadable, match="cut short"):
        read_recording(tmp_path / "cut.npz")


def test_an_npz_of_nonsense_is_not_played(tmp_path: Path) -> None:
    np.savez(tmp_path / "odd.npz", rr_ms=np.array([800.0, np.nan]))
    with pytest.raises(RecordingUnreadable, match="not intervals"):
        read_recording(tmp_path / "odd.npz")


def test_report_times_that_run_backwards_are_not_played(tmp_path: Path) -> None:
    np.savez(tmp_path / "odd.npz", rr_ms=np.array([800.0, 800.0]), rr_t_s=np.array([2.0, 1.0]))
    with pytest.raises(RecordingUnreadable, match="rising time"):
        read_recording(tmp_path / "odd.npz")


@pytest.mark.parametrize(("name", "said"), [("nowhere.txt", "no such file"), ("", "a folder")])
def test_a_file_that_is_not_there_or_a_folder_says_so(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(RecordingUnreadable, match=said):
        read_recording(tmp_path / name)


def test_a_picture_is_not_a_recording(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    with pytest.raises(RecordingUnreadable, match="neither"):
        read_recording(tmp_path / "photo.png")


@pytest.mark.recordings
def test_the_real_strap_is_sent_as_it_reported(shared: Path) -> None:
    path = shared / "ecg_polar_h10" / "broman_10min.npz"
    recording = read_recording(path)
    with np.load(path) as arrays:
        rr_ms = arrays["rr_ms"]
        assert all_ticks(recording) == [ticks_from_ms(float(ms)) for ms in rr_ms]
        assert recording.length_s == pytest.approx(float(arrays["rr_t_s"][-1]))
    assert recording.beats == 798
    assert recording.length_s / len(recording.packets) == pytest.approx(1.1, abs=0.1)


@pytest.mark.recordings
@pytest.mark.parametrize("name", ["nsr001", "nsr010", "chf201"])
def test_twelve_hours_of_intervals_are_read_without_report_times(shared: Path, name: str) -> None:
    path = shared / "rr_nsr_chf" / f"{name}.npz"
    with np.load(path) as arrays:
        rr_ms = arrays["rr_ms"]
    kept = [ticks_from_ms(float(ms)) for ms in rr_ms]
    assert all_ticks(read_recording(path)) == [ticks for ticks in kept if ticks <= MOST_TICKS]
