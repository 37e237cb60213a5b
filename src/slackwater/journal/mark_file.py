"""A small file beside the journal: one program at a time writes, and the newest mark stands outside it too.

The mark inside the journal goes with the journal's own transactions, so it cannot tell that the whole file
fell back, as after copying it without its write-ahead log. This one is written after each commit and never
before, so a crash between the two leaves it behind, which is no alarm; ahead, records are missing.
"""

import base64
import fcntl
import json
import os
from contextlib import suppress
from pathlib import Path

from slackwater.journal.errors import InUse
from slackwater.journal.sqlite_file import PRIVATE_FILE
from slackwater.journal.store import Mark
from slackwater.journal.values import canonical

_BYTES = 512
"""One disk sector, so that a power cut leaves the old mark or the next one."""


class MarkFile:
    """The mark beside a journal; holding it open for writing keeps other writers out."""

    def __init__(self, path: Path, *, writing: bool) -> None:
        flags = os.O_RDWR | os.O_CREAT if writing else os.O_RDONLY
        self._file = os.open(path, flags | os.O_CLOEXEC, PRIVATE_FILE) if writing or path.exists() else None
        if self._file is not None and writing:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as taken:
                os.close(self._file)
                raise InUse from taken

    def note(self, person: bytes, mark: Mark) -> None:
        """The mark stands here too. A disk that refuses leaves it behind, and that is no alarm."""
        text = canonical(
            {
                "person": person.hex(),
                "sequence": mark.sequence,
                "sealed": base64.b64encode(mark.sealed).decode(),
            }
        )
        self._write(text)

    def read(self, person: bytes | None = None) -> Mark | None:
        """The mark noted last, where it is of this person (of anyone, for None) and readable."""
        text = b"" if self._file is None else os.pread(self._file, _BYTES, 0)
        try:
            body = json.loads(text)
            if person is not None and body["person"] != person.hex():
                return None
            return Mark(body["sequence"], base64.b64decode(body["sealed"]))
        except (ValueError, KeyError, TypeError):
            return None

    def clear(self) -> None:
        """No mark stands here any more."""
        self._write(b"")

    def close(self) -> None:
        """Others may write now."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _write(self, text: bytes) -> None:
        if self._file is not None:
            with suppress(OSError):
                os.pwrite(self._file, text.ljust(_BYTES), 0)
