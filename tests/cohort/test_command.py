"""``slackwater cohort``: worlds nobody here has seen, plain refusals, and what is written."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from slackwater.cli import main

WORLD = """version = 1
name = "seen-by-nobody"
about = "Movement arouses more, and people say little."
[constants]
arousal_from_movement = 0.9
[reporting]
gain = 0.6
"""


def type_in(*words: str) -> Result:
    return CliRunner().invoke(main, ["cohort", *words])


@pytest.fixture
def world(tmp_path: Path) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(WORLD)
    return file


def test_a_world_of_ones_own_gives_a_report(world: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ["--world", str(world), "--policy", "fixed", "--people", "4", "--weeks", "1", "--out", str(out)]
    done = type_in(*options)
    assert done.exit_code == 0, done.output
    assert "Nothing here is about real people" in done.stdout
    assert "seen-by-nobody" in done.stdout
    assert (out / "report.html").read_text().startswith("<!doctype html>")
    again = type_in(*options, "--json")
    assert json.loads(again.stdout) == json.loads((out / "report.json").read_text())


def test_a_folder_of_another_run_is_refused(world: Path, tmp_path: Path) -> None:
    options = [
        "--world",
        str(world),
        "--policy",
        "rest",
        "--people",
        "4",
        "--weeks",
        "1",
        "--out",
        str(tmp_path / "o"),
    ]
    assert type_in(*options).exit_code == 0
    refused = type_in(*options, "--seed", "2")
    assert refused.exit_code == 1
    assert "other settings" in refused.output
    assert "Nothing was done" in refused.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--world", "nowhere"], "not one of the shipped worlds"),
        (["--policy", "oour"], "Did you mean ours"),
        (["--engine", "threads"], "There are: serial, process"),
        (["--engine", "dask://10.0.0.7:8786"], "by TLS alone"),
        (["--engine", "dask://host:8786", "--tls-ca", __file__], "belong together"),
    ],
)
def test_what_is_not_there_is_refused_and_nothing_is_done(
    words: list[str], said: str, tmp_path: Path
) -> None:
    refused = type_in(*words, "--out", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert said in refused.output
    assert "Nothing was done" in refused.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words", [["--people", "3"], ["--weeks", "0"], ["--seed", "-1"], ["--said", "later"]]
)
def test_a_number_out_of_bounds_is_refused(words: list[str]) -> None:
    assert type_in(*words).exit_code == 2


def test_without_numba_one_sentence_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    refused = type_in("--people", "4", "--out", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "pip install 'slackwater[cohort]'" in refused.output
    assert "Nothing was done" in refused.output
    assert not (tmp_path / "out").exists()


def test_two_worlds_of_one_name_are_refused(world: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(WORLD.replace("0.9", "0.8"))
    refused = type_in("--world", str(world), "--world", str(other), "--out", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "Two worlds are called seen-by-nobody" in refused.output


@pytest.mark.parametrize("engine", ["serial", "process"])
def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(engine: str, tmp_path: Path) -> None:
    options = [
        "--world",
        "as-written",
        "--policy",
        "rest",
        "--people",
        "10000",
        "--weeks",
        "1",
        "--engine",
        engine,
    ]
    command = [sys.executable, "-m", "slackwater", "cohort", *options, "--out", str(tmp_path / "out")]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ
    )
    until = time.monotonic() + 60
    while not list(tmp_path.glob("out/shards/*.json")) and time.monotonic() < until:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    said, _ = run.communicate(timeout=30)
    assert run.returncode == 1
    assert "the same command goes on from there" in said
    assert "Traceback" not in said
    assert list(tmp_path.glob("out/shards/*.json"))
    assert not (tmp_path / "out/report.json").exists()
