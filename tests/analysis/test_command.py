"""``slackwater analyze``: what is typed, printed and written, on good files, bad ones and very long ones."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from slackwater.cli import main

from .made import breath, csv, ecg, intervals, shaken


def type_in(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["analyze", *map(str, words)])


@pytest.fixture
def rr(tmp_path: Path) -> Path:
    np.savetxt(tmp_path / "rr.txt", intervals(500), fmt="%.1f")
    return tmp_path / "rr.txt"


def test_a_summary_says_what_is_there_and_that_it_is_no_diagnosis(rr: Path) -> None:
    done = type_in(rr)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("rr.txt: text with intervals between beats, 7 min")
    assert "Heart: 501 beats, 70 a minute on average" in done.stdout
    assert "no diagnosis" in done.stdout


def test_json_is_one_object_and_nothing_else(rr: Path) -> None:
    done = type_in(rr, "--json")
    assert json.loads(done.stdout)["rr_ms"] == pytest.approx(intervals(500).tolist())
    assert done.stderr == ""


def test_a_report_is_written_whole_and_json_still_printed(rr: Path, tmp_path: Path) -> None:
    done = type_in(rr, "--json", "--report", tmp_path / "out.html")
    assert json.loads(done.stdout)
    assert (tmp_path / "out.html").read_text().endswith("</html>\n")
    assert not list(tmp_path.glob("*.part"))


def test_a_report_that_cannot_be_written_says_so(rr: Path, tmp_path: Path) -> None:
    done = type_in(rr, "--report", tmp_path / "nowhere" / "out.html")
    assert done.exit_code == 1
    assert "the page cannot be written" in done.output
    assert "Nothing was written" in done.output


def test_columns_are_taken_by_name_or_number(tmp_path: Path) -> None:
    at_s = np.arange(25 * 90) / 25
    path = csv(tmp_path / "x.csv", "when,left,right", at_s, 0 * at_s + np.sin(at_s * 9), breath(12, 25, 90))
    for columns in ("right", "3", "when,right", "1,3"):
        done = type_in(path, "--kind", "resp", "--columns", columns, "--json")
        assert done.exit_code == 0, done.output
        assert 12 < len(json.loads(done.stdout)["breaths_s"]) < 20
    asked = type_in(path, "--kind", "resp")
    assert asked.exit_code == 1
    assert "Add --columns" in asked.output
    assert "no column “middle”" in type_in(path, "--kind", "resp", "--columns", "middle").output


@pytest.mark.parametrize(
    ("name", "text", "words", "said"),
    [
        ("a.csv", "ecg\n0.1\n0.2\n", [], "Add --rate"),
        ("a.csv", "time,ecg\n0,0.1\n1,0.2\n2,0.2\n", [], "counts the rows"),
        (
            "a.csv",
            "time,ecg,x,y,z\n0,1,0,0,1\n0.01,1,0,0,1\n0.02,1,0,0,1\n",
            [],
            "Add --kind ecg or --kind acc",
        ),
        ("a.csv", "time,ecg\n0,0.1\n0.01,0.2\n0.005,0.2\n0.02,1\n", [], "line 4"),
        ("a.csv", "time,x,y,z\n0,40.5,5,5\n0.01,40.5,5,5\n0.02,40.5,5,5\n", [], "Add --unit"),
        ("a.csv", "1,2\n2,3\n3,2\n", [], "Add --kind"),
        ("a.csv", "time,resp\n0,a\n0.1,b\n", [], "line 2: “a” is not a number"),
        ("a.fit", ".FIT", [], "Nothing was done"),
        ("nowhere.csv", None, [], "there is no such file"),
        ("a.csv", "time,ecg\n0,1\n0.01,1\n0.02,oops\n0.03,1\n0.04,1\n", [], "line 4: “oops” is not a number"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line_with_what_to_do(
    name: str, text: str | None, words: list[str], said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    done = type_in(path, *words)
    assert done.exit_code == 1, done.output
    assert said in done.output
    assert "Nothing was done" in done.output
    assert done.output.count("\n") == 1
    assert done.stdout == ""


def test_an_ecg_in_microvolts_and_one_in_counts_give_the_same_beats(tmp_path: Path) -> None:
    mv = ecg(np.arange(0.5, 60, 0.8), 250, 60)
    beats = []
    for name, values in (("mv", mv), ("uv", 1000 * mv), ("raw", np.round(1024 + 200 * mv))):
        path = csv(tmp_path / f"{name}.csv", "signal", values)
        beats.append(json.loads(type_in(path, "--kind", "ecg", "--rate", "250", "--json").stdout)["beats_s"])
    assert len(beats[0]) >= 70
    assert beats[1] == pytest.approx(beats[0], abs=0.01)
    assert beats[2] == pytest.approx(beats[0], abs=0.01)


def test_the_first_page_stays_quick_because_nothing_of_it_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, slackwater.cli; print(any(m in sys.modules for m in ('numpy', 'scipy', 'edfio', 'pyxdf')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def long_file(folder: Path, megabytes: int) -> Path:
    """Acceleration of a flat phone with a tremor, at 100 Hz with times."""
    path = folder / "long.csv"
    acc = shaken(6, 0.2, 100, 60)
    rows, at = "t,x,y,z\n", 0
    with path.open("w") as file:
        file.write(rows)
        while file.tell() < megabytes << 20:
            at_s = at * 60 + np.arange(6000) / 100
            np.savetxt(file, np.column_stack([at_s, acc]), fmt="%.3f", delimiter=",")
            at += 1
    return path


def test_a_long_file_takes_little_memory(tmp_path: Path) -> None:
    """40 MB here; a gigabyte was measured by hand and is told in docs/analyze.md."""
    path = long_file(tmp_path, 40)
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True, timeout=300
    )
    told = json.loads(run.stdout)
    assert told["seconds"] > 10_000
    assert told["grown_mb"] < 110


MEASURED = """
import json, resource, sys
from pathlib import Path
from slackwater.analysis import answer, looking
from slackwater.sensors.files.samples import Wanted, silent
import slackwater.signals.motion.stream
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
found = looking.look(Path(sys.argv[1]), Wanted(), silent)
print(json.dumps({"seconds": len(found.motion), "grown_mb": peak() - before}))
"""


def test_ctrl_c_ends_it_with_one_sentence_and_writes_nothing(tmp_path: Path) -> None:
    path = long_file(tmp_path, 60)
    command = [
        sys.executable,
        "-m",
        "slackwater",
        "analyze",
        str(path),
        "--report",
        str(tmp_path / "out.html"),
    ]
    leader, follower = pty.openpty()
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower, text=True, env=os.environ)
    os.close(follower)
    shown = b""
    until = time.monotonic() + 60
    while b"%" not in shown and time.monotonic() < until:
        shown += os.read(leader, 4096)
    run.send_signal(signal.SIGINT)
    printed, _ = run.communicate(timeout=60)
    while True:
        try:
            more = os.read(leader, 4096)
        except OSError:
            break
        if not more:
            break
        shown += more
    os.close(leader)
    assert run.returncode == 1
    assert b"Reading" in shown
    assert b"Stopped. Nothing was written." in shown
    assert b"Traceback" not in shown
    assert printed == ""
    assert not (tmp_path / "out.html").exists()
