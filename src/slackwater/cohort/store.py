"""Finished shards as files: whole or not there. A torn one is not there either.

A file's first line is the SHA-256 of the rest; it is written beside its place and moved there.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from slackwater.cohort.errors import OtherRun
from slackwater.cohort.records import Course
from slackwater.cohort.settings import Settings, Shard

SETTINGS, SHARDS = "settings.json", "shards"


@dataclass(frozen=True, slots=True)
class Store:
    """Where a run keeps what is finished."""

    folder: Path
    run: str
    """Hash of the whole settings."""

    def has(self, shard: Shard) -> bool:
        """Whether it is finished, whole, and of this run."""
        return self._read(shard) is not None

    def courses(self, shard: Shard) -> list[Course]:
        """The finished courses. Raises ``FileNotFoundError`` where they are not."""
        text = self._read(shard)
        if text is None:
            raise FileNotFoundError(self._file(shard))
        return [Course.read(one) for one in json.loads(text)["courses"]]

    def keep(self, shard: Shard, courses: list[Course]) -> None:
        """Keep the finished shard."""
        whole = {"run": self.run, "shard": shard.name, "courses": [one.written() for one in courses]}
        text = json.dumps(whole, allow_nan=False)
        file = self._file(shard)
        beside = file.with_suffix(f".{os.getpid()}.part")
        beside.write_text(f"{_hash(text)}\n{text}", encoding="utf-8")
        beside.replace(file)

    def _file(self, shard: Shard) -> Path:
        return self.folder / SHARDS / f"{shard.name}.json"

    def _read(self, shard: Shard) -> str | None:
        try:
            first, text = self._file(shard).read_text(encoding="utf-8").split("\n", 1)
        except (FileNotFoundError, ValueError):
            return None
        if first != _hash(text):
            return None
        said = json.loads(text)
        return text if (said["run"], said["shard"]) == (self.run, shard.name) else None


def open_store(folder: Path, settings: Settings) -> Store:
    """The run's place. Raises ``OtherRun`` where the folder holds a run with other settings."""
    (folder / SHARDS).mkdir(parents=True, exist_ok=True)
    file = folder / SETTINGS
    text = json.dumps(settings.written, indent=1, ensure_ascii=False) + "\n"
    if file.exists() and file.read_text(encoding="utf-8") != text:
        raise OtherRun(
            f"{folder} holds a run with other settings. Nothing was done. Name another folder with --out."
        )
    file.write_text(text, encoding="utf-8")
    for left in (folder / SHARDS).glob("*.part"):
        left.unlink()
    return Store(folder, settings.hash)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
