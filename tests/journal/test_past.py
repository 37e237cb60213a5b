"""Earlier sessions are folded once, then remembered."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from slackwater.journal.batch import Batch
from slackwater.journal.facts import PersonSet, Remembered, SessionClosed, SummedUp
from slackwater.journal.journal import Journal, SessionKept
from slackwater.journal.keys import Passphrase
from slackwater.journal.past import Earlier, Held, read_past, read_sums
from slackwater.quantities import HalfLevel
from slackwater.session.decisions import Reason
from slackwater.session.events import CheckedIn, TooMuch
from slackwater.session.history import PastSession
from slackwater.titration.log import Closed, Ending, Entry, Opened, RoundDone, Settled

FIRST, SECOND = "f125", "5ec0"
LOG: tuple[Entry, ...] = (
    Opened(7.0, HalfLevel(0)),
    Settled(7.1, 0),
    RoundDone(7.2, HalfLevel(3), 12.0, Ending.STOPPED, practice="pelvic-tilts", distress=4),
    Closed(7.25),
)


class Fold:
    """Counts what it folds; the number of records stands for what the engine would find."""

    def __init__(self) -> None:
        self.folded: list[str] = []

    def __call__(self, kept: SessionKept, batches: Sequence[Batch]) -> Earlier | None:
        self.folded.append(kept.id)
        if kept.id == "not a session":
            return None
        past = PastSession(
            ended_h=kept.last_unix_s // 3600,
            completed=HalfLevel(2),
            work_s=len(batches),
            ended_by=Reason.PLAN_DONE,
        )
        return Earlier(past, LOG, kept.id)


@pytest.fixture
def fold() -> Fold:
    return Fold()


def close(journal: Journal, session: str) -> None:
    journal.append(session, [CheckedIn(1, 0)])
    journal.append(session, [SessionClosed(0)])


def test_every_session_is_there_the_oldest_first(journal: Journal, fold: Fold) -> None:
    close(journal, FIRST)
    close(journal, SECOND)
    past = read_past(journal, fold)
    assert fold.folded == [FIRST, SECOND]
    assert [session.id for session in past] == [FIRST, SECOND]


def test_what_titration_learns_from_is_remembered_as_it_was(journal: Journal, fold: Fold) -> None:
    close(journal, FIRST)
    read_past(journal, fold)
    (again,) = read_past(journal, fold)
    assert fold.folded == [FIRST]
    assert (again.id, again.log) == (FIRST, LOG)


def test_what_was_remembered_without_a_log_is_folded_once_more(journal: Journal, fold: Fold) -> None:
    close(journal, FIRST)
    journal.append(FIRST, [Remembered(PastSession(0, HalfLevel(2), 0), None)])
    assert read_past(journal, fold)[0].log == LOG
    assert read_past(journal, fold)[0].log == LOG
    assert fold.folded == [FIRST]


def test_a_closed_session_is_folded_once_and_for_all(journal: Journal, fold: Fold, mine: Passphrase) -> None:
    close(journal, FIRST)
    before = read_past(journal, fold)
    journal.lock()
    journal.unlock(mine)
    assert read_past(journal, fold) == before
    assert fold.folded == [FIRST]


def test_a_session_that_is_not_closed_is_folded_each_time(journal: Journal, fold: Fold) -> None:
    journal.append(FIRST, [CheckedIn(1, 0)])
    read_past(journal, fold)
    read_past(journal, fold)
    assert fold.folded == [FIRST, FIRST]


def test_a_late_stop_makes_a_closed_session_be_folded_again(journal: Journal, fold: Fold) -> None:
    """H-18: what is said after the session counts for the rest that is owed."""
    close(journal, FIRST)
    read_past(journal, fold)
    journal.leave(FIRST, [TooMuch()])
    past = read_past(journal, fold)
    assert fold.folded == [FIRST, FIRST]
    assert past[0].past.work_s == 4
    read_past(journal, fold)
    assert len(fold.folded) == 2


def test_remembering_does_not_make_a_session_younger(journal: Journal, fold: Fold) -> None:
    close(journal, FIRST)
    before = journal.sessions()
    journal._clock = lambda: 2_000_000_000.0
    read_past(journal, fold)
    assert journal.sessions() == before


def test_reading_alone_remembers_nothing(journal: Journal, fold: Fold, mine: Passphrase) -> None:
    close(journal, FIRST)
    journal.lock()
    journal.unlock(mine, reading_only=True)
    read_past(journal, fold)
    assert not any(isinstance(fact, Remembered) for fact in journal.facts(FIRST))


def test_what_is_no_session_is_left_out(journal: Journal, fold: Fold) -> None:
    close(journal, "not a session")
    assert read_past(journal, fold) == ()


def test_what_is_held_in_memory_is_read_again_once_something_came_after(journal: Journal, fold: Fold) -> None:
    close(journal, FIRST)
    held: Held = {}
    read_past(journal, fold, held)
    read_past(journal, fold, held)
    reads: list[str | None] = []
    read_last = journal.read_last
    journal.read_last = lambda session: reads.append(session) or read_last(session)  # type: ignore[method-assign]
    read_past(journal, fold, held)
    assert reads == []
    journal.leave(FIRST, [TooMuch()])
    assert read_past(journal, fold, held)[0].past.work_s == 4
    assert reads == [FIRST]


SUM = SummedUp(3600, 4500, 3, None, (95, None), (), 90, 135.0, 0)


def test_a_session_is_summed_up_once_and_read_from_its_newest_record(
    journal: Journal, fold: Fold, mine: Passphrase
) -> None:
    def summing(kept: SessionKept, batches: Sequence[Batch]) -> Earlier | None:
        earlier = fold(kept, batches)
        return earlier and replace(earlier, summed_up=SUM)

    close(journal, FIRST)
    assert read_sums(journal, summing) == (SUM,)
    journal.lock()
    journal.unlock(mine)
    assert journal.summed_up(FIRST) == SUM
    assert read_sums(journal, summing) == (SUM,)
    assert read_past(journal, summing)[0].log == LOG
    assert fold.folded == [FIRST]


def test_what_is_said_later_is_summed_up_anew(journal: Journal, fold: Fold) -> None:
    close(journal, FIRST)
    journal.append(FIRST, [SUM, Remembered(PastSession(0, HalfLevel(2), 0), ())])
    assert journal.summed_up(FIRST) == SUM
    journal.append(FIRST, [CheckedIn(5, 0)])
    assert journal.summed_up(FIRST) is None
    read_sums(journal, fold)
    assert fold.folded == [FIRST]


def test_the_session_that_runs_is_left_out(journal: Journal, fold: Fold) -> None:
    close(journal, FIRST)
    assert read_sums(journal, fold, without=FIRST) == ()
    assert fold.folded == []


def test_the_persons_own_facts_are_whole_however_they_lie_among_sessions(journal: Journal) -> None:
    for at in range(4):
        journal.append(None, [PersonSet("n", at)])
        close(journal, f"{at}")
        assert [fact.value for fact in journal.facts(None)] == [*range(at + 1)]
