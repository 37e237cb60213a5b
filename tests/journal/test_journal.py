"""A person's journal over every store."""

import threading
import time
from pathlib import Path

import pytest

from slackwater.journal.batch import LEFT, Batch, to_bytes
from slackwater.journal.errors import (
    AlreadyBegun,
    KeyNotHere,
    LastKey,
    Locked,
    NotBegun,
    OnlyAStopOrAnAnswer,
    ReadingOnly,
    Tampered,
    UnknownFact,
    WrongKey,
)
from slackwater.journal.facts import PersonSet, Said, SessionClosed, TimePassed, WordsPicked
from slackwater.journal.journal import Door, Journal, SessionKept, new_session_id
from slackwater.journal.keys import Hardness, Passphrase, Way, new_recovery_code
from slackwater.journal.memory import MemoryStore
from slackwater.journal.sealing import Place, seal_to
from slackwater.journal.sqlite import SqliteStore
from slackwater.journal.store import Store
from slackwater.session.events import (
    Agreed,
    AgreedLate,
    CheckedIn,
    PauseAsked,
    Screened,
    Tick,
    TooMuch,
)

FAST = Hardness(iterations=1, lanes=1, memory_kib=8)
NOON = 1_795_348_800
SESSION = "5e551011"
OTHER = "07e5"


def test_what_is_appended_is_read(journal: Journal) -> None:
    journal.append(SESSION, [TooMuch(), CheckedIn(4, 1)])
    journal.append(SESSION, [TimePassed(5)])
    assert journal.facts(SESSION) == (TooMuch(), CheckedIn(4, 1), TimePassed(5))


def test_each_record_follows_the_last(journal: Journal) -> None:
    assert [journal.append(SESSION, [Tick()]) for _ in range(3)] == [1, 2, 3]


def test_sessions_do_not_mix(journal: Journal) -> None:
    journal.append_many([(SESSION, [TooMuch()]), (OTHER, [PauseAsked()]), (SESSION, [TimePassed(1)])])
    assert journal.facts(SESSION) == (TooMuch(), TimePassed(1))
    assert journal.facts(OTHER) == (PauseAsked(),)


def test_what_belongs_to_the_person_is_in_no_session(journal: Journal) -> None:
    journal.append(None, [PersonSet("theme", "night")])
    assert journal.sessions() == ()
    assert journal.facts(None) == (PersonSet("theme", "night"),)


def test_a_session_that_is_not_kept_is_empty(journal: Journal) -> None:
    assert journal.read(SESSION) == ()


def test_the_list_of_sessions_says_which_are_closed(journal: Journal) -> None:
    journal.append(SESSION, [SessionClosed(NOON)])
    journal.append(OTHER, [TooMuch()])
    noon = NOON
    assert journal.sessions() == (
        SessionKept(SESSION, noon, noon, closed=True),
        SessionKept(OTHER, noon, noon, closed=False),
    )


def test_everything_is_there_after_locking_and_unlocking(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [TooMuch()])
    journal.append(OTHER, [SessionClosed(NOON)])
    sessions = journal.sessions()
    journal.lock()
    journal.unlock(mine)
    assert journal.sessions() == sessions
    assert journal.facts(SESSION) == (TooMuch(),)
    assert journal.append(SESSION, [Tick()]) == 3


def test_the_door_says_where_it_stands(store: Store, mine: Passphrase) -> None:
    journal = Journal(store)
    seen = [journal.door]
    journal.begin(mine)
    seen.append(journal.door)
    journal.lock()
    seen.append(journal.door)
    assert seen == [Door.NOT_BEGUN, Door.OPEN, Door.LOCKED]


def test_nothing_is_read_or_written_while_locked(journal: Journal) -> None:
    journal.lock()
    for refused in (journal.sessions, lambda: journal.read(SESSION), lambda: journal.append(None, [Tick()])):
        with pytest.raises(Locked):
            refused()


def test_nothing_is_read_before_beginning(store: Store, mine: Passphrase) -> None:
    journal = Journal(store)
    for refused in (journal.sessions, lambda: journal.unlock(mine), journal.forget):
        with pytest.raises(NotBegun):
            refused()


def test_beginning_again_overwrites_nothing(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [TooMuch()])
    with pytest.raises(AlreadyBegun):
        journal.begin(mine)
    assert journal.facts(SESSION) == (TooMuch(),)


def test_a_wrong_passphrase_leaves_it_locked(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [TooMuch()])
    journal.lock()
    with pytest.raises(WrongKey):
        journal.unlock(Passphrase("four words of yours", FAST))
    assert journal.door is Door.LOCKED
    journal.unlock(mine)
    assert journal.facts(SESSION) == (TooMuch(),)


