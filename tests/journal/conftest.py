"""What the journal's tests share: fast keys, every store, an invented clock."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from slackwater.journal.journal import Journal
from slackwater.journal.keys import Hardness, Passphrase
from slackwater.journal.memory import MemoryStore
from slackwater.journal.sqlite import SqliteStore
from slackwater.journal.store import Store

FAST = Hardness(iterations=1, lanes=1, memory_kib=8)
NOON = 1_795_348_800.0


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "journal.sqlite")
    yield made
    made.close()


@pytest.fixture
def mine() -> Passphrase:
    """A passphrase whose wrapping is fast; the hardness itself is tested in test_keys."""
    return Passphrase("four words of mine", FAST)


@pytest.fixture
def journal(store: Store, mine: Passphrase) -> Journal:
    """An open journal over each kind of store."""
    journal = Journal(store, clock=lambda: NOON)
    journal.begin(mine)
    return journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journal.sqlite"


@pytest.fixture
def open_file(path: Path) -> Iterator[Callable[..., Journal]]:
    """Opens the journal file; whatever is still open at the end is closed."""
    opened: list[Journal] = []

    def open_it(*, writing: bool = True) -> Journal:
        journal = Journal(SqliteStore(path, writing=writing), clock=lambda: NOON)
        opened.append(journal)
        return journal

    yield open_it
    for journal in opened:
        journal.close()
