"""A plan stays at the lowest level, inside every limit, and says why."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.practices import library
from slackwater.practices.matrix import conditions
from slackwater.practices.narrowing import shown_minutes
from slackwater.practices.plan import Choice, Length, SessionPlan, suggest, with_rounds
from slackwater.practices.practice import Posture, Role
from slackwater.practices.screening import answered, judge
from slackwater.quantities import HalfLevel
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Side

ROUNDS = sorted(name for name, practice in library().items() if practice.role is Role.ROUND)


def planned(limits: Limits | None = None, choice: Choice | None = None, *yes: str) -> SessionPlan:
    return suggest(limits or Limits(), judge(answered(adult=True, yes=yes)), library(), choice)


def ways(plan: SessionPlan) -> list[tuple[str, str, int]]:
    return [(one.practice, one.variant, one.round.level) for one in plan.rounds]


def up_to(level: int, start: int | None = None, **more: int) -> Limits:
    return Limits(start=HalfLevel(level if start is None else start), cap=HalfLevel(level), **more)


def test_the_usual_plan_is_breath_then_felt_sense_then_a_micro_tilt() -> None:
    assert ways(planned()) == [
        ("diaphragmatic-breathing", "floor", 2),
        ("felt-sense", "floor", 3),
        ("pelvic-tilts", "micro", 4),
    ]


def test_the_usual_plan_takes_ten_to_twelve_minutes() -> None:
    assert 10 * 60 <= planned().about_s <= 12 * 60


def test_short_is_shorter_and_long_is_longer() -> None:
    short, usual, long = (planned(choice=Choice(length=length)).about_s for length in Length)
    assert short < usual < long


def test_every_plan_says_that_it_stays_at_the_lowest_level() -> None:
    assert "it always stays at the lowest level" in planned().why[-1]


def test_rounds_above_the_lowest_level_are_not_said_to_be_at_it() -> None:
    """Once a dose raises what is shown, the reasons are those of what is shown."""
    plan = planned(up_to(14), Choice("windshield-wiper"))
    assert "It comes in its gentlest form." in plan.why
    first = plan.rounds[0]
    raised = replace(first, round=replace(first.round, level=HalfLevel(10)))
    shown = with_rounds(plan, (raised, *plan.rounds[1:]), library())
    assert shown.why[0] == "You chose this one."
    assert not any("gentlest" in one or "stays at the lowest" in one for one in shown.why)
    assert with_rounds(plan, plan.rounds, library()).why == plan.why


def test_what_leads_up_to_the_chosen_practice_is_not_said_to_be_at_the_lowest_level() -> None:
    plan = planned(up_to(6, start=4), Choice("supported-bridge"))
    assert "It starts lower and goes up by half a level at most." in plan.why
    assert plan.why[-1].startswith("Not all of this is at its lowest level.")


def test_a_low_cap_leaves_only_what_is_below_it() -> None:
    assert {one.practice for one in planned(up_to(2)).rounds} == {"diaphragmatic-breathing"}


def test_what_is_above_the_cap_comes_later() -> None:
    keys = {one.practice: one.key for one in planned().not_offered}
    assert keys["supported-low-lunge"] == "later"


def test_a_rest_session_has_no_rounds() -> None:
    plan = planned(Limits(rest_only=True))
    assert plan.rounds == ()
    assert plan.why == ("Today is for rest and the ground. That counts as practice.",)


def test_after_three_hard_sessions_everything_waits_for_a_practitioner() -> None:
    plan = planned(Limits(refer=True))
    assert plan.rounds == ()
    assert {one.key for one in plan.not_offered} == {"refer"}


def test_a_practice_that_hurt_is_not_offered() -> None:
    slot = library()["pelvic-tilts"].slot
    assert slot is not None
    plan = planned(Limits(barred=1 << slot))
    assert "pelvic-tilts" not in {one.practice for one in plan.rounds}
    assert ("pelvic-tilts", "barred") in {(one.practice, one.key) for one in plan.not_offered}


def test_what_screening_closes_is_not_planned_and_says_with_what() -> None:
    plan = planned(None, None, "complex-trauma")
    assert "felt-sense" not in {one.practice for one in plan.rounds}
    words = {one.practice: one.words for one in plan.not_offered}
    assert words["felt-sense"] == "With hurt over a long time, this waits for a practitioner."


def test_a_missing_practice_is_made_up_for_so_that_the_plan_keeps_its_length() -> None:
    assert len(planned(None, None, "complex-trauma").rounds) == 3


def test_nothing_is_planned_for_a_minor() -> None:
    assert suggest(Limits(), judge(answered(adult=False)), library()).rounds == ()


def test_a_narrowed_practice_is_planned_as_narrow_as_it_was_judged() -> None:
    plan = planned(None, None, "ptsd")
    felt = next(one for one in plan.rounds if one.practice == "felt-sense")
    assert (felt.variant, felt.round.work_s, felt.eyes_open) == ("chair", 20, True)


def test_a_session_stays_in_one_posture_where_it_can() -> None:
    plan = planned(None, None, "ptsd")
    held = {library()[one.practice].variant(one.variant).posture for one in plan.rounds}
    assert held == {Posture.CHAIR}


def test_a_posture_that_was_asked_for_is_kept_where_it_can() -> None:
    plan = planned(choice=Choice(posture=Posture.CHAIR))
    held = {library()[one.practice].variant(one.variant).posture for one in plan.rounds}
    assert held == {Posture.CHAIR}


@pytest.mark.parametrize("posture", [Posture.SUPINE, Posture.SIDE_LYING, Posture.CHAIR])
def test_a_session_in_a_posture_never_leaves_it_and_moves(posture: Posture) -> None:
    plan = planned(choice=Choice(posture=posture))
    held = {library()[one.practice].variant(one.variant).posture for one in plan.rounds}
    assert (held, plan.posture) == ({posture}, posture)
    assert Kind.MOVEMENT in {one.round.kind for one in plan.rounds}
    menu = {library()[one.practice].variant(way).posture for one in plan.menu for way in one.ways}
    assert menu == {posture}, "a dose that changes stays in it too"


def test_a_posture_in_which_nothing_is_open_gives_another_and_says_so() -> None:
    plan = planned(choice=Choice(posture=Posture.KNEELING))
    assert ways(plan) == ways(planned())
    assert plan.wishes == ("Nothing that is open today is done like this: kneeling. So this is another way.",)


def test_a_session_that_stands_leans_on_a_wall() -> None:
    plan = planned(choice=Choice(posture=Posture.STANDING))
    assert set(ways(plan)) == {("pelvic-tilts", "wall", 4)}
    assert plan.props == ("wall", "chair")


@pytest.mark.parametrize(("posture", "way"), [(Posture.STANDING, "standing"), (Posture.BED, "bed")])
def test_a_higher_way_of_a_practice_is_done_once_its_level_is_reached(posture: Posture, way: str) -> None:
    lunge = Choice("supported-low-lunge", posture=posture)
    done = {one for practice, one, _ in ways(planned(up_to(14), lunge)) if practice == lunge.practice}
    assert done == {way}


@pytest.mark.parametrize(
    ("limits", "practice"),
    [(up_to(4, 2), "stop-drill"), (up_to(12, 10), "supported-low-lunge")],
)
@pytest.mark.parametrize("minutes", [None, 5])
def test_a_practice_that_no_open_steps_lead_up_to_gives_the_usual_plan_and_says_so(
    limits: Limits, practice: str, minutes: int | None
) -> None:
    plan = planned(limits, Choice(practice, minutes=minutes))
    assert plan.rounds
    assert ways(plan) == ways(planned(limits, Choice(minutes=minutes)))
    assert plan.wishes[0].startswith("The practice you asked for is not open that way today.")


def test_five_minutes_leave_one_movement_and_say_why() -> None:
    plan = planned(choice=Choice(minutes=5))
    assert ways(plan) == [("pelvic-tilts", "micro", 4)]
    assert shown_minutes(plan.about_s) <= 5
    assert "You have less time, so some of it is left out." in plan.why


def test_what_leads_up_to_a_chosen_practice_stays_though_there_is_less_time() -> None:
    plan = planned(up_to(6, start=4), Choice("supported-bridge", minutes=5))
    assert [level for _, _, level in ways(plan)] == [4, 5, 6]
    assert "It is a little more than the time you have. It does not get shorter than this." in plan.why


def test_the_drills_before_a_tremor_stay_though_there_is_less_time() -> None:
    limits = up_to(19, start=17, tremor_s=30)
    asked = planned(limits, Choice("invited-tremor"))
    assert ways(planned(limits, Choice("invited-tremor", minutes=5))) == ways(asked)


@settings(deadline=None)
@given(
    start=st.integers(0, 20),
    above=st.integers(0, 4),
    yes=st.frozensets(st.sampled_from(sorted(conditions())), max_size=3),
    practice=st.sampled_from([None, *ROUNDS]),
    length=st.sampled_from(list(Length)),
    posture=st.sampled_from([None, *Posture]),
    minutes=st.integers(1, 30),
)
def test_less_time_only_ever_takes_away(  # noqa: PLR0917
    start: int,
    above: int,
    yes: frozenset[str],
    practice: str | None,
    length: Length,
    posture: Posture | None,
    minutes: int,
) -> None:
    """H-01: neither a round, a level nor a second more comes of having less time, and no step grows."""
    limits = Limits(start=HalfLevel(start), cap=HalfLevel(min(20, start + above)))
    verdicts = judge(answered(adult=True, yes=yes))
    whole = suggest(limits, verdicts, library(), Choice(practice, length, posture))
    less = suggest(limits, verdicts, library(), Choice(practice, length, posture, minutes))
    assert bool(less.rounds) == bool(whole.rounds)
    assert less.about_s <= whole.about_s
    assert shown_minutes(less.about_s) <= minutes or not less.rounds or less.wishes[-1].startswith("It is a")
    before = Counter(one.practice for one in whole.rounds)
    assert Counter(one.practice for one in less.rounds) <= before
    reach = 0
    for one in less.rounds:
        assert one.variant in verdicts[one.practice].variants
        assert one.round.level <= max(
            each.round.level for each in whole.rounds if each.practice == one.practice
        )
        assert one.round.level <= (min(limits.cap, reach + limits.numbers.rise) if reach else limits.start)
        reach = max(reach, one.round.level)


def test_a_chosen_practice_comes_in_its_gentlest_form() -> None:
    plan = planned(up_to(14), Choice("windshield-wiper"))
    assert ways(plan)[0] == ("windshield-wiper", "pillows", 7)


def test_a_chosen_practice_above_the_start_is_reached_by_half_levels() -> None:
    levels = [level for _, _, level in ways(planned(up_to(6, start=4), Choice("supported-bridge")))]
    assert levels[:3] == [4, 5, 6]


def test_a_chosen_practice_that_is_not_open_gives_the_usual_plan() -> None:
    assert ways(planned(choice=Choice("invited-tremor"))) == ways(planned())


def test_both_sides_are_planned_for_the_lunge() -> None:
    plan = planned(up_to(14), Choice("supported-low-lunge"))
    assert [one.round.side for one in plan.rounds][:2] == [Side.LEFT, Side.RIGHT]


def test_the_stop_drill_comes_before_any_tremor_as_often_as_the_engine_asks() -> None:
    limits = up_to(19, start=17, tremor_s=30)
    kinds = [one.round.kind for one in planned(limits, Choice("invited-tremor")).rounds]
    first = kinds.index(Kind.TREMOR)
    assert kinds[:first].count(Kind.DRILL) == limits.numbers.drills_needed


def test_tremor_is_closed_while_the_limits_close_it() -> None:
    keys = {one.practice: one.key for one in planned(up_to(20)).not_offered}
    assert keys["invited-tremor"] == "tremor-closed"


def test_a_stretch_that_is_used_up_is_not_offered() -> None:
    keys = {one.practice: one.key for one in planned(up_to(14, stretch_left_s=10)).not_offered}
    assert keys["supported-low-lunge"] == "stretch-used"


@pytest.mark.parametrize("practice", ROUNDS)
def test_slots_are_the_engines_name_for_a_practice_for_ever(practice: str) -> None:
    given_out = {
        "diaphragmatic-breathing": 1,
        "pelvic-tilts": 2,
        "windshield-wiper": 3,
        "supported-bridge": 4,
        "supported-low-lunge": 5,
        "felt-sense": 6,
        "stop-drill": 7,
        "invited-tremor": 8,
    }
    assert library()[practice].slot == given_out[practice]


@settings(deadline=None)
@given(
    start=st.integers(0, 20),
    above=st.integers(0, 4),
    yes=st.frozensets(st.sampled_from(sorted(conditions())), max_size=3),
    practice=st.sampled_from([None, *ROUNDS]),
    length=st.sampled_from(list(Length)),
    tremor_s=st.sampled_from([0, 30]),
)
def test_no_plan_breaks_a_limit_a_verdict_or_the_half_level_rule(  # noqa: PLR0917
    start: int, above: int, yes: frozenset[str], practice: str | None, length: Length, tremor_s: int
) -> None:
    limits = Limits(start=HalfLevel(start), cap=HalfLevel(min(20, start + above)), tremor_s=tremor_s)
    verdicts = judge(answered(adult=True, yes=yes))
    plan = suggest(limits, verdicts, library(), Choice(practice, length))
    reach = 0
    for one in plan.rounds:
        verdict, what = verdicts[one.practice], library()[one.practice]
        assert one.variant in verdict.variants
        assert one.round.level <= (min(limits.cap, reach + limits.numbers.rise) if reach else limits.start)
        assert what.variant(one.variant).level <= one.round.level or one.round.kind is Kind.TREMOR
        assert one.round.work_s <= (verdict.work_s or 300)
        assert one.round.rest_s >= limits.numbers.full_rest_s
        reach = max(reach, one.round.level)
