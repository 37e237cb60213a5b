"""H-07: a fall on getting up, or in a pose that stands."""

import pytest

from slackwater.practices import library
from slackwater.practices.practice import Clip, Posture
from slackwater.practices.screening import answered, judge

VARIANTS = [(name, one.id) for name, practice in library().items() for one in practice.variants]


def test_getting_up_goes_by_the_side_and_by_the_hands_to_sitting() -> None:
    said = [line.text for line in library()["closing"].lines(Clip.WORK, "floor")]
    order = [
        next(place for place, text in enumerate(said) if word in text)
        for word in (
            "knees can bend",
            "roll slowly to one side",
            "rest here",
            "hands can help you up to sitting",
        )
    ]
    assert order == sorted(order)


def test_nothing_in_closing_stands_up() -> None:
    for variant in library()["closing"].variants:
        said = " ".join(
            f"{line.text} {line.sub}" for line in library()["closing"].lines(Clip.WORK, variant.id)
        )
        assert "stand" not in said.lower()


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_whoever_stands_or_kneels_has_a_chair_to_hold(name: str, variant: str) -> None:
    one = library()[name].variant(variant)
    assert one.posture not in {Posture.STANDING, Posture.KNEELING} or "chair" in one.props


def test_the_lunge_says_that_both_hands_can_hold_on_all_the_time() -> None:
    """Only whoever lies on the side, whom the floor holds, is not told so."""
    lunge = library()["supported-low-lunge"]
    for variant in (one for one in lunge.variants if one.posture is not Posture.SIDE_LYING):
        said = [line.text for line in library()["supported-low-lunge"].lines(Clip.STILL, variant.id)]
        assert "Both hands can hold on the whole time." in said


@pytest.mark.parametrize(
    "condition", ["parkinson-ms", "osteoporosis", "vertebral-fracture", "heart-pressure"]
)
def test_a_body_that_falls_badly_is_offered_the_lunge_on_a_chair_alone(condition: str) -> None:
    assert judge(answered(adult=True, yes=[condition]))["supported-low-lunge"].variants == {"chair"}
