"""What a run is: worlds, policies, people, weeks, chance. Two runs with the same settings give the same report."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from slackwater import __version__
from slackwater.body.world import World
from slackwater.cohort.answering import Said
from slackwater.cohort.dosers import Rungs

FORMAT = 2
"""Of the finished shards. It rises whenever the same settings may lead to other courses."""

PARTS = ("session", "guiding", "practices", "titration", "body", "cohort", "quantities.py")
"""What of the program decides a course."""
KINDS = (".py", ".toml", ".json")
"""Endings of the files that count: source, and the library and constants as data."""

TUNING_SEEDS = range(1, 100)
CLAIM_SEEDS = range(1000, 1100)
"""Chance that nothing was ever tuned on; a claim is made from these alone. Other seeds are anybody's."""
TUNING_WORLDS = ("as-written", "no-tipping-point", "bracing-the-other-way", "words-apart-from-body")
HELD_OUT_WORLDS = ("fragile", "overwhelm-comes-later", "shock-days")
"""Families that nothing may be tuned on."""

SHARD_PEOPLE = 20
"""People in a shard: one policy, one world. Fixed, so that results do not depend on who shares the work."""
SESSION_DAYS = (0, 2, 4)
"""Of each week."""
ROUNDS = 6
"""Movement rounds in a session (TITRATION 5)."""
RECORDED = 3
"""People of each world whose courses are kept whole, for the replay section."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Some people of one world under one policy."""

    world: int
    policy: str
    first: int
    people: int

    @property
    def name(self) -> str:
        """Its file's name, without the ending."""
        return f"{self.world}-{self.policy}-{self.first}"


@dataclass(frozen=True)
class Settings:
    """Everything a report depends on."""

    worlds: tuple[World, ...]
    policies: tuple[str, ...]
    people: int
    weeks: int
    seed: int
    exact: bool = False
    said: Said = Said.NOW
    ladder: Rungs = Rungs.LIBRARY

    @cached_property
    def written(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "format": FORMAT,
            "version": __version__,
            "program": program(),
            "worlds": [_written(one) for one in self.worlds],
            "policies": list(self.policies),
            "people": self.people,
            "weeks": self.weeks,
            "seed": self.seed,
            "exact": self.exact,
            "said": self.said.value,
            "ladder": self.ladder.value,
        }

    @cached_property
    def hash(self) -> str:
        """Of everything the courses depend on."""
        text = json.dumps(self.written, sort_keys=True, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def horizons(self) -> tuple[int, ...]:
        """Weeks at which is looked: 8 and 24 as far as the run goes, and its end."""
        return tuple(sorted({week for week in (8, 24) if week <= self.weeks} | {self.weeks}))

    def shards(self) -> Iterator[Shard]:
        """Every shard, in order."""
        for world in range(len(self.worlds)):
            for policy in self.policies:
                for first in range(0, self.people, SHARD_PEOPLE):
                    yield Shard(world, policy, first, min(SHARD_PEOPLE, self.people - first))


@cache
def program() -> str:
    """SHA-256 of the source and data that courses depend on, as they are on this machine."""
    package = Path(__file__).parents[1]
    found = (
        file
        for part in PARTS
        for file in (package / part, *(package / part).rglob("*"))
        if file.suffix in KINDS and file.is_file()
    )
    digest = hashlib.sha256()
    for name, file in sorted((file.relative_to(package).as_posix(), file) for file in found):
        digest.update(f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def use_of_seed(seed: int) -> str:
    """What this seed may be used for."""
    if seed in CLAIM_SEEDS:
        return "claim"
    return "tuning" if seed in TUNING_SEEDS else "free"


def use_of_world(name: str) -> str:
    """Whether anything may have been tuned in the family of this name."""
    if name in HELD_OUT_WORLDS:
        return "held out"
    return "tuning" if name in TUNING_WORLDS else "unknown"


def _written(world: World) -> dict[str, Any]:
    written: dict[str, Any] = asdict(world)
    return written
