"""Takes a session's facts to the journal's writer, and says when they are durable. Nobody waits for it."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from slackwater.journal.errors import Damaged, NotNow, TooMuchWaiting
from slackwater.journal.facts import Kept
from slackwater.journal.writer import Writer

Done = Callable[[], None]


LOST = (TooMuchWaiting, NotNow, Damaged, ValueError)
"""After these the writer does not hold the facts: they are never acknowledged."""


class Keeper:
    """One session's way to the disk. All methods are called from the event loop and return at once."""

    def __init__(self, writer: Writer, session: str, *, keeps: bool, trouble: Callable[[bool], None]) -> None:
        self._writer = writer
        self._session = session
        self._trouble = trouble
        self.keeps = keeps
        """Whether anything is there after the program ends."""
        self._in_trouble = False

    def keep(self, facts: Sequence[Kept], done: Done) -> None:
        """Let the facts become durable; ``done`` is called on this loop once they are, however long it takes."""
        loop = asyncio.get_running_loop()
        put = self._writer.put(self._session, facts)

        def settled(future: "Future[int]") -> None:
            error = future.exception()
            loop.call_soon_threadsafe(self._settled, error, done)

        put.add_done_callback(settled)

    def once_kept(self, done: Done) -> None:
        """``done`` is called on this loop once everything given so far is durable."""
        loop = asyncio.get_running_loop()
        flushed = self._writer.flush()
        flushed.add_done_callback(lambda _: loop.call_soon_threadsafe(done))

    def _settled(self, error: BaseException | None, done: Done) -> None:
        self._say_trouble(trouble=error is not None)
        if error is None:
            done()
        elif not isinstance(error, LOST):
            self.once_kept(lambda: self._settled(None, done))

    def _say_trouble(self, *, trouble: bool) -> None:
        if trouble is not self._in_trouble:
            self._in_trouble = trouble
            self._trouble(trouble)
