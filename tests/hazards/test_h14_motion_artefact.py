"""H-14: while the body moves, a strap's beats are artefacts. They must not read as a heart, calm or not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.quantities import Gap, Measured, Missing, Seconds
from slackwater.signals.heart.rate import HeartSample, HeartStream, HeartWord, Posture


def settled(ticks: int = 870) -> tuple[HeartStream, float]:
    """A stream that has learned the usual of a quiet heart, and when."""
    stream, chance, at_s = HeartStream(), random.Random(2), 0.0
    stream.hold(Posture.LYING, Seconds(0.0), settling=True)
    while at_s < 60:
        interval = ticks + chance.randint(-30, 30)
        at_s += interval / 1024
        stream.feed(HeartSample(Seconds(at_s), at_s, rr_ticks=(interval,)))
    stream.hold(Posture.LYING, Seconds(at_s), settling=False)
    return stream, at_s


@given(st.lists(st.integers(200, 2000), max_size=40))
def test_while_the_body_shakes_nothing_is_said_whatever_the_beats(ticks: list[int]) -> None:
    stream, at_s = settled()
    for each in ticks:
        at_s += each / 1024
        stream.feed(HeartSample(Seconds(at_s), at_s, rr_ticks=(each,)))
        answer = stream.difference(Seconds(at_s), shaking=True)
        assert isinstance(answer, Missing)
        assert answer.why is Gap.MOVING
        assert stream.word(Seconds(at_s), shaking=True) is HeartWord.MISSING


def words_in_noise(low_ms: int, high_ms: int) -> list[HeartWord]:
    """What is said at each beat of a minute of noise that nobody announced, over twenty such minutes."""
    said = []
    for seed in range(20):
        stream, at_s = settled()
        chance = random.Random(seed)
        for beat in range(60):
            interval_ms = chance.uniform(low_ms, high_ms)
            at_s += interval_ms / 1000
            ticks = round(interval_ms * 1.024)
            stream.feed(HeartSample(Seconds(at_s), at_s, rr_ticks=(ticks,)))
            if beat >= 15:
                said.append(stream.word(Seconds(at_s)))
    return said


@pytest.mark.parametrize(("low_ms", "high_ms"), [(300, 1500), (250, 1000), (400, 2000)])
def test_unannounced_noise_is_missing_most_of_the_time(low_ms: int, high_ms: int) -> None:
    said = words_in_noise(low_ms, high_ms)
    assert said.count(HeartWord.MISSING) / len(said) > 0.75


@pytest.mark.parametrize(("low_ms", "high_ms"), [(300, 1500), (250, 1000), (400, 2000)])
def test_unannounced_noise_seldom_reads_as_near_the_usual(low_ms: int, high_ms: int) -> None:
    said = words_in_noise(low_ms, high_ms)
    assert said.count(HeartWord.NEAR_USUAL) / len(said) < 0.15


def test_after_the_shaking_the_heart_is_read_again_within_a_quarter_minute() -> None:
    stream, at_s = settled()
    chance = random.Random(5)
    for _ in range(40):
        interval = chance.randint(250, 1500)
        at_s += interval / 1024
        stream.feed(HeartSample(Seconds(at_s), at_s, rr_ticks=(interval,)))
    quiet_from = at_s
    while at_s < quiet_from + 15:
        interval = 870 + chance.randint(-30, 30)
        at_s += interval / 1024
        stream.feed(HeartSample(Seconds(at_s), at_s, rr_ticks=(interval,)))
    assert isinstance(stream.rate(Seconds(at_s)), Measured)
