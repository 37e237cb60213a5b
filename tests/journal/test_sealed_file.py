"""A file sealed with its own passphrase opens with that alone, whole or not at all."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.journal import sealed_file
from slackwater.journal.errors import ExportDamaged, ExportLocked, NotTakenIn, ShortPassphrase
from slackwater.journal.keys import Hardness, Passphrase
from slackwater.journal.sealed_file import MAGIC, is_sealed, open_sealed, seal_file

WORDS = "four words for it"
QUICK = Passphrase(WORDS, Hardness(iterations=1, lanes=1, memory_kib=8))


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_file, "PIECE", 50)


@given(content=st.binary(max_size=160))
@settings(max_examples=40, deadline=None)
def test_what_is_sealed_opens_to_the_same_bytes(content: bytes) -> None:
    sealed = seal_file(QUICK, content)
    assert is_sealed(sealed)
    assert open_sealed(WORDS, sealed) == content
    assert len(content) < 8 or content not in sealed[200:]


def test_another_passphrase_does_not_open_it() -> None:
    with pytest.raises(ExportLocked):
        open_sealed("four other words", seal_file(QUICK, b"mine"))


def test_any_changed_byte_is_noticed() -> None:
    sealed = seal_file(QUICK, b"x" * 120)
    for at in range(len(MAGIC), len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(NotTakenIn):
            open_sealed(WORDS, bytes(changed))


def test_a_piece_cut_off_moved_or_added_is_noticed() -> None:
    sealed = seal_file(QUICK, bytes(150))
    start = sealed.index(b"\n", len(MAGIC)) + 1
    head, step = sealed[:start], 78
    one, two, three = (sealed[start + at * step : start + (at + 1) * step] for at in range(3))
    for pieces in (one + two, two + one + three, one + two + three + three, b""):
        with pytest.raises(ExportLocked):
            open_sealed(WORDS, head + pieces)


@pytest.mark.parametrize(
    "asked",
    [{"memory_kib": 1 << 30}, {"iterations": 10**9}, {"lanes": 10**6}, {"lanes": 0}, {"memory_kib": "x"}, {"salt": "z"}],
)  # fmt: skip
def test_a_file_that_asks_for_more_than_we_pay_is_refused_before_paying(
    asked: dict[str, object],
) -> None:
    head = {"kdf": "argon2id", "salt": "00" * 16, "iterations": 1, "lanes": 1, "memory_kib": 8} | asked
    with pytest.raises(ExportDamaged):
        open_sealed(WORDS, MAGIC + json.dumps(head).encode() + b"\n" + bytes(100))


def test_a_short_passphrase_seals_nothing() -> None:
    with pytest.raises(ShortPassphrase):
        seal_file(Passphrase("short"), b"mine")
