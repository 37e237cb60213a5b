"""The recovery code prints well, types well, and tells a slip from a wrong code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.journal.errors import RecoveryTypo
from slackwater.journal.recovery import ALPHABET, BITS, GROUPS, new_code, read_code, written_code

randoms = st.binary(min_size=18, max_size=18)
LETTERS = GROUPS * 5


@given(randoms)
def test_a_code_reads_back_to_its_secret(random: bytes) -> None:
    wanted = int.from_bytes(random, "big") & ((1 << BITS) - 1)
    assert int.from_bytes(read_code(written_code(random)), "big") == wanted


def test_a_code_carries_at_least_128_bits() -> None:
    assert BITS >= 128


def test_two_codes_are_never_the_same() -> None:
    assert len({new_code() for _ in range(50)}) == 50


@given(randoms)
def test_case_spaces_hyphens_and_look_alikes_do_not_matter(random: bytes) -> None:
    code = written_code(random)
    typed = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert read_code(typed) == read_code(code)


@given(randoms, st.integers(0, LETTERS - 1), st.integers(1, 31))
def test_every_single_slip_is_told_with_its_group(random: bytes, at: int, off: int) -> None:
    letters = list(written_code(random).replace("-", ""))
    letters[at] = ALPHABET[(ALPHABET.index(letters[at]) + off) % 32]
    with pytest.raises(RecoveryTypo) as slip:
        read_code("".join(letters))
    assert slip.value.group == at // 5 + 1


@given(randoms, st.integers(0, LETTERS - 1), st.integers(0, LETTERS - 1))
def test_two_swapped_characters_of_a_group_are_told(random: bytes, one: int, other: int) -> None:
    letters = list(written_code(random).replace("-", ""))
    other = one // 5 * 5 + other % 5
    if letters[one] == letters[other]:
        return
    letters[one], letters[other] = letters[other], letters[one]
    with pytest.raises(RecoveryTypo):
        read_code("".join(letters))


@given(randoms, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_two_swapped_groups_are_told(random: bytes, one: int, other: int) -> None:
    groups = written_code(random).split("-")
    if one == other:
        return
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(RecoveryTypo):
        read_code("-".join(groups))


def test_a_missing_character_is_told() -> None:
    with pytest.raises(RecoveryTypo, match="7 groups of 5"):
        read_code(new_code()[:-1])


def test_a_letter_outside_the_alphabet_is_told() -> None:
    code = new_code()
    with pytest.raises(RecoveryTypo, match="group 1"):
        read_code("U" + code[1:])


def test_the_message_says_which_group_and_that_nothing_was_tried() -> None:
    with pytest.raises(RecoveryTypo, match=r"Nothing was tried or changed.*group 2"):
        read_code("00000-" + "0" * 30)
