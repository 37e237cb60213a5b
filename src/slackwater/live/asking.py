"""The computer's keyring, asked once and waited for without holding anything else up."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future

from slackwater.journal.keys import ComputerKeyring, Key, Parameters, Way


class Answered(Key):
    """A keyring that is asked at the first use, and from then on has answered."""

    way = Way.KEYRING

    def __init__(self) -> None:
        self._keyring = ComputerKeyring()
        self._held: dict[str, bytes] = {}

    def fresh(self, person: bytes) -> Parameters:
        """The keyring's own."""
        return self._keyring.fresh(person)

    def wrapping_key(self, person: bytes, parameters: Parameters) -> bytes:
        """What the keyring holds, or held when it was asked."""
        entry = str(parameters["entry"])
        if entry not in self._held:
            self._held[entry] = self._keyring.wrapping_key(person, parameters)
        return self._held[entry]


class Prompt:
    """The question that stands before the person, if one does: whoever asks meanwhile waits for the same answer."""

    def __init__(self) -> None:
        self._standing: Future[Key] | None = None

    async def answer(self, check: Callable[[Key], None]) -> Key:
        """A key the keyring has answered with; it may take as long as a person takes."""
        if self._standing is None or self._standing.done():
            self._standing = _asked(check)
        return await asyncio.shield(asyncio.wrap_future(self._standing))


def _asked(check: Callable[[Key], None]) -> Future[Key]:
    answer: Future[Key] = Future()
    answer.set_running_or_notify_cancel()  # nobody who goes away ends it for the others

    def ask() -> None:
        key = Answered()
        try:
            check(key)
        except BaseException as refused:  # noqa: BLE001 -- it is raised where it is waited for
            answer.set_exception(refused)
        else:
            answer.set_result(key)

    # A thread of its own that the end of the program does not wait for: nobody may ever answer.
    threading.Thread(target=ask, name="keyring", daemon=True).start()
    return answer
