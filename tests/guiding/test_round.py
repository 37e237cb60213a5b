"""The round: offers at boundaries, one after another, each step watched."""

from dataclasses import replace

import pytest

from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Guide, Turn, advance, follow, open_guide
from slackwater.practices import library
from slackwater.practices.plan import Choice, suggest
from slackwater.practices.rounds import PlannedRound
from slackwater.practices.screening import answered, judge
from slackwater.quantities import HalfLevel
from slackwater.session.decisions import OfferRefused, Reason
from slackwater.session.events import (
    Agreed,
    Arrived,
    CheckedIn,
    Event,
    Heartbeat,
    Hurt,
    MonitorDisagreed,
    NothingLeft,
    Offered,
    OnlyAPause,
    PauseAsked,
    Screened,
    StillHere,
    Tick,
    TooMuch,
)
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Phase

EVERY_KIND = frozenset(Kind)


def plan(choice: Choice | None = None) -> Plan:
    return Plan(suggest(Limits(), judge(answered(adult=True)), library(), choice).rounds)


def given(guide: Guide, *events: Event) -> tuple[Guide, list[Turn]]:
    turns: list[Turn] = []
    for event in events:
        guide, more = advance(guide, event)
        turns += more
    return guide, turns


def seconds(guide: Guide, count: int) -> Guide:
    """Seconds with a page that is there, and somebody who answers."""
    for second in range(count):
        if second % 30 == 29:
            guide, _ = advance(guide, StillHere())
        if second % 2 == 0:
            guide, _ = advance(guide, Heartbeat())
        guide, _ = advance(guide, Tick())
    return guide


def settled(chosen: Plan | None = None) -> Guide:
    guide, _ = given(open_guide(Limits(), chosen or plan()), Arrived(2, 0), Screened(EVERY_KIND))
    return seconds(guide, 61)


def practising(chosen: Plan | None = None) -> Guide:
    return given(settled(chosen), Agreed())[0]


def test_nothing_is_offered_before_settling_is_over() -> None:
    guide, turns = given(open_guide(Limits(), plan()), Arrived(2, 0), Screened(EVERY_KIND), *[Tick()] * 59)
    assert not any(isinstance(turn.event, Offered) for turn in turns)
    assert guide.state.phase is Phase.SETTLING


def test_the_first_round_of_the_plan_is_offered_after_settling() -> None:
    guide = settled()
    assert guide.planned == guide.plan.items[0]
    assert guide.state.offer is not None


def test_the_next_round_is_offered_after_a_round_its_rest_and_its_check_in() -> None:
    guide = practising()
    first = guide.plan.items[0].round
    guide = seconds(guide, first.work_s + first.rest_s)
    assert guide.state.phase is Phase.CHECKING_IN
    guide, _ = given(guide, CheckedIn(2, 0))
    assert guide.planned == guide.plan.items[1]


def test_a_round_that_is_refused_gives_its_place_to_the_next() -> None:
    chosen = plan()
    kinds = EVERY_KIND - {chosen.items[0].round.kind}
    guide, _ = given(open_guide(Limits(), chosen), Arrived(2, 0), Screened(kinds))
    assert seconds(guide, 61).planned == chosen.items[1]


def test_a_plan_in_which_everything_is_refused_closes() -> None:
    guide, _ = given(open_guide(Limits(rest_only=True), plan()), Arrived(2, 0), Screened(EVERY_KIND))
    turns: list[Turn] = []
    for _ in range(61):
        guide, more = advance(guide, Tick())
        turns += more
    asked = [type(turn.event) for turn in turns if not isinstance(turn.event, Tick)]
    assert asked == [Offered, Offered, Offered, NothingLeft]
    refused = [made for turn in turns for made in turn.decisions if isinstance(made, OfferRefused)]
    assert {made.reason for made in refused} == {Reason.NOT_OFFERED_TODAY}
    assert guide.state.phase is Phase.CLOSING


def test_a_plan_without_rounds_settles_and_closes() -> None:
    guide, _ = given(open_guide(Limits(), Plan()), Arrived(2, 0), Screened(EVERY_KIND))
    assert seconds(guide, 61).state.phase is Phase.CLOSING


def test_a_round_that_was_paused_is_offered_once_more() -> None:
    guide, _ = given(practising(), PauseAsked(), OnlyAPause(), Agreed())
    guide = seconds(guide, 61)
    assert guide.planned == guide.plan.items[0]


def test_a_round_that_was_paused_twice_is_not_offered_a_third_time() -> None:
    guide = practising()
    for _ in range(2):
        guide, _ = given(guide, PauseAsked(), OnlyAPause(), Agreed())
        guide = seconds(guide, 61)
        guide, _ = given(guide, Agreed())
    assert guide.planned == guide.plan.items[1]


def test_a_practice_that_hurt_is_not_offered_again() -> None:
    guide, _ = given(practising(), Hurt(), Agreed())
    guide = seconds(guide, 61)
    assert guide.planned is not None
    assert guide.planned.practice != guide.plan.items[0].practice


def test_after_too_much_the_plan_goes_past_the_round() -> None:
    guide, _ = given(practising(), TooMuch())
    assert guide.upcoming == 1


def test_following_the_same_events_leads_to_the_same_session() -> None:
    guide = open_guide(Limits(), plan())
    events: list[Event] = []
    for event in (Arrived(2, 0), Screened(EVERY_KIND), *[Tick()] * 61, Heartbeat(), Agreed(), *[Tick()] * 20):
        guide, turns = advance(guide, event)
        events += [turn.event for turn in turns]
    again = open_guide(Limits(), plan())
    for event in events:
        again, _ = follow(again, event)
    assert again == guide


def test_a_step_the_monitor_disagrees_with_grounds_at_once() -> None:
    guide = practising()
    guide = replace(guide, memory=replace(guide.memory, cap=HalfLevel(0)))
    guide, turns = advance(guide, Tick())
    assert [type(turn.event) for turn in turns] == [Tick, MonitorDisagreed]
    assert guide.state.phase is Phase.GROUNDING


def test_the_monitor_agrees_with_a_whole_session() -> None:
    guide = practising()
    for _ in range(300):
        guide, turns = advance(guide, Tick())
        assert all(turn.violation is None for turn in turns)


@pytest.mark.parametrize("practice", ["pelvic-tilts", "supported-low-lunge", "windshield-wiper"])
def test_a_plan_that_was_written_is_read_as_it_was(practice: str) -> None:
    chosen = plan(Choice(practice=practice))
    assert Plan.read(chosen.written()) == chosen


def test_a_planned_round_keeps_what_screening_asked_for() -> None:
    one = plan().items[0]
    narrow = PlannedRound(one.round, one.practice, one.variant, frozenset({one.variant}), True, True, 70)
    assert Plan.read(Plan((narrow,)).written()).items == (narrow,)