@pytest.mark.parametrize("locked", [True, False])
def test_a_key_can_be_checked_without_opening(journal: Journal, mine: Passphrase, *, locked: bool) -> None:
    if locked:
        journal.lock()
    before = journal.door
    journal.check(mine)
    with pytest.raises(WrongKey):
        journal.check(Passphrase("four words of yours", FAST))
    assert journal.door is before


def test_a_way_it_was_not_set_up_with_is_told(journal: Journal) -> None:
    journal.lock()
    with pytest.raises(KeyNotHere):
        journal.unlock(new_recovery_code())


def test_each_of_its_keys_opens_it(store: Store, mine: Passphrase) -> None:
    journal, code = Journal(store), new_recovery_code()
    journal.begin(mine, code)
    assert journal.ways() == {Way.PASSPHRASE, Way.RECOVERY}
    for key in (mine, code):
        journal.lock()
        journal.unlock(key)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [TooMuch()])
    journal.rewrap(Passphrase("four other words", FAST))
    journal.lock()
    with pytest.raises(WrongKey):
        journal.unlock(mine)
    journal.unlock(Passphrase("four other words", FAST))
    assert journal.facts(SESSION) == (TooMuch(),)


def test_changing_a_passphrase_seals_no_record_again(journal: Journal, store: Store) -> None:
    journal.append(SESSION, [TooMuch()])
    person = store.person() or b""
    before = list(store.rows(person))
    journal.rewrap(Passphrase("four other words", FAST))
    assert list(store.rows(person)) == before


def test_a_recovery_code_lets_a_passphrase_be_set_anew(store: Store, mine: Passphrase) -> None:
    journal, code = Journal(store), new_recovery_code()
    journal.begin(mine, code)
    journal.lock()
    journal.unlock(code)
    journal.rewrap(Passphrase("four other words", FAST))
    journal.lock()
    journal.unlock(Passphrase("four other words", FAST))


def test_a_dropped_way_opens_no_more_and_the_last_one_stays(store: Store, mine: Passphrase) -> None:
    journal, code = Journal(store), new_recovery_code()
    journal.begin(mine, code)
    journal.drop(Way.PASSPHRASE)
    with pytest.raises(LastKey):
        journal.drop(Way.RECOVERY)
    journal.lock()
    with pytest.raises(KeyNotHere):
        journal.unlock(mine)
    journal.unlock(code)


def test_a_late_stop_is_taken_while_locked_and_joins_its_session(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [TimePassed(5)])
    journal.lock()
    journal.leave(SESSION, [Said("a", 900), TooMuch()])
    journal.leave(SESSION, [Said("b", 100), CheckedIn(7, 2), WordsPicked(("fog",))])
    journal.unlock(mine)
    assert journal.facts(SESSION) == (
        TimePassed(5),
        Said("a", 900),
        TooMuch(),
        Said("b", 100),
        CheckedIn(7, 2),
        WordsPicked(("fog",)),
    )
    assert [batch.late for batch in journal.read(SESSION)] == [False, True, True]


def test_what_was_left_is_merged_once(journal: Journal, mine: Passphrase) -> None:
    journal.lock()
    journal.leave(SESSION, [TooMuch()])
    for _ in range(2):
        journal.unlock(mine)
        journal.lock()
    journal.unlock(mine)
    assert journal.facts(SESSION) == (TooMuch(),)


def test_the_same_saying_left_twice_is_kept_once(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [Said("a", 0), PauseAsked()])
    journal.lock()
    for said in ("a", "b", "b"):
        journal.leave(SESSION, [Said(said, 900), PauseAsked()])
    journal.unlock(mine)
    assert [fact.id for fact in journal.facts(SESSION) if isinstance(fact, Said)] == ["a", "b"]


def test_the_same_id_in_another_session_is_another_saying(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [Said("a", 0), PauseAsked()])
    journal.lock()
    journal.leave(OTHER, [Said("a", 900), PauseAsked()])
    journal.unlock(mine)
    assert journal.facts(OTHER) == (Said("a", 900), PauseAsked())


@pytest.mark.parametrize("yes", [Agreed(), Screened(frozenset()), TimePassed(60), PersonSet("cap", 20)])
@pytest.mark.parametrize("locked", [True, False])
def test_a_late_yes_or_permission_is_never_taken(journal: Journal, yes: object, *, locked: bool) -> None:
    """H-01, promise 1: no late message undoes a stop."""
    if locked:
        journal.lock()
    with pytest.raises(OnlyAStopOrAnAnswer):
        journal.leave(SESSION, [TooMuch(), yes])  # type: ignore[list-item]


