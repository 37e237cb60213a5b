"""Each kind of file comes to the signal that reads it, and what is found lies on the file's own time."""

from pathlib import Path

import numpy as np
import pytest

from slackwater.analysis.beats import IN_PIECES
from slackwater.analysis.looking import look
from slackwater.sensors.errors import NotSure
from slackwater.sensors.files import rows
from slackwater.sensors.files.samples import Kind, Wanted, silent
from slackwater.signals.heart.rr import Flag, correct

from .made import breath, csv, ecg, edf, health_export, intervals, looked, shaken


def nearest(found: tuple[float, ...], wanted: np.ndarray) -> np.ndarray:
    return np.array([np.min(np.abs(np.array(found) - each)) for each in wanted])


def test_intervals_are_kept_as_given_and_put_right_apart(tmp_path: Path) -> None:
    rr_ms = intervals(400)
    rr_ms[100] *= 2
    path = tmp_path / "rr.txt"
    np.savetxt(path, rr_ms, fmt="%.1f")
    heart = looked(path).heart
    assert heart is not None
    assert heart.corrected.rr_ms.tolist() == pytest.approx(rr_ms.tolist())
    assert heart.corrected.flags[100] is Flag.MISSED
    assert len(heart.beats_s) == 402
    assert heart.hrv["rmssd_ms"] == pytest.approx(np.sqrt(np.mean(correct(rr_ms).steps_ms ** 2)), rel=1e-9)


def test_r_peaks_lie_where_the_beats_were_made(tmp_path: Path) -> None:
    beats_s = 0.5 + np.cumsum(intervals(120)) / 1000
    path = csv(tmp_path / "x.csv", "ecg [uV]", 1000 * ecg(beats_s, 130, 110))
    heart = looked(path, rate_hz=130).heart
    assert heart is not None
    assert heart.from_ecg
    assert np.quantile(nearest(heart.beats_s, beats_s), 0.95) < 0.02
    assert len(heart.corrected.rr_ms) == len(heart.corrected.flags) == len(heart.beats_s) - 1


def test_a_hole_in_an_ecg_moves_no_beat_and_is_an_impossible_interval(tmp_path: Path) -> None:
    beats_s = 0.5 + np.cumsum(np.full(200, 0.8))
    at_s = np.arange(130 * 160) / 130
    mv = ecg(beats_s, 130, 160)
    kept = (at_s < 60) | (at_s > 90)
    path = csv(tmp_path / "x.csv", "time,ecg", at_s[kept], mv[kept], form="%.5f")
    heart = looked(path).heart
    assert heart is not None
    lived = beats_s[(beats_s < 58) | ((beats_s > 93) & (beats_s < 158))]
    assert np.quantile(nearest(heart.beats_s, lived), 0.95) < 0.02
    assert not any(61 < beat < 89 for beat in heart.beats_s)
    assert [ms > 29_000 for ms, flag in zip(heart.corrected.rr_ms, heart.corrected.flags, strict=True) if
            flag is Flag.IMPOSSIBLE] == [True]  # fmt: skip


def test_a_clock_that_is_not_the_nominal_one_does_not_drift(tmp_path: Path) -> None:
    """Ten minutes at 130.6 Hz, written in whole milliseconds of the phone's clock."""
    beats_s = 0.5 + np.cumsum(np.full(740, 0.8))
    at_s = np.arange(round(130.6 * 598)) / 130.6
    mv = np.interp(at_s, np.arange(520 * 598) / 520, ecg(beats_s, 520, 598))
    path = csv(tmp_path / "x.csv", "timestamp [ms],ecg [mV]", np.round(at_s * 1000), mv, form="%.9g")
    heart = looked(path).heart
    assert heart is not None
    assert nearest(heart.beats_s, beats_s[700:735]).max() < 0.02


