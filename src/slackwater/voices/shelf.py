"""The shelf of clips: ``<data>/voice/<language>/<voice>/<digest of the text>.wav``, and what each voice is.

A clip is found by its exact text, in a folder named for the voice, so a sentence that changed is never said in its old
words. Nothing of a person is here: only sentences that the program says to everybody.
"""

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from slackwater.tongues import worded
from slackwater.voices.errors import ShelfRefused

FOLDER = "voice"
"""In the data folder."""

SHEET = "voice.json"
CLIP = ".wav"
PART = ".part"
"""The end of a file that is being written; what a cut leaves of it is cleared away at the next start."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,80}")
"""What the name of a voice or a clip may be: it comes with a request, and stays inside the shelf."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice on the shelf."""

    language: str
    id: str
    """Of its folder: its name, and a digest of all that makes it sound as it does."""
    name: str
    program: str
    made_at: str

    @property
    def title(self) -> str:
        """As a person reads it."""
        return f"{self.name} ({self.program})"


def voice_id(name: str, sounds_by: str) -> str:
    """The folder of a voice; ``sounds_by`` is all that makes it sound as it does."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")[:60]
    return f"{plain}-{sha256(sounds_by.encode()).hexdigest()[:8]}"


def clip_name(text: str) -> str:
    """What the clip of this text is called."""
    return sha256(text.encode()).hexdigest()[:32]


class Shelf:
    """Every clip that was made ahead for one data folder."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    def languages(self) -> tuple[str, ...]:
        """Those that have a voice here."""
        return tuple(one for one in _names(self.folder) if self.voices(one))

    def voices(self, language: str) -> tuple[Voice, ...]:
        """The voices of a language, the one that was made first before the others: a new one replaces none."""
        if not _PLAIN.fullmatch(language):
            return ()
        found = (self._read(language, one) for one in _names(self.folder / language))
        return tuple(sorted((one for one in found if one), key=lambda one: (one.made_at, one.id)))

    def clips(self, voice: Voice, texts: Iterable[str]) -> Mapping[str, str]:
        """The names of the clips that are here, by their texts."""
        here = set(_names(self._place(voice)))
        return {text: clip_name(text) for text in texts if clip_name(text) + CLIP in here}

    def read(self, language: str, voice: str, name: str) -> bytes | None:
        """The sound of one clip, or None where there is none."""
        if not all(_PLAIN.fullmatch(one) for one in (language, voice, name)):
            return None
        try:
            return (self.folder / language / voice / f"{name}{CLIP}").read_bytes()
        except OSError:
            return None

    def size(self, voice: Voice) -> int:
        """How much of the disk a voice takes, bytes."""
        return sum(path.stat().st_size for path in self._place(voice).iterdir())

    def begin(self, language: str, id_: str, name: str, program: str) -> Voice:
        """The voice, ready to take clips; what an earlier run was cut off in is cleared away."""
        place = self.folder / language / id_
        try:
            for folder in (self.folder.parent, self.folder, place.parent, place):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for part in place.glob(f"*{PART}"):
                part.unlink(missing_ok=True)
        except OSError as refused:
            raise ShelfRefused(refused.strerror or worded("no reason given")) from refused
        if there := self._read(language, id_):
            return there
        voice = Voice(language, id_, name, program, datetime.now(UTC).isoformat(timespec="seconds"))
        sheet = {"format": 1, "name": voice.name, "program": voice.program, "made_at": voice.made_at}
        _write(place / SHEET, json.dumps(sheet, ensure_ascii=False, indent=2).encode())
        return voice

    def put(self, voice: Voice, text: str, sound: bytes) -> None:
        """Keep a clip, whole or not at all."""
        _write(self._place(voice) / (clip_name(text) + CLIP), sound)

    def tidy(self, voice: Voice, texts: Iterable[str]) -> int:
        """Clear away clips of texts that nobody says any more; how many those were."""
        wanted = {clip_name(text) + CLIP for text in texts}
        old = [one for one in self._place(voice).glob(f"*{CLIP}") if one.name not in wanted]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def forget(self, language: str | None = None, voice: str | None = None) -> tuple[Voice, ...]:
        """Delete voices with all their clips: of a language, of a name or id, or every one; those that are gone."""
        gone = []
        for one in self._all():
            if language in (None, one.language) and voice in (None, one.id, one.name):
                shutil.rmtree(self._place(one))
                gone.append(one)
        if language is None and voice is None and self.folder.is_dir():
            shutil.rmtree(self.folder)  # also what a cut left without a sheet that can be read
        for left in (*(self.folder / one for one in _names(self.folder)), self.folder):
            if left.is_dir() and not any(left.iterdir()):
                left.rmdir()
        return tuple(gone)

    def _all(self) -> Iterator[Voice]:
        for language in self.languages():
            yield from self.voices(language)

    def _place(self, voice: Voice) -> Path:
        return self.folder / voice.language / voice.id

    def _read(self, language: str, id_: str) -> Voice | None:
        try:
            sheet = json.loads((self.folder / language / id_ / SHEET).read_text(encoding="utf-8"))
            return Voice(language, id_, str(sheet["name"]), str(sheet["program"]), str(sheet["made_at"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.name for path in folder.iterdir()))
    except OSError:
        return ()


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + PART)
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as refused:
        part.unlink(missing_ok=True)
        raise ShelfRefused(refused.strerror or worded("no reason given")) from refused
