"""H-06: a new hip comes out, a bone breaks, a joint sprains, because a pose was wrong for it."""

import pytest

from slackwater.practices import library
from slackwater.practices.asking import read_ticks
from slackwater.practices.matrix import Status
from slackwater.practices.plan import Choice, suggest
from slackwater.practices.screening import Answers, Verdict, answered, judge
from slackwater.quantities import TOP
from slackwater.session import events as e
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Phase, Side
from slackwater.session.proof.story import a_round, alive, checking_in, given


def verdict(practice: str, *conditions: str) -> Verdict:
    return judge(answered(adult=True, yes=conditions))[practice]


def test_a_new_hip_from_the_front_closes_the_lunge_and_the_wiper() -> None:
    assert verdict("supported-low-lunge", "hip-replacement-front").status is Status.NO
    assert verdict("windshield-wiper", "hip-replacement-front").status is Status.NO


def test_a_new_hip_from_the_back_never_bends_past_a_right_angle() -> None:
    assert verdict("windshield-wiper", "hip-replacement-back").status is Status.NO
    assert verdict("supported-low-lunge", "hip-replacement-back").variants == {"standing"}
    assert verdict("supported-bridge", "hip-replacement-back").variants == {"blanket"}


def test_a_new_hip_not_sure_which_way_closes_all_that_either_way_would_touch() -> None:
    ticks = frozenset(
        {"hips.hip-replacement-unsure", "back.none", "belly.none", "heart.none", "nerves.none", "mind.none"}
    )
    verdicts = judge(read_ticks(adult=True, ticks=ticks, today=frozenset({"today.none"})))
    for practice in ("supported-low-lunge", "windshield-wiper", "supported-bridge", "invited-tremor"):
        assert not verdicts[practice].offered


def test_thin_bones_are_never_twisted() -> None:
    assert verdict("windshield-wiper", "osteoporosis").variants == {"one-knee"}


def test_a_broken_back_bone_waits_for_a_practitioner_before_any_twist() -> None:
    assert verdict("windshield-wiper", "vertebral-fracture").status is Status.PRACTITIONER


def test_very_bendy_joints_keep_well_inside_their_range() -> None:
    assert verdict("supported-low-lunge", "hypermobility").range_percent == 70
    assert "rocking" not in verdict("supported-low-lunge", "hypermobility").variants


def test_a_hurt_back_closes_the_lunge_and_the_bridge() -> None:
    assert verdict("supported-low-lunge", "back-injury").status is Status.NO
    assert verdict("supported-bridge", "back-injury").status is Status.NO


def test_there_is_time_to_change_sides() -> None:
    left, right = (a_round(2, kind=Kind.STRETCH, side=side) for side in (Side.LEFT, Side.RIGHT))
    waiting = given(checking_in(left), e.CheckedIn(2, 0)).when(right, alive(600, answering=False))
    waiting.then(Phase.CHECKING_IN).when(e.Agreed()).then(Phase.PRACTISING)


@pytest.mark.parametrize("condition", ["new-fracture", "clot", "fever", "intoxicated"])
def test_what_is_new_today_closes_every_round(condition: str) -> None:
    verdicts = judge(answered(adult=True, yes=[condition]))
    assert suggest(Limits(), verdicts, library()).rounds == ()


def test_a_question_that_was_never_answered_counts_as_not_sure() -> None:
    verdicts = judge(Answers(adult=True, said={}))
    assert not verdicts["supported-low-lunge"].offered


@pytest.mark.parametrize("practice", ["supported-low-lunge", "windshield-wiper"])
def test_asking_for_a_closed_practice_does_not_open_it(practice: str) -> None:
    verdicts = judge(answered(adult=True, yes=["hip-replacement-front"]))
    plan = suggest(Limits(start=TOP, cap=TOP), verdicts, library(), Choice(practice))
    assert practice not in {one.practice for one in plan.rounds}
