"""This computer's own Bluetooth for the pages: look for straps, use one, let it go, and say how it stands.

For browsers that cannot talk to a strap by themselves (Firefox, iPhone). The strap joins by the same socket as every
sensor, so nothing it says has another way into a session.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from slackwater.live.errors import LiveError
from slackwater.sensors.errors import SensorError

if TYPE_CHECKING:
    from slackwater.sensors.bluetooth import Found
    from slackwater.sensors.polar import Stream


class HostBluetooth:
    """At most one strap at a time, kept joined by the server's own program."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address
        self._joining: asyncio.Task[None] | None = None
        self.strap = ""
        """The address of the strap in use; empty without one."""
        self.said = ""
        """How it stands, in one sentence; empty before anything was asked for."""

    @property
    def in_use(self) -> bool:
        """Whether a strap is kept joined."""
        return self._joining is not None and not self._joining.done()

    async def look(self) -> "list[Found]":
        """Give the straps in reach; raises :class:`~slackwater.sensors.errors.BluetoothTrouble`."""
        from slackwater.sensors.bluetooth import scan  # noqa: PLC0415 -- nobody waits for Bluetooth unasked

        return await scan()

    async def use(self, strap: str, wanted: "Iterable[Stream] | None" = None) -> None:
        """Keep this strap joined to whatever session runs, with Polar's own streams unless others are named."""
        await self.let_go()
        self.strap = strap
        self._joining = asyncio.create_task(self._join(strap, wanted))

    async def let_go(self) -> None:
        """Use no strap any more."""
        joining, self._joining, self.strap = self._joining, None, ""
        if joining is not None:
            joining.cancel()
            with suppress(asyncio.CancelledError):
                await joining
            self.said = ""

    async def _join(self, strap: str, wanted: "Iterable[Stream] | None") -> None:
        from slackwater.live.sensing import join_strap  # noqa: PLC0415 -- as above
        from slackwater.sensors.polar import Stream  # noqa: PLC0415 -- as above

        chosen = tuple(Stream) if wanted is None else tuple(wanted)
        try:
            await join_strap(strap, address=self._address, wanted=chosen, say=self._say)
        except (LiveError, SensorError) as trouble:
            self._say(str(trouble))

    def _say(self, line: str) -> None:
        self.said = line
