"""The heart beside the person's own usual."""

import math
import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.quantities import Gap, Measured, Missing, Seconds
from slackwater.signals.heart.beats import Judged
from slackwater.signals.heart.rate import HeartDifference, HeartSample, HeartStream, HeartWord, Posture


def breathing_heart(bpm: float, seconds: float, *, sway: float = 0.04, seed: int = 1) -> list[int]:
    """Intervals (1/1024 s) of a heart that sways with the breath and jitters a little."""
    chance = random.Random(seed)
    at_s, ticks = 0.0, []
    while at_s < seconds:
        share = 1 + sway * math.sin(math.tau * at_s / 4.5) + chance.gauss(0, 0.01)
        ticks.append(round(60 / bpm * share * 1024))
        at_s += ticks[-1] / 1024
    return ticks


def one_a_beat(ticks: Iterable[int], start_s: float = 0.0, pace: float = 1.0) -> list[HeartSample]:
    """One sample for each beat, when it is over; ``pace`` 2 sends twice as fast as the heart beat."""
    at_s, samples = start_s, []
    for each in ticks:
        at_s += each / 1024 / pace
        samples.append(HeartSample(Seconds(at_s), at_s, None, (each,)))
    return samples


def fed(samples: Iterable[HeartSample], *, settling: bool = False) -> HeartStream:
    stream = HeartStream()
    stream.hold(Posture.LYING, Seconds(0.0), settling=settling)
    for sample in samples:
        stream.feed(sample)
    return stream


def settled(bpm: float = 70.0) -> tuple[HeartStream, float]:
    """A stream that has learned the usual over a minute, and when that minute ended."""
    samples = one_a_beat(breathing_heart(bpm, 60))
    stream = fed(samples, settling=True)
    end = samples[-1].arrived
    stream.hold(Posture.LYING, end, settling=False)
    return stream, end


def after(stream: HeartStream, start_s: float, ticks: Iterable[int]) -> Seconds:
    """Feed more beats and give the time of the last."""
    samples = one_a_beat(ticks, start_s)
    for sample in samples:
        stream.feed(sample)
    return samples[-1].arrived


def why(answer: object) -> Gap:
    assert isinstance(answer, Missing)
    return answer.why


def bpm(answer: object) -> float:
    assert isinstance(answer, Measured)
    return float(answer.value)


def test_the_rate_is_beats_over_time() -> None:
    samples = one_a_beat(breathing_heart(72, 30))
    assert bpm(fed(samples).rate(samples[-1].arrived)) == pytest.approx(72, abs=2)


def test_the_rate_carries_the_time_of_the_last_beat() -> None:
    samples = one_a_beat(breathing_heart(72, 30))
    rate = fed(samples).rate(Seconds(samples[-1].arrived + 4))
    assert isinstance(rate, Measured)
    assert rate.at == samples[-1].arrived


def test_a_heart_that_quickens_shows_within_ten_seconds() -> None:
    stream, end = settled(70)
    now = after(stream, end, breathing_heart(100, 10))
    assert bpm(stream.rate(now)) == pytest.approx(100, abs=3)


def test_without_a_strap_there_is_no_sensor() -> None:
    assert why(HeartStream().rate(Seconds(5.0))) is Gap.NO_SENSOR


def test_a_strap_without_intervals_is_too_few() -> None:
    stream = fed([HeartSample(Seconds(1.0), 1.0, contact=True)])
    assert why(stream.rate(Seconds(2.0))) is Gap.TOO_FEW


def test_four_beats_are_too_few() -> None:
    samples = one_a_beat(breathing_heart(60, 3.5))
    assert why(fed(samples).rate(samples[-1].arrived)) is Gap.TOO_FEW


def test_a_burst_of_many_beats_at_once_is_too_few_for_now() -> None:
    stream = fed([HeartSample(Seconds(9.0), 9.0, None, tuple(breathing_heart(60, 9)))])
    assert why(stream.rate(Seconds(9.0))) is Gap.TOO_FEW


