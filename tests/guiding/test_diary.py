"""The diary: titration's log of a session, with nothing in it that was not said or done by then."""

import pytest

from slackwater.guiding.diary import in_order, open_diary, with_usual
from slackwater.guiding.round import follow, open_guide
from slackwater.quantities import HalfLevel
from slackwater.session.events import (
    CheckedIn,
    CheckedInLate,
    EndAsked,
    Event,
    FeltFarAway,
    OnlyAPause,
    Oriented,
    PauseAsked,
    Restarted,
    SofterAsked,
    TooMuch,
)
from slackwater.session.phases import Phase
from slackwater.titration.knowledge import know_nothing, learn_all
from slackwater.titration.log import Closed, Ending, Entry, Morning, Opened, RoundDone, Settled

from .acting import OPENED_H, Session


@pytest.fixture
def session() -> Session:
    return Session()


def entries(session: Session) -> tuple[Entry, ...]:
    return session.guide.diary.entries


def rounds(session: Session) -> list[RoundDone]:
    return [one for one in entries(session) if isinstance(one, RoundDone)]


def end(session: Session) -> None:
    session.hear(EndAsked())
    session.hear(Oriented())
    session.wait(3)
    assert session.phase is Phase.ENDED


def test_the_still_minutes_are_an_observation_at_rest(session: Session) -> None:
    session.settle(distress=3)
    opened, settled = entries(session)
    assert opened == Opened(OPENED_H)
    assert settled == Settled(settled.at_h, 3)
    assert (settled.at_h - OPENED_H) * 3600 == pytest.approx(60, abs=1)


def test_a_round_done_whole_waits_for_what_is_said_of_it(session: Session) -> None:
    session.begin()
    planned = session.guide.planned
    session.finish_round()
    assert rounds(session) == []
    session.hear(CheckedIn(3, 0))
    (done,) = rounds(session)
    assert planned is not None
    assert (done.half_level, done.work_s) == (planned.round.level, planned.round.work_s)
    assert (done.ending, done.practice, done.distress) == (Ending.COMPLETED, planned.practice, 3)


def test_an_overwhelm_in_a_round_counts_for_that_round(session: Session) -> None:
    session.begin()
    session.wait(10)
    session.hear(TooMuch())
    (done,) = rounds(session)
    assert (done.ending, done.work_s, done.half_level) == (Ending.OVERWHELMED, 10, HalfLevel(2))


def test_an_overwhelm_in_the_rest_counts_for_the_round_before_it(session: Session) -> None:
    session.begin()
    level = session.guide.state.round
    while session.phase is Phase.PRACTISING:
        session.wait(1)
    session.hear(TooMuch())
    (done,) = rounds(session)
    assert level is not None
    assert (done.ending, done.work_s) == (Ending.OVERWHELMED, level.work_s)


def test_an_overwhelm_before_any_round_counts_for_stillness_itself(session: Session) -> None:
    session.settle()
    session.hear(TooMuch())
    (done,) = rounds(session)
    assert (done.ending, done.half_level, done.work_s) == (Ending.OVERWHELMED, 0, 0)


def test_too_much_after_the_end_came_hours_later(session: Session) -> None:
    session.begin()
    end(session)
    session.hear(TooMuch())
    assert isinstance(entries(session)[-2], Closed)
    late = entries(session)[-1]
    assert isinstance(late, Morning)
    assert late.too_much_later


def test_a_softened_round_counts_at_the_level_it_fell_to(session: Session) -> None:
    session.begin()
    session.go_on()
    before = session.guide.state.round
    session.wait(5)
    session.hear(SofterAsked())
    session.finish_round()
    session.hear(CheckedIn(2, 0))
    assert before is not None
    assert rounds(session)[-1].half_level < before.level


def test_a_round_that_was_paused_is_stopped_and_says_nothing_of_tolerance(session: Session) -> None:
    session.begin()
    session.wait(20)
    session.hear(PauseAsked(), OnlyAPause())
    (done,) = rounds(session)
    assert (done.ending, done.work_s, done.distress) == (Ending.STOPPED, 20, None)


def test_a_round_nobody_spoke_of_stands_without_an_answer(session: Session) -> None:
    session.begin()
    session.finish_round()
    end(session)
    (done,) = rounds(session)
    assert (done.ending, done.distress) == (Ending.COMPLETED, None)
    assert isinstance(entries(session)[-1], Closed)


def test_the_time_a_program_was_gone_passes_in_the_diary_too(session: Session) -> None:
    session.settle()
    before = session.guide.diary.now_h
    session.hear(Restarted(7200))
    assert session.guide.diary.now_h == pytest.approx(before + 2)


def test_following_the_same_events_writes_the_same_diary(session: Session) -> None:
    session.begin()
    session.go_on()
    session.wait(9)
    session.hear(TooMuch())
    again = open_guide(session.guide.state.limits, session.guide.plan, open_diary(OPENED_H))
    for event in session.events:
        again, _ = follow(again, event)
    assert again.diary == session.guide.diary


def test_titration_takes_every_diary_entry_in_its_order(session: Session) -> None:
    session.begin()
    session.go_on()
    session.hear(TooMuch())
    end(session)
    session.hear(TooMuch())
    known = learn_all(entries(session), know_nothing())
    assert not known.is_open
    assert known.record.wary is not None


def test_a_clock_that_was_set_back_leaves_no_entry_before_the_one_before_it() -> None:
    placed = in_order((Opened(10.0), Closed(9.0), Opened(12.0)), from_h=11.0)
    assert [one.at_h for one in placed] == [11.0, 11.0, 12.0]


def test_only_rounds_get_the_seconds_their_place_is_meant_for() -> None:
    given = (Opened(0.0), RoundDone(1.0, HalfLevel(2), 90, practice="breath"))
    assert with_usual(given, {"breath": 90.0})[1] == RoundDone(
        1.0, HalfLevel(2), 90, usual_s=90.0, practice="breath"
    )
    assert with_usual(given, {"breath": 90.0})[0] == Opened(0.0)


@pytest.mark.parametrize(
    "said", [(TooMuch(), FeltFarAway()), (TooMuch(), TooMuch()), (FeltFarAway(), TooMuch())]
)
def test_after_the_end_too_much_counts_once_and_can_be_learned_from(
    session: Session, said: tuple[Event, ...]
) -> None:
    session.begin()
    session.go_on()
    end(session)
    session.hear(*said)
    assert isinstance(entries(session)[-1], Morning)
    assert isinstance(entries(session)[-2], Closed)
    assert learn_all(entries(session), know_nothing()).record.wary is not None


def test_what_owes_the_rest_of_an_overwhelm_after_the_end_is_one(session: Session) -> None:
    session.begin()
    session.go_on()
    end(session)
    session.hear(CheckedIn(9, 3))
    assert session.guide.state.rest_owed_h >= 48
    last = entries(session)[-1]
    assert isinstance(last, Morning)
    assert last.too_much_later


def test_a_higher_answer_from_a_while_ago_is_heard_of_the_round_it_was_said_in(session: Session) -> None:
    session.begin()
    session.wait(20)
    session.hear(CheckedInLate(4, 0))
    session.finish_round()
    session.hear(CheckedInLate(4, 0), CheckedIn(1, 0))
    assert rounds(session)[0].distress == 4
