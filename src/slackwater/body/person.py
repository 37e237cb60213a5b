"""A virtual person for demonstrations: a HYPOTHESIS with a heart and a voice. Nobody real is like this.

A person is a seed, constants, a holding pattern and a story of what will startle them. ``live_a_second`` gives
the body one second later and the heart beats in it; ``feel`` gives what they would answer if asked. Chance comes
from counters (seed, person, second): the same person in the same session does the same thing every time.
"""

import math
from dataclasses import dataclass, replace
from enum import Enum

from slackwater.body import chance, observing
from slackwater.body.constants import AS_WRITTEN, Constants
from slackwater.body.equations import Acute, Doing, at_rest, step
from slackwater.body.observing import UNANSWERED
from slackwater.body.sessions import FLOODED_S, SHUT_DOWN
from slackwater.quantities import BeatsPerMinute, Milliseconds, Seconds

JOLT = 0.25
"""Arousal this far over its own last ten seconds is a jolt: the person taps *pause*. Assumed."""

ORDINARY_HEART = BeatsPerMinute(66.0)
ORDINARY_UNREST = Milliseconds(38.0)
"""Resting adults: about 70 beats/min; RMSSD about 42 ms over 5 min (Nunan 2010)."""

_START = Seconds(0.0)
_NONE = Milliseconds(0.0)


@dataclass(frozen=True, slots=True)
class Startle:
    """Something the person meets once they have moved for so long in all."""

    after_moving_s: int
    strength: float
    rise_s: int
    hold_s: int


