"""Kill -9 of a writing process at random moments: nothing acknowledged is lost, every journal opens."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from slackwater.journal.journal import Journal
from slackwater.journal.keys import Passphrase
from slackwater.journal.sqlite import SqliteStore
from slackwater.session.events import CheckedIn

KILLS = 200
PER_JOURNAL = 10
"""Then a fresh one: opening reads everything, and a long journal would leave no time to write."""
LONGEST_S = 0.04
"""The kill comes at a random moment up to this long after the process began to open the journal, or after
its first answer was acknowledged."""


class Victim:
    """A process that writes, and what it said."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("writer_process.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdin
        assert self._process.stdout
        self._asks, self._says = self._process.stdin, self._process.stdout

    def write_until_killed(self, path: Path, session: str, after_s: float, *, writing: bool) -> int:
        """The number of the last answer that was acknowledged; ``writing`` waits for the first one."""
        self._asks.write(f"{path} {session}\n")
        self._asks.flush()
        acknowledged = pid = 0
        while not pid or (writing and not acknowledged):
            word, number = self._says.readline().split()
            if word == "pid":
                pid = int(number)
            else:
                acknowledged = int(number)
        time.sleep(after_s)
        os.kill(pid, signal.SIGKILL)
        while (line := self._says.readline().split()) != ["gone"]:
            acknowledged = int(line[1])
        return acknowledged

    def close(self) -> None:
        self._asks.close()
        self._process.wait(10)
        self._says.close()


@pytest.fixture
def victim() -> Iterator[Victim]:
    victim = Victim()
    yield victim
    victim.close()


def test_no_acknowledged_answer_is_lost_in_200_kills(
    victim: Victim, tmp_path: Path, mine: Passphrase
) -> None:
    """H-23: what was said is there after the program died."""
    chance = random.Random(20261123)
    acknowledged_in_all = sessions = 0
    for kill in range(KILLS):
        if kill % PER_JOURNAL == 0:
            path = tmp_path / f"{kill}.sqlite"
            journal = Journal(SqliteStore(path))
            journal.begin(mine)
            journal.close()
        acknowledged = victim.write_until_killed(
            path, f"session-{kill}", chance.uniform(0, LONGEST_S), writing=kill % 2 == 0
        )
        journal = Journal(SqliteStore(path))
        journal.unlock(mine)
        kept = [fact.fog_words for fact in journal.facts(f"session-{kill}") if isinstance(fact, CheckedIn)]
        assert kept == list(range(1, len(kept) + 1))
        assert acknowledged <= len(kept) <= acknowledged + 1
        journal.close()
        acknowledged_in_all += acknowledged
        sessions += bool(kept)
    assert sessions >= KILLS / 2
    assert acknowledged_in_all > KILLS
