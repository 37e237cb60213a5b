"""Who speaks in a session: each sensor by the name its connection goes by, what it is, and when it was heard last.

Nothing here judges a sample, and no sample is kept.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slackwater.sensors.device import Device
from slackwater.sensors.errors import MalformedFrame

if TYPE_CHECKING:
    from slackwater.sensors.incoming import Kind, Samples

MOST_SOURCES = 16
"""Sensors at once: more are not joined, so that a page that reconnects under ever other names fills nothing. ENG."""


@dataclass(frozen=True, slots=True)
class Newest:
    """When the newest samples of one kind were sent and heard."""

    sent_s: float
    """The sensor's own running clock."""
    heard_s: float
    """The session's."""


@dataclass(slots=True)
class Heard:
    """One sensor, as this session hears it."""

    device: Device | None = None
    newest: "dict[Kind, Newest]" = field(default_factory=dict)
    unread: int = 0
    """Messages that could not be read."""


class Sources:
    """Every sensor of one session."""

    def __init__(self) -> None:
        self.by_name: dict[str, Heard] = {}

    def device(self, source: str, device: Device) -> None:
        """Take what a sensor says about itself."""
        heard = self._heard(source)
        if heard is not None:
            heard.device = device

    def samples(
        self, kind: "Kind", decoded: "Samples | MalformedFrame", at_s: float, now_s: float, source: str
    ) -> None:
        """Take samples, or that a message of them could not be read.

        ``at_s`` is the sensor's own running clock when they were sent, ``now_s`` the session's.
        """
        heard = self._heard(source)
        if heard is None:
            return
        if isinstance(decoded, MalformedFrame):
            heard.unread += 1
        else:
            heard.newest[kind] = Newest(at_s, now_s)

    def gone(self, source: str) -> None:
        """A sensor's connection has ended."""
        self.by_name.pop(source, None)

    def _heard(self, source: str) -> Heard | None:
        if source not in self.by_name and len(self.by_name) >= MOST_SOURCES:
            return None
        return self.by_name.setdefault(source, Heard())
