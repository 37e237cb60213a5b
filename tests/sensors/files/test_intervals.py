"""Intervals in text, as the programs people use save them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.sensors.errors import BadLine, NoBeats, NotSure, RecordingUnreadable
from slackwater.sensors.files.intervals import joined
from slackwater.sensors.files.samples import Kind, Piece, silent

from .writers import only, opened, samples

RR = [812.0, 790.0, 805.0, 831.0, 846.0, 820.0, 799.0, 788.0, 801.0, 822.0, 840.0, 833.0]


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "rr.txt"
    path.write_bytes(text.encode(encoding))
    return path


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


ELAPSED_MS = np.cumsum(RR)

FILES = {
    "Elite HRV": lines(*(f"{ms:.0f}" for ms in RR)),
    "Elite HRV, Windows": "\r\n".join(f"{ms:.0f}" for ms in RR),
    "seconds": lines(*(f"{ms / 1000}" for ms in RR)),
    "seconds with a decimal comma": lines(*(f"{ms / 1000:.3f}".replace(".", ",") for ms in RR)),
    "one word above": lines("RR", *(f"{ms}" for ms in RR)),
    "HRV Logger": lines(
        "date, rr, since start",
        *(
            f"2025-03-11 09:57:{38 + at // 2} +0000, {ms:.0f}, {ELAPSED_MS[at]:.0f}"
            for at, ms in enumerate(RR)
        ),
    ),
    "HRV Logger, later": lines(
        "timestamp,rr,since_start",
        *(f"{1741687058000 + ELAPSED_MS[at]:.0f},{ms:.0f},{ELAPSED_MS[at]:.0f}" for at, ms in enumerate(RR)),
    ),
    "Polar Sensor Logger": lines(
        "Phone timestamp;RR-interval [ms]",
        *(f"2026-07-26T00:51:{54 + at // 3}.806;{ms:.0f}" for at, ms in enumerate(RR)),
    ),
    "Polar Flow, as CSV": lines("duration,offline", *(f"{ms:.3f},0" for ms in RR)),
    "Polar Flow, elapsed and interval": lines(
        *(f"{ELAPSED_MS[at] / 1000:.3f}\t{ms:.0f}" for at, ms in enumerate(RR))
    ),
    "Empatica": lines(
        "1644844459.000000, IBI", *(f"{ELAPSED_MS[at] / 1000},{ms / 1000}" for at, ms in enumerate(RR))
    ),
    "Kubios, signal export": lines(
        "# SIGNAL/SERIES EXPORT - KUBIOS", "# File: x.txt", *(f"{ms}" for ms in RR)
    ),
    "Kubios report with times": lines(
        "Kubios HRV Premium (ver 3.5.0),,,",
        "Parameter,Value,Units",
        "Mean RR,815,ms",
        "RMSSD,20.1,ms",
        ",RR INTERVAL DATA,,SPECTRUM,",
        ",Time (s),RR (s),Frequency (Hz),PSD",
        *(f",{ELAPSED_MS[at] / 1000:.4f},{ms / 1000:.3f},{at / 100},{at * 1.5}" for at, ms in enumerate(RR)),
        *(f",,,{at / 100},{at * 1.5}" for at in range(12, 60)),
    ),
    "Kubios report with a list": lines(
        "Kubios HRV Analysis Report",
        "Software:,Kubios HRV Premium (ver 3.5.0)",
        "Date:,01-Apr-2026",
        "RR Intervals (ms)",
        "------------------",
        *(f"{ms:.0f}" for ms in RR),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_each_program_s_file_gives_the_same_intervals_without_being_told_what_it_is(
    name: str, tmp_path: Path
) -> None:
    track = only(opened(written(tmp_path, FILES[name])), Kind.RR)
    assert samples(track).tolist() == pytest.approx(RR)


@pytest.mark.parametrize("name", FILES)
def test_saying_that_it_is_intervals_changes_nothing(name: str, tmp_path: Path) -> None:
    track = only(opened(written(tmp_path, FILES[name]), kind=Kind.RR), Kind.RR)
    assert samples(track).tolist() == pytest.approx(RR)


def test_letters_of_an_older_encoding_in_a_header_do_no_harm(tmp_path: Path) -> None:
    text = lines("Phone timestamp;RR-interval [ms];Ger\u00e4t", *(f"{at};{ms};1" for at, ms in enumerate(RR)))
    assert samples(only(opened(written(tmp_path, text, "latin-1")), Kind.RR)).tolist() == RR


def test_the_unit_that_was_assumed_is_told(tmp_path: Path) -> None:
    track = only(opened(written(tmp_path, FILES["seconds"])), Kind.RR)
    assert any("in seconds" in note for note in track.notes)


def test_rows_without_an_interval_are_passed_over_in_a_table(tmp_path: Path) -> None:
    text = lines("time,rr", *(f"{at},{ms if at % 2 else ''}" for at, ms in enumerate(RR)))
    assert samples(only(opened(written(tmp_path, text)), Kind.RR)).tolist() == RR[1::2]


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("time,rr\n0,800\n1,abc\n2,790\n", 3, "not a number"),
        ("time,rr\n0,800\n1,-5\n2,790\n", 3, "not the length"),
        ("time,rr\n0,800\n1,810\n2\n", 4, "1 of 2 columns"),
        ("time,rr\n0,800\n1,8_10\n2,800\n", 3, "not a number"),
        ("800\n810\n0.8\n805\n", 3, "unit is in doubt"),
        ("800\n0\n805\n", 2, "not the length"),
        ("duration,offline\n800,0\n810,0\nPT0.8S,0\n800,0\n", 4, "not a number"),
    ],
)
def test_a_bad_line_is_named_and_what_to_do_next(tmp_path: Path, text: str, number: int, said: str) -> None:
    with pytest.raises(BadLine, match=f"line {number}: .*{said}.*Nothing was done") as caught:
        opened(written(tmp_path, text))
    assert caught.value.number == number


def test_numbers_that_may_be_anything_ask_for_a_word(tmp_path: Path) -> None:
    with pytest.raises(NotSure, match="Add --kind ecg, rr, resp or acc"):
        opened(written(tmp_path, lines(*(f"{at % 7 - 3}" for at in range(50)))))


def test_a_text_without_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotSure, match="no line of it holds numbers"):
        opened(written(tmp_path, "Dear diary,\ntoday I slept well.\n"))


def test_an_empty_file_holds_no_beats(tmp_path: Path) -> None:
    with pytest.raises(NoBeats):
        opened(written(tmp_path, ""))


def test_a_kubios_report_without_intervals_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(NoBeats, match="column of beat times"):
        opened(written(tmp_path, "Kubios HRV Standard\nMean RR,815,ms\n"))


def test_text_in_utf_16_says_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "rr.txt"
    path.write_text(FILES["Elite HRV"], "utf-16")
    with pytest.raises(RecordingUnreadable, match="Save it as UTF-8"):
        opened(path)


def test_a_hole_becomes_one_interval_as_long_as_it_is() -> None:
    pieces = [Piece(2.0, np.array([800.0, 900.0])), Piece(10.0, np.array([700.0]))]
    start_s, rr_ms = joined(pieces)
    assert start_s == 2.0
    assert rr_ms.tolist() == pytest.approx([800.0, 900.0, 6300.0, 700.0])


@given(st.lists(st.integers(300, 2000), min_size=1, max_size=80), st.sampled_from(["\n", "\r\n"]))
def test_every_list_of_plausible_intervals_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rr_ms: list[int], end: str
) -> None:
    path = tmp_path_factory.mktemp("rr") / "rr.txt"
    path.write_bytes(end.join(map(str, rr_ms)).encode())
    (track,) = opened(path).tracks
    assert samples(track).tolist() == rr_ms
    assert [piece.start_s for piece in track.pieces(silent)] == [0.0]
