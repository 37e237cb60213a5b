"""The running hash over the sealed records, and the mark that says how far they reach.

Sequence and name bind a record to its place; the mark, written in the records' own transaction, notices
last records that were cut off; the hash in it notices a record replaced by another once sealed there.
"""

import hashlib
import json
from dataclasses import dataclass

from slackwater.journal.names import Written
from slackwater.journal.sealing import Place, seal, unseal
from slackwater.journal.store import Mark, Row
from slackwater.journal.values import canonical

MARK = Written("journal.mark", 1)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a journal reaches."""

    sequence: int
    chain: bytes
    merged: int
    """The last number left while locked that was merged."""


def start(person: bytes) -> Reach:
    """The reach of an empty journal."""
    return Reach(0, hashlib.sha256(b"slackwater chain v1" + person).digest(), 0)


def link(chain: bytes, row: Row) -> bytes:
    """The hash after one more record."""
    return hashlib.sha256(chain + row.sequence.to_bytes(8, "big") + row.sealed).digest()


def seal_mark(key: bytes, person: bytes, reach: Reach) -> Mark:
    """The reach as it is written."""
    plain = canonical({"chain": reach.chain.hex(), "merged": reach.merged})
    return Mark(reach.sequence, seal(key, plain, Place(person, reach.sequence, MARK)))


def open_mark(key: bytes, person: bytes, mark: Mark) -> Reach:
    """The reach that was written; raises :class:`~slackwater.journal.errors.Tampered`."""
    body = json.loads(unseal(key, mark.sealed, Place(person, mark.sequence, MARK)))
    return Reach(mark.sequence, bytes.fromhex(body["chain"]), body["merged"])
