"""After a hard session one plain question at 1, 7 and 30 days; a hard answer only ever lowers what follows."""

from collections.abc import AsyncIterator

import pytest

from slackwater.journal.facts import FollowedUp, LookingBack, MorningAbout, SinceHard
from slackwater.live.answering import answer_also, answer_follow_up, how_it_was, look_back
from slackwater.live.errors import NothingOffered
from slackwater.live.follow_up import Due, with_rest
from slackwater.live.over_time import tides_of
from slackwater.quantities import HalfLevel
from slackwater.session.history import Past, PastSession, hours_of_rest_left, limits_from
from slackwater.titration.log import Felt, Morning

from .person import DAY_S, Person

HOUR_S = 3600


@pytest.fixture
async def person() -> AsyncIterator[Person]:
    somebody = Person()
    await somebody.screen()
    yield somebody
    await somebody.close()


async def wave_off_the_morning(person: Person) -> None:
    session = (await person.standing()).asks_about
    if session:
        await person.home.answer_about(session, None, too_much_later=False)


async def due_after(person: Person, days: float) -> int | None:
    """The day that is asked about once so many more days have gone by."""
    person.clock.move(days * DAY_S)
    await wave_off_the_morning(person)
    asked = (await person.standing()).follows_up
    return None if asked is None else asked.day


async def test_a_quiet_session_is_not_followed_up(person: Person) -> None:
    await person.live()
    for days in (1.1, 6, 23):
        assert await due_after(person, days) is None


async def test_after_an_overwhelm_it_is_asked_at_one_seven_and_thirty_days(person: Person) -> None:
    await person.live(too_much_in=1)
    session = person.sessions()[-1]
    assert await due_after(person, 0.5) is None
    for days, day in ((0.6, 1), (6, 7), (23, 30)):
        assert await due_after(person, days) == day
        assert await answer_follow_up(person.home, Due(session, day), SinceHard.PASSED)
        assert (await person.standing()).follows_up is None
    assert await due_after(person, 40) is None


async def test_a_question_that_was_missed_is_left_alone(person: Person) -> None:
    await person.live(too_much_in=1)
    assert await due_after(person, 5) is None
    assert await due_after(person, 3) == 7
    assert await due_after(person, 10) is None


async def test_what_was_said_after_or_went_wrong_is_followed_up_too(person: Person) -> None:
    await person.live()
    assert await due_after(person, 1.2) is None
    await look_back(person.home, person.sessions()[-1], LookingBack.WENT_WRONG)
    await person.kept()
    assert await due_after(person, 0) == 1
    await look_back(person.home, person.sessions()[-1], LookingBack.WELL)
    await person.kept()
    assert await due_after(person, 0) is None, "the newest word holds"


async def test_strong_distress_after_a_session_is_followed_up(person: Person) -> None:
    await person.live()
    person.say("check_in", distress=7, far_away=0)
    await person.kept()
    assert await due_after(person, 1.2) == 1


async def test_only_what_is_asked_is_answered_and_only_once(person: Person) -> None:
    await person.live(too_much_in=1)
    session = person.sessions()[-1]
    await due_after(person, 1.2)
    for wrong in (Due(session, 7), Due("another", 1), Due("", 1)):
        assert not await answer_follow_up(person.home, wrong, SinceHard.WORSE)
    assert await answer_follow_up(person.home, Due(session, 1), None)
    assert not await answer_follow_up(person.home, Due(session, 1), SinceHard.WORSE)


@pytest.mark.parametrize("now", SinceHard)
@pytest.mark.parametrize("running", [False, True])
async def test_a_hard_answer_is_heard_however_late_it_comes(
    person: Person, now: SinceHard, *, running: bool
) -> None:
    await person.live(too_much_in=1)
    asked = Due(person.sessions()[-1], 1)
    assert await due_after(person, 3.9) == 1
    person.clock.move(0.2 * DAY_S)
    if running:
        await person.begin()
    assert (await person.standing()).follows_up is None
    heard = now in (SinceHard.STILL_HARD, SinceHard.WORSE)
    assert await answer_follow_up(person.home, asked, now) == heard
    assert not await answer_follow_up(person.home, asked, now), "once"
    assert (max(0, (await person.standing()).rest_hours) > 0) == heard


@pytest.mark.parametrize(
    ("now", "rest_h"), [(SinceHard.WORSE, 48), (SinceHard.STILL_HARD, 24), (SinceHard.EASING, 0), (None, 0)]
)
async def test_a_hard_answer_owes_rest_and_any_other_changes_nothing(
    person: Person, now: SinceHard | None, rest_h: int
) -> None:
    """H-01: days later too, the person's word lowers what follows."""
    await person.live(too_much_in=1)
    hard = person.sessions()[-1]
    person.clock.move(3 * DAY_S)
    await person.live()
    await person.live()
    await due_after(person, 4.1)
    before = await person.standing()
    assert not before.limits.rest_only
    assert await answer_follow_up(person.home, Due(hard, 7), now)
    after = await person.standing()
    assert max(0, after.rest_hours) == rest_h
    assert after.limits.rest_only == bool(rest_h)
    assert after.limits.cap <= before.limits.cap
    assert after.log == before.log, "titration takes it for no quiet night"
    if rest_h:
        with pytest.raises(NothingOffered):
            await person.begin()
        person.clock.move((rest_h + 1) * HOUR_S)
        assert (await person.begin()).guide.state.limits.rest_only


