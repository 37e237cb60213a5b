"""One thread that writes: whoever puts facts here never waits for the disk, least of all a stop.

Everything that waits becomes durable in one transaction. When the disk refuses, the futures carry the
error and the facts wait in order; they are tried again with the next ones, and every few seconds.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from slackwater.journal.batch import Batch
from slackwater.journal.codec import CODEC
from slackwater.journal.errors import JournalError, NotNow, TooMuchWaiting
from slackwater.journal.facts import Kept
from slackwater.journal.journal import Door, Journal

WAITING_MOST = 100_000
"""Facts that wait at most: about 50 MB, and days of a session (ENG)."""
RETRY_S = 2.0
"""How soon a disk that refused is tried again by itself (ENG)."""
CLOSE_S = 5.0
"""How long closing waits for the disk (ENG)."""


class Put(Future[int]):
    """What becomes of the facts that were put: their sequence, or why they are not durable yet."""

    taken = True
    """False where they do not even wait: they never become durable."""


@dataclass(slots=True, eq=False)
class _Waiting:
    batch: Batch
    future: Put = field(default_factory=Put)


class Writer:
    """Writes to a journal from a thread of its own."""

    def __init__(
        self, journal: Journal, *, waiting_most: int = WAITING_MOST, retry_s: float = RETRY_S
    ) -> None:
        self._journal = journal
        self._waiting_most = waiting_most
        self._retry_s = retry_s
        self._queue: list[_Waiting] = []
        self._facts = 0
        self._flushes: list[tuple[_Waiting, Future[None]]] = []
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="journal writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many facts are not durable yet."""
        with self._changed:
            return self._facts

    def put(self, session: str | None, facts: Sequence[Kept], *, late: bool = False) -> Put:
        """A future, at once: its result comes when the facts are durable, its error when they are not yet.

        After an error of the disk they still wait; :meth:`flush` tells when they are durable after all.
        A fact that cannot be kept at all, or one too many, is in its future's error, is not ``taken`` and does
        not wait.
        """
        try:
            waiting = _Waiting(self._journal.batch(session, facts, late=late))
            for fact in facts:
                CODEC.encode(fact)
            waiting.future.set_running_or_notify_cancel()  # before the thread can see it and finish it
            with self._changed:
                self._room_for(facts)
                self._queue.append(waiting)
                self._facts += len(facts)
                self._changed.notify_all()
        except (JournalError, ValueError) as refused:
            future = Put()
            future.taken = False
            future.set_exception(refused)
            return future
        return waiting.future

    def flush(self) -> "Future[None]":
        """A future whose result comes when everything put so far is durable, however long it takes."""
        future: Future[None] = Future()
        future.set_running_or_notify_cancel()
        with self._changed:
            if self._queue:
                self._flushes.append((self._queue[-1], future))
                self._changed.notify_all()
                return future
        future.set_result(None)
        return future

    def close(self, timeout_s: float = CLOSE_S) -> int:
        """How many facts could not be kept, after trying once more."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout_s)
        return self.waiting

    def _without(self, gone: _Waiting) -> list[_Waiting]:
        return [waiting for waiting in self._queue if waiting is not gone]

    def _room_for(self, facts: Sequence[Kept]) -> None:
        if self._closing:
            raise NotNow("the writer is closed")
        if self._facts + len(facts) > self._waiting_most:
            raise TooMuchWaiting(f"{self._facts} wait")

    def _run(self) -> None:
        tried = 0
        while True:
            with self._changed:
                if not self._closing and len(self._queue) <= tried:
                    self._changed.wait(self._retry_s if self._queue else None)
                taken, closing = list(self._queue), self._closing
            kept = self._write(taken) if taken else 0
            tried = 0 if kept else len(taken)
            if closing:
                return

    def _write(self, waits: Sequence[_Waiting]) -> int:
        """How many became durable; the others carry why not, and wait."""
        taken = waits
        if self._journal.door is Door.LOCKED:  # then only what is late is taken, one by one
            taken = [waiting for waiting in waits if waiting.batch.late][:1] or waits
        try:
            sequence = self._journal.keep([waiting.batch for waiting in taken])
        except Exception as error:  # noqa: BLE001 -- whatever it is reaches everyone who waits for it
            for waiting in taken:
                if not waiting.future.done():
                    waiting.future.set_exception(error)
            return 0
        with self._changed:
            self._queue = self._queue[len(taken) :] if taken is waits else self._without(taken[0])
            self._facts -= sum(len(waiting.batch.facts) for waiting in taken)
            done = [flush for flush in self._flushes if flush[0] in taken]
            self._flushes = [flush for flush in self._flushes if flush not in done]
        for waiting in taken:
            if not waiting.future.done():
                waiting.future.set_result(sequence)
        for _, future in done:
            future.set_result(None)
        return len(taken)
