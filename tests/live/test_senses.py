"""Sensors in a session: what they may do to it, what they may not, and what is said of them."""

from collections.abc import Callable

import numpy as np
import pytest

from slackwater.live.choices import Choices, newest_choices
from slackwater.live.senses import Counts, Sense
from slackwater.live.tide import Pacing
from slackwater.practices.practice import Posture
from slackwater.quantities import Gap
from slackwater.sensors import phone, signal
from slackwater.sensors.device import Device, Place, Sensing
from slackwater.sensors.incoming import Kind
from slackwater.session.decisions import Question, Reason
from slackwater.session.events import CheckedIn
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind as RoundKind
from slackwater.session.phases import Phase

from .conftest import Stage
from .test_hearing import beat

Staged = Callable[..., Stage]
PHONE = "phone-1"
HZ = 50


def message(second: int, wave: Callable[[np.ndarray], np.ndarray]) -> phone.PhoneMotion:
    """A second of a phone that lies on its back, with this along its first axis, m/s²."""
    t_s = second + np.arange(1, HZ + 1) / HZ
    noise = np.random.default_rng(second).normal(0, 0.03, (3, HZ))
    axes = np.stack([wave(t_s), np.zeros(HZ), np.full(HZ, 9.81)]) + noise
    samples = [[1000 / HZ, *map(float, one)] for one in axes.T]
    return phone.read({"type": "motion", "at_s": float(t_s[-1]), "samples": samples})


def shaking(t_s: np.ndarray) -> np.ndarray:
    return 1.5 * np.sin(2 * np.pi * 6.3 * t_s)


def resting(t_s: np.ndarray) -> np.ndarray:
    """Breath tilts it: a degree and a half, twelve times a minute."""
    return 0.25 * np.sin(2 * np.pi * 0.2 * t_s)


def feel(live: Stage, seconds: int, wave: Callable[[np.ndarray], np.ndarray], source: str = PHONE) -> None:
    """Let seconds pass with a phone that moves so."""
    for _ in range(seconds):
        live.room.samples(Kind.MOTION, message(live.room.time.given, wave), 0.0, source)
        if live.question in (Question.STILL_HERE, Question.STILL_HERE_LOUDER):
            live.say("still_here")
        live.wait(1)


def standing(live: Stage, sense: Sense) -> Counts | None:
    return next((one.counts for one in live.room.sensed if one.sense is sense), None)


async def test_shaking_that_nobody_invited_pauses_and_says_why(stage: Staged) -> None:
    live = stage()
    live.practise()
    assert live.room.guide.state.round.kind is not RoundKind.TREMOR  # type: ignore[union-attr]
    feel(live, 16, shaking)
    assert live.phase is Phase.PAUSED
    assert live.room.story.stopped is Reason.SHAKING_UNASKED


async def test_a_phone_that_lies_still_changes_nothing(stage: Staged) -> None:
    live = stage()
    live.practise()
    feel(live, 30, resting)
    assert live.phase is Phase.PRACTISING
    assert standing(live, Sense.MOTION) is Counts.COUNTS


