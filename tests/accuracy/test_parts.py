"""Parts: whoever knows the truth scores it whole, and whoever says nothing or nonsense scores nothing."""

from dataclasses import replace

import numpy as np
import pytest
from accuracy.generators import breath, motion, rr
from accuracy.parts import artefacts, belts, breaths, heart_breathing, rocking, tremor
from accuracy.shapes import Read, Runs, Seconds, Turns

from accuracy import recordings

CLEAN = np.round(800 + 40 * np.sin(np.arange(1500) / 5) + np.random.default_rng(1).normal(0, 15, 1500))


def as_told(rr_ms: np.ndarray, alarms: np.ndarray, nn_ms: np.ndarray) -> Read:
    return Read(alarms, nn_ms, np.cumsum(nn_ms) / 1000, np.zeros(len(nn_ms), dtype=bool))


def test_a_corrector_that_knows_the_truth_finds_all_with_no_false_alarm_and_restores_rmssd() -> None:
    marred = rr.mar(CLEAN, 0.03, 1)
    total = artefacts.score([CLEAN], [marred], [as_told(marred.rr_ms, marred.truth > 0, CLEAN)])
    assert (total.sensitivity, total.ppv, total.lost) == (1, 1, 0)
    assert len(total.steady_off) == 4
    assert max(total.steady_off) < 1e-9


def test_a_corrector_that_does_nothing_finds_nothing_and_keeps_rmssd_wrong() -> None:
    marred = rr.mar(CLEAN, 0.03, 1)
    nothing = as_told(marred.rr_ms, np.zeros(len(marred.rr_ms), dtype=bool), marred.rr_ms)
    total = artefacts.score([CLEAN], [marred], [nothing])
    assert total.sensitivity == 0
    assert np.median(total.steady_off) > 1


def test_alarms_on_every_interval_are_mostly_wrong() -> None:
    marred = rr.mar(CLEAN, 0.01, 1)
    everything = as_told(marred.rr_ms, np.ones(len(marred.rr_ms), dtype=bool), CLEAN)
    total = artefacts.score([CLEAN], [marred], [everything])
    assert total.sensitivity == 1
    assert total.ppv < 0.06


def test_an_alarm_at_a_natural_ectopic_beat_is_neither_right_nor_wrong() -> None:
    clean = CLEAN.copy()
    clean[700] -= 300
    clean[701] += 300
    marred = rr.Marred(clean, np.zeros(1500, dtype=int), np.full(1500, -1))
    alarms = np.zeros(1500, dtype=bool)
    alarms[700] = True
    total = artefacts.Score()
    artefacts.count_alarms(total, clean, marred, as_told(clean, alarms, clean))
    assert (total.right, total.wrong, total.wrong_at_natural) == (0, 0, 1)


@pytest.mark.parametrize("kind", ["calm", "slow", "fast", "mixed"])
def test_the_true_turns_of_a_belt_score_one_and_shuffled_ones_do_not(kind: str) -> None:
    truth = breath.belt(kind, 1).truth
    turns = Turns(truth.in_s, truth.out_s)
    assert belts.matched(truth, turns).f1 == 1
    assert belts.in_or_out([belts.offline_states(truth, turns)]) > 99.8
    late = Turns(truth.out_s, truth.in_s)
    assert belts.in_or_out([belts.offline_states(truth, late)]) < 1
    sparse = Turns(truth.in_s[::4], truth.out_s[::4])
    assert belts.matched(truth, sparse).f1 < 0.45


def test_a_fullest_moment_anywhere_in_a_full_hold_is_right() -> None:
    truth = breath.belt("mixed", 1).truth
    turns = Turns(truth.in_s, (truth.full_s + truth.out_s) / 2)
    assert belts.matched(truth, turns).f1 == 1


def test_a_hold_is_deep_from_its_fifth_second_to_its_end() -> None:
    truth = breath.belt("mixed", 1).truth
    begin, end = truth.holds_s[0]
    at = np.array([begin - 1, begin + 4.9, begin + 5.1, end - 0.1, end + 0.1])
    assert list(belts.deep_in_hold(truth, at)) == [False, False, True, True, False]


