"""A date that has not come, kept while the clock was wrong, closes nothing for years and opens nothing."""

from collections.abc import AsyncIterator

import pytest

from slackwater.journal.facts import FollowedUp, MorningAnswered, PersonSet, SinceHard
from slackwater.journal.past import Earlier
from slackwater.live.ahead import CLOCK_AHEAD, read_by_now
from slackwater.live.answering import answer_follow_up
from slackwater.live.errors import NothingOffered
from slackwater.live.follow_up import Due
from slackwater.live.learning import Learner
from slackwater.live.standing import Standing, stand
from slackwater.quantities import HalfLevel
from slackwater.session.history import PastSession
from slackwater.session.pausing import NUMBERS

from .person import DAY_S, Person

HOUR_S = 3600
TEN_YEARS_S = 3652 * DAY_S


@pytest.fixture
async def person() -> AsyncIterator[Person]:
    somebody = Person()
    await somebody.screen()
    yield somebody
    await somebody.close()


async def with_the_clock_ahead(person: Person, too_much_in: int = 0, ahead_s: int = TEN_YEARS_S) -> Standing:
    """How the person stands once the clock is right again after a session in a year that has not come."""
    person.clock.move(ahead_s)
    await person.live(too_much_in=too_much_in)
    person.clock.move(-ahead_s)
    return await person.standing()


def notices(person: Person) -> list[PersonSet]:
    facts = person.home.cabinet.journal.facts(None)
    return [one for one in facts if isinstance(one, PersonSet) and one.name == CLOCK_AHEAD]


async def test_rest_after_an_overwhelm_is_the_usual_rest_from_when_it_was_noticed(person: Person) -> None:
    assert (await with_the_clock_ahead(person, too_much_in=1)).rest_hours == NUMBERS.rest_overwhelm_h
    person.clock.move((NUMBERS.rest_overwhelm_h - 1) * HOUR_S)
    with pytest.raises(NothingOffered):
        await person.begin()
    person.clock.move(HOUR_S)
    assert (await person.standing()).rest_hours <= 0
    assert (await person.begin()).guide.state.limits.rest_only, "the session after it is rest"


async def test_what_was_practised_then_counts_for_its_day_and_week_alone(person: Person) -> None:
    usual = (await person.standing()).limits.work_s
    stands = await with_the_clock_ahead(person)
    assert stands.limits.work_s < usual
    assert stands.decision is not None
    fresh = stands.decision.load
    person.clock.move(8 * DAY_S)
    later = await person.standing()
    assert later.limits.work_s == usual
    assert later.decision is not None
    assert later.decision.load < fresh, "what is carried over fades"


async def test_sessions_after_it_count_at_their_own_time(person: Person) -> None:
    await with_the_clock_ahead(person)
    person.clock.move(3 * DAY_S)
    await person.live()
    stands = await person.standing()
    assert max(one.at_h for one in stands.log) * HOUR_S <= person.clock.unix_s()
    assert stands.log[-1].at_h - stands.log[0].at_h > 2 * 24


async def test_rest_for_an_answer_or_for_what_was_too_much_later_ends_too(person: Person) -> None:
    await person.live(too_much_in=1)
    session = person.sessions()[-1]
    person.clock.move(TEN_YEARS_S)
    said = FollowedUp(session, person.clock.unix_s(), 7, SinceHard.WORSE)
    late = MorningAnswered(session, person.clock.unix_s(), None, too_much_later=True)
    person.home.cabinet.journal.append(None, [said, late])
    person.clock.move(-TEN_YEARS_S)
    assert (await person.standing()).rest_hours == NUMBERS.rest_overwhelm_h
    person.clock.move((NUMBERS.rest_overwhelm_h + 1) * HOUR_S)
    assert (await person.standing()).rest_hours <= 0


async def test_health_answers_from_a_year_that_has_not_come_open_nothing_that_hurts_now(
    person: Person,
) -> None:
    person.clock.move(TEN_YEARS_S)
    await person.screen()
    person.clock.move(-TEN_YEARS_S)
    await person.standing()
    person.clock.move(3 * DAY_S)
    room = await person.begin()
    while not room.guide.state.barred:
        if room.view().moving:
            person.say("hurt")
        person.answer()
    person.say("end")
    await person.kept()
    person.clock.move(3 * DAY_S)
    assert (await person.standing()).limits.barred


async def test_it_is_noticed_and_told_once(person: Person) -> None:
    assert not (await person.standing()).clock_ahead
    assert (await with_the_clock_ahead(person)).clock_ahead
    assert (await person.standing()).clock_ahead
    person.clock.move(2 * HOUR_S)
    assert not (await person.standing()).clock_ahead
    assert len(notices(person)) == 1
    assert (await with_the_clock_ahead(person, ahead_s=2 * TEN_YEARS_S)).clock_ahead, (
        "another time is another"
    )
    assert len(notices(person)) == 2


