"""A journal while it is open: the data key, how far the records reach, and where each session stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from slackwater.journal.batch import LEFT, RECORD, Batch, Glance, from_bytes, glance, to_bytes
from slackwater.journal.chain import Reach, link, open_mark, seal_mark, start
from slackwater.journal.errors import Damaged, RecordsMissing, Tampered
from slackwater.journal.facts import may_be_left
from slackwater.journal.names import Written
from slackwater.journal.sealing import Place, public_of, seal, unseal, unseal_from
from slackwater.journal.store import Folder, Mark, Row, Store
from slackwater.journal.values import Json

PRIVATE = Written("journal.private_key", 1)


@dataclass(slots=True)
class Standing:
    """Where one session's records are, and what the list of sessions shows of it."""

    first_unix_s: int
    last_unix_s: int
    closed: bool = False
    beside: bool = False
    """It was brought in from a file, beside sessions that were here."""
    sequences: list[int] = field(default_factory=list)
    summed_up: Json = None
    """As the newest record has it, not read yet: ten years of them are wanted at once. None where it has none."""


class Opened:
    """The open journal of one person."""

    def __init__(self, store: Store, person: bytes, key: bytes) -> None:
        self._store = store
        self._person = person
        self.key = key
        self._reach = start(person)
        self._said: set[tuple[str | None, str]] = set()
        self.standing: dict[str | None, Standing] = {}
        """Every session by its id; the person's own facts under None."""
        self._own: list[Batch] = []
        """The person's own, as far as they were read: they lie scattered, and every page asks for them."""

    def append(self, batches: Iterable[Batch], merged: int | None = None) -> int:
        """The last sequence; the batches are durable when this returns, or none of them is.

        Each is sealed as it comes, so that many of them never stand in memory unsealed at once.
        """
        reach, rows, seen = self._reach, [], []
        if merged is not None:
            reach = replace(reach, merged=merged)
        for batch in batches:
            plain, sequence = to_bytes(batch), reach.sequence + 1
            row = Row(sequence, RECORD, seal(self.key, plain, Place(self._person, sequence, RECORD)))
            reach = Reach(sequence, link(reach.chain, row), reach.merged)
            rows.append(row)
            seen.append(glance(plain))
        self._store.append(self._person, rows, seal_mark(self.key, self._person, reach), reach.merged)
        self._reach = reach
        for row, one in zip(rows, seen, strict=True):
            self._take(row.sequence, one)
        return reach.sequence

    def read(self, session: str | None) -> tuple[Batch, ...]:
        """Every batch of a session, in order."""
        standing = self.standing.get(session)
        if standing is None:
            return ()
        if session is not None:
            return tuple(self._batches(standing.sequences))
        self._own += self._batches(standing.sequences[len(self._own) :])
        return tuple(self._own)

    def read_last(self, session: str | None) -> Batch | None:
        """The newest batch of a session; None where nothing of it is kept."""
        standing = self.standing.get(session)
        if standing is None:
            return None
        last = standing.sequences[-1]
        return next(
            (from_bytes(self._plain(row)) for row in self._store.rows(self._person, last, last)), None
        )

    def problems(self, folder: Folder, outside: Mark | None, *, alone: bool) -> Iterator[Damaged]:
        """Read everything once and build the index; yields what is not as it was written.

        Where this process is not ``alone``, records beyond the mark may be another's and are left out.
        """
        marked, noted = self._reach, self._reach
        try:
            marked = open_mark(self.key, self._person, folder.mark)
            noted = open_mark(self.key, self._person, outside) if outside else marked
        except Tampered as changed:
            yield changed
        reach = self._reach
        for row in self._store.rows(self._person, 1, None if alone else marked.sequence):
            if row.sequence != reach.sequence + 1:
                yield RecordsMissing(reach.sequence + 1, row.sequence - 1)
            reach = Reach(row.sequence, link(reach.chain, row), marked.merged)
            try:
                self._take(row.sequence, glance(self._plain(row)))
            except Tampered as changed:
                yield changed
            if noted.sequence == reach.sequence and noted.chain != reach.chain:
                yield Tampered("the records are not the ones that were written in this order")
        self._reach = reach
        furthest = max(marked.sequence, noted.sequence)
        if reach.sequence < furthest:
            yield RecordsMissing(reach.sequence + 1, furthest)
        elif (reach.sequence, reach.chain) != (marked.sequence, marked.chain):
            yield Tampered("the records and the mark of the last one differ")
        if not self._private_key_fits(folder):
            yield Tampered("the public key")

    def merge_left(self, folder: Folder) -> int:
        """How many batches left while locked now stand with their session, each said thing once."""
        private = unseal(self.key, folder.private_key, Place(self._person, 0, PRIVATE))
        batches: list[Batch] = []
        number = self._reach.merged
        for row in self._store.left(self._person):
            if row.sequence != number + 1:
                raise RecordsMissing(number + 1, row.sequence - 1, "left while locked")
            number = row.sequence
            plain = unseal_from(private, row.sealed, Place(self._person, number, LEFT))
            batches += self._new_to_us(plain, number, batches)
        if number > self._reach.merged:
            self.append(batches, merged=number)
        return len(batches)

    def _new_to_us(self, plain: bytes, number: int, before: Sequence[Batch]) -> list[Batch]:
        """The batch, unless the page had delivered the same before; a yes in it is a forgery."""
        batch, seen = from_bytes(plain), glance(plain)
        if not all(may_be_left(fact) for fact in batch.facts):
            raise Tampered(f"left while locked, number {number}")
        said = {(batch.session, id_) for id_ in seen.said}
        known = self._said.union(
            (other.session, id_) for other in before for id_ in glance(to_bytes(other)).said
        )
        return [] if said and said <= known else [replace(batch, late=True)]

    def _batches(self, sequences: Sequence[int]) -> Iterator[Batch]:
        """The batches of these places; those in a row are read together."""
        for _, run in groupby(enumerate(sequences), key=lambda pair: pair[1] - pair[0]):
            places = [sequence for _, sequence in run]
            for row in self._store.rows(self._person, places[0], places[-1]):
                yield from_bytes(self._plain(row))

    def _private_key_fits(self, folder: Folder) -> bool:
        try:
            private = unseal(self.key, folder.private_key, Place(self._person, 0, PRIVATE))
        except Tampered:
            return False
        return public_of(private) == folder.public_key

    def _plain(self, row: Row) -> bytes:
        return unseal(self.key, row.sealed, Place(self._person, row.sequence, row.written))

    def _take(self, sequence: int, seen: Glance) -> None:
        standing = self.standing.setdefault(seen.session, Standing(seen.at_unix_s, seen.at_unix_s))
        standing.sequences.append(sequence)
        if not seen.remembers:
            standing.last_unix_s = max(standing.last_unix_s, seen.at_unix_s)
        standing.closed = standing.closed or seen.closes
        standing.beside = standing.beside or seen.beside
        standing.summed_up = seen.summed_up
        self._said.update((seen.session, id_) for id_ in seen.said)
