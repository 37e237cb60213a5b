"""A kept session told again in the terminal: by these rules bit for bit, by older ones as it was decided."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from slackwater.cli import main
from slackwater.live.keeping import JOURNAL_FILE

KEPT = Path(__file__).parents[1] / "kept" / "journals"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(KEPT / "rules-1-ended.sqlite", tmp_path / JOURNAL_FILE)
    return tmp_path


def replay(folder: Path, *words: str) -> Result:
    told = ["replay", *words, "--data", str(folder)]
    return CliRunner().invoke(main, told, input="a quiet evening tide\n")


def test_a_session_that_older_rules_kept_says_so_and_where_todays_part(folder: Path) -> None:
    told = replay(folder, "last")
    assert told.exit_code == 1
    assert "An older Slackwater kept this session, decided by rules 1; today's are rules 2." in told.output
    assert "Today's rules would decide otherwise from 3:07 on" in told.output
    assert "damage" not in told.output


def test_it_is_shown_as_it_was_decided(folder: Path) -> None:
    lines = replay(folder, "last").output.splitlines()
    assert sum("Offered:" in line for line in lines) == 2
    assert any("Closing." in line for line in lines)


def test_a_program_is_told_the_same(folder: Path) -> None:
    told = json.loads(replay(folder, "last", "--json").stdout)
    assert (told["program"], told["rules"], told["same"]) == ("0.1.0", 1, False)
    assert told["parted_s"] > 0


def test_an_old_session_is_listed_as_closed(folder: Path) -> None:
    assert "closed" in replay(folder).output
