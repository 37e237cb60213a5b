"""Forks a process that writes to a journal and says what is acknowledged, again and again, to be killed.

Reads a line ``PATH SESSION`` and answers ``pid N``; the child then prints ``ack N`` for each answer that is
durable, N counting from 1. After its end ``gone`` is printed. Forking saves the start of Python each time.
"""

import itertools
import os
import sys
from pathlib import Path

from slackwater.journal.journal import Journal
from slackwater.journal.keys import Hardness, Passphrase
from slackwater.journal.sqlite import SqliteStore
from slackwater.journal.writer import Writer
from slackwater.session.events import CheckedIn

KEY = Passphrase("four words of mine", Hardness(1, 1, 8))


def write_for_ever(path: Path, session: str) -> None:
    journal = Journal(SqliteStore(path))
    journal.unlock(KEY)
    writer = Writer(journal)
    for number in itertools.count(1):
        writer.put(session, [CheckedIn(number % 11, 0, number)]).result()
        os.write(1, b"ack %d\n" % number)


def main() -> None:
    for line in sys.stdin:
        path, session = line.split()
        child = os.fork()
        if child == 0:
            try:
                write_for_ever(Path(path), session)
            finally:
                os._exit(1)
        os.write(1, b"pid %d\n" % child)
        os.waitpid(child, 0)
        os.write(1, b"gone\n")


if __name__ == "__main__":
    main()
