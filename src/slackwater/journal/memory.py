"""A store that keeps nothing: everything ends with the program."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from slackwater.journal.errors import AlreadyBegun, NotBegun, SequenceTaken
from slackwater.journal.keys import Way, Wrap
from slackwater.journal.names import Written
from slackwater.journal.store import Folder, Mark, Row, SealAt


@dataclass(slots=True)
class _Held:
    folder: Folder
    wraps: dict[Way, Wrap]
    rows: list[Row] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)
    merged: int = 0


class MemoryStore:
    """The :class:`~slackwater.journal.store.Store` of *keep nothing this time*."""

    keeps = False
    writes = True

    def __init__(self) -> None:
        self._held: dict[bytes, _Held] = {}
        self._lock = threading.RLock()

    def person(self) -> bytes | None:
        """The one person; None before there is one."""
        return next(iter(self._held), None)

    def folder(self, person: bytes) -> Folder | None:
        """What is held about the person."""
        held = self._held.get(person)
        return held.folder if held else None

    def begin(self, folder: Folder, wraps: Sequence[Wrap]) -> None:
        """The person is held from now on."""
        with self._lock:
            if self._held:
                raise AlreadyBegun
            self._held[folder.person] = _Held(folder, {wrap.way: wrap for wrap in wraps})

    def wraps(self, person: bytes) -> tuple[Wrap, ...]:
        """Every wrap of the data key."""
        held = self._held.get(person)
        return tuple(held.wraps.values()) if held else ()

    def rewrap(self, person: bytes, wrap: Wrap) -> None:
        """This wrap stands instead of the one of the same way."""
        self._of(person).wraps[wrap.way] = wrap

    def drop_wrap(self, person: bytes, way: Way) -> None:
        """This way opens nothing any more."""
        self._of(person).wraps.pop(way, None)

    def append(self, person: bytes, rows: Sequence[Row], mark: Mark, merged: int = 0) -> None:
        """Records that follow the last without gap."""
        with self._lock:
            held = self._of(person)
            wanted = range(len(held.rows) + 1, len(held.rows) + 1 + len(rows))
            if [row.sequence for row in rows] != list(wanted) or mark.sequence != wanted.stop - 1:
                raise SequenceTaken
            held.rows.extend(rows)
            held.folder = replace(held.folder, mark=mark)
            held.left = [row for row in held.left if row.sequence > merged]
            held.merged = max(held.merged, merged)

    def rows(self, person: bytes, first: int = 1, last: int | None = None) -> Iterator[Row]:
        """The records in order."""
        held = self._held.get(person)
        return iter(held.rows[first - 1 : last] if held else ())

    def leave(self, person: bytes, written: Written, seal: SealAt) -> int:
        """Hold a record left while locked."""
        with self._lock:
            held = self._of(person)
            number = held.left[-1].sequence + 1 if held.left else held.merged + 1
            held.left.append(Row(number, written, seal(number)))
            return number

    def left(self, person: bytes) -> tuple[Row, ...]:
        """The records left while locked, in order."""
        held = self._held.get(person)
        return tuple(held.left) if held else ()

    def last_mark(self, person: bytes) -> Mark | None:
        """None: there is nowhere outside."""
        del person
        return None

    def forget(self, person: bytes) -> None:
        """Nothing of the person is held any more."""
        with self._lock:
            self._held.pop(person, None)

    def close(self) -> None:
        """Everything held is gone."""
        self._held.clear()

    def _of(self, person: bytes) -> _Held:
        held = self._held.get(person)
        if held is None:
            raise NotBegun
        return held
