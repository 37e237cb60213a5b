"""A kept session told again from its record: the same events, the same engine, the same decisions or not."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slackwater.journal.codec import CODEC
from slackwater.journal.facts import Kept, SessionOpened
from slackwater.journal.journal import Journal, SessionKept
from slackwater.journal.keys import Way
from slackwater.journal.replay import Replayed, events_of
from slackwater.journal.replay import replay as replay_facts
from slackwater.journal.sqlite import SqliteStore
from slackwater.live.errors import NoJournalHere, NoSuchSession
from slackwater.live.keeping import JOURNAL_FILE, key_from
from slackwater.live.reopening import Moment, begin, in_time, reopen
from slackwater.session.events import Tick
from slackwater.session.transitions import RULES
from slackwater.tongues import worded
from slackwater.web.timeline import moments

LAST = "last"


@dataclass(frozen=True, slots=True)
class Retold:
    """A session told again as it was decided, and whether every decision would be the same today."""

    session: SessionKept
    opened: SessionOpened
    turns: tuple[Moment, ...]
    replayed: Replayed
    parted_s: int = 0
    """When today's rules first decide otherwise, in seconds of the session."""

    @property
    def same(self) -> bool:
        """Whether the engine decided as it did then, bit for bit."""
        return self.replayed.parted is None

    def lines(self) -> Iterator[str]:
        """The session as lines for a person."""
        yield f"Session {self.session.id}, {_when(self.session.first_unix_s)}"
        yield from (f"{moment.at:>7}  {moment.text}" for moment in moments(self.turns))
        yield f"{self.replayed.events} events, {self.replayed.decisions} decisions, {self.replayed.sha256}"
        if self.opened.rules != RULES:
            yield (
                f"{_kept_by(self.opened)} decided by rules {self.opened.rules}; today's are rules {RULES}. "
                "It is shown as it was decided then, and counts so."
            )
        yield from self._verdict()

    def _verdict(self) -> Iterator[str]:
        parted = self.replayed.parted
        if parted is None:
            yield "The engine decides the same today, bit for bit."
            return
        who = "The engine decides" if self.opened.rules == RULES else "Today's rules would decide"
        at = f"{self.parted_s // 60}:{self.parted_s % 60:02d}"
        yield f"{who} otherwise from {at} on (fact {parted.place}):"
        yield f"  then: {parted.kept}"
        yield f"  now:  {parted.now}"

    def as_json(self) -> str:
        """The session as JSON for a program."""
        turns: list[dict[str, Any]] = [
            {
                "at_s": moment.at_s,
                "event": CODEC.encode(moment.turn.event),
                "decisions": [CODEC.encode(decision) for decision in moment.turn.decisions],
            }
            for moment in self.turns
        ]
        told = {
            "session": self.session.id,
            "at_unix_s": self.session.first_unix_s,
            "program": self.opened.program,
            "rules": self.opened.rules,
            "same": self.same,
            "parted_s": None if self.same else self.parted_s,
            "events": self.replayed.events,
            "decisions": self.replayed.decisions,
            "sha256": self.replayed.sha256,
            "turns": turns,
        }
        return json.dumps(told, ensure_ascii=False, indent=1)


@contextmanager
def open_journal(
    folder: Path, *, ask: Callable[[str], str], code: bool, writing: bool = False
) -> Iterator[Journal]:
    """The journal of this folder, open for reading alone, also beside a server that writes; or for writing."""
    path = folder / JOURNAL_FILE
    if not path.exists():
        raise NoJournalHere(str(folder))
    store = SqliteStore(path, writing=writing)
    try:
        journal = Journal(store)
        if code:
            key = key_from(code=ask(worded("Recovery code")))
        elif Way.KEYRING in journal.ways():
            key = key_from(keyring=True)
        else:
            key = key_from(passphrase=ask(worded("Passphrase")))
        journal.unlock(key, reading_only=not writing)
        yield journal
    finally:
        store.close()


def list_sessions(journal: Journal) -> Iterator[str]:
    """Every kept session, one line each."""
    sessions = journal.sessions()
    if not sessions:
        yield "No session is kept here."
    for kept in sessions:
        yield f"{kept.id}  {_when(kept.first_unix_s)}  {'closed' if kept.closed else 'left open'}"


def retell(journal: Journal, name: str) -> Retold:
    """The session of this name as it was decided, and whether the engine decides so again."""
    kept = _find(journal.sessions(), name)
    batches = journal.read(kept.id)
    facts = in_time(batches)
    replayed = replay_facts(facts, begin(facts).decide)
    session = reopen(batches)
    parted_s = 0 if replayed.parted is None else _seconds(facts[: replayed.parted.place])
    return Retold(kept, session.opened, tuple(session.moments), replayed, parted_s)


def _seconds(facts: tuple[Kept, ...]) -> int:
    return sum(isinstance(event, Tick) for fact in facts for event in events_of(fact))


def _kept_by(opened: SessionOpened) -> str:
    which = "An older" if opened.rules < RULES else "A newer"
    return f"{which} Slackwater kept this session,"


def _find(sessions: tuple[SessionKept, ...], name: str) -> SessionKept:
    if name == LAST and sessions:
        return sessions[-1]
    found = [kept for kept in sessions if kept.id.startswith(name)]
    if len(found) != 1:
        raise NoSuchSession(name)
    return found[0]


def _when(unix_s: int) -> str:
    return datetime.fromtimestamp(unix_s, tz=UTC).astimezone().strftime("%Y-%m-%d %H:%M")
