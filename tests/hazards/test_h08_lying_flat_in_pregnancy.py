"""H-08: lying flat on the back late in pregnancy presses on the great vein."""

import pytest

from slackwater.practices import library
from slackwater.practices.asking import read_ticks
from slackwater.practices.plan import Choice, Length, suggest
from slackwater.practices.practice import Posture, Role
from slackwater.practices.screening import answered, judge
from slackwater.quantities import TOP
from slackwater.session.limits import Limits

LATER = judge(answered(adult=True, yes=["pregnancy-later"]))


@pytest.mark.parametrize("practice", sorted(library()))
def test_nothing_is_open_flat_on_the_back_after_the_first_three_months(practice: str) -> None:
    postures = {library()[practice].variant(way).posture for way in LATER[practice].variants}
    assert not postures & {Posture.SUPINE, Posture.BED}


@pytest.mark.parametrize(
    "practice", [None, *(name for name, one in library().items() if one.role is Role.ROUND)]
)
@pytest.mark.parametrize("length", list(Length))
def test_no_plan_lies_flat_whatever_is_chosen(practice: str | None, length: Length) -> None:
    plan = suggest(Limits(start=TOP, cap=TOP), LATER, library(), Choice(practice, length, Posture.SUPINE))
    assert plan.rounds
    for one in plan.rounds:
        assert library()[one.practice].variant(one.variant).posture is not Posture.SUPINE


def test_somebody_who_may_be_pregnant_is_not_laid_flat_either() -> None:
    groups = ("hips", "back", "heart", "nerves", "mind")
    ticks = frozenset({"belly.pregnancy-unsure", *(f"{group}.none" for group in groups)})
    verdicts = judge(read_ticks(adult=True, ticks=ticks, today=frozenset({"today.none"})))
    assert not verdicts["pelvic-tilts"].offered
    assert verdicts["diaphragmatic-breathing"].variants == {"side-lying", "chair"}


def test_the_bridge_and_the_tremor_are_closed() -> None:
    assert not LATER["supported-bridge"].offered
    assert not LATER["invited-tremor"].offered


@pytest.mark.parametrize("practice", ["arriving", "closing", "grounding-contact", "orienting", "five-senses"])
def test_what_frames_and_grounds_falls_back_to_sitting(practice: str) -> None:
    assert library()[practice].variants[0].posture is Posture.CHAIR


@pytest.mark.parametrize("practice", ["arriving", "felt-sense", "grounding-contact", "closing"])
def test_whoever_lies_on_the_side_arrives_finds_the_ground_and_ends_there(practice: str) -> None:
    """Without a way of its own a round on the side would be framed by somebody who lies on the back."""
    assert Posture.SIDE_LYING in {one.posture for one in library()[practice].variants}