@dataclass(frozen=True, slots=True)
class Person:
    """Who this is. Everything that happens follows from it and from what is done."""

    seed: int
    number: int = 0
    constants: Constants = AS_WRITTEN
    holding: float = 0.25
    """The holding pattern they come with, 0 … 1."""
    noise: float = 1.0
    """1 the ordinary unrest of a body, 0 none."""
    resting_heart: BeatsPerMinute = ORDINARY_HEART
    beat_unrest: Milliseconds = ORDINARY_UNREST
    """RMSSD at rest."""
    story: tuple[Startle, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """How the person is in this second."""

    at: Seconds
    acute: Acute
    lately: float
    """Arousal as it was, smoothed over ten seconds."""
    over_s: int = 0
    """Seconds in a row with arousal over the limit."""
    moved_s: int = 0
    met: int = 0
    """How many startles of the story have begun."""
    since_startle_s: int = 0
    heart_drift: float = 0.0
    """Slow wandering of the heart rate, beats/min."""
    beat_ends: Seconds = _START
    """When the beat that is running ends."""
    beat_ms: Milliseconds = _NONE
    """How long it will have been; 0 before the first."""
    beats: int = 0


class Want(Enum):
    """What the person would do now without being asked."""

    NOTHING = "nothing"
    PAUSE = "pause"
    TOO_MUCH = "too_much"


@dataclass(frozen=True, slots=True)
class Feeling:
    """What the person would say if asked now."""

    distress: int
    """0 … 10."""
    far_away: int
    """0 fully here … 4 far away."""
    answers: bool
    answer_after_s: float
    want: Want


def demo_person(seed: int) -> Person:
    """Give somebody who is jolted once, overwhelmed once and otherwise well: a session worth watching."""
    jolt_s = 18 + int(12 * chance.uniform(seed, 1))
    wave_s = jolt_s + 132 + int(6 * chance.uniform(seed, 2))
    return Person(
        seed=seed,
        resting_heart=BeatsPerMinute(62 + 10 * float(chance.uniform(seed, 3))),
        beat_unrest=Milliseconds(30 + 20 * float(chance.uniform(seed, 4))),
        story=(
            Startle(after_moving_s=jolt_s, strength=1.0, rise_s=1, hold_s=9),
            Startle(after_moving_s=wave_s, strength=1.4, rise_s=25, hold_s=30),
        ),
    )


def begin(person: Person) -> Body:
    """Give the person at rest, before anything happens."""
    acute = at_rest(person.constants, person.holding)
    return Body(at=_START, acute=acute, lately=float(acute.arousal))


def live_a_second(person: Person, body: Body, doing: Doing) -> tuple[Body, tuple[Milliseconds, ...]]:
    """Give the body one second later, and the beat-to-beat intervals that ended in that second."""
    body = _meet(person, body, moving=bool(doing.movement > 0))
    threat = doing.threat + _threat(person, body)
    second = int(body.at) + 1
    first, other, slow = (
        person.noise * float(chance.normal(person.seed, person.number, second, kind)) for kind in (1, 2, 3)
    )
    acute = step(person.constants, body.acute, replace(doing, threat=threat), (first, other))
    drift = body.heart_drift * 0.95 + observing.HEART_UNREST * math.sqrt(1 - 0.95**2) * slow
    body = replace(
        body,
        at=Seconds(second),
        acute=acute,
        lately=body.lately + (float(acute.arousal) - body.lately) / 10,
        over_s=body.over_s + 1 if acute.arousal > person.constants.overwhelm else 0,
        heart_drift=drift,
    )
    return _beat(person, body, doing)


def heart(person: Person, body: Body) -> BeatsPerMinute:
    """Give the heart rate: faster with arousal, and misleadingly slower in shutdown."""
    rate = observing.heart(person.constants, body.acute, person.resting_heart + body.heart_drift)
    return BeatsPerMinute(float(rate))


def feel(body: Body) -> Feeling:
    """Give what the person would say and do now. Assumed throughout."""
    acute = body.acute
    if body.over_s >= FLOODED_S or acute.shutdown > SHUT_DOWN:
        want = Want.TOO_MUCH
    else:
        want = Want.PAUSE if acute.arousal - body.lately > JOLT else Want.NOTHING
    return Feeling(
        distress=int(observing.suds(acute)),
        far_away=max(0, min(4, round(6 * float(acute.shutdown)))),
        answers=bool(acute.shutdown < UNANSWERED),
        answer_after_s=float(observing.answer_after_s(acute)),
        want=want,
    )


def _meet(person: Person, body: Body, *, moving: bool) -> Body:
    """Count the seconds of movement, and begin the next startle of the story when its time has come."""
    moved_s = body.moved_s + moving
    due = body.met < len(person.story) and moved_s >= person.story[body.met].after_moving_s
    if due:
        return replace(body, moved_s=moved_s, met=body.met + 1, since_startle_s=0)
    return replace(body, moved_s=moved_s, since_startle_s=body.since_startle_s + 1)


def _threat(person: Person, body: Body) -> float:
    if body.met == 0:
        return 0.0
    startle = person.story[body.met - 1]
    if body.since_startle_s >= startle.rise_s + startle.hold_s:
        return 0.0
    return startle.strength * min(1.0, (body.since_startle_s + 1) / startle.rise_s)


def _beat(person: Person, body: Body, doing: Doing) -> tuple[Body, tuple[Milliseconds, ...]]:
    """Give the intervals that ended by now; each is as long as the heart was slow when it began."""
    ended: list[Milliseconds] = []
    beat_ends, beat_ms, beats = body.beat_ends, body.beat_ms, body.beats
    while beat_ends <= body.at:
        ended += [beat_ms] if beat_ms else []
        beat_ms = Milliseconds(_interval_ms(person, body, doing, beat_ends, beats))
        beat_ends = Seconds(beat_ends + beat_ms / 1000)
        beats += 1
    return replace(body, beat_ends=beat_ends, beat_ms=beat_ms, beats=beats), tuple(ended)


def _interval_ms(person: Person, body: Body, doing: Doing, at_s: float, beat: int) -> float:
    """Give one interval: the heart's rate now, the sway of the breath, and a little unrest."""
    mean_ms = 60000 / heart(person, body)
    over = max(0.0, float(body.acute.arousal - person.constants.rest))
    breath_hz = 0.10 if doing.grounding > 0.5 else 0.22 + 0.10 * over
    unrest_ms = person.beat_unrest * math.exp(-observing.RMSSD_FALL * over)
    sway_ms = min(90.0, unrest_ms / (math.sqrt(2) * math.sin(math.pi * min(0.5, breath_hz * mean_ms / 1000))))
    jitter_ms = person.noise * 4.0 * float(chance.normal(person.seed, person.number, beat, 4))
    return max(300.0, mean_ms - sway_ms * math.sin(math.tau * breath_hz * at_s) + jitter_ms)