def test_a_yes_forged_with_the_public_key_is_never_merged(
    journal: Journal, store: Store, mine: Passphrase
) -> None:
    """H-01: the public key is on the disk, so anybody there could seal to it."""
    person = store.person() or b""
    folder = store.folder(person)
    assert folder is not None
    public = folder.public_key
    plain = to_bytes(Batch(SESSION, NOON, late=True, facts=(Agreed(),)))
    journal.lock()
    store.leave(person, LEFT, lambda number: seal_to(public, plain, Place(person, number, LEFT)))
    with pytest.raises(Tampered):
        journal.unlock(mine)
    assert journal.door is Door.LOCKED


def test_a_late_yes_that_moves_nothing_is_taken(journal: Journal, mine: Passphrase) -> None:
    journal.lock()
    journal.leave(SESSION, [AgreedLate()])
    journal.unlock(mine)
    assert journal.facts(SESSION) == (AgreedLate(),)


def test_a_late_stop_while_open_is_appended(journal: Journal) -> None:
    journal.leave(SESSION, [TooMuch()])
    assert journal.read(SESSION)[0].late


def test_a_fact_without_a_name_writes_nothing(journal: Journal) -> None:
    with pytest.raises(UnknownFact):
        journal.append(SESSION, [TooMuch(), object()])  # type: ignore[list-item]
    assert journal.facts(SESSION) == ()
    assert journal.append(SESSION, [TooMuch()]) == 1


def test_reading_alone_writes_nothing(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [TooMuch()])
    journal.lock()
    journal.leave(SESSION, [PauseAsked()])
    journal.unlock(mine, reading_only=True)
    assert journal.facts(SESSION) == (TooMuch(),)
    with pytest.raises(ReadingOnly):
        journal.append(SESSION, [Tick()])


def test_nothing_opens_a_forgotten_journal(journal: Journal, mine: Passphrase) -> None:
    journal.append(SESSION, [TooMuch()])
    journal.forget()
    assert journal.door is Door.NOT_BEGUN
    with pytest.raises(NotBegun):
        journal.unlock(mine)


def test_a_journal_can_be_forgotten_without_its_key(journal: Journal) -> None:
    """Who forgot the passphrase can still begin anew."""
    journal.lock()
    journal.forget()
    journal.begin(Passphrase("four other words", FAST))
    assert journal.sessions() == ()


def test_keeping_nothing_works_like_any_journal() -> None:
    journal = Journal.keep_nothing()
    assert not journal.keeps
    journal.append(SESSION, [TooMuch()])
    assert journal.facts(SESSION) == (TooMuch(),)
    journal.close()
    assert journal.door is Door.NOT_BEGUN


def test_a_journal_that_is_kept_has_a_key(store: Store) -> None:
    if store.keeps:
        with pytest.raises(KeyNotHere):
            Journal(store).begin()
        assert store.person() is None


def test_a_sealed_record_does_not_show_what_was_said(journal: Journal, store: Store) -> None:
    journal.append(SESSION, [PersonSet("secret-name", "secret-value")])
    for row in store.rows(store.person() or b""):
        assert b"secret" not in row.sealed
        assert SESSION.encode() not in row.sealed


def test_short_and_long_sayings_are_sealed_to_the_same_length() -> None:
    store = MemoryStore()
    journal = Journal(store)
    journal.begin()
    journal.append(SESSION, [TooMuch()])
    journal.append(SESSION, [CheckedIn(10, 4, 3)])
    one, other = store.rows(store.person() or b"")
    assert len(one.sealed) == len(other.sealed)


def test_session_ids_are_random() -> None:
    assert len({new_session_id() for _ in range(20)}) == 20


def test_whether_it_is_open_is_known_while_the_disk_is_slow(tmp_path: Path) -> None:
    """Every page and every knock at the socket asks it, and a stop comes in by the same loop."""
    store = SqliteStore(tmp_path / "journal.sqlite")
    journal = Journal(store)
    journal.begin(Passphrase("four words of mine"))
    journal.append(SESSION, [TooMuch()])
    held, done = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with store._lock, journal._lock:
            held.set()
            done.wait(10)

    writing = threading.Thread(target=write_slowly)
    writing.start()
    held.wait(10)
    before = time.monotonic()
    assert journal.door is Door.OPEN
    assert journal.ways() == {Way.PASSPHRASE}
    assert journal.holds(SESSION)
    assert time.monotonic() - before < 1
    done.set()
    writing.join()
    journal.lock()
    assert journal.door is Door.LOCKED
    assert not journal.holds(SESSION)
    journal.forget()
    assert (journal.door, journal.ways()) == (Door.NOT_BEGUN, frozenset())
    journal.close()
