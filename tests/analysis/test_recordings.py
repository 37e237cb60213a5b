"""Real recordings, written as the CSV a person would have, come out of the command as their labels say."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from slackwater.cli import main

from .made import Floats, csv

pytestmark = pytest.mark.recordings


def analyzed(*words: str | Path) -> dict[str, Any]:
    done = CliRunner().invoke(main, ["analyze", *map(str, words), "--json"])
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def f1(found: list[float], wanted: Floats, within_s: float) -> float:
    """Each wanted moment has one found moment at most, and the other way round."""
    hits = at = 0
    for moment in wanted:
        while at < len(found) and found[at] < moment - within_s:
            at += 1
        if at < len(found) and found[at] <= moment + within_s:
            hits, at = hits + 1, at + 1
    return 2 * hits / (len(found) + len(wanted))


@pytest.mark.parametrize("name", ["100", "103", "123"])
def test_beats_of_an_annotated_ecg_are_found_in_raw_counts(name: str, shared: Path, tmp_path: Path) -> None:
    with np.load(shared / "ecg_mitdb" / f"{name}.npz") as arrays:
        path = csv(tmp_path / "x.csv", "MLII", arrays["ecg"], form="%d")
        beats_s = arrays["beats"] / float(arrays["fs"])
    told = analyzed(path, "--rate", "360")
    assert f1(told["beats_s"], beats_s, 0.15) > 0.99


@pytest.mark.parametrize("name", ["bidmc05", "bidmc10", "bidmc32"])
def test_breaths_of_an_annotated_chest_are_found_at_their_tops(
    name: str, shared: Path, tmp_path: Path
) -> None:
    with np.load(shared / "bidmc" / f"{name}.npz") as arrays:
        at_s = np.arange(len(arrays["resp"])) / 125
        path = csv(tmp_path / "x.csv", "Time [s],RESP", at_s, arrays["resp"] * float(arrays["scale"]))
        breaths_s = arrays["breaths1"] / 125
    told = analyzed(path)
    assert f1(told["breaths_s"], breaths_s, 1.0) > 0.95


@pytest.mark.parametrize(
    ("name", "label"), [("g05_20210212_vf3sZD", "tremor"), ("g16_20210212_6GNfzA", "still")]
)
def test_a_phone_s_seconds_are_mostly_what_was_acted(
    name: str, label: str, shared: Path, tmp_path: Path
) -> None:
    with np.load(shared / "phone_tremor" / f"{name}.npz") as arrays:
        path = csv(tmp_path / "x.csv", "t,x,y,z", arrays["t_s"], arrays["acc_g"], form="%.6f")
    seconds = analyzed(path)["motion"][6:-4]
    assert sum(second["label"] == label for second in seconds) > 0.6 * len(seconds)


def test_rocking_that_was_annotated_scores_higher_than_the_rest(shared: Path, tmp_path: Path) -> None:
    with np.load(shared / "rocking_smm" / "study1_s04_01-17-08.npz") as arrays:
        t_ms = arrays["t_ms"]
        rising = np.diff(t_ms, prepend=t_ms[0] - 1) > 0
        path = csv(tmp_path / "x.csv", "t_ms,x,y,z", t_ms[rising], arrays["xyz"][rising], form="%.9g")
        rock = arrays["lab"] == "Rock"
        spans = list(zip(arrays["lab_start_s"][rock], arrays["lab_stop_s"][rock], strict=True))
    motion = analyzed(path, "--unit", "counts")["motion"]
    inside = [any(start <= each["t_s"] <= stop - 1 for start, stop in spans) for each in motion]
    scores = np.array([each["rocking"] or 0.0 for each in motion])
    assert sum(inside) > 200
    assert np.median(scores[inside]) > 3 * np.median(scores[~np.array(inside)])


@pytest.mark.parametrize("name", ["nsr001", "chf201"])
def test_twelve_hours_of_intervals_come_back_as_they_were(name: str, shared: Path, tmp_path: Path) -> None:
    with np.load(shared / "rr_nsr_chf" / f"{name}.npz") as arrays:
        rr_ms = arrays["rr_ms"]
    path = tmp_path / "rr.txt"
    np.savetxt(path, rr_ms, fmt="%d")
    told = analyzed(path)
    assert told["rr_ms"] == rr_ms.tolist()
    assert told["hrv"]["rmssd_ms"] > 0
    assert told["hrv"]["missing"] == {}
