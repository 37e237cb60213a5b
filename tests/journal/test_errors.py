"""Every error of the journal says what happened, what was not done, and what to do next."""

import re

import pytest

from slackwater.journal import errors
from slackwater.journal.errors import JournalError, RecordsMissing, RecoveryTypo, Tampered

KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, JournalError)
}
LEAVES = [kind for kind in KINDS.values() if not kind.__subclasses__()]
DRAWN = re.compile(r"^[│├└─ ]*── (\w+)|^(JournalError)$", re.MULTILINE)
NEVER = ("should", "must", "failed", "error", "invalid", "stored", "!")
NOT_DONE = ("Nothing", "left as it is", "whole", "No ", "not kept", "so it stays", "are not lost", "not lost")


def drawn_tree() -> dict[str, str]:
    """Each drawn name with the one it hangs from."""
    above: list[tuple[int, str]] = []
    hangs = {}
    for line in (errors.__doc__ or "").splitlines():
        found = re.search(r"[A-Z]\w+", line)
        if not found or not (line.startswith(("│", "├", "└", " ", "JournalError"))):
            continue
        depth = found.start()
        above = [(at, name) for at, name in above if at < depth]
        if above:
            hangs[found.group()] = above[-1][1]
        above.append((depth, found.group()))
    return hangs


def made(kind: type[JournalError]) -> JournalError:
    return (
        RecordsMissing(1, 2)
        if kind is RecordsMissing
        else RecoveryTypo(1)
        if kind is RecoveryTypo
        else kind()
    )


def test_the_drawn_tree_is_the_tree() -> None:
    assert drawn_tree() == {
        name: kind.__bases__[0].__name__ for name, kind in KINDS.items() if kind is not JournalError
    }


@pytest.mark.parametrize("kind", LEAVES)
def test_a_leaf_says_what_was_not_done(kind: type[JournalError]) -> None:
    assert any(word in str(made(kind)) for word in NOT_DONE)


@pytest.mark.parametrize("kind", LEAVES)
def test_a_leaf_speaks_kindly(kind: type[JournalError]) -> None:
    words = str(made(kind)).lower()
    assert not [word for word in NEVER if word in words]
    assert len(words.split()) <= 40


def test_the_detail_stands_behind_the_message() -> None:
    assert str(Tampered(sequence=4)).endswith("(record 4)")
    assert str(RecordsMissing(3, 5)).endswith("(records 3 to 5)")
    assert str(RecordsMissing(3, 3)).endswith("(record 3)")