def test_no_breath_said_is_no_state_right() -> None:
    truth = breath.belt("calm", 1).truth
    none = Turns(np.array([]), np.array([]))
    assert belts.matched(truth, none).f1 == 0
    assert belts.in_or_out([belts.offline_states(truth, none)]) == 0


def oracle(made: motion.Moved) -> tuple[Seconds, Runs]:
    """What somebody would say who knows the bouts."""
    count = int(made.t_s[-1])
    label, hertz, size = np.full(count, "still", dtype="<U8"), np.full(count, np.nan), np.full(count, np.nan)
    for bout in made.bouts:
        label[bout.seconds], hertz[bout.seconds], size[bout.seconds] = "tremor", bout.hertz, bout.size_g
    begins = np.array([bout.begin_s for bout in made.bouts])
    return Seconds(label, hertz, size, np.zeros(count), np.full(count, np.nan)), Runs(begins, begins + 1)


def test_whoever_knows_the_bouts_is_right_about_each() -> None:
    made = motion.tremor(1)
    found = tremor.bouts(lambda *_: oracle(made), [made])
    assert found.missed == 0
    assert np.abs(found.onset_off).max() < 1e-9
    np.testing.assert_allclose(found.told_after, 1)
    assert np.nanmax(found.hertz_off) == np.nanmax(found.size_off) == 0


def test_whoever_says_nothing_misses_every_bout() -> None:
    made = motion.tremor(1)
    none = np.full(int(made.t_s[-1]), np.nan)
    silent = Seconds(np.full(len(none), "missing"), none, none, none, none), Runs(np.array([]), np.array([]))
    assert tremor.bouts(lambda *_: silent, [made, made]).missed == 2 * len(made.bouts)


def test_a_tremor_told_without_a_rate_has_a_wrong_rate() -> None:
    made = motion.tremor(1)
    known, runs = oracle(made)
    found = tremor.bouts(lambda *_: (replace(known, hertz=np.full_like(known.hertz, np.nan)), runs), [made])
    assert np.isinf(found.hertz_off).all()


def test_seconds_called_tremor_are_counted_for_each_recording() -> None:
    made = motion.rocking(1)
    said = Seconds(np.array(["tremor", "movement", "tremor", "missing"]), *[np.zeros(4)] * 4)
    assert list(tremor.tremor_share(lambda *_: said, [made, made])) == [2, 2]


def test_rates_within_two_of_the_truth_are_right_and_silence_costs_only_cover() -> None:
    true = np.full(10, 12.0)
    found = np.array([12.0, 13.9, 14.1, 20.0, *[np.nan] * 6])
    within, answered, off = heart_breathing.told("x", [true], [found], aimed=True)
    assert (within.value, answered.value) == ("50.0 %", "40.0 %")
    assert (within.met, answered.met) == (False, False)
    assert off.value == "3.00 /min"


@pytest.mark.recordings
@pytest.mark.usefixtures("shared")
def test_annotators_agree_as_well_as_is_known() -> None:
    held = breaths.recordings()
    first, second = ([one.breaths_s[person] for one in held] for person in (0, 1))
    assert breaths.f1(first, first) == 100
    assert breaths.f1(first, second) == pytest.approx(99.3, abs=0.1)


@pytest.mark.recordings
@pytest.mark.usefixtures("shared")
def test_blocks_of_healthy_hearts_hold_no_gap() -> None:
    blocks = list(artefacts.blocks())
    assert len(blocks) > 30
    assert all(rr.min() >= 300 and rr.max() <= 2000 and len(rr) == artefacts.BLOCK for rr in blocks)


@pytest.mark.recordings
@pytest.mark.usefixtures("shared")
def test_the_annotator_of_rocking_has_an_area_of_one() -> None:
    by_length = {len(t): held for _name, t, _acc, held in recordings.rocking()}

    def know(t: np.ndarray, acc: np.ndarray) -> np.ndarray:
        spans = recordings.spans(by_length[len(t)], "Rock", "Flap-Rock")
        return recordings.covered(int(t[-1]), spans)[0].astype(float)

    assert rocking.sessions(know, with_flaps=True) == [1.0] * 4
    assert rocking.sessions(lambda t, _: np.zeros(int(t[-1])), with_flaps=True) == [0.5] * 4
