"""What every store of sealed records does. A store sees places and sealed bytes, never a key.

Each method is one durable transaction: when it returns, a power cut loses nothing of it; when it raises,
nothing of it was written. A store is safe to call from several threads. :mod:`sqlite` and :mod:`memory`
keep the same promises, and one contract test holds them to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from slackwater.journal.keys import Way, Wrap
from slackwater.journal.names import Written


@dataclass(frozen=True, slots=True)
class Row:
    """One sealed record in its place."""

    sequence: int
    written: Written
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the journal reaches, sealed: without it, cut-off last records would not be noticed."""

    sequence: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """What a store holds about a person in clear, beside sealed bytes."""

    person: bytes
    public_key: bytes
    private_key: bytes
    """Sealed under the data key."""
    mark: Mark


class SealAt(Protocol):
    """Seals something for the number it will stand at."""

    def __call__(self, number: int) -> bytes:
        """The sealed bytes for this number."""


class Store(Protocol):
    """Where sealed records are kept."""

    @property
    def keeps(self) -> bool:
        """Whether anything is there after the program ends."""

    @property
    def writes(self) -> bool:
        """Whether this opening may write."""

    def person(self) -> bytes | None:
        """The one person of a personal journal; None before there is one."""

    def folder(self, person: bytes) -> Folder | None:
        """What is held about the person."""

    def begin(self, folder: Folder, wraps: Sequence[Wrap]) -> None:
        """A person is kept from now on; one who is kept already is refused (:class:`AlreadyBegun`)."""

    def wraps(self, person: bytes) -> tuple[Wrap, ...]:
        """Every wrap of the data key."""

    def rewrap(self, person: bytes, wrap: Wrap) -> None:
        """This wrap stands instead of the one of the same way; the old one is overwritten."""

    def drop_wrap(self, person: bytes, way: Way) -> None:
        """This way opens the journal no more."""

    def append(self, person: bytes, rows: Sequence[Row], mark: Mark, merged: int = 0) -> None:
        """Records that follow the last without gap, else :class:`SequenceTaken`; the mark moves with them.

        Records left while locked, up to the number ``merged``, are taken away in the same transaction.
        """

    def rows(self, person: bytes, first: int = 1, last: int | None = None) -> Iterator[Row]:
        """The records from a sequence on, up to and with another, in order."""

    def leave(self, person: bytes, written: Written, seal: SealAt) -> int:
        """Keep a record left while locked under the next number, sealed for that number; the number."""

    def left(self, person: bytes) -> tuple[Row, ...]:
        """The records left while locked, in order."""

    def last_mark(self, person: bytes) -> Mark | None:
        """The newest mark noted outside the records' own transactions, where the store can hold one."""

    def forget(self, person: bytes) -> None:
        """Nothing of the person is held any more; wraps are overwritten first."""

    def close(self) -> None:
        """Others may open it now."""