@pytest.mark.parametrize(("waited_s", "stale"), [(9.9, False), (10.1, True)])
def test_a_beat_is_stale_after_ten_seconds(waited_s: float, *, stale: bool) -> None:
    samples = one_a_beat(breathing_heart(72, 30))
    answer = fed(samples).rate(Seconds(samples[-1].arrived + waited_s))
    assert (isinstance(answer, Missing) and answer.why is Gap.STALE) == stale


def test_packets_that_go_on_without_beats_do_not_keep_a_rate_fresh() -> None:
    samples = one_a_beat(breathing_heart(72, 30))
    end = samples[-1].arrived
    stream = fed(samples + [HeartSample(Seconds(end + s), end + s, contact=True) for s in range(1, 12)])
    assert why(stream.rate(Seconds(end + 11))) is Gap.STALE


def test_a_beat_from_the_future_says_nothing() -> None:
    samples = one_a_beat(breathing_heart(72, 30))
    assert why(fed(samples).rate(Seconds(samples[-1].arrived - 1))) is Gap.FROM_THE_FUTURE


def test_a_strap_off_the_skin_is_poor_contact() -> None:
    samples = one_a_beat(breathing_heart(72, 30))
    end = samples[-1].arrived
    stream = fed([*samples, HeartSample(Seconds(end + 1), end + 1, contact=False, rr_ticks=(800,))])
    assert why(stream.rate(Seconds(end + 1))) is Gap.POOR_CONTACT


def test_beats_from_before_the_strap_came_off_do_not_count_after() -> None:
    samples = one_a_beat(breathing_heart(72, 30))
    end = samples[-1].arrived
    off = HeartSample(Seconds(end + 1), end + 1, contact=False)
    on = HeartSample(Seconds(end + 2), end + 2, contact=True, rr_ticks=(850,))
    assert why(fed([*samples, off, on]).rate(Seconds(end + 2))) is Gap.TOO_FEW


@pytest.mark.parametrize("cycle", [(850,), (850, 870), (850, 870, 861, 840)])
def test_a_strap_that_repeats_itself_is_flat(cycle: tuple[int, ...]) -> None:
    samples = one_a_beat(cycle * 24)
    assert why(fed(samples).rate(samples[-1].arrived)) is Gap.FLAT


@pytest.mark.parametrize("rate", [25, 235])
def test_a_rate_no_resting_person_has_is_implausible(rate: int) -> None:
    samples = one_a_beat(breathing_heart(rate, 40))
    assert why(fed(samples).rate(samples[-1].arrived)) is Gap.IMPLAUSIBLE


def test_a_missed_beat_is_counted_in() -> None:
    ticks = breathing_heart(72, 30)
    ticks[-6:-4] = [ticks[-6] + ticks[-5]]
    samples = one_a_beat(ticks)
    stream = fed(samples)
    assert bpm(stream.rate(samples[-1].arrived)) == pytest.approx(72, abs=2)
    assert [i.judged for i in stream.raw].count(Judged.MISSED) == 1


