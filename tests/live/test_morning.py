"""Hours later, or the next morning: asked once or twice, kept, and heard by dose and engine alike."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from slackwater.journal.errors import DiskFull
from slackwater.journal.facts import MorningAnswered, MorningAsked
from slackwater.live.errors import NothingOffered
from slackwater.live.morning import answers
from slackwater.titration.log import Felt, Morning
from slackwater.titration.trust import Stage

from .person import DAY_S, Person

HOUR_S = 3600


@pytest.fixture
async def person() -> AsyncIterator[Person]:
    somebody = Person()
    await somebody.screen()
    yield somebody
    await somebody.close()


async def asks(person: Person) -> bool:
    """Whether Today asks now, as a visit that is kept."""
    session = (await person.standing()).asks_about
    if session:
        await person.home.ask_about(session)
    return bool(session)


async def test_it_is_asked_once_hours_have_passed_and_not_for_ever(person: Person) -> None:
    await person.live()
    assert not (await person.standing()).asks_about
    person.clock.move(5 * HOUR_S)
    assert not (await person.standing()).asks_about
    person.clock.move(2 * HOUR_S)
    assert (await person.standing()).asks_about == person.sessions()[-1]
    person.clock.move(70 * HOUR_S)
    assert not (await person.standing()).asks_about


async def test_it_is_asked_on_two_visits_at_most(person: Person) -> None:
    await person.live()
    person.clock.move(8 * HOUR_S)
    assert await asks(person)
    assert await asks(person)  # the same visit
    person.clock.move(5 * HOUR_S)
    assert await asks(person)
    person.clock.move(5 * HOUR_S)
    assert not await asks(person)
    asked = [one for one in person.home.cabinet.journal.facts(None) if isinstance(one, MorningAsked)]
    assert len(asked) == 2


async def test_after_a_session_of_rest_it_still_asks_about_the_practice_before(person: Person) -> None:
    await person.live(too_much_in=1)
    practice = person.sessions()[-1]
    person.clock.move(50 * HOUR_S)
    await person.live()
    person.clock.move(10 * HOUR_S)
    assert (await person.standing()).asks_about == practice


@pytest.mark.parametrize("felt", [*Felt, None])
async def test_an_answer_is_kept_with_its_session_and_asked_no_more(
    person: Person, felt: Felt | None
) -> None:
    await person.live()
    person.clock.move(12 * HOUR_S)
    session = person.sessions()[-1]
    assert await person.home.answer_about(session, felt, too_much_later=False)
    answered = MorningAnswered(session, person.clock.unix_s(), felt, too_much_later=False)
    assert person.home.cabinet.journal.facts(None)[-1] == answered
    stand = await person.standing()
    assert not stand.asks_about
    mornings = [one for one in stand.log if isinstance(one, Morning)]
    assert mornings == ([] if felt is None else [Morning(person.clock.unix_s() / HOUR_S, felt)])


async def test_an_answer_to_what_is_not_asked_is_not_taken(person: Person) -> None:
    await person.live()
    session = person.sessions()[-1]
    assert not await person.home.answer_about(session, Felt.HEAVIER, too_much_later=False)
    person.clock.move(12 * HOUR_S)
    for other in ("another", ""):
        assert not await person.home.answer_about(other, Felt.HEAVIER, too_much_later=False)
        assert not await person.home.answer_about(other, None, too_much_later=True)
    assert await person.home.answer_about(session, Felt.SAME, too_much_later=False)
    assert not await person.home.answer_about(session, Felt.HEAVIER, too_much_later=False)


async def test_of_two_answers_at_once_the_first_counts_and_too_much_always() -> None:
    first, second, late = (
        MorningAnswered("a", 1, Felt.HEAVIER, too_much_later=False),
        MorningAnswered("a", 2, Felt.LIGHTER, too_much_later=False),
        MorningAnswered("a", 3, None, too_much_later=True),
    )
    assert answers((first, second, late)) == (first, late)


async def test_a_question_that_cannot_be_noted_is_still_asked(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise DiskFull

    await person.live()
    person.clock.move(12 * HOUR_S)
    session = (await person.standing()).asks_about
    monkeypatch.setattr(person.home.cabinet.journal, "append", full)
    await person.home.ask_about(session)
    assert (await person.standing()).asks_about == session
    with pytest.raises(DiskFull):
        await person.home.answer_about(session, Felt.SAME, too_much_later=False)


async def test_while_a_session_runs_nothing_else_is_asked(person: Person) -> None:
    await person.live()
    person.clock.move(30 * HOUR_S)
    await person.begin()
    assert not (await person.standing()).asks_about


async def test_too_much_later_is_heard_by_the_dose_and_by_the_engine(person: Person) -> None:
    """H-01: what shows only hours later is an overwhelm like any other."""
    await person.weeks(12)
    await person.live()
    person.clock.move(20 * HOUR_S)
    before = await person.standing()
    assert before.decision is not None
    assert (before.decision.stage, before.limits.rest_only) == (Stage.RAISE, False)
    assert before.rest_hours <= 0
    await person.home.answer_about(person.sessions()[-1], None, too_much_later=True)
    after = await person.standing()
    assert after.decision is not None
    assert (after.decision.stage, after.limits.rest_only, after.rest_hours) == (Stage.LOWER, True, 48)
    assert after.decision.alpha == 0.05
    assert after.limits.cap < before.limits.cap
    person.clock.move(3 * DAY_S)
    await person.live()
    person.clock.move(3 * DAY_S)
    later = (await person.standing()).decision
    assert later is not None
    assert later.half_level < before.decision.half_level


async def test_a_heavier_morning_weighs_on_the_next_days(person: Person) -> None:
    await person.live()
    person.clock.move(12 * HOUR_S)
    before = (await person.standing()).decision
    await person.home.answer_about(person.sessions()[-1], Felt.HEAVIER, too_much_later=False)
    after = (await person.standing()).decision
    assert before is not None
    assert after is not None
    assert after.load > before.load
    assert after.too_much_above is not None
    assert before.too_much_above is not None


async def test_saying_that_it_was_lighter_makes_the_next_limits_no_tighter(person: Person) -> None:
    """An answer is no practice: the day it counts for stays the day of the session."""
    await person.live()
    person.clock.move(20 * HOUR_S)
    session = person.sessions()[-1]
    await person.home.answer_about(session, Felt.LIGHTER, too_much_later=False)
    person.clock.move(6 * HOUR_S)
    answered = (await person.standing()).limits
    assert answered.cap > answered.start


async def too_much_kept(person: Person) -> int:
    facts = person.home.cabinet.journal.facts(None)
    return sum(isinstance(one, MorningAnswered) and one.too_much_later for one in facts)


async def visited_twice(person: Person) -> None:
    for _ in range(2):
        person.clock.move(8 * HOUR_S)
        assert await asks(person)
    person.clock.move(2 * HOUR_S)


async def after_its_window(person: Person) -> None:
    person.clock.move(6 * DAY_S)


async def while_another_runs(person: Person) -> None:
    person.clock.move(30 * HOUR_S)
    await person.begin()


async def after_a_milder_answer(person: Person) -> None:
    person.clock.move(12 * HOUR_S)
    assert await person.home.answer_about(person.sessions()[-1], Felt.SAME, too_much_later=False)


@pytest.mark.parametrize(
    "meanwhile", [visited_twice, after_its_window, while_another_runs, after_a_milder_answer]
)
async def test_too_much_later_is_heard_once_whatever_was_meanwhile(
    person: Person, meanwhile: Callable[[Person], Awaitable[None]]
) -> None:
    await person.live()
    session = person.sessions()[-1]
    await meanwhile(person)
    for _ in range(2):
        assert await person.home.answer_about(session, None, too_much_later=True)
    assert await too_much_kept(person) == 1
    assert (await person.standing()).rest_hours == 48


async def test_too_much_later_is_heard_for_a_week_and_of_a_session_that_is_over(person: Person) -> None:
    await person.begin()
    assert not await person.home.answer_about(person.room.session, None, too_much_later=True)
    while not person.room.over:
        person.answer()
    await person.kept()
    person.clock.move(8 * DAY_S)
    assert not await person.home.answer_about(person.room.session, None, too_much_later=True)
    assert await too_much_kept(person) == 0


async def test_a_milder_answer_that_comes_too_late_is_noted_until_something_else_is_said(
    person: Person,
) -> None:
    await person.live()
    session = person.sessions()[-1]
    person.clock.move(80 * HOUR_S)
    assert not await person.home.answer_about(session, None, too_much_later=False)
    assert not person.home.today.came_late
    assert not await person.home.answer_about(session, Felt.HEAVIER, too_much_later=False)
    assert person.home.today.came_late
    person.home.say_today(arriving="steady")
    assert not person.home.today.came_late


async def test_the_same_answer_twice_is_not_late(person: Person) -> None:
    await person.live()
    person.clock.move(12 * HOUR_S)
    session = person.sessions()[-1]
    assert await person.home.answer_about(session, Felt.HEAVIER, too_much_later=False)
    assert not await person.home.answer_about(session, Felt.HEAVIER, too_much_later=False)
    assert not person.home.today.came_late


async def test_no_session_of_rest_begins_while_hours_of_rest_are_owed(person: Person) -> None:
    await person.live(too_much_in=1)
    person.clock.move(40 * HOUR_S)
    assert (await person.standing()).rest_hours > 0
    with pytest.raises(NothingOffered):
        await person.begin()
    person.clock.move(10 * HOUR_S)
    assert (await person.standing()).rest_hours <= 0
    assert (await person.begin()).guide.state.limits.rest_only
