"""A journal that was ever written opens for ever: the file, its keys, its records and what was left."""

import shutil
from pathlib import Path

import pytest

from slackwater.journal.facts import Said, TimePassed
from slackwater.journal.journal import Journal
from slackwater.journal.keys import Key, Passphrase, RecoveryCode
from slackwater.journal.sqlite import SqliteStore
from slackwater.session.events import CheckedIn, TooMuch

KEPT = Path(__file__).parents[1] / "kept" / "journals"


@pytest.mark.parametrize(
    "key",
    [Passphrase("a quiet evening tide"), RecoveryCode("8GEDB-B4XVR-YHMG9-9Z867-C305A-KA6XX-V5XZM")],
    ids=["passphrase", "recovery code"],
)
def test_a_journal_of_layout_1_opens(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "journal.sqlite"
    shutil.copy(KEPT / "layout-1.sqlite", path)
    journal = Journal(SqliteStore(path))
    journal.unlock(key)
    assert journal.facts("5e551011") == (
        CheckedIn(3, 1, 0),
        TimePassed(7),
        Said("7c9e6679", 250),
        TooMuch(),
    )
    journal.close()
