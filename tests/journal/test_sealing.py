"""Seal and open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.journal.errors import Tampered
from slackwater.journal.names import Written
from slackwater.journal.sealing import (
    Place,
    new_key,
    new_pair,
    public_of,
    seal,
    seal_to,
    unseal,
    unseal_from,
)

KEY = bytes(range(32))
HERE = Place(bytes(16), 7, Written("journal.batch", 1))
PRIVATE, PUBLIC = new_pair()

plains = st.binary(max_size=600)
places = st.builds(
    Place,
    st.binary(min_size=16, max_size=16),
    st.integers(0, 2**63 - 1),
    st.builds(Written, st.text(min_size=1, max_size=20), st.integers(1, 999)),
)


@given(plains, places)
def test_seal_then_open_gives_the_same_bytes(plain: bytes, place: Place) -> None:
    assert unseal(KEY, seal(KEY, plain, place), place) == plain


@given(plains, places)
def test_sealed_to_a_public_key_opens_with_the_private_one(plain: bytes, place: Place) -> None:
    assert unseal_from(PRIVATE, seal_to(PUBLIC, plain, place), place) == plain


@given(plains, st.data())
def test_any_flipped_bit_is_noticed(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, plain, HERE))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Tampered):
        unseal(KEY, bytes(sealed), HERE)


@given(plains, st.data())
def test_any_flipped_bit_of_a_box_is_noticed(plain: bytes, data: st.DataObject) -> None:
    """The top bit of an X25519 public key is no part of it, but it is bound all the same."""
    box = bytearray(seal_to(PUBLIC, plain, HERE))
    bit = data.draw(st.integers(0, len(box) * 8 - 1))
    box[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Tampered):
        unseal_from(PRIVATE, bytes(box), HERE)


@given(places, places)
def test_a_record_opens_in_its_own_place_only(place: Place, other: Place) -> None:
    sealed = seal(KEY, b"said", place)
    if place != other:
        with pytest.raises(Tampered):
            unseal(KEY, sealed, other)


@given(places, places)
def test_no_two_places_are_bound_by_the_same_bytes(place: Place, other: Place) -> None:
    assert (place.bound() == other.bound()) == (place == other)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(Tampered):
        unseal(new_key(), seal(KEY, b"said", HERE), HERE)


def test_another_private_key_does_not_open_a_box() -> None:
    with pytest.raises(Tampered):
        unseal_from(new_pair()[0], seal_to(PUBLIC, b"said", HERE), HERE)


@given(st.binary(max_size=60))
def test_short_or_empty_bytes_are_noticed_not_crashed_on(noise: bytes) -> None:
    with pytest.raises(Tampered):
        unseal(KEY, noise, HERE)
    with pytest.raises(Tampered):
        unseal_from(PRIVATE, noise, HERE)


def test_a_box_with_an_all_zero_public_key_is_refused() -> None:
    """RFC 7748 §6.1: a shared secret of zeros is nobody's."""
    with pytest.raises(Tampered):
        unseal_from(PRIVATE, bytes(32) + seal(KEY, b"said", HERE), HERE)


def test_the_same_words_are_never_sealed_the_same_twice() -> None:
    assert seal(KEY, b"said", HERE) != seal(KEY, b"said", HERE)


def test_the_public_key_follows_from_the_private_one() -> None:
    assert public_of(PRIVATE) == PUBLIC
