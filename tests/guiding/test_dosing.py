"""The dose of the next round: the engine's ceiling holds, and a stage does no more than it may."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.guiding.dosing import Titrated, foreseen, next_round
from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Guide, as_recorded, open_guide
from slackwater.practices import library
from slackwater.practices.menu import RISING, Asked, at_level
from slackwater.practices.plan import Choice
from slackwater.practices.rounds import PlannedRound
from slackwater.quantities import TOP, HalfLevel
from slackwater.session.decisions import Question
from slackwater.session.events import CheckedIn, PauseAsked, TooMuch
from slackwater.session.limits import Limits
from slackwater.session.offering import ceiling
from slackwater.session.phases import Kind, Phase, Side
from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.deciding import Decision
from slackwater.titration.knowledge import Knowledge, know_nothing, learn_all
from slackwater.titration.log import Closed, Entry, Opened, RoundDone, Settled
from slackwater.titration.trust import Stage

from .acting import OPENED_H, Session, planned

STURDY = {"prior_mean": 11.0, "prior_sd": 0.5}
FRAGILE = {"prior_mean": -2.0, "prior_sd": 0.5}
WIDE = Limits(start=HalfLevel(12), cap=HalfLevel(14))
LONG = Choice(practice="supported-low-lunge")
NEEDS = (
    "observe_sessions",
    "observe_days",
    "suggest_sessions",
    "suggest_days",
    "lower_sessions",
    "lower_days",
)


def in_stage(stage: Stage, **others: float) -> Constants:
    """Constants under which a first session opens in this stage."""
    passed = {Stage.OBSERVE: 0, Stage.SUGGEST: 2, Stage.LOWER: 4, Stage.RAISE: 6}[stage]
    return CONSTANTS.changed(**dict.fromkeys(NEEDS[:passed], 0.0), **others)


def knowing(stage: Stage, usual: int = 4, **others: float) -> Knowledge:
    """Somebody whose last session was done whole at this half level, calmly."""
    constants = in_stage(stage, practice_sd=0.0, carry_gain=0.0, **others)
    log: Sequence[Entry] = (
        Opened(OPENED_H - 60),
        Settled(OPENED_H - 59.9, 1),
        RoundDone(OPENED_H - 59.8, HalfLevel(usual), 45, usual_s=45, distress=1),
        Closed(OPENED_H - 59.7),
    )
    return learn_all(log, know_nothing(constants))


def titrated(stage: Stage, usual: int = 4, **others: float) -> Titrated:
    return Titrated(knowing(stage, usual, **others), library())


def decided(guide: Guide, dosing: Titrated) -> Decision:
    return dosing.decide(guide)


@pytest.mark.parametrize("stage", [Stage.OBSERVE, Stage.SUGGEST])
@pytest.mark.parametrize("person", [STURDY, FRAGILE], ids=["sturdy", "fragile"])
def test_while_it_may_only_watch_or_suggest_every_round_is_as_planned(
    stage: Stage, person: dict[str, float]
) -> None:
    plan = planned()
    session = Session(plan=plan, dosing=titrated(stage, **person))
    session.begin()
    session.go_on()
    assert session.guide.plan == plan
    assert session.guide.item == 1


def test_where_it_may_lower_a_fragile_person_is_offered_nothing_but_rest() -> None:
    session = Session(dosing=titrated(Stage.LOWER, **FRAGILE))
    session.settle()
    assert session.phase is Phase.CLOSING


@pytest.mark.parametrize("usual", [4, 8, 12])
def test_where_it_may_only_lower_no_round_rises_above_the_plan(usual: int) -> None:
    whole = planned(limits=WIDE)
    tilts = Plan(whole.items[2:] * 2, whole.menu)
    for plan in (whole, tilts):
        session = Session(WIDE, plan, titrated(Stage.LOWER, usual, **STURDY))
        session.begin(distress=1)
        for at, item in enumerate(plan.items):
            assert session.guide.plan.items[at] == item
            session.go_on(distress=1)


def test_where_it_may_raise_a_quiet_session_goes_up_by_half_a_level_a_round() -> None:
    session = Session(Limits(start=HalfLevel(4), cap=HalfLevel(6)), dosing=titrated(Stage.RAISE, 4, **STURDY))
    session.begin(distress=1)
    levels = []
    while session.phase is Phase.PRACTISING:
        assert session.guide.state.round is not None
        levels.append(session.guide.state.round.level)
        session.go_on(distress=1)
    assert levels == [2, 3, 4]


def test_a_raise_waits_for_the_persons_yes() -> None:
    tilts = Plan(planned().items[2:], planned().menu)
    session = Session(Limits(start=HalfLevel(5), cap=HalfLevel(6)), tilts, titrated(Stage.RAISE, 4, **STURDY))
    session.settle(distress=1)
    assert session.guide.state.offer is not None
    assert session.guide.state.offer.level == 5
    assert session.guide.state.question is Question.BEGIN
    session.wait(30)
    assert session.phase is Phase.SETTLING


def test_a_round_that_was_not_quiet_is_followed_by_nothing_more() -> None:
    session = Session(dosing=titrated(Stage.LOWER, **STURDY))
    session.begin(distress=1)
    first = session.guide.state.round
    session.finish_round()
    session.hear(CheckedIn(5, 0))
    offer = session.guide.state.offer
    assert first is not None
    assert offer is None or offer.level <= first.level


class Wild:
    """Titration gone wrong: it asks for whatever the test says."""

    def __init__(self, levels: list[int]) -> None:
        self.levels = levels

    def __call__(self, guide: Guide) -> PlannedRound | None:
        level = HalfLevel(self.levels[guide.upcoming % len(self.levels)])
        like = guide.plan.items[guide.upcoming]
        return at_level(guide.plan.menu, library(), Asked(like, level)) or like


@settings(max_examples=40, deadline=None)
@given(
    levels=st.lists(st.integers(1, TOP), min_size=1, max_size=4),
    said=st.lists(st.integers(0, 6), min_size=4, max_size=4),
    start=st.integers(1, 8),
)
def test_whatever_titration_asks_for_no_round_is_above_the_engines_ceiling(
    levels: list[int], said: list[int], start: int
) -> None:
    limits = Limits(start=HalfLevel(start), cap=HalfLevel(start + 2))
    session = Session(limits, planned(limits=WIDE), Wild(levels))
    session.settle(distress=1)
    for distress in said:
        offer = session.guide.state.offer
        if offer is None:
            break
        assert offer.level <= ceiling(session.guide.state) <= limits.cap
        session.go_on_from_offer(distress)


@settings(max_examples=20, deadline=None)
@given(
    usual=st.integers(2, 14),
    middle=st.floats(-2, 12),
    said=st.lists(st.integers(0, 10), min_size=3, max_size=3),
    stop=st.sampled_from([None, TooMuch(), PauseAsked()]),
)
def test_what_is_offered_is_never_above_what_was_decided_once_it_applies(
    usual: int, middle: float, said: list[int], stop: TooMuch | PauseAsked | None
) -> None:
    dosing = titrated(Stage.LOWER, usual, prior_mean=middle)
    session = Session(WIDE, planned(limits=WIDE), dosing)
    session.settle(distress=1)
    for distress in said:
        offer, decision = session.guide.state.offer, dosing.decision
        if offer is None or decision is None:
            break
        assert offer.level <= min(decision.half_level, ceiling(session.guide.state))
        session.go_on_from_offer(distress)
        if stop is not None and session.phase is Phase.PRACTISING:
            session.hear(stop)
            break


def lunge() -> Plan:
    plan = planned(LONG, WIDE)
    at = next(at for at, one in enumerate(plan.items) if one.round.side is Side.LEFT)
    return Plan(plan.items[at : at + 2], plan.menu)


def test_the_second_side_of_a_stretch_follows_the_first_as_it_was_done() -> None:
    plan = lunge()
    assert [one.round.side for one in plan.items] == [Side.LEFT, Side.RIGHT]
    limits = Limits(start=HalfLevel(14), cap=HalfLevel(16))
    session = Session(limits, plan, titrated(Stage.LOWER, 14, **STURDY))
    session.begin(distress=1)
    left = session.guide.state.round
    session.finish_round()
    session.hear(CheckedIn(1, 0))
    right = session.guide.state.offer
    assert left is not None
    assert right is not None
    assert (right.side, right.level, right.slot) == (Side.RIGHT, left.level, left.slot)


def test_no_stretch_of_two_sides_begins_where_the_second_could_not_follow() -> None:
    plan = lunge()
    left = plan.items[0]
    level = HalfLevel(16)
    alone = at_level(plan.menu, library(), Asked(left, level, two_sides=False))
    assert alone is None or alone.round.side is Side.NONE
    both = at_level(plan.menu, library(), Asked(left, level))
    assert both is not None
    assert both.round.side is Side.LEFT


@pytest.mark.parametrize("level", range(1, TOP + 1))
def test_among_ways_of_one_level_the_posture_of_the_plan_stays(level: int) -> None:
    plan = planned(limits=WIDE)
    for item in plan.items:
        found = at_level(plan.menu, library(), Asked(item, HalfLevel(level)))
        if found is None or item.round.kind not in RISING:
            continue
        there = {
            (one.id, way.posture)
            for one in library().values()
            for way in one.variants
            if one.kind in RISING and way.level == found.round.level
        }
        before = library()[item.practice].variant(item.variant).posture
        same = {name for name, posture in there if posture is before}
        assert (
            library()[found.practice].variant(found.variant).posture is before or found.practice not in same
        )


@pytest.mark.parametrize(("way", "higher"), [("side-lying", "bed"), ("chair", "standing")])
def test_whoever_lies_in_a_lunge_goes_on_lying_half_a_level_up(way: str, higher: str) -> None:
    lunge = library()["supported-low-lunge"]
    menu = planned(limits=WIDE).menu
    here = next(one for one in menu if one.practice == lunge.id)
    like = here.planned(lunge, lunge.variant(way), Side.LEFT)
    found = at_level(menu, library(), Asked(like, HalfLevel(13)))
    assert found is not None
    assert (found.practice, found.variant) == (lunge.id, higher)


def test_nobody_who_lies_on_the_floor_is_sent_to_a_bed_for_a_lunge() -> None:
    plan = planned(limits=WIDE)
    tilts = next(item for item in plan.items if item.practice == "pelvic-tilts")
    found = at_level(plan.menu, library(), Asked(tilts, HalfLevel(13)))
    assert found is not None
    assert found.variant == "standing"


def test_a_round_half_a_level_up_always_stands_in_the_library() -> None:
    plan = planned(limits=WIDE)
    tilts = next(item for item in plan.items if item.practice == "pelvic-tilts")
    reached = {
        found.round.level
        for level in range(4, 15)
        if (found := at_level(plan.menu, library(), Asked(tilts, HalfLevel(level)))) is not None
    }
    assert reached == set(range(4, 15))


def test_what_has_its_own_place_is_kept_or_left_out() -> None:
    breath = planned().items[0]
    assert breath.round.kind is Kind.BREATH
    assert at_level(planned().menu, library(), Asked(breath, HalfLevel(20))) == breath
    assert at_level(planned().menu, library(), Asked(breath, HalfLevel(1))) is None


def test_what_is_foreseen_is_what_a_quiet_session_is_offered() -> None:
    for stage in Stage:
        dosing = titrated(stage, 5, **STURDY)
        limits = Limits(start=HalfLevel(5), cap=HalfLevel(7))
        session = Session(limits, planned(limits=limits), dosing)
        guide = open_guide(limits, session.guide.plan, session.guide.diary)
        seen = foreseen(session.guide.plan, decided(guide, titrated(stage, 5, **STURDY)), limits, library())
        session.begin(distress=1)
        offered = []
        while session.phase is Phase.PRACTISING:
            assert session.guide.planned is not None
            offered.append(session.guide.planned)
            session.go_on(distress=1)
        assert tuple(offered) == seen


def test_a_round_that_is_left_out_is_found_again_by_its_place() -> None:
    """A record names the place of an offer, so what was left out before it stays left out."""
    plan = planned(limits=WIDE)
    guide = open_guide(WIDE, plan)
    third = plan.items[2]
    again = as_recorded(guide, third.round, third.practice, third.variant, 2)
    assert again.upcoming == 2
    assert again.plan == plan


def test_an_offer_of_a_practice_that_the_plan_does_not_know_changes_nothing() -> None:
    plan = planned()
    guide = open_guide(Limits(), plan)
    assert as_recorded(guide, plan.items[0].round, "an-older-practice", "floor", None) == guide
    assert as_recorded(guide, plan.items[0].round, "an-older-practice", "floor", 99) == guide


def test_next_round_gives_what_stands_at_the_level_decided() -> None:
    session = Session(dosing=titrated(Stage.LOWER, **STURDY))
    decision = decided(session.guide, titrated(Stage.LOWER, **STURDY))
    assert next_round(session.guide, decision.half_level, library(), last=None) == session.guide.plan.items[0]


def test_no_standing_yes_carries_a_round_into_another_posture() -> None:
    plan = planned(limits=WIDE)
    wiper = next(one for one in plan.menu if one.practice == "windshield-wiper")
    practice = library()["windshield-wiper"]
    ran = wiper.planned(practice, practice.variant("floor-small"), Side.NONE)
    for level in range(1, ran.round.level + 1):
        found = at_level(plan.menu, library(), Asked(plan.items[-1], HalfLevel(level), ran=ran))
        if found is not None and found.practice == "windshield-wiper":
            assert practice.variant(found.variant).posture is practice.variant("floor-small").posture


def test_what_is_closed_in_this_session_gives_its_place_to_something_open() -> None:
    plan = planned(limits=WIDE)
    item = next(one for one in plan.items if one.practice == "pelvic-tilts")
    asked = Asked(item, HalfLevel(8))
    wiper = at_level(plan.menu, library(), asked)
    assert wiper is not None
    assert wiper.practice == "windshield-wiper"
    other = at_level(plan.menu, library(), replace(asked, barred=1 << wiper.round.slot))
    assert other is not None
    assert other.practice == "pelvic-tilts"
