"""The pictures of the story: what the equations themselves do, and what the page says of them."""

import numpy as np
import pytest

from slackwater.body import story
from slackwater.body.constants import AS_WRITTEN
from slackwater.body.equations import Doing, at_rest, step
from slackwater.body.sessions import rest

NONE, VERY_SMALL, SMALL, LARGE, FORCEFUL = range(5)
WITHOUT = len(story.DOSES)


def lived(choice: int, weeks: int) -> list[float]:
    """The holding pattern week by week, every session lived through second by second."""
    movement, grounding = (one[:, choice] for one in story.doings())
    body = at_rest(AS_WRITTEN, float(story.practice()[1].holding[0, choice]))
    path = []
    for session in range(3 * weeks):
        for moved, grounded in zip(movement.tolist(), grounding.tolist(), strict=True):
            body = step(AS_WRITTEN, body, Doing(movement=moved, grounding=grounded))
        body = rest(AS_WRITTEN, body, story.GAP_H)
        path += [float(body.holding)] if session % 3 == 2 else []
    return path


@pytest.mark.parametrize("choice", [SMALL, FORCEFUL, WITHOUT + LARGE])
def test_the_weeks_of_the_picture_are_those_of_the_equations_lived_second_by_second(choice: int) -> None:
    drawn = story.practice()[1].holding[1:3, choice]
    assert list(drawn) == pytest.approx(lived(choice, 2), abs=0.004)


def test_half_a_day_is_a_small_step_between_sessions() -> None:
    body = at_rest(AS_WRITTEN, np.array([0.08, 0.3, 0.8]), np.array([0.6, 0.2, 0.0]))
    by_hours, by_half_days = (rest(AS_WRITTEN, body, 28 * 24, every) for every in (1, story.STEP_H))
    assert list(by_half_days.holding) == pytest.approx(list(by_hours.holding), abs=0.002)  # type: ignore[arg-type]
    assert list(by_half_days.charge) == pytest.approx(list(by_hours.charge), abs=0.002)  # type: ignore[arg-type]


def test_both_alarms_are_alike_while_they_last_and_part_over_the_weeks() -> None:
    minutes, weeks = story.alarm()
    answered, held = range(2)
    assert minutes.arousal[:, answered].max() == pytest.approx(minutes.arousal[:, held].max(), abs=0.03)
    assert list(minutes.charge[-1, [answered, held]]) == pytest.approx([0.054, 0.618], abs=0.005)
    assert list(weeks.holding[-1, [answered, held]]) == pytest.approx([0.010, 0.780], abs=0.005)


def test_small_doses_stay_below_overwhelm_and_large_ones_pass_it() -> None:
    peaks = story.practice()[0].arousal.max(axis=0)
    assert (peaks[[NONE, VERY_SMALL, SMALL]] < AS_WRITTEN.overwhelm).all()
    assert (peaks[[LARGE, FORCEFUL]] > AS_WRITTEN.overwhelm).all()


def test_in_the_story_a_small_dose_eases_with_rest_and_not_without() -> None:
    holding = story.practice()[1].holding
    start, end = holding[0], holding[-1]
    assert end[SMALL] < start[SMALL] - 0.2
    assert end[WITHOUT + SMALL] > start[SMALL] - 0.02
    assert end[FORCEFUL] > start[FORCEFUL] + 0.1


def test_nothing_in_the_pictures_leaves_its_scale() -> None:
    for minutes, weeks in (story.alarm(), story.practice()):
        assert np.isfinite(minutes.arousal).all()
        assert minutes.arousal.max() < story.MOST_AROUSAL
        assert minutes.bracing.max() < story.MOST_BRACING
        assert 0 <= minutes.charge.min() <= minutes.charge.max() <= 1
        assert 0 <= weeks.holding.min() <= weeks.holding.max() <= 1