async def test_a_sense_set_aside_decides_nothing_and_says_so(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.room.bar(Sense.MOTION, barred=True)
    feel(live, 30, shaking)
    assert live.phase is Phase.PRACTISING
    assert standing(live, Sense.MOTION) is Counts.BARRED
    live.room.bar(Sense.MOTION, barred=False)
    feel(live, 16, shaking)
    assert live.phase is Phase.PAUSED


async def test_a_phone_that_goes_away_counts_no_more_and_pauses_nothing(stage: Staged) -> None:
    live = stage()
    live.practise()
    feel(live, 10, resting)
    live.room.senses.gone(PHONE)
    live.wait(8)
    assert live.phase is Phase.PRACTISING
    assert standing(live, Sense.MOTION) is Counts.MISSING
    assert live.heard.sensed_order[-1][0].word == Gap.STALE.value


async def test_nothing_is_said_of_sensors_that_were_never_there(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.wait(5)
    assert live.room.sensed == ()
    assert live.heard.sensed_order == []


async def test_the_seconds_of_tremor_that_were_seen_are_gone_from_what_is_left(stage: Staged) -> None:
    live = stage(Limits(tremor_s=300))
    live.practise()
    feel(live, 8, shaking)
    assert 5 <= 300 - live.room.guide.state.tremor_left_s <= 8


async def test_a_reading_that_fails_pauses_once_and_rests(
    stage: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = stage()
    live.practise()

    def fail(*_: object) -> None:
        raise RuntimeError("not the phone's fault")

    monkeypatch.setattr(live.room.senses.motion, "feed", fail)
    feel(live, 3, shaking)
    assert live.phase is Phase.PAUSED
    assert live.heard.notes == ["sensor_trouble"]


async def test_a_second_phone_is_heard_only_once_the_first_was_silent(stage: Staged) -> None:
    live = stage()
    live.practise()
    feel(live, 3, resting)
    for _ in range(9):
        live.room.samples(Kind.MOTION, message(live.room.time.given, shaking), 0.0, "phone-2")
        live.wait(1)
    assert live.phase is Phase.PRACTISING
    feel(live, 18, shaking, "phone-2")
    assert live.phase is Phase.PAUSED


async def test_another_strap_s_heart_is_learned_from_nothing(stage: Staged) -> None:
    live = stage()
    for second in range(40):
        live.room.packet(beat(1000 + 6 * (second * 3 % 7)), float(second), "strap-1")
        live.wait(1)
    first = live.room.senses.heart
    live.room.packet(beat(600), 41.0, "strap-2")
    assert live.room.senses.heart is first
    live.wait(11)
    live.room.packet(beat(600), 53.0, "strap-2")
    assert live.room.senses.heart is not first


async def test_a_heart_read_by_light_is_shown_and_counts_for_nothing(stage: Staged) -> None:
    live = stage()
    live.room.senses.device("band", Device("Polar OH1", Sensing.OPTICAL))
    live.say("arrived", distress=2, far_away=0)
    for second in range(61):
        live.room.packet(beat(1000 + 6 * (second * 3 % 7)), float(second), "band")
        live.wait(1)
    live.agree()
    for second in range(61, 95):
        live.room.packet(beat(480 + 6 * (second * 3 % 7)), float(second), "band")
        live.room.packet(beat(480 + 6 * (second * 5 % 7)), second + 0.5, "band")
        live.wait(1)
    assert live.phase is Phase.PRACTISING
    assert standing(live, Sense.HEART) is Counts.INFORMS
    assert live.heard.hearts[-1].word.value == "above_usual"


async def test_no_sensor_ever_brings_a_stop_back_to_movement(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.say("pause")
    feel(live, 40, resting)
    assert live.phase is Phase.PAUSED


async def test_choices_are_read_back_as_they_were_kept() -> None:
    chosen = Choices(frozenset({Sense.HEART, Sense.BREATH}), Pacing.LED)
    assert newest_choices((*Choices().facts(), *chosen.facts())) == chosen
    assert newest_choices(()) == Choices()


BELT = "belt-1"


def belt(live: Stage, seconds: int, per_min: float, *, begin: int = 0) -> None:
    """Let seconds pass with a belt that breathes so; 0 is a breath that is held."""
    for second in range(begin, begin + seconds):
        t_s = second + np.arange(1, 26) / 25
        wave = np.sin(2 * np.pi * per_min / 60 * t_s) if per_min else np.full(25, 0.9)
        values = (wave + np.random.default_rng(second).normal(0, 0.01, 25)).tolist()
        said = {"type": "signal", "kind": "resp", "rate_hz": 25, "at_s": float(t_s[-1]), "values": values}
        live.room.samples(Kind.BREATH, signal.read(said), float(t_s[-1]), BELT)
        if live.question in (Question.STILL_HERE, Question.STILL_HERE_LOUDER):
            live.say("still_here")
        live.wait(1)


async def test_a_breath_that_races_is_asked_about_softly(stage: Staged) -> None:
    live = stage()
    live.practise()
    belt(live, 20, 12)
    told = len(live.heard.views)
    belt(live, 44, 30, begin=20)
    assert any(view.guide.state.question is Question.STILL_HERE for view in live.heard.views[told:])
    assert live.phase is not Phase.GROUNDING


async def test_a_belt_that_is_lost_informs_and_pauses_nothing(stage: Staged) -> None:
    live = stage()
    live.practise()
    belt(live, 25, 12)
    live.room.senses.gone(BELT)
    live.wait(10)
    assert live.phase is Phase.PRACTISING
    assert standing(live, Sense.BREATH) is Counts.MISSING


async def test_a_belt_at_a_rate_that_breath_is_not_read_at_is_missing_and_breaks_nothing(
    stage: Staged,
) -> None:
    live = stage()
    live.practise()
    said = {"type": "signal", "kind": "resp", "rate_hz": 4, "at_s": 1.0, "values": [0.1] * 4}
    live.room.samples(Kind.BREATH, signal.read(said), 1.0, BELT)
    live.wait(1)
    assert live.phase is Phase.PRACTISING
    assert live.room.sensed[0].word == Gap.IMPLAUSIBLE.value


async def test_a_phone_on_the_thigh_hears_no_breath_and_one_on_the_belly_does(stage: Staged) -> None:
    for place, hears in ((Place.THIGH, False), (Place.BELLY, True)):
        live = stage()
        live.room.senses.device(PHONE, Device("phone", place=place))
        live.say("arrived", distress=2, far_away=0)
        feel(live, 40, resting)
        assert (standing(live, Sense.BREATH) is Counts.COUNTS) is hears
        if hears:
            assert live.room.senses.breaths_per_min(live.room.time.now()) == pytest.approx(12, abs=1)


async def test_a_heart_whose_rhythm_goes_flat_asks_softly_and_never_while_breath_is_paced(
    stage: Staged,
) -> None:
    flat = {}
    for paced in (False, True):
        senses = stage().room.senses
        senses.hold(Posture.SUPINE, 0.0, settling=True)
        chance = np.random.default_rng(5)
        for second in range(1, 400):
            spread = 45 if second < 200 else 4
            senses.packet(beat(1000 + chance.normal(0, spread)), float(second), float(second))
            senses.heart.second(second, shaking=False)
            if second == 190:
                senses.hold(Posture.SUPINE, 190.0, settling=False)
            share = senses.heart.variability(second, paced=paced and second > 200)
            flat[paced] = share
    assert flat[False] is not None
    assert flat[False] < 60
    assert flat[True] is None


async def test_a_read_that_fails_rests_that_sense_and_pauses_once(
    stage: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = stage()
    live.practise()
    feel(live, 3, resting)

    def fail(_: float) -> None:
        raise RuntimeError("not the phone's fault")

    monkeypatch.setattr(live.room.senses.motion, "read", fail)
    live.wait(1)
    assert live.phase is Phase.PAUSED
    assert not live.room.broken
    live.wait(3)
    assert live.heard.notes == ["sensor_trouble"]
    assert standing(live, Sense.MOTION) is Counts.MISSING


async def test_a_phone_that_falls_silent_shakes_no_longer_than_it_was_seen(stage: Staged) -> None:
    live = stage()
    live.practise()
    feel(live, 9, shaking)
    live.wait(8)
    assert live.phase is Phase.PRACTISING


async def test_rocking_with_a_phone_on_the_belly_is_no_breath(stage: Staged) -> None:
    live = stage()
    live.room.senses.device(PHONE, Device("phone", place=Place.BELLY))
    live.say("arrived", distress=2, far_away=0)
    feel(live, 50, lambda t_s: 2.0 * np.sin(2 * np.pi * 0.6 * t_s))
    assert live.room.senses.breaths_per_min(live.room.time.now()) is None
    assert standing(live, Sense.BREATH) is Counts.MISSING


async def test_a_breath_that_is_set_aside_leads_no_tide(stage: Staged) -> None:
    live = stage()
    live.say("arrived", distress=2, far_away=0)
    belt(live, 60, 15)
    assert live.room.senses.breaths_per_min(live.room.time.now()) is not None
    live.room.bar(Sense.BREATH, barred=True)
    assert live.room.senses.breaths_per_min(live.room.time.now()) is None


async def test_words_picked_before_any_sensor_was_heard_count_beside_none(stage: Staged) -> None:
    senses = stage().room.senses
    senses.hear(CheckedIn(2, 0, 1))
    assert senses._noticing.fog_s is None
