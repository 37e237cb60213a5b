"""The figures the hypothesis is supposed to show (from the design's own prototype)."""

import pytest

from slackwater.body.acute import Acute, Doing, Nature, at_rest, step

EASY = Nature(noise=0)
HOLDING = Nature(holding=0.83, noise=0)


def after(seconds: int, body: Acute, doing: Doing, nature: Nature = EASY) -> Acute:
    for _ in range(seconds):
        body = step(nature, body, doing)
    return body


def rounds(nature: Nature, movement: float, *, work_s: int, rest_s: int, times: int) -> list[Acute]:
    body, path = at_rest(nature), []
    for _ in range(times):
        for second in range(work_s + rest_s):
            body = step(nature, body, Doing(movement=movement if second < work_s else 0.0))
            path.append(body)
    return path


def peak(path: list[Acute]) -> float:
    return max(body.arousal for body in path)


def startled() -> Acute:
    return after(10, at_rest(EASY), Doing(threat=1.0))


def test_a_ten_second_startle_takes_arousal_from_0_15_to_0_63() -> None:
    assert at_rest(EASY).arousal == pytest.approx(0.152, abs=0.002)
    assert startled().arousal == pytest.approx(0.633, abs=0.005)


@pytest.mark.parametrize(("seconds", "arousal"), [(300, 0.177), (600, 0.154)])
def test_a_startle_is_over_within_ten_minutes(seconds: int, arousal: float) -> None:
    assert after(seconds, startled(), Doing()).arousal == pytest.approx(arousal, abs=0.002)


def test_adrenaline_halves_in_two_and_a_half_minutes() -> None:
    body = after(150, Acute(0.15, 1.0, 0.1, 0.0), Doing())
    assert body.adrenaline == pytest.approx(0.5, abs=0.01)


def test_a_held_body_rests_higher_and_braced() -> None:
    body = at_rest(HOLDING)
    assert body.arousal == pytest.approx(0.40, abs=0.01)
    assert body.bracing == pytest.approx(0.60, abs=0.01)


def test_shorter_rounds_with_rest_between_lower_the_peak() -> None:
    long = peak(rounds(HOLDING, 0.4, work_s=270, rest_s=0, times=1))
    short = peak(rounds(HOLDING, 0.4, work_s=20, rest_s=60, times=13))
    assert long == pytest.approx(0.81, abs=0.02)
    assert short < long - 0.02


def test_gentle_movement_stays_well_under_overwhelm_even_when_held() -> None:
    assert peak(rounds(HOLDING, 0.2, work_s=45, rest_s=90, times=6)) < 0.70


def test_forceful_movement_overwhelms_a_held_body() -> None:
    assert peak(rounds(HOLDING, 0.56, work_s=45, rest_s=90, times=6)) > 1.0
    assert peak(rounds(HOLDING, 0.9, work_s=45, rest_s=90, times=6)) == pytest.approx(1.4, abs=0.1)


def test_too_much_for_too_long_ends_in_shutdown() -> None:
    assert max(body.shutdown for body in rounds(HOLDING, 0.9, work_s=45, rest_s=90, times=6)) > 0.6


def test_grounding_settles_faster_than_waiting() -> None:
    high = after(60, at_rest(HOLDING), Doing(threat=1.0), HOLDING)
    waited = after(120, high, Doing(), HOLDING)
    grounded = after(120, high, Doing(grounding=1.0), HOLDING)
    assert grounded.arousal < waited.arousal


def test_a_body_at_rest_stays_at_rest() -> None:
    assert after(3600, at_rest(HOLDING), Doing(), HOLDING).arousal == pytest.approx(
        at_rest(HOLDING).arousal, abs=1e-4
    )
