"""The tide may start at the person's own breath, leads slowly, and asks nothing of a sensor that is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.live.tide import FASTEST, LEADS, SLOWEST, Leading, Pacing
from slackwater.practices.practice import Tide

SIX = Tide(0.0, 4.0, 6.0, "test")


def led(own: list[float | None], planned: Tide = SIX) -> list[float]:
    """Breaths a minute that the water shows, second by second."""
    leading, shown = Leading(Pacing.LED), []
    for one in own:
        leading = leading.second(planned, 100, one)
        tide = leading.tide(planned, 100)
        assert tide is not None
        shown.append(tide.per_minute)
    return shown


def test_it_starts_at_the_person_s_own_rate() -> None:
    assert led([13.0])[0] == pytest.approx(13.0, abs=0.02)


def test_it_comes_to_the_practice_s_rate_by_one_breath_a_minute_each_minute() -> None:
    shown = led([13.0] * 600)
    assert shown[60] == pytest.approx(12.0, abs=0.3)
    assert shown[-1] == pytest.approx(6.0, abs=0.02)


def test_out_stays_as_much_longer_than_in_as_the_practice_says() -> None:
    tide = Leading(Pacing.LED).second(SIX, 100, 13.0).tide(SIX, 100)
    assert tide is not None
    assert tide.out_s / tide.in_s == pytest.approx(1.5, abs=0.01)


def test_a_sensor_that_is_lost_changes_nothing() -> None:
    assert led([13.0] + [None] * 300) == led([13.0] * 301)


def test_without_a_sensor_the_practice_s_own_clock_goes() -> None:
    assert led([None] * 100) == [pytest.approx(6.0)] * 100
    assert led([None] + [13.0] * 99) == [pytest.approx(6.0)] * 100


def test_free_breath_has_no_tide_and_planned_hears_no_sensor() -> None:
    assert Leading(Pacing.FREE).second(SIX, 100, 13.0).tide(SIX, 100) is None
    assert Leading(Pacing.PLANNED).second(SIX, 100, 13.0).tide(SIX, 100) == SIX


def test_the_next_round_starts_at_the_breath_of_then() -> None:
    leading = Leading(Pacing.LED).second(SIX, 100, 13.0).second(SIX, 400, 9.0)
    tide = leading.tide(SIX, 400)
    assert tide is not None
    assert tide.per_minute == pytest.approx(9.0, abs=0.02)


@given(st.lists(st.one_of(st.none(), st.floats(0.0, 90.0)), min_size=1, max_size=400))
def test_whatever_is_measured_it_stays_within_bounds_and_never_hurries(own: list[float | None]) -> None:
    shown = led(own)
    assert all(SLOWEST - 0.02 <= one <= FASTEST + 0.05 for one in shown)
    if len(shown) > 60:
        assert all(abs(b - a) <= LEADS + 0.3 for a, b in zip(shown, shown[60:], strict=False))


def test_before_its_first_second_a_round_shows_the_pace_of_its_own() -> None:
    assert Leading(Pacing.LED).second(SIX, 100, 19.0).tide(SIX, 400) == SIX
