"""The running hash of a session's decisions, by which a replay is compared bit for bit."""

import hashlib
from collections.abc import Iterable

from slackwater.journal.codec import CODEC
from slackwater.journal.facts import Decided
from slackwater.journal.values import canonical
from slackwater.session.decisions import Decision

START = hashlib.sha256(b"slackwater decisions v1").hexdigest()
"""The hash of no decision yet."""


def next_hash(sha256: str, decision: Decision) -> str:
    """The hash after one more decision: SHA-256 over the hash before and the decision's canonical JSON."""
    return hashlib.sha256(bytes.fromhex(sha256) + canonical(CODEC.encode(decision))).hexdigest()


class Running:
    """The hash so far, and what was decided since the last :class:`Decided`."""

    def __init__(self, sha256: str = START) -> None:
        self.sha256 = sha256
        self._since: list[Decision] = []

    def add(self, decisions: Iterable[Decision]) -> None:
        """Take decisions in the order they were made."""
        for decision in decisions:
            self.sha256 = next_hash(self.sha256, decision)
            self._since.append(decision)

    def take(self) -> Decided | None:
        """The fact to keep for what was decided since the last one; None where nothing was."""
        if not self._since:
            return None
        decided = Decided(tuple(self._since), self.sha256)
        self._since.clear()
        return decided
