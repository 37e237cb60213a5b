"""RMSSD of now beside one's own, and what makes the usual start anew."""

import random

import pytest

from slackwater.quantities import Gap, Measured, Missing, Seconds
from slackwater.signals.heart.rate import HeartSample, HeartStream, Posture


def jittery(seconds: float, spread_ms: float, *, mean_ms: float = 850, seed: int = 1) -> list[int]:
    """Intervals (1/1024 s) with white jitter: RMSSD is √2 times the spread."""
    chance, out = random.Random(seed), []
    while sum(out) < seconds * 1024:
        out.append(round(chance.gauss(mean_ms, spread_ms) * 1.024))
    return out


def lying(*, settling: bool = False) -> HeartStream:
    stream = HeartStream()
    stream.hold(Posture.LYING, Seconds(0.0), settling=settling)
    return stream


def heard(stream: HeartStream, start_s: float, ticks: list[int]) -> Seconds:
    at_s = start_s
    for each in ticks:
        at_s += each / 1024
        stream.feed(HeartSample(Seconds(at_s), at_s, None, (each,)))
    return Seconds(at_s)


def value(answer: object) -> float:
    assert isinstance(answer, Measured)
    return float(answer.value)


def why(answer: object) -> Gap:
    assert isinstance(answer, Missing)
    return answer.why


def settled(spread_ms: float = 30) -> tuple[HeartStream, Seconds]:
    stream = lying(settling=True)
    now = heard(stream, 0.0, jittery(90, spread_ms))
    stream.hold(Posture.LYING, now, settling=False)
    return stream, now


def test_rmssd_is_that_of_the_last_minute() -> None:
    stream = lying()
    now = heard(stream, 0.0, jittery(120, 40) + jittery(75, 15, seed=2))
    assert value(stream.rmssd(now)) == pytest.approx(15 * 2**0.5, rel=0.25)


def test_there_is_none_before_a_minute() -> None:
    stream = lying()
    assert why(stream.rmssd(heard(stream, 0.0, jittery(55, 30)))) is Gap.TOO_FEW


def test_an_early_beat_and_a_missed_one_do_not_raise_it() -> None:
    ticks = jittery(120, 20)
    plain, odd = lying(), lying()
    end = heard(plain, 0.0, ticks)
    ticks[-20:-18] = [ticks[-20] - 250, ticks[-19] + 250]
    ticks[-40:-38] = [ticks[-40] + ticks[-39]]
    heard(odd, 0.0, ticks)
    assert value(odd.rmssd(end)) == pytest.approx(value(plain.rmssd(end)), rel=0.15)


def test_while_breath_is_paced_it_says_nothing() -> None:
    stream = lying()
    now = heard(stream, 0.0, jittery(120, 30))
    assert why(stream.rmssd(now, paced=True)) is Gap.NOT_ALLOWED
    stream.breathe(now, paced=True)
    assert why(stream.rmssd(now)) is Gap.NOT_ALLOWED


def test_after_paced_breath_a_whole_free_minute_must_pass() -> None:
    stream = lying()
    now = heard(stream, 0.0, jittery(120, 30))
    stream.breathe(now, paced=True)
    now = heard(stream, now, jittery(60, 60, seed=2))
    stream.breathe(now, paced=False)
    now = heard(stream, now, jittery(50, 30, seed=3))
    assert why(stream.rmssd(now)) is Gap.TOO_FEW
    now = heard(stream, now, jittery(20, 30, seed=4))
    assert value(stream.rmssd(now)) == pytest.approx(30 * 2**0.5, rel=0.3)


def test_after_a_change_of_posture_a_whole_minute_must_pass() -> None:
    stream = lying()
    now = heard(stream, 0.0, jittery(120, 30))
    stream.hold(Posture.SITTING, now, settling=False)
    assert why(stream.rmssd(heard(stream, now, jittery(30, 30)))) is Gap.TOO_FEW


def test_while_the_body_shakes_it_says_nothing() -> None:
    stream = lying()
    assert why(stream.rmssd(heard(stream, 0.0, jittery(120, 30)), shaking=True)) is Gap.MOVING


def test_silence_is_stale_for_rmssd_too() -> None:
    stream = lying()
    now = heard(stream, 0.0, jittery(120, 30))
    assert why(stream.rmssd(Seconds(now + 11))) is Gap.STALE


def test_the_usual_is_learned_in_the_settling() -> None:
    stream, _ = settled(30)
    assert stream.usual_rmssd() == pytest.approx(30 * 2**0.5, rel=0.25)


def test_no_usual_is_learned_while_practising_or_while_breath_is_paced() -> None:
    practising, paced = lying(), lying(settling=True)
    paced.breathe(Seconds(0.0), paced=True)
    for stream in (practising, paced):
        heard(stream, 0.0, jittery(120, 30))
        assert stream.usual_rmssd() is None


def test_each_posture_has_its_own_usual_rmssd() -> None:
    stream, now = settled(40)
    stream.hold(Posture.SITTING, now, settling=True)
    now = heard(stream, now, jittery(100, 20, seed=5))
    assert stream.usual_rmssd() == pytest.approx(20 * 2**0.5, rel=0.25)
    stream.hold(Posture.LYING, now, settling=False)
    assert stream.usual_rmssd() == pytest.approx(40 * 2**0.5, rel=0.25)


def test_a_later_settling_may_raise_the_usual_rmssd_but_never_lower_it() -> None:
    stream, now = settled(30)
    stream.hold(Posture.LYING, now, settling=True)
    now = heard(stream, now, jittery(100, 10, seed=6))
    stream.hold(Posture.LYING, now, settling=False)
    assert stream.usual_rmssd() == pytest.approx(30 * 2**0.5, rel=0.25)


def test_a_strap_silent_for_longer_than_ten_seconds_begins_its_usual_anew() -> None:
    stream, now = settled()
    assert stream.usual() is not None
    heard(stream, now + 12, jittery(2, 30))
    assert stream.usual() is None
    assert stream.usual_rmssd() is None


def test_a_strap_silent_for_less_keeps_its_usual() -> None:
    stream, now = settled()
    before = stream.usual(), stream.usual_rmssd()
    heard(stream, now + 8, jittery(2, 30))
    assert (stream.usual(), stream.usual_rmssd()) == before


def test_a_strap_that_lost_the_skin_begins_its_usual_anew() -> None:
    stream, now = settled()
    stream.feed(HeartSample(Seconds(now + 1), now + 1, contact=False))
    assert stream.usual() is None
    assert stream.usual_rmssd() is None


def test_a_strap_whose_clock_began_again_begins_its_usual_anew() -> None:
    stream, now = settled()
    stream.feed(HeartSample(Seconds(now + 1), 0.0, rr_ticks=(870,)))
    assert stream.usual() is None


def test_a_strap_that_comes_back_in_the_settling_learns_again() -> None:
    stream = lying(settling=True)
    now = heard(stream, 0.0, jittery(90, 30, mean_ms=700))
    now = heard(stream, now + 20, jittery(90, 30, mean_ms=1000, seed=7))
    assert stream.usual() == pytest.approx(60, abs=2)
    assert stream.usual_rmssd() is not None


def test_after_the_usual_began_anew_no_difference_is_told() -> None:
    stream, now = settled()
    now = heard(stream, now + 12, jittery(30, 30, mean_ms=600, seed=8))
    assert isinstance(stream.rate(now), Measured)
    assert why(stream.difference(now)) is Gap.TOO_FEW
