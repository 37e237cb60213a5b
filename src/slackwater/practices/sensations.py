"""Words for what the body says, grouped for a picker, and how many of them sound far away."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from slackwater.practices.matrix import read_table
from slackwater.tongues import in_each_language


class Tag(Enum):
    """What a word hints at; a hint and no more."""

    HYPER = "hyper"
    """Revved up."""
    FOG = "fog"
    """Far away; counted by the engine."""
    SETTLING = "settling"
    PAIN = "pain"
    ASK = "ask"
    """May mean far away: worth a kind question."""


@dataclass(frozen=True, slots=True)
class Sensation:
    """One word of the picker."""

    id: str
    text: str
    tags: frozenset[Tag]
    stop: bool
    """A sharp pain: the person is asked whether it hurts."""


@dataclass(frozen=True, slots=True)
class SensationGroup:
    """Words that belong together."""

    id: str
    title: str
    words: tuple[Sensation, ...]


@in_each_language
def sensations() -> tuple[SensationGroup, ...]:
    """Every word, in the order of the picker."""
    names = read_table("sensations.en.toml")
    return tuple(
        SensationGroup(
            id=group["id"],
            title=names["group"][group["id"]],
            words=tuple(
                Sensation(
                    id=word["id"],
                    text=names["word"][word["id"]],
                    tags=frozenset(Tag(tag) for tag in word["tags"]),
                    stop=word.get("stop", False),
                )
                for word in group["words"]
            ),
        )
        for group in read_table("sensations.toml")["group"]
    )


def fog_words(picked: Collection[str]) -> int:
    """How many of the picked words sound far away; *can't tell* counts as one beside another."""
    words = [word for group in sensations() for word in group.words if word.id in picked]
    fog = sum(Tag.FOG in word.tags for word in words)
    return fog + 1 if fog and "cannot-tell" in picked else fog
