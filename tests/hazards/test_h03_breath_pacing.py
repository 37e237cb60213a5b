"""H-03: a pace brings on overbreathing or panic."""

import pytest

from slackwater.practices import Practice, library
from slackwater.practices.screening import answered, judge

PACED = [practice for practice in library().values() if practice.tides]


@pytest.mark.parametrize("practice", PACED, ids=lambda practice: practice.id)
def test_no_pace_is_fast_or_below_six_a_minute(practice: Practice) -> None:
    assert all(6 <= tide.per_minute <= 12 for tide in practice.tides)


@pytest.mark.parametrize("practice", PACED, ids=lambda practice: practice.id)
def test_out_is_at_least_as_long_as_in(practice: Practice) -> None:
    assert all(tide.out_s >= tide.in_s for tide in practice.tides)


def test_belly_breathing_says_that_the_own_pace_is_as_good() -> None:
    said = " ".join(f"{line.text} {line.sub}" for line in library()["diaphragmatic-breathing"].words.lines)
    assert "Your own pace is just as good." in said
    assert "If you feel dizzy, your own breath is best." in said


def test_no_line_asks_for_a_deep_or_a_held_breath() -> None:
    for practice in library().values():
        for line in practice.words.lines:
            text = f"{line.text} {line.sub}".lower()
            assert "deep breath" not in text
            assert "hold your breath" not in text


@pytest.mark.parametrize("condition", ["panic", "ptsd", "complex-trauma", "seizures", "lungs-reflux"])
def test_a_body_that_paces_badly_breathes_as_it_likes(condition: str) -> None:
    assert judge(answered(adult=True, yes=[condition]))["diaphragmatic-breathing"].own_breath
