"""What can go wrong while reading a device or a recording.

SensorError
├── MalformedFrame          a notification whose bytes do not add up
└── RecordingError          a file that cannot be played
    ├── RecordingUnreadable     not there, not allowed, or not a file we know
    ├── BadLine                 one line of a text file is not an interval
    └── NoBeats                 a file we know, with no heart beats in it
"""

from pathlib import Path

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
    """A recording cannot be played. Nothing was sent."""


class RecordingUnreadable(RecordingError):
    """The file is not there, not allowed, or not a kind we know."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}. Nothing was sent.")
        self.path = path


class BadLine(RecordingError):
    """One line of the file is not an interval."""

    def __init__(self, path: Path, number: int, text: str, why: str) -> None:
        super().__init__(
            f"{path}, line {number}: “{text[:40]}” {why}. "
            "Each line holds one beat-to-beat interval, in milliseconds or in seconds. Nothing was sent."
        )
        self.path = path
        self.number = number


class NoBeats(RecordingError):
    """The file is of a kind we know, but holds no heart beats."""

    def __init__(self, path: Path, looked_for: str) -> None:
        super().__init__(f"{path}: no heart beats in it (looked for {looked_for}). Nothing was sent.")
        self.path = path