async def test_a_clock_that_is_behind_for_a_while_loosens_nothing(person: Person) -> None:
    await person.live(too_much_in=1)
    before = await person.standing()
    person.clock.move(-TEN_YEARS_S)
    assert (await person.standing()).rest_hours == NUMBERS.rest_overwhelm_h
    person.clock.move(TEN_YEARS_S)
    after = await person.standing()
    assert (after.rest_hours, after.limits) == (before.rest_hours, before.limits)


async def test_a_notice_of_a_clock_that_was_behind_ends_no_rest(person: Person) -> None:
    """Ahead while it was too much, then behind while that was noticed: the rest is owed in full all the same."""
    person.clock.move(TEN_YEARS_S)
    await person.live(too_much_in=1)
    person.clock.move(-2 * TEN_YEARS_S)
    await person.standing()
    person.clock.move(TEN_YEARS_S)
    assert (await person.standing()).rest_hours == NUMBERS.rest_overwhelm_h
    person.clock.move((NUMBERS.rest_overwhelm_h - 1) * HOUR_S)
    with pytest.raises(NothingOffered):
        await person.begin()
    person.clock.move(HOUR_S)
    assert (await person.standing()).rest_hours <= 0
    assert len(notices(person)) == 2, "the right one holds from then on"


async def test_an_answer_that_owes_rest_counts_from_no_notice_of_a_clock_that_was_behind(
    person: Person,
) -> None:
    await person.live(too_much_in=1)
    person.clock.move(3 * DAY_S)
    said = FollowedUp(person.sessions()[-1], person.clock.unix_s() + TEN_YEARS_S, 7, SinceHard.WORSE)
    person.home.cabinet.journal.append(None, [said])
    person.clock.move(-TEN_YEARS_S)
    await person.standing()
    person.clock.move(TEN_YEARS_S)
    assert (await person.standing()).rest_hours == NUMBERS.rest_overwhelm_h


async def test_rest_counts_from_no_notice_that_came_before_the_end_of_the_session(person: Person) -> None:
    """Left open under a wrong clock, noticed, and ended with an overwhelm under the same wrong clock days later."""
    person.clock.move(TEN_YEARS_S)
    room = await person.begin()
    while not room.view().moving:
        person.answer()
    person.say("pause")
    await person.kept()
    journal, session = person.home.cabinet.journal, person.sessions()[-1]
    person.clock.move(-TEN_YEARS_S)
    open_ = stand(journal, Learner(), person.clock.unix_s())
    assert open_.clock_ahead
    person.clock.move(TEN_YEARS_S + 3 * DAY_S)
    person.say("too_much")
    person.say("end")
    while not room.over:
        person.answer()
    await person.kept()
    assert person.sessions()[-1] == session
    person.clock.move(-TEN_YEARS_S)
    assert (await person.standing()).rest_hours == NUMBERS.rest_overwhelm_h


async def test_wrong_clocks_one_after_the_other_leave_the_rest_of_each_time(person: Person) -> None:
    await with_the_clock_ahead(person, too_much_in=1)
    person.clock.move((NUMBERS.rest_overwhelm_h + 1) * HOUR_S)
    person.clock.move(2 * TEN_YEARS_S)
    assert (await person.begin()).guide.state.limits.rest_only
    person.say("end")
    while not person.room.over:
        person.answer()
    await person.kept()
    await person.live(too_much_in=1)
    person.clock.move(-2 * TEN_YEARS_S)
    assert (await person.standing()).rest_hours == NUMBERS.rest_overwhelm_h


def test_a_notice_as_it_was_kept_before_it_knew_until_when_is_understood() -> None:
    now_unix_s = 1_800_000_000
    old = PersonSet(CLOCK_AHEAD, {"at_unix_s": now_unix_s - 10 * DAY_S, "sessions": ["one"]})
    past = PastSession(ended_h=now_unix_s // HOUR_S + 8760, completed=HalfLevel(2), work_s=60)
    read = read_by_now((Earlier(past, (), "one"),), (old,), now_unix_s)
    assert read.notice is None
    assert read.sessions[0].past.ended_h == (now_unix_s - 10 * DAY_S) // HOUR_S


async def test_a_clock_that_was_set_by_some_hours_is_no_wrong_clock(person: Person) -> None:
    assert not (await with_the_clock_ahead(person, ahead_s=DAY_S // 2)).clock_ahead
    assert not notices(person)


async def test_where_nothing_is_ahead_everything_is_as_it_was_kept(person: Person) -> None:
    await person.live(too_much_in=1)
    person.clock.move(1.2 * DAY_S)
    await answer_follow_up(person.home, Due(person.sessions()[-1], 1), SinceHard.WORSE)
    facts = person.home.cabinet.journal.facts(None)
    read = read_by_now((), facts, person.clock.unix_s())
    assert (read.facts, read.notice, read.tells) == (facts, None, False)


def test_a_notice_that_is_not_understood_is_none() -> None:
    for value in (None, 7, {}, {"at_unix_s": "then", "sessions": []}, {"at_unix_s": 1, "sessions": 3}):
        read = read_by_now((), (PersonSet(CLOCK_AHEAD, value),), 1_000_000)
        assert (read.notice, read.tells) == (None, False)
