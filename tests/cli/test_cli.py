"""The command line: help that helps, options that count wherever they stand, troubles told in sentences."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from slackwater.cli import main

COMMANDS = ("serve", "demo", "sensors", "play", "replay", "verify", "decide", "design", "practices", "doctor")


def run(*words: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "SLACKWATER_DATA"}
    if data is not None:
        environment["SLACKWATER_DATA"] = str(data)
    return subprocess.run(
        [sys.executable, "-m", "slackwater", *words],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_says_what_it_does(command: str) -> None:
    printed = CliRunner().invoke(main, [command, "--help"])
    assert printed.exit_code == 0
    assert len(printed.output.splitlines()) > 5


@pytest.mark.parametrize("words", [("--port", "70000", "serve"), ("serve", "--port", "70000")])
def test_a_port_that_no_machine_has_is_refused_wherever_it_stands(words: tuple[str, ...]) -> None:
    printed = run(*words)
    assert printed.returncode == 2
    assert "70000" in printed.stderr


def test_a_folder_given_before_the_command_counts(tmp_path: Path) -> None:
    before = run("--data", str(tmp_path), "doctor")
    after = run("doctor", "--data", str(tmp_path))
    assert str(tmp_path) in before.stdout
    assert before.stdout.count("\n") == after.stdout.count("\n")


def test_the_folder_may_stand_in_the_environment(tmp_path: Path) -> None:
    assert str(tmp_path) in run("doctor", data=tmp_path).stdout


def test_a_recording_that_is_not_there_is_told_in_a_sentence() -> None:
    printed = run("play", "no-such-recording.txt")
    assert printed.returncode != 0
    assert "no-such-recording.txt" in printed.stderr
    assert "Traceback" not in printed.stderr


def test_a_session_that_was_never_kept_is_told_in_a_sentence(tmp_path: Path) -> None:
    printed = run("replay", "nothing", "--data", str(tmp_path))
    assert printed.returncode != 0
    assert "Traceback" not in printed.stderr
    assert printed.stderr.strip()


def test_a_case_from_standard_input_is_decided() -> None:
    printed = CliRunner().invoke(main, ["decide", "-"], input='{"format": 1, "now_h": 0, "log": []}')
    assert printed.exit_code == 0
    assert printed.output.startswith("level        rest")


def test_a_bad_case_is_told_in_a_sentence_that_names_its_field() -> None:
    printed = CliRunner().invoke(main, ["decide", "-"], input='{"format": 1, "now_h": NaN, "log": []}')
    assert printed.exit_code == 1
    assert "now_h: is nan" in printed.output
    assert "Traceback" not in printed.output


def test_sensors_without_bluetooth_says_so_in_one_sentence(tmp_path: Path) -> None:
    nobody = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={tmp_path / 'nobody'}"}
    printed = CliRunner(env=nobody).invoke(main, ["sensors"])
    assert printed.exit_code == 1
    assert printed.output.splitlines()[-1].startswith(
        "Error: The computer's Bluetooth service is not running."
    )


def test_a_strap_is_not_looked_for_where_no_server_runs(tmp_path: Path) -> None:
    asked = ["sensors", "--use", "AA:BB:CC:DD:EE:01", "--url", "http://127.0.0.1:9/", "--data", str(tmp_path)]
    printed = CliRunner().invoke(main, asked)
    assert printed.output.startswith("Error: No Slackwater answers there.")
