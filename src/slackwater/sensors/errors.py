"""What can go wrong while reading a device or a recording.

SensorError
├── MalformedFrame          a notification whose bytes do not add up
├── BluetoothTrouble        this computer's own Bluetooth cannot be used
│   ├── NoBluetooth
│   ├── BluetoothOff
│   ├── BluetoothNotAllowed
│   ├── BluetoothNotRunning
│   ├── OutOfReach
│   ├── NotAStrap
│   ├── HeldElsewhere
│   └── BluetoothFailed         anything else, in the system's own words
├── StreamTrouble           the lab streaming layer cannot be used
│   ├── NoStreamLibrary
│   └── NoStreams
└── RecordingError          a file that cannot be read
    ├── RecordingUnreadable     not there, not allowed, or not a file we know
    ├── BadLine                 one line of a text file is not what its place asks for
    ├── BadByte                 a file stops making sense at one of its bytes
    ├── NoBeats                 a file we know, with no heart beats in it
    ├── NothingToRead           a file we know, with nothing in it that can be read here
    └── NotSure                 what the file holds cannot be told without a word more
"""

import json
from pathlib import Path

from slackwater.plain_error import PlainError
from slackwater.tongues import worded

SHOWN = 24
"""Bytes of a frame that its error shows: all of a heart frame, the head of a longer one."""


class SensorError(Exception):
    """A device or a recording could not be read."""


class MalformedFrame(SensorError):
    """The bytes of one notification do not add up. The frame was left out; nothing was guessed."""

    def __init__(self, frame: bytes, why: str, of: str = "heart") -> None:
        shown = frame[:SHOWN].hex(" ") + (" …" if len(frame) > SHOWN else "")
        super().__init__(f"{of} frame [{shown}]: {why}; it was left out")
        self.frame = frame
        self.why = why


class RecordingError(SensorError):
    """A recording cannot be read. Nothing was done.

    What is wrong with it, and what may be done next, are told in the language spoken where it was met.
    """

    def __init__(self, path: Path, where: str, why: str, do_next: str = "") -> None:
        told = worded("{where}: {why}. Nothing was done. {next}")
        super().__init__(told.format(where=where, why=why, next=do_next).rstrip())
        self.path = path


class RecordingUnreadable(RecordingError):
    """The file is not there, not allowed, or not a kind we know."""

    def __init__(self, path: Path, why: str, do_next: str = "") -> None:
        super().__init__(path, str(path), why, do_next)


class BadLine(RecordingError):
    """One line of the file is not what its place asks for."""

    def __init__(
        self, path: Path, number: int, text: str, why: str, do_next: str | None = None, **values: int
    ) -> None:
        """``why`` is a sentence with places for the ``{text}`` and the values."""
        where = worded("{path}, line {number}").format(path=path, number=number)
        asked = worded("Each line holds one beat-to-beat interval, in milliseconds or in seconds.")
        why = why.format(text=text[:40], **values)
        super().__init__(path, where, why, asked if do_next is None else do_next)
        self.number = number


class BadByte(RecordingError):
    """The file stops making sense at one of its bytes."""

    def __init__(self, path: Path, offset: int, why: str, do_next: str) -> None:
        where = worded("{path}, byte {offset}").format(path=path, offset=offset)
        super().__init__(path, where, why, do_next)
        self.offset = offset


class NoBeats(RecordingError):
    """The file is of a kind we know, but holds no heart beats."""

    def __init__(self, path: Path, looked_for: str) -> None:
        none = worded("no heart beats in it (looked for {what})").format(what=looked_for)
        super().__init__(path, str(path), none)


class NothingToRead(RecordingError):
    """The file is of a kind we know, but holds nothing that can be read here."""

    def __init__(self, path: Path, looked_for: str, do_next: str) -> None:
        nothing = worded("nothing to read in it (looked for {what})").format(what=looked_for)
        super().__init__(path, str(path), nothing, do_next)


class NotSure(RecordingError):
    """What the file holds cannot be told without a word more."""

    def __init__(self, path: Path, what: str, add: str) -> None:
        super().__init__(path, str(path), what, add)


class BluetoothTrouble(PlainError, SensorError):
    """This computer's Bluetooth cannot be used. A session goes on without a heart signal."""


class NoBluetooth(BluetoothTrouble):
    """This computer has no Bluetooth that can talk to a strap. A Bluetooth 4 adapter in a USB port would do."""


class BluetoothOff(BluetoothTrouble):
    """Bluetooth is switched off on this computer. Switch it on in its settings, then try again."""


class BluetoothNotAllowed(BluetoothTrouble):
    """This computer does not let this program use Bluetooth. Allow it in the system's settings, then try again."""


class BluetoothNotRunning(BluetoothTrouble):
    """The computer's Bluetooth service is not running. On Linux: sudo systemctl start bluetooth; then try again."""


class OutOfReach(BluetoothTrouble):
    """The strap does not answer. It is heard when it is worn, its electrodes moist, within a few metres of here."""


class NotAStrap(BluetoothTrouble):
    """This device offers no heart rate, so it was left alone. `slackwater sensors` lists those that do."""


class HeldElsewhere(BluetoothTrouble):
    """The strap would not connect. A watch, a phone or another program may hold it: close it there, then try again."""


class BluetoothFailed(BluetoothTrouble):
    """Bluetooth failed in a way that is not known here. A session goes on without it."""


class StreamTrouble(PlainError, SensorError):
    """The lab streaming layer cannot be used. A session goes on without it."""


class NoStreamLibrary(StreamTrouble):
    """The lab streaming layer is an extra, not installed here: pip install 'slackwater[lsl]' brings it."""


class NoStreams(StreamTrouble):
    """No stream of a heart, a breath or an acceleration was found on this network. Start its program first."""


def written(message: object) -> bytes:
    """A message as text, for an error that shows it; empty where it is too long or too deep to be written."""
    try:
        return json.dumps(message, default=str).encode()
    except (ValueError, RecursionError):
        return b""