@pytest.mark.parametrize("rate_hz", [10, 25, 125, 400])
def test_breaths_are_listed_at_their_tops_whatever_the_rate(rate_hz: float, tmp_path: Path) -> None:
    path = csv(tmp_path / "x.csv", "resp", breath(12, rate_hz, 180))
    found = looked(path, rate_hz=rate_hz).breath
    assert found is not None
    tops = np.arange(1.25, 180, 5)[2:-3]
    assert nearest(found.breaths_s, tops).max() < 0.25
    assert [rate.t_s for rate in found.rates][:100] == list(range(100))
    assert found.rates[120].per_min == pytest.approx(12, abs=0.3)


def test_seconds_of_a_hole_in_a_belt_have_no_rate_and_breaths_after_it_keep_their_time(
    tmp_path: Path,
) -> None:
    at_s = np.arange(25 * 240) / 25
    kept = (at_s < 100.3) | (at_s > 130.7)
    path = csv(tmp_path / "x.csv", "time,belt", at_s[kept], breath(12, 25, 240)[kept])
    found = looked(path).breath
    assert found is not None
    assert nearest(found.breaths_s, np.arange(151.25, 225, 5)).max() < 0.25
    assert [rate.t_s for rate in found.rates] == [float(second) for second in range(len(found.rates))]
    assert all(rate.per_min is None for rate in found.rates[103:130])


def test_tremor_is_told_with_its_rate_and_size_in_any_unit(tmp_path: Path) -> None:
    acc = shaken(6, 0.2, 100, 30)
    at_s = np.arange(3000) / 100
    for unit, size in (("g", 1.0), ("m/s2", 9.80665), ("mg", 1000.0)):
        path = csv(tmp_path / "x.csv", f"t,x [{unit}],y [{unit}],z [{unit}]", at_s, acc * size)
        inner = looked(path).motion[3:27]
        assert {second.label for second in inner} == {"tremor"}
        assert np.median([second.tremor_hz or 0 for second in inner]) == pytest.approx(6, abs=0.3)
        assert np.median([second.tremor_g or 0 for second in inner]) == pytest.approx(0.2, rel=0.1)
    unnamed = csv(tmp_path / "y.csv", "a,b,c,d", at_s, acc * 9.80665)
    assert [second.label for second in looked(unnamed).motion[3:27]] == ["tremor"] * 24


def test_counts_of_an_unknown_sensor_have_no_size(tmp_path: Path) -> None:
    counts = np.round(280 + 128 * shaken(6, 0.5, 60, 30))
    path = csv(tmp_path / "x.csv", "t_ms,x,y,z", np.arange(1800) * 1000 / 60, counts)
    for unit in (None, "counts"):
        found = looked(path, unit=unit)
        assert any(second.label == "tremor" for second in found.motion)
        assert all(second.tremor_g is None for second in found.motion)
        assert any("in counts" in note for note in found.notes)


def test_acceleration_without_gravity_asks_for_its_unit(tmp_path: Path) -> None:
    moved = 0.3 * shaken(6, 0.5, 60, 30) * [1, 1, 0]
    with pytest.raises(NotSure, match="Add --unit g, mg or m/s2"):
        looked(csv(tmp_path / "x.csv", "t,x,y,z", np.arange(1800) / 60, moved))


def test_motion_has_every_second_once_with_a_hole_as_missing(tmp_path: Path) -> None:
    at_s = np.arange(100 * 300) / 100
    kept = (at_s < 100.4) | (at_s > 200.6)
    path = csv(tmp_path / "x.csv", "t,x,y,z", at_s[kept], shaken(6, 0.2, 100, 300)[kept], form="%.5f")
    motion = looked(path).motion
    assert [second.t_s for second in motion] == [float(second) for second in range(len(motion))]
    assert len(motion) in {299, 300}
    assert {second.label for second in motion[103:198]} == {"missing"}
    assert {second.label for second in motion[205:295]} == {"tremor"}