def test_a_beat_seen_twice_is_counted_once() -> None:
    ticks = breathing_heart(72, 30)
    ticks[-6:-5] = [ticks[-6] // 3, ticks[-6] - ticks[-6] // 3]
    samples = one_a_beat(ticks)
    stream = fed(samples)
    assert bpm(stream.rate(samples[-1].arrived)) == pytest.approx(72, abs=2)
    assert [i.judged for i in stream.raw].count(Judged.EXTRA) == 2


def test_an_early_beat_and_its_pause_leave_the_rate_alone() -> None:
    ticks = breathing_heart(72, 30)
    for place in (-9, -5):
        early = round(0.35 * ticks[place])
        ticks[place : place + 2] = [ticks[place] - early, ticks[place + 1] + early]
    samples = one_a_beat(ticks)
    stream = fed(samples)
    assert bpm(stream.rate(samples[-1].arrived)) == pytest.approx(72, abs=2)
    assert [i.judged for i in stream.raw].count(Judged.ECTOPIC) == 4


def test_every_second_beat_early_is_still_the_true_rate() -> None:
    pairs = [t for each in breathing_heart(80, 40) for t in (round(0.65 * each), round(1.35 * each))]
    samples = one_a_beat(pairs)
    assert bpm(fed(samples).rate(samples[-1].arrived)) == pytest.approx(80, abs=4)


def test_the_raw_intervals_are_kept_as_the_strap_sent_them() -> None:
    ticks = breathing_heart(72, 30)
    ticks[-4] = 9000
    kept = [i.ticks for i in fed(one_a_beat(ticks)).raw]
    assert kept == ticks[-len(kept) :]


def test_an_impossible_interval_counts_neither_beat_nor_time() -> None:
    ticks = breathing_heart(72, 30)
    ticks.insert(-4, 100)
    samples = one_a_beat(ticks)
    assert bpm(fed(samples).rate(samples[-1].arrived)) == pytest.approx(72, abs=3)


def test_after_a_hole_of_twenty_seconds_the_beats_before_it_are_gone() -> None:
    ticks = breathing_heart(72, 30)
    ticks.insert(-4, 20000)
    samples = one_a_beat(ticks)
    assert why(fed(samples).rate(samples[-1].arrived)) is Gap.TOO_FEW


@pytest.mark.parametrize("pace", [4, 60])
def test_a_tape_played_too_fast_never_reads_as_a_heart(pace: int) -> None:
    stream = HeartStream()
    stream.hold(Posture.LYING, Seconds(0.0), settling=True)
    for sample in one_a_beat(breathing_heart(72, 1200), pace=pace):
        stream.feed(sample)
        assert stream.word(sample.arrived) is HeartWord.MISSING


def test_a_tape_played_twice_too_fast_is_found_out_within_half_a_minute() -> None:
    samples = one_a_beat(breathing_heart(72, 70), pace=2)
    assert why(fed(samples).rate(samples[-1].arrived)) is Gap.IMPLAUSIBLE


def test_a_tape_played_too_slowly_is_stale_between_its_packets() -> None:
    samples = one_a_beat(breathing_heart(72, 60), pace=1 / 60)
    assert why(fed(samples).rate(Seconds(samples[-1].arrived + 11))) is Gap.STALE


def test_packets_held_up_for_half_a_minute_do_not_read_as_now() -> None:
    early, late = one_a_beat(breathing_heart(72, 60)), []
    for sample in one_a_beat(breathing_heart(72, 30), 60):
        late.append(HeartSample(Seconds(91.0), sample.sent_s, None, sample.rr_ticks))
    assert isinstance(fed(early + late[:20]).rate(Seconds(91.0)), Missing)


def test_after_a_bad_spell_a_steady_strap_is_read_again() -> None:
    samples = one_a_beat(breathing_heart(72, 300), pace=60)
    end = samples[-1].arrived
    stream = fed(samples)
    now = after(stream, end, breathing_heart(72, 90))
    assert bpm(stream.rate(now)) == pytest.approx(72, abs=2)


def test_a_strap_clock_that_runs_off_by_a_hundredth_is_still_read() -> None:
    samples = [
        HeartSample(s.arrived, s.arrived * 1.009, None, s.rr_ticks)
        for s in one_a_beat(breathing_heart(72, 3600))
    ]
    assert bpm(fed(samples).rate(samples[-1].arrived)) == pytest.approx(72, abs=3)


def test_before_a_usual_is_learned_the_page_says_learning() -> None:
    samples = one_a_beat(breathing_heart(70, 25))
    assert fed(samples, settling=True).word(samples[-1].arrived) is HeartWord.LEARNING


def test_the_usual_is_the_median_of_the_settling_minute() -> None:
    stream, _ = settled(70)
    assert stream.usual() == pytest.approx(70, abs=1.5)


def test_nothing_is_learned_while_practising() -> None:
    samples = one_a_beat(breathing_heart(70, 120))
    assert fed(samples, settling=False).usual() is None


def test_the_difference_is_against_the_usual_in_beats_and_percent() -> None:
    stream, end = settled(70)
    now = after(stream, end, breathing_heart(91, 20))
    difference = stream.difference(now)
    assert isinstance(difference, Measured)
    assert difference.value.above_bpm == pytest.approx(21, abs=3)
    assert difference.value.above_percent == pytest.approx(30, abs=4)


@pytest.mark.parametrize(
    ("rate", "word"),
    [(70, HeartWord.NEAR_USUAL), (95, HeartWord.ABOVE_USUAL), (50, HeartWord.BELOW_USUAL)],
)
def test_the_word_is_near_above_or_below_the_usual(rate: int, word: HeartWord) -> None:
    stream, end = settled(70)
    assert stream.word(after(stream, end, breathing_heart(rate, 20))) is word


def test_the_word_that_shows_stays_at_the_edge() -> None:
    stream, end = settled(70)
    now = after(stream, end, breathing_heart(79, 20, sway=0.0))
    assert stream.word(now, shown=HeartWord.ABOVE_USUAL) is HeartWord.ABOVE_USUAL
    assert stream.word(now, shown=HeartWord.NEAR_USUAL) is HeartWord.NEAR_USUAL


def test_a_posture_without_settling_minutes_is_learning_again() -> None:
    stream, end = settled(70)
    stream.hold(Posture.KNEELING, Seconds(end), settling=False)
    assert stream.word(after(stream, end, breathing_heart(84, 20))) is HeartWord.LEARNING


def test_each_posture_keeps_its_own_usual() -> None:
    stream, end = settled(70)
    stream.hold(Posture.SITTING, Seconds(end), settling=True)
    end = after(stream, end, breathing_heart(82, 60))
    assert stream.usual() == pytest.approx(82, abs=1.5)
    stream.hold(Posture.LYING, Seconds(end), settling=False)
    assert stream.usual() == pytest.approx(70, abs=1.5)


def test_a_later_settling_may_lower_the_usual_but_never_raise_it() -> None:
    stream, end = settled(70)
    for rate in (90, 60):
        stream.hold(Posture.LYING, Seconds(end), settling=True)
        end = after(stream, end, breathing_heart(rate, 60))
        stream.hold(Posture.LYING, Seconds(end), settling=False)
        if rate == 90:
            assert stream.usual() == pytest.approx(70, abs=1.5)
    assert stream.usual() == pytest.approx(60, abs=1.5)


@settings(max_examples=60, deadline=None)
@given(
    ticks=st.lists(st.integers(100, 4000) | st.integers(700, 1100), min_size=1, max_size=80),
    gaps_s=st.lists(st.floats(0.0, 14.0), min_size=1, max_size=20),
    cuts=st.data(),
)
def test_how_beats_are_cut_into_samples_changes_nothing(
    ticks: list[int], gaps_s: list[float], cuts: st.DataObject
) -> None:
    whole, pieces, at_s = fed([], settling=True), fed([], settling=True), 0.0
    while ticks:
        at_s += gaps_s[len(ticks) % len(gaps_s)]
        size = cuts.draw(st.integers(1, 9))
        packet, ticks = tuple(ticks[:size]), ticks[size:]
        whole.feed(HeartSample(Seconds(at_s), at_s, None, packet))
        for each in packet:
            pieces.feed(HeartSample(Seconds(at_s), at_s, None, (each,)))
            pieces.rate(Seconds(at_s))
        now = Seconds(at_s + 0.5)
        assert whole.raw == pieces.raw
        assert whole.rate(now) == pieces.rate(now)
        assert whole.usual() == pieces.usual()
        assert whole.difference(now) == pieces.difference(now)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 30),
            st.none() | st.floats(0, 1e6),
            st.none() | st.booleans(),
            st.lists(st.integers(0, 0xFFFF), max_size=9),
        ),
        max_size=60,
    )
)
def test_whatever_comes_the_answer_is_sane_and_memory_stays_small(
    packets: list[tuple[float, float | None, bool | None, list[int]]],
) -> None:
    stream, at_s = fed([], settling=True), 0.0
    for wait_s, sent_s, contact, ticks in packets:
        at_s += wait_s
        stream.feed(HeartSample(Seconds(at_s), sent_s, contact, tuple(ticks)))
        answer = stream.difference(Seconds(at_s))
        assert isinstance(answer, Missing) or isinstance(answer.value, HeartDifference)
        assert len(stream.raw) <= 96
