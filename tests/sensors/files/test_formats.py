"""EDF+, XDF, FIT, Apple Health and arrays: real files of each, written here and read back."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import edfio
import numpy as np
import pytest

from slackwater.sensors.errors import (
    BadByte,
    BadLine,
    NoBeats,
    NothingToRead,
    NotSure,
    RecordingError,
    RecordingUnreadable,
)
from slackwater.sensors.files.intervals import joined
from slackwater.sensors.files.samples import Kind, silent

from .writers import (
    APPLE_HEAD,
    Floats,
    apple_record,
    apple_zip,
    edf_file,
    fit_bytes,
    only,
    opened,
    samples,
    xdf_bytes,
    xdf_chunk,
    xdf_header,
    xdf_samples,
)

RNG = np.random.default_rng(4)


def wave(hz: float, rate_hz: float, seconds: float) -> Floats:
    return np.sin(2 * np.pi * hz * np.arange(round(rate_hz * seconds)) / rate_hz)


# EDF+


def test_the_channels_of_an_edf_are_found_by_their_labels_and_read_in_their_units(tmp_path: Path) -> None:
    path = edf_file(
        tmp_path / "night.edf",
        ("EEG Fpz-Cz", "uV", 100, wave(10, 100, 30)),
        ("ECG II", "uV", 250, 800 * wave(1, 250, 30)),
        ("Resp chest", "", 25, wave(0.25, 25, 30)),
        ("Acc X", "mg", 50, 30 * wave(1, 50, 30)),
        ("Acc Y", "mg", 50, 30 * wave(1, 50, 30)),
        ("Acc Z", "mg", 50, 1000 + 30 * wave(1, 50, 30)),
    )
    found = opened(path)
    assert found.format == "EDF+"
    tracks = {track.kind: track for track in found.tracks}
    assert set(tracks) == {Kind.ECG, Kind.RESP, Kind.ACC}
    assert tracks[Kind.ECG].rate_hz == 250
    assert samples(tracks[Kind.ECG]) == pytest.approx(0.8 * wave(1, 250, 30), abs=1e-4)
    assert samples(tracks[Kind.RESP]) == pytest.approx(wave(0.25, 25, 30), abs=1e-4)
    assert samples(tracks[Kind.ACC])[:, 2] == pytest.approx(1 + 0.03 * wave(1, 50, 30), abs=1e-4)


def test_an_edf_with_holes_gives_pieces_at_the_times_it_tells(tmp_path: Path) -> None:
    path = edf_file(tmp_path / "holes.edf", ("ECG", "mV", 100, wave(1, 100, 10)))
    raw = bytearray(path.read_bytes())
    raw[192:197] = b"EDF+D"
    for second in range(5, 10):
        told = f"+{second}\x14\x14".encode()
        later = f"+{second + 8}\x14\x14".encode()
        at = raw.index(told + b"\0")
        raw[at : at + len(later)] = later
    path.write_bytes(raw)
    pieces = list(only(opened(path), Kind.ECG).pieces(silent))
    assert [(piece.start_s, len(piece.values)) for piece in pieces] == [(0.0, 500), (13.0, 500)]


def test_an_edf_channel_can_be_asked_for_by_its_number(tmp_path: Path) -> None:
    path = edf_file(tmp_path / "x.edf", ("Nasal", "", 25, wave(1, 25, 9)), ("Z9", "mV", 50, wave(2, 50, 9)))
    track = only(opened(path, kind=Kind.ECG, columns=("2",)), Kind.ECG)
    assert samples(track) == pytest.approx(wave(2, 50, 9), abs=1e-4)


def test_an_edf_without_a_known_channel_lists_what_it_has(tmp_path: Path) -> None:
    path = edf_file(tmp_path / "x.edf", ("EEG Cz", "uV", 100, wave(1, 100, 9)))
    with pytest.raises(NothingToRead, match=r"1 EEG Cz.*--columns"):
        opened(path)
    with pytest.raises(NotSure, match="no channel “7”"):
        opened(path, kind=Kind.ECG, columns=("7",))


@pytest.mark.parametrize("cut", [100, 300, 700, -1, -400])
def test_a_cut_edf_names_a_byte(cut: int, tmp_path: Path) -> None:
    path = edf_file(tmp_path / "x.edf", ("ECG", "mV", 100, wave(1, 100, 10)))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(BadByte, match=r"byte \d+: .*Nothing was done"):
        opened(path)


def test_bdf_says_what_to_save_it_as(tmp_path: Path) -> None:
    signal = edfio.BdfSignal(wave(1, 100, 5), sampling_frequency=100, label="ECG")
    edfio.Bdf([signal]).write(tmp_path / "x.bdf")
    with pytest.raises(RecordingUnreadable, match="Save it as EDF"):
        opened(tmp_path / "x.bdf")


# XDF


def xdf_file(path: Path, *, seconds: int = 20) -> Path:
    at_s = 1000 + np.arange(130 * seconds) / 130 + RNG.normal(0, 1e-4, 130 * seconds)
    shaken_s = 1000.5 + np.arange(50 * seconds) / 50
    beats_s = 1001 + np.cumsum(np.full(seconds, 0.8))
    acc = np.stack([0 * shaken_s, 0 * shaken_s, 9.81 + 0 * shaken_s], axis=1)
    path.write_bytes(
        xdf_bytes(
            xdf_header(1, "H10 ecg", "ECG", 130, [("ecg", "microvolts")]),
            xdf_header(2, "H10 rr", "RR", 0, [("rr", "s")]),
            xdf_header(3, "phone", "Accelerometer", 50, [("x", ""), ("y", ""), ("z", "")]),
            xdf_header(4, "marks", "Markers", 0, [("m", "")]),
            xdf_header(5, "belt", "Resp", 25, [("breath", "")]),
            xdf_samples(1, at_s, 900 * wave(1, 130, seconds)),
            xdf_samples(2, beats_s, np.full(seconds, 0.8)),
            xdf_samples(3, shaken_s, acc),
            xdf_samples(5, 1000 + np.arange(25 * seconds) / 25, wave(0.2, 25, seconds)),
        )
    )
    return path


def test_streams_of_an_xdf_are_found_by_type_and_share_one_beginning(tmp_path: Path) -> None:
    found = opened(xdf_file(tmp_path / "s.xdf"))
    tracks = {track.kind: track for track in found.tracks}
    assert set(tracks) == {Kind.ECG, Kind.RR, Kind.ACC, Kind.RESP}
    assert samples(tracks[Kind.ECG]) == pytest.approx(0.9 * wave(1, 130, 20), abs=1e-3)
    assert tracks[Kind.ECG].rate_hz == pytest.approx(130, rel=1e-3)
    start_s, rr_ms = joined(tracks[Kind.RR].pieces(silent))
    assert start_s == pytest.approx(1.0, abs=0.01)
    assert rr_ms == pytest.approx(np.full(20, 800))
    (shaken,) = tracks[Kind.ACC].pieces(silent)
    assert shaken.start_s == pytest.approx(0.5, abs=0.01)
    assert shaken.values[:, 2] == pytest.approx(9.81 / 9.80665)


def test_one_stream_of_an_xdf_can_be_asked_for(tmp_path: Path) -> None:
    assert only(opened(xdf_file(tmp_path / "s.xdf"), kind=Kind.RESP), Kind.RESP).name == "belt"


def test_an_ecg_channel_in_a_stream_of_another_type_is_found_by_its_label(tmp_path: Path) -> None:
    path = tmp_path / "s.xdf"
    at_s = np.arange(1000) / 100
    values = np.stack([wave(10, 100, 10), wave(1, 100, 10)], axis=1)
    labels = [("Cz", "uV"), ("ECG", "mV")]
    path.write_bytes(xdf_bytes(xdf_header(1, "amp", "EEG", 100, labels), xdf_samples(1, at_s, values)))
    assert samples(only(opened(path), Kind.ECG)) == pytest.approx(wave(1, 100, 10), abs=1e-5)


def test_intervals_of_an_xdf_have_a_hole_where_the_stream_fell_silent(tmp_path: Path) -> None:
    path = tmp_path / "s.xdf"
    at_s = np.concatenate([np.arange(1, 6) * 0.8, 60 + np.arange(1, 6) * 0.8])
    path.write_bytes(
        xdf_bytes(xdf_header(1, "rr", "RR", 0, [("rr", "ms")]), xdf_samples(1, at_s, np.full(10, 800)))
    )
    _, rr_ms = joined(only(opened(path), Kind.RR).pieces(silent))
    assert rr_ms.tolist() == pytest.approx([800] * 5 + [56000] + [800] * 5)


def test_an_xdf_without_a_known_stream_lists_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "s.xdf"
    path.write_bytes(xdf_bytes(xdf_header(1, "amp", "EEG", 100, [("Cz", "uV")])))
    with pytest.raises(NothingToRead, match=r"amp \(EEG\)"):
        opened(path)


def test_a_cut_xdf_names_the_byte_where_its_last_whole_chunk_ends(tmp_path: Path) -> None:
    whole = xdf_file(tmp_path / "s.xdf").read_bytes()
    path = tmp_path / "cut.xdf"
    path.write_bytes(whole[:-10])
    with pytest.raises(BadByte, match="breaks off") as caught:
        opened(path)
    assert whole[caught.value.offset + 5 : caught.value.offset + 11] == b"\x03\x00\x05\x00\x00\x00"


def test_an_xdf_that_would_not_fit_in_memory_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.xdf"
    many = xdf_chunk(3, b"\x01\0\0\0\x04" + (9_000_000).to_bytes(4, "little"))
    path.write_bytes(xdf_bytes(xdf_header(1, "ecg", "ECG", 130, [("ecg", "mV")]), many))
    with pytest.raises(RecordingUnreadable, match=r"MB of memory.*--kind"):
        opened(path)


# FIT


def test_hrv_messages_of_a_fit_are_intervals_and_their_filler_is_none(tmp_path: Path) -> None:
    path = tmp_path / "run.fit"
    path.write_bytes(fit_bytes([(812, 790), (805,), (831, 846, 820, 799, 788)]))
    assert samples(only(opened(path), Kind.RR)).tolist() == [812, 790, 805, 831, 846, 820, 799, 788]


def test_a_fit_without_hrv_messages_says_how_watches_log_them(tmp_path: Path) -> None:
    path = tmp_path / "run.fit"
    path.write_bytes(fit_bytes([]))
    with pytest.raises(NoBeats, match="logging HRV is switched on"):
        opened(path)


@pytest.mark.parametrize("cut", [13, 30, 60, -1, -9])
def test_a_cut_fit_names_a_byte(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "run.fit"
    path.write_bytes(fit_bytes([(812, 790)] * 4)[:cut])
    with pytest.raises(BadByte, match=r"byte \d+"):
        opened(path)


def test_a_fit_with_a_changed_byte_is_refused_by_its_checksum(tmp_path: Path) -> None:
    whole = bytearray(fit_bytes([(812, 790)] * 4))
    whole[-8] ^= 0x10
    (tmp_path / "run.fit").write_bytes(whole)
    with pytest.raises(BadByte, match="checksum"):
        opened(tmp_path / "run.fit")


# Apple Health


def minute(start: str, at_s: float, count: int, style: Callable[[float], str]) -> str:
    beats = [(66, style(at_s + 0.9 * at)) for at in range(count)]
    return apple_record("HeartRateVariabilitySDNN", start, 48.5, beats)


def clock_24(at_s: float) -> str:
    return f"{int(at_s // 3600):02d}:{int(at_s // 60) % 60:02d}:{at_s % 60:05.2f}"


def clock_am(at_s: float) -> str:
    return f"{int(at_s // 3600)}:{int(at_s // 60) % 60:02d}:{at_s % 60:05.2f}".replace(".", ",") + "\u202fAM"


@pytest.mark.parametrize("style", [clock_24, clock_am])
def test_beats_of_apple_health_are_the_steps_of_their_times_in_any_language(
    style: Callable[[float], str], tmp_path: Path
) -> None:
    records = [
        apple_record("StepCount", "2024-05-04 03:10:00 +0200", 12),
        minute("2024-05-05 03:59:50 +0200", 4 * 3600 - 10, 30, style),
        minute("2024-05-04 03:10:00 +0200", 3 * 3600 + 600, 30, style),
        apple_record("HeartRate", "2024-05-04 03:11:00 +0200", 61),
        apple_record("HeartRate", "2024-05-04 03:12:00 +0200", 75),
    ]
    found = opened(apple_zip(tmp_path / "export.zip", records))
    track = only(found, Kind.RR)
    assert not track.joined
    pieces = list(track.pieces(silent))
    assert [piece.start_s for piece in pieces] == [0.0, pytest.approx(86400 + 49 * 60 + 50)]
    assert all(piece.values == pytest.approx(np.full(29, 900.0)) for piece in pieces)
    assert any("2 heart rates" in note and "61 to 75" in note for note in found.notes)


def test_breathing_rates_of_apple_health_come_in_the_order_of_time(tmp_path: Path) -> None:
    records = [
        apple_record("RespiratoryRate", "2024-05-04 03:20:00 +0200", 14.5),
        apple_record("RespiratoryRate", "2024-05-04 03:10:00 +0200", 13),
    ]
    (piece,) = only(opened(apple_zip(tmp_path / "export.zip", records)), Kind.TOLD_BREATHS).pieces(silent)
    assert piece.values.tolist() == [13, 14.5]
    assert piece.at_s is not None
    assert piece.at_s.tolist() == [0, 600]


def test_the_unpacked_export_is_read_like_the_zip(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(APPLE_HEAD + minute("2024-05-04 03:10:00 +0200", 11400, 5, clock_24) + "</HealthData>")
    assert samples(only(opened(path), Kind.RR)) == pytest.approx(np.full(4, 900.0))


def test_broken_xml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(APPLE_HEAD + '<Record type="x">\n<oops</HealthData>')
    with pytest.raises(BadLine, match="is no XML") as caught:
        opened(path)
    assert caught.value.number == APPLE_HEAD.count("\n") + 2


def test_an_export_without_the_records_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match="RespiratoryRate"):
        opened(
            apple_zip(tmp_path / "export.zip", [apple_record("StepCount", "2024-05-04 03:10:00 +0200", 1)])
        )


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("holiday.jpg", b"\xff\xd8")
    with pytest.raises(RecordingUnreadable, match="no Apple Health export"):
        opened(tmp_path / "x.zip")


def test_a_large_export_is_read_in_bounded_memory(tmp_path: Path) -> None:
    """60 MB of XML, which would be ten times as much as a tree."""
    row = apple_record("StepCount", "2024-05-04 03:10:00 +0200", 1) * 1000
    path = apple_zip(
        tmp_path / "export.zip", [row] * 420 + [minute("2024-05-04 03:10:00 +0200", 11400, 30, clock_24)]
    )
    said = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    told = json.loads(said.stdout)
    assert told["tracks"] == 1
    assert told["grown_mb"] < 40


MEASURED = """
import json, resource, sys
from pathlib import Path
from slackwater.sensors.files import apple_health, opening
from slackwater.sensors.files.samples import Wanted, silent
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
found = opening.open_file(Path(sys.argv[1]), Wanted(), silent)
print(json.dumps({"tracks": len(found.tracks), "grown_mb": peak() - before}))
"""


# arrays


def test_arrays_are_found_by_their_names(tmp_path: Path) -> None:
    np.savez(
        tmp_path / "x.npz",
        ecg=np.array([1024, 1224, 1024], np.int16),
        zero=1024,
        gain=200,
        fs=360,
        rr_ms=np.array([800, 810]),
        t_s=np.arange(4) / 100,
        acc_ms2=np.full((4, 3), 9.80665),
    )
    tracks = {track.kind: track for track in opened(tmp_path / "x.npz").tracks}
    assert samples(tracks[Kind.ECG]).tolist() == [0, 1, 0]
    assert tracks[Kind.ECG].rate_hz == 360
    assert samples(tracks[Kind.RR]).tolist() == [800, 810]
    assert samples(tracks[Kind.ACC])[0].tolist() == pytest.approx([1, 1, 1])


# all of them, damaged


def real_files(folder: Path) -> dict[str, bytes]:
    np.savez(folder / "x.npz", rr_ms=np.full(500, 800.0))
    rr = "\n".join(f"{800 + at % 30}" for at in range(300))
    table = "time,ecg\n" + "\n".join(f"{at / 100:.2f},{np.sin(at / 9):.3f}" for at in range(3000))
    return {
        "x.edf": edf_file(folder / "x.edf", ("ECG", "mV", 100, wave(1, 100, 20))).read_bytes(),
        "x.xdf": xdf_file(folder / "x.xdf").read_bytes(),
        "x.fit": fit_bytes([(812, 790, 801)] * 60),
        "x.zip": apple_zip(
            folder / "x.zip", [minute("2024-05-04 03:10:00 +0200", 11400, 30, clock_24)] * 20
        ).read_bytes(),
        "x.npz": (folder / "x.npz").read_bytes(),
        "rr.txt": rr.encode(),
        "x.csv": table.encode(),
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["x.edf", "x.xdf", "x.fit", "x.zip", "x.npz", "rr.txt", "x.csv"])
@pytest.mark.filterwarnings("ignore")
def test_damage_is_told_in_one_sentence_or_does_no_harm(name: str, seed: int, tmp_path: Path) -> None:
    """Cut short, bytes changed, and noise: a clear error with what to do, or samples; never anything else."""
    whole = real_files(tmp_path)[name]
    rng = np.random.default_rng(seed)
    path = tmp_path / f"damaged-{name}"
    for _ in range(60):
        damaged = bytearray(whole[: int(rng.integers(1, len(whole)))] if rng.random() < 0.4 else whole)
        if rng.random() < 0.7:
            for at in rng.integers(0, len(damaged), int(rng.integers(1, 30))):
                damaged[at] = int(rng.integers(0, 256))
        path.write_bytes(damaged)
        try:
            for track in opened(path).tracks:
                for piece in track.pieces(silent):
                    assert np.isfinite(piece.values).all()
        except RecordingError as error:
            said = str(error)
            assert "Nothing was done" in said
            assert len(said) < 1200


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_no_recording(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(np.random.default_rng(seed).bytes(5000))
    with pytest.raises(RecordingError, match="Nothing was done"):
        opened(path)