@pytest.mark.parametrize(
    ("now", "days"), [(SinceHard.WORSE, 2), (SinceHard.STILL_HARD, 1), (SinceHard.PASSED, 0)]
)
async def test_the_rest_an_answer_owes_counts_in_tides_once_its_days_have_come(
    person: Person, now: SinceHard, days: int
) -> None:
    await person.live(too_much_in=1)
    await due_after(person, 7.2)
    before = await rested(person)
    assert await answer_follow_up(person.home, Due(person.sessions()[-1], 7), now)
    assert await rested(person) == before, "a day that has not come was not rested"
    person.clock.move(5 * DAY_S)
    assert await rested(person) == before + days


async def rested(person: Person) -> int:
    tides = await tides_of(person.home, None)
    assert tides is not None
    return sum(step.rested for step in tides.days)


def test_an_answer_never_owes_less_than_was_owed() -> None:
    past = PastSession(100, HalfLevel(4), 90, overwhelms=1, rest_owed_h=72)
    (rested,) = with_rest([past], [FollowedUp("s", 101 * HOUR_S, 1, SinceHard.STILL_HARD)])
    assert rested.rest_owed_h == 72
    assert limits_from(Past((rested,)), 120) == limits_from(Past((past,)), 120)


def test_an_answer_from_before_any_session_owes_rest_all_the_same() -> None:
    """A clock may have been set back."""
    past = PastSession(100, HalfLevel(4), 90)
    (rested,) = with_rest([past], [FollowedUp("s", 50 * HOUR_S, 1, SinceHard.WORSE)])
    assert hours_of_rest_left(Past((rested,)), 100) == 48
    assert with_rest([], [FollowedUp("s", 50 * HOUR_S, 1, SinceHard.WORSE)]) == ()


async def test_how_it_was_is_the_newest_word(person: Person) -> None:
    await person.live()
    session = person.sessions()[-1]
    assert await how_it_was(person.home, session) is None
    for how in (LookingBack.MIXED, LookingBack.MIXED, LookingBack.WELL):
        await look_back(person.home, session, how)
        await person.home.until_kept()
        assert await how_it_was(person.home, session) is how
    kept = [one for one in person.home.cabinet.journal.facts(None) if type(one).__name__ == "LookedBack"]
    assert len(kept) == 2


# The morning's three taps


async def morning(person: Person, body: Felt | None) -> str:
    await person.live()
    person.clock.move(12 * HOUR_S)
    session = person.sessions()[-1]
    await person.home.answer_about(session, body, too_much_later=False)
    return session


async def felt(person: Person) -> list[Felt]:
    return [one.felt for one in (await person.standing()).log if isinstance(one, Morning)]


async def test_after_the_body_sleep_and_mood_are_asked_and_then_nothing(person: Person) -> None:
    session = await morning(person, Felt.SAME)
    for about in MorningAbout:
        assert (await person.standing()).asks_also == (session, about)
        assert await answer_also(person.home, session, about, Felt.SAME)
        assert not await answer_also(person.home, session, about, Felt.HEAVIER)
    assert (await person.standing()).asks_also is None


@pytest.mark.parametrize("body", [Felt.SAME, Felt.LIGHTER, Felt.HEAVIER])
@pytest.mark.parametrize("sleep", [*Felt, None])
async def test_sleep_makes_a_morning_heavier_and_never_lighter(
    person: Person, body: Felt, sleep: Felt | None
) -> None:
    session = await morning(person, body)
    before = (await person.standing()).decision
    await answer_also(person.home, session, MorningAbout.SLEEP, sleep)
    after = (await person.standing()).decision
    assert await felt(person) == [Felt.HEAVIER if sleep is Felt.HEAVIER else body]
    assert before is not None
    assert after is not None
    assert after.load >= before.load
    assert after.half_level <= before.half_level


@pytest.mark.parametrize("sleep", [*Felt, None])
async def test_heavier_sleep_is_heard_from_a_page_that_stood_open(person: Person, sleep: Felt | None) -> None:
    session = await morning(person, Felt.SAME)
    person.clock.move(5 * HOUR_S)
    heard = sleep is Felt.HEAVIER
    assert await answer_also(person.home, session, MorningAbout.SLEEP, sleep) == heard
    assert await felt(person) == [Felt.HEAVIER if heard else Felt.SAME]
    person.clock.move(100 * HOUR_S)
    assert not await answer_also(person.home, session, MorningAbout.MOOD, Felt.HEAVIER)


async def test_what_is_waved_off_ends_the_asking(person: Person) -> None:
    session = await morning(person, Felt.SAME)
    await answer_also(person.home, session, MorningAbout.SLEEP, None)
    assert (await person.standing()).asks_also is None


@pytest.mark.parametrize("later_h", [2, 30])
async def test_nothing_more_is_asked_on_another_visit(person: Person, later_h: int) -> None:
    await morning(person, Felt.SAME)
    person.clock.move(later_h * HOUR_S)
    assert (await person.standing()).asks_also is None


async def test_a_body_that_was_waved_off_is_asked_nothing_more(person: Person) -> None:
    await morning(person, None)
    assert (await person.standing()).asks_also is None
