"""What is decided and kept never depends on the language that is spoken."""

import pytest

from slackwater.journal.codec import CODEC
from slackwater.practices import library
from slackwater.tongues import LANGUAGES, speaking

from .person import Person

OTHERS = [one for one in LANGUAGES if one != "en"]


async def lived(language: str) -> list[object]:
    """Everything the journal holds of a whole session, and of what came before it, in this language."""
    with speaking(language):
        somebody = Person()
        await somebody.screen()
        room = await somebody.live(too_much_in=2)
        journal = somebody.home.cabinet.journal
        batches = [*journal.read(None), *journal.read(room.session)]
    return [CODEC.encode(fact) for batch in batches for fact in batch.facts]


@pytest.mark.parametrize("language", OTHERS)
async def test_the_same_session_is_kept_the_same_in_every_language(language: str) -> None:
    english = await lived("en")
    assert len(english) > 80
    assert bare(await lived(language)) == bare(english)


def bare(kept: list[object]) -> str:
    """What was kept, without the random names of sessions."""
    import re

    return re.sub(r"[0-9a-f]{16,}", "-", repr(kept))


@pytest.mark.parametrize("language", OTHERS)
def test_a_plan_that_was_made_in_one_language_is_told_in_another(language: str) -> None:
    with speaking(language):
        told = library()
    for name, practice in library().items():
        for line in practice.words.lines:
            here = told[name].told_here(line)
            assert (here.id, here.at_s, here.kind) == (line.id, line.at_s, line.kind)