def test_all_that_an_edf_holds_is_read_together(tmp_path: Path) -> None:
    beats_s = 0.5 + np.cumsum(np.full(140, 0.8))
    acc = shaken(6, 0.2, 50, 120)
    path = edf(
        tmp_path / "night.edf",
        ("ECG", "mV", 200, ecg(beats_s, 200, 120)),
        ("Resp abdomen", "", 25, breath(15, 25, 120)),
        *((f"Acc {axis}", "g", 50, acc[:, at]) for at, axis in enumerate("xyz")),
    )
    found = looked(path)
    assert found.heart is not None
    assert found.breath is not None
    assert found.heart.hrv["mean_hr_per_min"] == pytest.approx(75, abs=0.5)
    assert found.breath.single
    assert {second.label for second in found.motion[3:-3]} == {"tremor"}
    assert looked(path, Kind.RESP).heart is None
    with pytest.raises(NotSure, match="holds no ecg"):
        looked(health_export(tmp_path / "export.zip", days=2), Kind.ECG)


def test_short_measurements_of_a_watch_are_not_mixed(tmp_path: Path) -> None:
    heart = looked(health_export(tmp_path / "export.zip", days=5)).heart
    assert heart is not None
    assert heart.hrv["rmssd_ms"] is not None
    assert heart.hrv["sdnn_ms"] is None
    assert heart.missing["sdnn_ms"] == IN_PIECES
    assert heart.beats_s[-1] == pytest.approx(4 * 86400 + 60, abs=5)


@pytest.mark.parametrize("block", [700, 5000, 1 << 16])
def test_how_a_file_is_cut_into_blocks_changes_nothing(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats_s = 0.5 + np.cumsum(intervals(60)) / 1000
    path = csv(tmp_path / "x.csv", "n,ecg [mV]", np.arange(130 * 50), ecg(beats_s, 130, 50))
    whole = looked(path, Kind.ECG, 130.0).heart
    monkeypatch.setattr(rows, "BLOCK", block)
    parts = looked(path, Kind.ECG, 130.0).heart
    assert whole is not None
    assert parts is not None
    assert parts.beats_s == pytest.approx(whole.beats_s, abs=1e-9)
    assert parts.corrected.flags == whole.corrected.flags


def test_progress_only_rises_and_ends_at_the_whole(tmp_path: Path) -> None:
    told: list[float] = []
    path = csv(tmp_path / "x.csv", "ecg", ecg(np.arange(0.5, 3000, 0.8), 130, 3000))
    look(path, Wanted(Kind.ECG, 130.0), told.append)
    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == 1.0


def test_breath_is_read_from_a_phone_on_the_belly_when_it_is_said_to_lie_there(tmp_path: Path) -> None:
    at_s = np.arange(60 * 180) / 60
    tilt = np.radians(2.5) * np.sin(2 * np.pi * at_s / 5)
    acc = np.column_stack([np.sin(tilt), 0 * at_s, np.cos(tilt)])
    acc += np.random.default_rng(2).normal(0, 0.002, acc.shape)
    path = csv(tmp_path / "x.csv", "t,x,y,z", at_s, acc)
    assert looked(path).breath is None
    found = look(path, Wanted(), silent, belly=True)
    assert found.breath is not None
    assert found.breath.rates[120].per_min == pytest.approx(12, abs=0.5)
    assert np.diff(found.breath.breaths_s) == pytest.approx(
        np.full(len(found.breath.breaths_s) - 1, 5.0), abs=0.5
    )
    assert len(found.motion) == 180


@pytest.mark.parametrize(("kind", "rate_hz"), [(Kind.ECG, 50.0), (Kind.RESP, 2.0)])
def test_a_signal_with_too_few_samples_is_refused(kind: Kind, rate_hz: float, tmp_path: Path) -> None:
    with pytest.raises(NotSure, match=r"too few to read.*--rate"):
        looked(csv(tmp_path / "x.csv", "v", breath(12, rate_hz, 180)), kind, rate_hz)
