"""Takes a session's facts to the journal's writer, and says when they are durable. Nobody waits for it."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from slackwater.journal.facts import Kept
from slackwater.journal.writer import Writer

Done = Callable[[], None]


class Keeper:
    """One session's way to the disk. All methods are called from the event loop and return at once."""

    def __init__(self, writer: Writer, session: str, *, keeps: bool, trouble: Callable[[bool], None]) -> None:
        self._writer = writer
        self._session = session
        self._trouble = trouble
        self.keeps = keeps
        """Whether anything is there after the program ends."""
        self._in_trouble = False
        self._lost = False
        """Something was not even taken: nothing after it is kept or acknowledged, for a record has no holes."""

    def keep(self, facts: Sequence[Kept], done: Done) -> None:
        """Let the facts become durable; ``done`` is called on this loop once they are, however long it takes."""
        loop = asyncio.get_running_loop()
        if self._lost:
            return
        put = self._writer.put(self._session, facts)
        if not put.taken:
            self._lost = True
            self._say_trouble(trouble=True)
            return

        waits = [done]  # taken out when called: the writer may hold on to what it wrote last

        def settled(future: "Future[int]") -> None:
            error = future.exception()
            loop.call_soon_threadsafe(self._settled, error, waits.pop())

        put.add_done_callback(settled)

    def once_kept(self, done: Done) -> None:
        """``done`` is called on this loop once everything given so far is durable."""
        if not self._lost:
            self._wait(done)

    def _settled(self, error: BaseException | None, done: Done) -> None:
        self._say_trouble(trouble=self._lost or error is not None)
        if error is None:
            done()
        else:
            self._wait(lambda: self._settled(None, done))

    def _wait(self, done: Done) -> None:
        loop = asyncio.get_running_loop()
        self._writer.flush().add_done_callback(lambda _: loop.call_soon_threadsafe(done))

    def _say_trouble(self, *, trouble: bool) -> None:
        if trouble is not self._in_trouble:
            self._in_trouble = trouble
            self._trouble(trouble)
