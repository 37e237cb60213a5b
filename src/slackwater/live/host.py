"""This computer's own Bluetooth for the pages: look for straps, use one, let it go, and say how it stands.

For browsers that cannot talk to a strap by themselves (Firefox, Safari). The strap joins by the same socket as every
sensor, so nothing it says has another way into a session.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import TYPE_CHECKING

from slackwater.live.errors import LiveError
from slackwater.sensors.errors import BluetoothFailed, SensorError
from slackwater.tongues import marked, worded

if TYPE_CHECKING:
    from slackwater.sensors.bluetooth import Found

Doing = Callable[[], Coroutine[None, None, str]]
"""What is done, and the sentence it ends with."""

LOOKING = marked("Looking for straps near this computer, a few seconds …")
NONE_HEARD = marked("None heard. A strap is heard when it is worn and no watch or phone holds it.")

_LOG = logging.getLogger("slackwater.live")


def _nobody() -> None:
    """Nobody is told of a change."""


class HostBluetooth:
    """At most one strap at a time, kept joined by the server's own program.

    ``address`` gives the server's address with a key, ``cookie`` what leads to the person it is for; ``changed`` is
    called whenever something here is another than before, and returns at once. What goes wrong is said, never raised.
    """

    def __init__(
        self,
        address: Callable[[], str],
        *,
        cookie: Callable[[], str | None] = lambda: None,
        changed: Callable[[], None] = _nobody,
    ) -> None:
        self._address, self._cookie = address, cookie
        self._changed = changed
        self._turn = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self.strap = ""
        """The address of the strap in use; empty without one."""
        self.looking = False
        self.found: tuple[Found, ...] = ()
        """The straps that were in reach when they were looked for, the strongest first."""
        self.said = ""
        """How it stands, in one sentence; empty before anything was asked for."""

    async def look(self) -> None:
        """Begin to look for straps; one that is in use is let go."""
        await self._instead(self._look, looking=True)

    async def use(self, strap: str) -> None:
        """Keep this strap joined to whatever session runs, with Polar's own streams; no other is used any more."""
        await self._instead(lambda: self._join(strap), strap=strap)

    async def let_go(self) -> None:
        """Use no strap any more, and look for none."""
        await self._instead(None)

    async def forget(self) -> None:
        """Let go, and know of no strap any more."""
        self.found = ()
        await self.let_go()

    async def _instead(self, doing: Doing | None, *, strap: str = "", looking: bool = False) -> None:
        """Do this once what is done now has ended; one after the other, however fast they are asked for."""
        async with self._turn:
            if self._task is not None:
                self._task.cancel()
                await asyncio.wait({self._task})
            self._task = None if doing is None else asyncio.create_task(self._do(doing))
            self.strap, self.looking = strap, looking
            self._say(worded(LOOKING) if looking else "")

    async def _do(self, doing: Doing) -> None:
        """Do it; how it ended is said once nothing is in use any more."""
        try:
            await asyncio.to_thread(
                import_module, "slackwater.live.joining"
            )  # takes half a second of a session
            said = await doing()
        except (LiveError, SensorError) as trouble:
            said = str(trouble)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the person is told
            _LOG.exception("this computer's Bluetooth failed")
            said = str(BluetoothFailed(type(error).__name__))
        self.strap, self.looking = "", False
        self._say(said)

    async def _look(self) -> str:
        from slackwater.sensors.bluetooth import scan  # noqa: PLC0415 -- nobody waits for Bluetooth unasked

        self.found = tuple(await scan())
        if not self.found:
            return worded(NONE_HEARD)
        return worded("Straps heard: {count}.").format(count=len(self.found))

    async def _join(self, strap: str) -> str:
        from slackwater.live.joining import join_strap  # noqa: PLC0415 -- as above
        from slackwater.sensors.polar import Stream  # noqa: PLC0415 -- as above

        every = tuple(Stream)
        await join_strap(strap, address=self._address, cookie=self._cookie, wanted=every, say=self._say)
        return ""

    def _say(self, line: str) -> None:
        self.said = line
        self._changed()
