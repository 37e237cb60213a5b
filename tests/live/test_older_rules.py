"""A session that other rules kept: what was decided then holds, and what is over stays over.

One that these rules kept comes to the same decisions.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from slackwater.journal.journal import Journal, SessionKept
from slackwater.journal.keys import Passphrase
from slackwater.journal.replay import replay
from slackwater.journal.sqlite import SqliteStore
from slackwater.live.clock import HandClock
from slackwater.live.home import Home
from slackwater.live.keeping import JOURNAL_FILE
from slackwater.live.reopening import Reopened, begin, in_time, remembered, reopen
from slackwater.quantities import HalfLevel
from slackwater.session.decisions import MovementStopped, Reason
from slackwater.session.history import PastSession
from slackwater.session.phases import Phase
from slackwater.session.transitions import RULES
from slackwater.titration.log import Ending, RoundDone

from .conftest import Heard

KEPT = Path(__file__).parents[1] / "kept" / "journals"
KEY = Passphrase("a quiet evening tide")
SESSION = "5ded0001"
"""Left and right of a stretch under one yes, 30 s each; in the one that was left open, *too much* after 10 s of
the right side."""


@pytest.fixture(params=["ended", "open"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    yield from opened(tmp_path, request.param)


@pytest.fixture
def ended(tmp_path: Path) -> Iterator[Journal]:
    yield from opened(tmp_path, "ended")


@pytest.fixture
def left_open(tmp_path: Path) -> Iterator[Journal]:
    yield from opened(tmp_path, "open")


def opened(folder: Path, name: str) -> Iterator[Journal]:
    put(folder, name)
    journal = Journal(SqliteStore(folder / JOURNAL_FILE))
    journal.unlock(KEY)
    yield journal
    journal.close()


def put(folder: Path, name: str) -> None:
    shutil.copy(KEPT / f"rules-1-{name}.sqlite", folder / JOURNAL_FILE)


def kept(journal: Journal) -> SessionKept:
    return journal.sessions()[-1]


def again(journal: Journal) -> Reopened:
    return reopen(journal.read(SESSION))


def past(journal: Journal) -> PastSession:
    found = remembered(kept(journal), journal.read(SESSION))
    assert found is not None
    return found.past


def test_todays_rules_decide_otherwise_than_these_records(either: Journal) -> None:
    facts = in_time(either.read(SESSION))
    assert replay(facts, begin(facts).decide).parted is not None


def test_a_record_that_holds_its_end_is_over(ended: Journal) -> None:
    session = again(ended)
    assert session.closed
    assert session.guide.state.phase is Phase.ENDED
    assert session.story.ended


def test_later_limits_count_what_was_done(ended: Journal) -> None:
    assert past(ended) == PastSession(
        ended_h=kept(ended).last_unix_s // 3600,
        completed=HalfLevel(1),
        work_s=60,
        stretch_s=60,
        ended_by=Reason.PLAN_DONE,
    )


def test_what_was_left_open_counts_what_was_done(left_open: Journal) -> None:
    counted = past(left_open)
    assert (counted.work_s, counted.stretch_s) == (40, 40)
    assert (counted.overwhelms, counted.rest_owed_h) == (1, 48)


def test_what_was_too_much_is_learned_with_its_own_seconds_alone(left_open: Journal) -> None:
    """Ten seconds were too much, and the thirty before them only stopped."""
    done = [one for one in again(left_open).guide.diary.entries if isinstance(one, RoundDone)]
    assert [(one.ending, one.work_s) for one in done] == [(Ending.STOPPED, 30), (Ending.OVERWHELMED, 10)]


def test_it_is_told_as_it_was_decided(left_open: Journal) -> None:
    made = [decision for moment in again(left_open).moments for decision in moment.turn.decisions]
    assert MovementStopped(Reason.TOO_MUCH) in made


@pytest.mark.parametrize(("name", "phase"), [("ended", Phase.ENDED), ("open", Phase.GROUNDING)])
async def test_only_what_is_not_over_comes_back_and_still(tmp_path: Path, name: str, phase: Phase) -> None:
    put(tmp_path, name)
    home = Home(tmp_path, clock=HandClock(unix_s=1_795_400_000))
    home.listener = Heard()
    home.cabinet.start()
    await home.unlock("a browser", KEY)
    assert home.room is not None
    assert home.room.guide.state.phase is phase
    assert (home.running is None) is (name == "ended")
    await home.close()


async def test_what_came_back_is_read_again_as_it_went_on(tmp_path: Path) -> None:
    put(tmp_path, "open")
    home = Home(tmp_path, clock=HandClock(unix_s=1_795_400_000))
    home.listener = Heard()
    home.cabinet.start()
    await home.unlock("a browser", KEY)
    assert home.room is not None
    await home.until_kept()
    found = again(home.cabinet.journal)
    assert found.guide == home.room.guide
    assert found.story == home.room.story
    await home.close()


@pytest.mark.parametrize("file", sorted(KEPT.glob(f"rules-{RULES}-*.sqlite")), ids=lambda file: file.stem)
def test_what_these_rules_kept_comes_to_the_same_bit_for_bit(file: Path, tmp_path: Path) -> None:
    """Where this fails the rules have changed: raise ``RULES``, and keep sessions of the rules there are now."""
    shutil.copy(file, tmp_path / JOURNAL_FILE)
    journal = Journal(SqliteStore(tmp_path / JOURNAL_FILE))
    journal.unlock(KEY)
    facts = in_time(journal.read(kept(journal).id))
    assert begin(facts).opened.rules == RULES
    assert replay(facts, begin(facts).decide).parted is None
    journal.close()


def test_sessions_of_these_rules_are_kept() -> None:
    assert list(KEPT.glob(f"rules-{RULES}-*.sqlite"))
