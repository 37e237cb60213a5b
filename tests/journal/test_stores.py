"""One contract for every store."""

from collections.abc import Callable
from threading import Thread

import pytest

from slackwater.journal.errors import AlreadyBegun, NotBegun, SequenceTaken
from slackwater.journal.keys import Way, Wrap
from slackwater.journal.names import Written
from slackwater.journal.store import Folder, Mark, Row, Store

ME = bytes(range(16))
SOMEBODY_ELSE = bytes(16)
BATCH = Written("journal.batch", 1)


def folder(person: bytes = ME) -> Folder:
    return Folder(person, b"public", b"private", Mark(0, b"start"))


def row(sequence: int) -> Row:
    return Row(sequence, BATCH, b"sealed %d" % sequence)


def wrap(way: Way = Way.PASSPHRASE, wrapped: bytes = b"wrapped") -> Wrap:
    return Wrap(way, 1, "{}", wrapped)


@pytest.fixture
def begun(store: Store) -> Store:
    store.begin(folder(), [wrap(), wrap(Way.RECOVERY)])
    return store


def append(store: Store, *sequences: int, merged: int = 0) -> None:
    store.append(ME, [row(each) for each in sequences], Mark(sequences[-1], b"mark"), merged)


def sequences(store: Store, first: int = 1, last: int | None = None) -> list[int]:
    return [each.sequence for each in store.rows(ME, first, last)]


def number_sealed(number: int) -> bytes:
    return b"for %d" % number


def test_there_is_nobody_before_somebody_begins(store: Store) -> None:
    assert store.person() is None
    assert store.folder(ME) is None
    assert store.wraps(ME) == ()


def test_a_person_who_began_is_found(begun: Store) -> None:
    assert begun.person() == ME
    assert begun.folder(ME) == folder()


def test_beginning_twice_overwrites_nothing(begun: Store) -> None:
    append(begun, 1)
    with pytest.raises(AlreadyBegun):
        begun.begin(folder(), [])
    assert sequences(begun) == [1]
    assert len(begun.wraps(ME)) == 2


def test_wraps_are_given_back(begun: Store) -> None:
    assert set(begun.wraps(ME)) == {wrap(), wrap(Way.RECOVERY)}


def test_a_wrap_stands_instead_of_the_one_of_its_way(begun: Store) -> None:
    begun.rewrap(ME, wrap(wrapped=b"again"))
    assert set(begun.wraps(ME)) == {wrap(wrapped=b"again"), wrap(Way.RECOVERY)}


def test_a_dropped_way_is_gone(begun: Store) -> None:
    begun.drop_wrap(ME, Way.RECOVERY)
    assert begun.wraps(ME) == (wrap(),)


def test_records_come_back_in_order(begun: Store) -> None:
    append(begun, 1, 2)
    append(begun, 3)
    assert list(begun.rows(ME)) == [row(1), row(2), row(3)]


def test_a_part_of_the_records_comes_back(begun: Store) -> None:
    append(begun, *range(1, 8))
    assert sequences(begun, 3, 5) == [3, 4, 5]
    assert sequences(begun, 6) == [6, 7]
    assert sequences(begun, 8) == []


def test_many_records_come_back(begun: Store) -> None:
    """More than a store reads at a time."""
    append(begun, *range(1, 1251))
    assert sequences(begun) == list(range(1, 1251))


def test_the_mark_moves_with_the_records(begun: Store) -> None:
    append(begun, 1, 2)
    kept = begun.folder(ME)
    assert kept is not None
    assert kept.mark == Mark(2, b"mark")


@pytest.mark.parametrize("wrong", [(1,), (3,), (2, 2), (2, 4), (0,), (3, 2)], ids=str)
def test_a_repeat_or_a_gap_is_refused_and_writes_nothing(begun: Store, wrong: tuple[int, ...]) -> None:
    append(begun, 1)
    with pytest.raises(SequenceTaken, match="Nothing was written"):
        append(begun, *wrong)
    assert list(begun.rows(ME)) == [row(1)]
    append(begun, 2)


def test_a_mark_that_does_not_belong_to_the_last_record_is_refused(begun: Store) -> None:
    with pytest.raises(SequenceTaken):
        begun.append(ME, [row(1)], Mark(2, b"mark"))
    assert sequences(begun) == []


@pytest.mark.parametrize("wrong", [(2, 1), (1, 1), (0, 2), (3, 2)], ids=str)
def test_records_out_of_order_are_refused_whatever_the_mark_says(
    store: Store, wrong: tuple[int, ...]
) -> None:
    store.begin(folder(), [])
    with pytest.raises(SequenceTaken):
        store.append(ME, [row(each) for each in wrong], Mark(2, b"mark"))
    assert sequences(store) == []


def test_nobody_is_appended_to_before_beginning(store: Store) -> None:
    with pytest.raises(NotBegun):
        append(store, 1)
    with pytest.raises(NotBegun):
        store.leave(ME, BATCH, number_sealed)


def test_what_is_left_is_sealed_for_its_own_number(begun: Store) -> None:
    assert [begun.leave(ME, BATCH, number_sealed) for _ in range(3)] == [1, 2, 3]
    assert [kept.sealed for kept in begun.left(ME)] == [b"for 1", b"for 2", b"for 3"]


def test_what_was_merged_is_taken_away_with_the_append(begun: Store) -> None:
    for _ in range(3):
        begun.leave(ME, BATCH, number_sealed)
    append(begun, 1, merged=2)
    assert [kept.sequence for kept in begun.left(ME)] == [3]


def test_a_refused_append_takes_nothing_away(begun: Store) -> None:
    begun.leave(ME, BATCH, number_sealed)
    with pytest.raises(SequenceTaken):
        append(begun, 5, merged=1)
    assert [kept.sequence for kept in begun.left(ME)] == [1]


def test_a_number_is_never_given_twice(begun: Store) -> None:
    begun.leave(ME, BATCH, number_sealed)
    append(begun, 1, merged=1)
    append(begun, 2)
    assert begun.leave(ME, BATCH, number_sealed) == 2


def test_merging_without_a_record_is_an_append_of_none(begun: Store) -> None:
    begun.leave(ME, BATCH, number_sealed)
    begun.append(ME, [], Mark(0, b"mark"), merged=1)
    assert begun.left(ME) == ()


def test_another_person_is_nobody_here(begun: Store) -> None:
    append(begun, 1)
    assert begun.folder(SOMEBODY_ELSE) is None
    assert list(begun.rows(SOMEBODY_ELSE)) == []
    begun.forget(SOMEBODY_ELSE)
    assert sequences(begun) == [1]


def test_nothing_is_left_of_somebody_forgotten(begun: Store) -> None:
    append(begun, 1)
    begun.leave(ME, BATCH, number_sealed)
    begun.forget(ME)
    assert begun.person() is None
    assert begun.wraps(ME) == ()
    begun.begin(folder(), [])
    assert sequences(begun) == []
    assert begun.left(ME) == ()


def test_many_threads_append_without_gap_or_repeat(begun: Store) -> None:
    """Each takes the next place or is refused; what was refused is tried again."""
    threads = [Thread(target=_until_it_stands, args=(begun,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sequences(begun) == list(range(1, 41))


def _until_it_stands(store: Store) -> None:
    for _ in range(5):
        while not _stands(lambda: append(store, len(sequences(store)) + 1)):
            pass


def _stands(write: Callable[[], None]) -> bool:
    try:
        write()
    except SequenceTaken:
        return False
    return True
