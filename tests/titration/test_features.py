"""Answers and body readings as evidence: correlated, weighted by quality, measured by the past alone."""

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.titration.constants import CONSTANTS
from slackwater.titration.deciding import decide
from slackwater.titration.evidence import is_very_calm
from slackwater.titration.features import Baselines, Part, fuse, hear_body, hear_distress
from slackwater.titration.knowledge import know_nothing, learn_all
from slackwater.titration.log import Ending, Entry, Feature, Reading, RoundDone, Settled

from .virtual import LADDER, READINGS, logs, session


def heart(value: float, quality: float = 1.0) -> Reading:
    return Reading(Feature.HEART_RISE, value, quality)


def slow(value: float) -> Reading:
    return Reading(Feature.LATENCY, value, 1.0)


def known(*readings: Reading) -> Baselines:
    return Baselines().heard(readings).next_session()


KNOWN = known(*(heart(v) for v in (-3, 0, 3)), *(slow(v) for v in (1, 1.5, 2)))


def test_six_features_are_worth_one_and_seven_tenths() -> None:
    """TITRATION 5, correlation .5: and the six together err by 0.9 levels."""
    one, six = fuse([Part(0, 1)], CONSTANTS), fuse([Part(0, 1)] * 6, CONSTANTS)
    assert one is not None
    assert six is not None
    assert (one.sd / six.sd) ** 2 == pytest.approx(1.7, abs=0.02)
    assert six.sd == pytest.approx(0.9, abs=0.005)


def test_nothing_said_is_nothing_known() -> None:
    assert fuse([], CONSTANTS) is None
    assert hear_distress(None, CONSTANTS) == ()


def test_seven_is_the_edge_and_two_is_very_calm() -> None:
    assert hear_distress(7, CONSTANTS)[0].value == 0
    calm = [is_very_calm(hear_distress(said, CONSTANTS)[0].value, CONSTANTS) for said in range(8)]
    assert calm == [True] * 3 + [False] * 5


@given(
    st.lists(st.builds(Part, st.floats(-3, 3), st.floats(0.25, 1)), min_size=1, max_size=6), st.integers(0, 5)
)
def test_a_higher_part_never_counts_as_calmer_and_none_makes_less_sure_than_the_worst(
    parts: list[Part], which: int
) -> None:
    fused = fuse(parts, CONSTANTS)
    at = which % len(parts)
    higher = fuse([*parts[:at], replace(parts[at], value=parts[at].value + 1), *parts[at + 1 :]], CONSTANTS)
    assert fused is not None
    assert higher is not None
    assert higher.value > fused.value
    assert fused.sd <= CONSTANTS.error_sd / sqrt(min(part.quality for part in parts)) + 1e-9


def test_a_reading_counts_only_against_enough_earlier_rest() -> None:
    few = known(heart(0), heart(2))
    assert hear_body([heart(20)], few, CONSTANTS) == ()
    assert hear_body([heart(20)], KNOWN, CONSTANTS)[0].value > CONSTANTS.calm_floor + 2


def test_todays_own_rest_moves_the_yardstick_only_tomorrow() -> None:
    today = KNOWN.heard([heart(30)] * 5)
    assert hear_body([heart(20)], today, CONSTANTS) == hear_body([heart(20)], KNOWN, CONSTANTS)
    tomorrow = today.next_session()
    assert (
        hear_body([heart(20)], tomorrow, CONSTANTS)[0].value
        < hear_body([heart(20)], KNOWN, CONSTANTS)[0].value
    )


def test_a_noisy_reading_is_left_out() -> None:
    assert hear_body([heart(20, 0.2)], KNOWN, CONSTANTS) == ()


def test_a_falling_heart_with_slow_answers_counts_as_more_never_as_calm() -> None:
    """Shutting down looks calm on a heart strap."""
    falling = hear_body([heart(-15), slow(6)], KNOWN, CONSTANTS)
    rising = hear_body([heart(15), slow(6)], KNOWN, CONSTANTS)
    assert {part.value for part in falling} == {part.value for part in rising}
    assert hear_body([heart(-15)], KNOWN, CONSTANTS)[0].value < CONSTANTS.calm_floor


def test_a_quick_answer_says_nothing() -> None:
    assert hear_body([slow(0.2)], KNOWN, CONSTANTS) == ()


def test_after_an_overwhelm_neither_answer_nor_reading_is_read() -> None:
    """What is missing after a stop is missing because of it, so only the overwhelm counts."""
    calm_start = session(0, [4, 4])
    at_h = 48.0
    opened = [one for one in session(at_h, [4]) if not isinstance(one, RoundDone)][:2]
    bare = RoundDone(at_h + 0.1, calm_start[2].half_level, 45, Ending.OVERWHELMED)
    filled = replace(bare, distress=0, readings=(heart(-20),))
    a, b = (learn_all([*calm_start, *opened, one], know_nothing()) for one in (bare, filled))
    assert a.words.summary() == b.words.summary()
    assert decide(a, 49, LADDER) == decide(b, 49, LADDER)


def test_a_stopped_round_says_nothing_of_tolerance() -> None:
    log = session(0, [4, 4])
    stopped = RoundDone(0.2, log[2].half_level, 20, Ending.STOPPED, distress=5)
    before, after = (learn_all(one, know_nothing()) for one in (log[:4], [*log[:4], stopped]))
    assert before.words.summary() == after.words.summary()


@settings(max_examples=40, deadline=None)
@given(logs(sessions=4, readings=READINGS), st.floats(0, 48))
def test_no_reading_ever_raises_a_dose(log: tuple[Entry, ...], later: float) -> None:
    """Promise 2, whatever the sensors said and whenever."""
    bare = [replace(one, readings=()) if isinstance(one, Settled | RoundDone) else one for one in log]
    now_h = log[-1].at_h + later
    heard = decide(learn_all(log, know_nothing()), now_h, LADDER)
    unheard = decide(learn_all(bare, know_nothing()), now_h, LADDER)
    assert heard.half_level <= unheard.half_level
