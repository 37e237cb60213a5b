"""A person's journal: begun once, unlocked with a key, appended to durably, read, locked, forgotten.

Every method may be called from any thread. ``append`` returns when the facts are durable; from an event
loop use :class:`slackwater.journal.writer.Writer`.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum

from slackwater.journal.batch import LEFT, Batch, to_bytes
from slackwater.journal.chain import seal_mark, start
from slackwater.journal.codec import CODEC
from slackwater.journal.errors import (
    AlreadyBegun,
    Damaged,
    JournalError,
    KeyNotHere,
    LastKey,
    Locked,
    NotBegun,
    OnlyAStopOrAnAnswer,
    ReadingOnly,
)
from slackwater.journal.facts import Kept, SummedUp, may_be_left
from slackwater.journal.keys import Key, Way, Wrap, clear_up, unwrap, wrap
from slackwater.journal.memory import MemoryStore
from slackwater.journal.opened import PRIVATE, Opened
from slackwater.journal.sealing import Place, new_key, new_pair, seal, seal_to
from slackwater.journal.store import Folder, Store

PERSON_BYTES = 16


class Door(Enum):
    """Whether a journal is there and open."""

    NOT_BEGUN = "not_begun"
    LOCKED = "locked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class SessionKept:
    """One kept session, as a list shows it."""

    id: str
    first_unix_s: int
    last_unix_s: int
    closed: bool
    beside: bool = False
    """It was brought in from a file, beside sessions that were here."""


def _in_order(own: Sequence[SessionKept], beside: Sequence[SessionKept]) -> tuple[SessionKept, ...]:
    """The sessions of this journal as they came (a clock may have been set back), each other before all newer ones."""
    ordered: list[SessionKept] = []
    waiting = sorted(beside, key=lambda one: one.first_unix_s, reverse=True)
    earliest = float("inf")
    for one in reversed(own):
        earliest = min(earliest, one.first_unix_s)
        while waiting and waiting[0].first_unix_s >= earliest:
            ordered.append(waiting.pop(0))
        ordered.append(one)
    return tuple(reversed([*ordered, *waiting]))


def new_session_id() -> str:
    """A random id for a session."""
    return os.urandom(16).hex()


class Journal:
    """The journal of one person over a store."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.RLock()
        self._opened: Opened | None = None
        self._reading_only = False
        self._seen: tuple[bytes | None, frozenset[Way]] | None = None
        self.problems: tuple[Damaged, ...] = ()
        """What was found not whole when opened for reading alone."""

    @classmethod
    def keep_nothing(cls, clock: Callable[[], float] = time.time) -> "Journal":
        """An open journal in memory: everything works, and ends with the program."""
        journal = cls(MemoryStore(), clock)
        journal.begin()
        return journal

    @property
    def keeps(self) -> bool:
        """Whether anything is there after the program ends."""
        return self._store.keeps

    @property
    def door(self) -> Door:
        """Whether a journal is there and open."""
        if self._opened:
            return Door.OPEN
        return Door.LOCKED if self._whose()[0] else Door.NOT_BEGUN

    @property
    def writes(self) -> bool:
        """Whether it is open, and for writing."""
        return self._opened is not None and not self._reading_only

    def ways(self) -> frozenset[Way]:
        """The ways this journal can be opened."""
        return self._whose()[1]

    def _whose(self) -> tuple[bytes | None, frozenset[Way]]:
        """Whose it is and what opens it; where nobody else writes, as seen last: pages ask, and wait for no disk."""
        return self._seen or self._look()

    def _look(self) -> tuple[bytes | None, frozenset[Way]]:
        person = self._store.person()
        ways = frozenset(wrap.way for wrap in self._store.wraps(person)) if person else frozenset[Way]()
        if self._store.writes:
            self._seen = person, ways
        return person, ways

    @contextmanager
    def _changing_whose(self) -> Iterator[None]:
        """Afterwards it is seen anew, whatever came of it."""
        try:
            yield
        finally:
            self._seen = None
            with suppress(JournalError):
                self._look()

    def begin(self, *keys: Key) -> None:
        """A new journal, open, that each of these keys opens from now on."""
        with self._lock, self._changing_whose():
            if self._store.person():
                raise AlreadyBegun
            if self._store.keeps and not keys:
                raise KeyNotHere("a journal that is kept has a key")
            person, data_key = os.urandom(PERSON_BYTES), new_key()
            private, public = new_pair()
            sealed = seal(data_key, private, Place(person, 0, PRIVATE))
            mark = seal_mark(data_key, person, start(person))
            wraps = [wrap(key, person, data_key) for key in keys]
            self._store.begin(Folder(person, public, sealed, mark), wraps)
            self._opened, self._reading_only = Opened(self._store, person, data_key), not self._store.writes

    def unlock(self, key: Key, *, reading_only: bool = False) -> None:
        """The journal is open, everything read once, and what was left while locked is merged.

        A record that is missing or changed raises, and the journal stays locked; with ``reading_only``
        it stands in ``problems`` instead, and what is whole can be read.
        """
        with self._lock:
            person = self._person()
            outside = self._store.last_mark(person)
            folder = self._store.folder(person)
            if folder is None:
                raise NotBegun
            reading_only = reading_only or not self._store.writes
            opened = Opened(self._store, person, unwrap(key, person, self._wrap(person, key.way)))
            found = opened.problems(folder, outside, alone=self._store.writes)
            self.problems = tuple(found) if reading_only else ()
            for problem in found:
                raise problem
            if not reading_only:
                opened.merge_left(folder)
            self._opened, self._reading_only = opened, reading_only

    def check(self, key: Key) -> None:
        """Raise where this key would not open the journal. Nothing is opened or closed."""
        with self._lock:
            person = self._person()
            unwrap(key, person, self._wrap(person, key.way))

    def lock(self) -> None:
        """The data key is out of this program's hands; stops and answers can still be left."""
        with self._lock:
            self._opened = None

    def append(self, session: str | None, facts: Sequence[Kept]) -> int:
        """The sequence of the record; the facts are durable when this returns."""
        return self.append_many([(session, facts)])

    def append_many(self, batches: Sequence[tuple[str | None, Sequence[Kept]]]) -> int:
        """The last sequence; all of it durable in one transaction, or nothing of it."""
        return self.keep([self.batch(session, facts) for session, facts in batches])

    def leave(self, session: str, facts: Sequence[Kept]) -> int:
        """A number; late stops and answers are kept, locked or open. A yes is refused."""
        return self.keep([self.batch(session, facts, late=True)])

    def batch(self, session: str | None, facts: Sequence[Kept], *, late: bool = False) -> Batch:
        """Facts that become durable together, dated now; late ones hold stops and answers alone."""
        if late and not all(may_be_left(fact) for fact in facts):
            raise OnlyAStopOrAnAnswer
        return Batch(session, int(self._clock()), late, tuple(facts))

    def keep(self, batches: Sequence[Batch]) -> int:
        """The last sequence; all batches durable in one transaction, or nothing of them.

        While the journal is locked one late batch is taken, sealed to the person's public key.
        """
        with self._lock:
            if self._opened is None and len(batches) == 1 and batches[0].late:
                return self._leave_sealed(batches[0])
            return self._writing().append(batches)

    def take_in(self, batches: Iterable[Batch]) -> int:
        """The last sequence; batches of another journal, with their own times, all durable or none of them."""
        with self._lock:
            return self._writing().append(batches)

    def sessions(self) -> tuple[SessionKept, ...]:
        """Every kept session, the oldest first; one that was brought in beside others has its place by its time."""
        with self._lock:
            standing = self._open().standing
            every = [
                SessionKept(session, its.first_unix_s, its.last_unix_s, its.closed, its.beside)
                for session, its in standing.items()
                if session is not None
            ]
        return _in_order([one for one in every if not one.beside], [one for one in every if one.beside])

    def holds(self, session: str) -> bool:
        """Whether anything of this session is here and open. Waits for nothing: a stop may ask it."""
        opened = self._opened
        return opened is not None and session in opened.standing

    def read(self, session: str | None) -> tuple[Batch, ...]:
        """Every batch of a session in order; the person's own where ``session`` is None."""
        with self._lock:
            return self._open().read(session)

    def read_last(self, session: str | None) -> Batch | None:
        """The newest batch of a session; None where nothing of it is kept."""
        with self._lock:
            return self._open().read_last(session)

    def summed_up(self, session: str) -> SummedUp | None:
        """What the session says over time, as kept with its newest record; None where that holds no sum."""
        with self._lock:
            standing = self._open().standing.get(session)
            if standing is None or standing.summed_up is None:
                return None
            if not isinstance(standing.summed_up, SummedUp):
                standing.summed_up = CODEC.fact(standing.summed_up)
            return standing.summed_up if isinstance(standing.summed_up, SummedUp) else None

    def reach(self, session: str | None) -> int:
        """The sequence of the newest batch of a session, which changes with everything added; 0 for none."""
        with self._lock:
            standing = self._open().standing.get(session)
            return 0 if standing is None else standing.sequences[-1]

    def facts(self, session: str | None) -> tuple[Kept, ...]:
        """Every fact of a session in order."""
        return tuple(fact for batch in self.read(session) for fact in batch.facts)

    def rewrap(self, key: Key) -> None:
        """From now on this key opens the journal instead of the one of its way; no record is sealed again."""
        with self._lock, self._changing_whose():
            opened, person = self._writing(), self._person()
            old = self._wrap_or_none(person, key.way)
            self._store.rewrap(person, wrap(key, person, opened.key))
            if old:
                clear_up(old)

    def drop(self, way: Way) -> None:
        """From now on this way opens the journal no more; the last way stays."""
        with self._lock, self._changing_whose():
            self._writing()
            person = self._person()
            old = self._wrap(person, way)
            if self.ways() == {way}:
                raise LastKey
            self._store.drop_wrap(person, way)
            clear_up(old)

    def forget(self) -> None:
        """Every key and record is destroyed, locked or not: nothing opens it again."""
        with self._lock, self._changing_whose():
            person = self._person()
            wraps = self._store.wraps(person)
            self._opened = None
            self._store.forget(person)
            for old in wraps:
                clear_up(old)

    def close(self) -> None:
        """The journal is locked, and another program may open it."""
        with self._lock:
            self._opened = self._seen = None
            self._store.close()

    def _leave_sealed(self, batch: Batch) -> int:
        person = self._person()
        folder = self._store.folder(person)
        if folder is None:
            raise NotBegun
        plain, public = to_bytes(batch), folder.public_key
        return self._store.leave(
            person, LEFT, lambda number: seal_to(public, plain, Place(person, number, LEFT))
        )

    def _person(self) -> bytes:
        person = self._store.person()
        if person is None:
            raise NotBegun
        return person

    def _open(self) -> Opened:
        if self._opened is None:
            raise Locked if self._store.person() else NotBegun
        return self._opened

    def _writing(self) -> Opened:
        opened = self._open()
        if self._reading_only:
            raise ReadingOnly
        return opened

    def _wrap_or_none(self, person: bytes, way: Way) -> Wrap | None:
        return next((held for held in self._store.wraps(person) if held.way is way), None)

    def _wrap(self, person: bytes, way: Way) -> Wrap:
        held = self._wrap_or_none(person, way)
        if held is None:
            raise KeyNotHere
        return held
