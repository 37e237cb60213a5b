"""The virtual person: the same every time, and believable enough for a demonstration."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.body.equations import Doing, at_rest
from slackwater.body.person import (
    Body,
    Person,
    Startle,
    Want,
    begin,
    demo_person,
    feel,
    heart,
    live_a_second,
)
from slackwater.quantities import BeatsPerMinute, Milliseconds


def lived(person: Person, doing: list[Doing]) -> tuple[list[Body], list[Milliseconds]]:
    body, bodies, beats = begin(person), [], []
    for each in doing:
        body, ended = live_a_second(person, body, each)
        bodies.append(body)
        beats += ended
    return bodies, beats


def with_body(arousal: float, shutdown: float) -> Body:
    body = begin(Person(seed=1))
    return replace(body, acute=replace(at_rest(), arousal=arousal, shutdown=shutdown), lately=arousal)


def test_the_same_person_in_the_same_session_lives_the_same_life() -> None:
    doing = [Doing(movement=0.15)] * 300
    assert lived(demo_person(3), doing) == lived(demo_person(3), doing)


def test_another_seed_is_another_life() -> None:
    doing = [Doing()] * 60
    assert lived(demo_person(3), doing)[1] != lived(demo_person(4), doing)[1]


def test_the_beats_add_up_to_the_time_lived() -> None:
    bodies, beats = lived(Person(seed=5), [Doing()] * 600)
    assert sum(beats) / 1000 == pytest.approx(600, abs=2)
    assert bodies[-1].at == 600


def test_a_resting_heart_beats_at_its_own_rate() -> None:
    _, beats = lived(
        Person(seed=5, holding=0.006, noise=0, resting_heart=BeatsPerMinute(66)), [Doing()] * 300
    )
    assert 60000 * len(beats) / sum(beats) == pytest.approx(66, abs=1)


def test_the_heart_sways_with_the_breath_as_much_as_the_person_s_rmssd_says() -> None:
    _, beats = lived(Person(seed=5, holding=0.006, noise=0, beat_unrest=Milliseconds(38)), [Doing()] * 300)
    steps = [b - a for a, b in pairwise(beats)]
    assert math.sqrt(sum(d * d for d in steps) / len(steps)) == pytest.approx(38, abs=4)


def test_a_startle_quickens_the_heart_by_about_twenty() -> None:
    person = Person(seed=5, holding=0.006, noise=0)
    bodies, _ = lived(person, [Doing()] * 60 + [Doing(threat=1.0)] * 10)
    assert heart(person, bodies[-1]) - heart(person, bodies[59]) == pytest.approx(21.7, abs=1)


def test_in_shutdown_the_heart_looks_calm_and_is_not() -> None:
    person = Person(seed=5)
    alarmed, shut = with_body(1.4, 0.0), with_body(1.4, 0.66)
    assert heart(person, alarmed) - person.resting_heart == pytest.approx(56, abs=1)
    assert heart(person, shut) - person.resting_heart == pytest.approx(9, abs=1)
    assert feel(shut).far_away >= 3
    assert feel(shut).distress == 10


def test_a_startle_of_the_story_comes_by_time_spent_moving() -> None:
    person = Person(seed=5, noise=0, story=(Startle(20, 1.0, 1, 9),))
    doing = [Doing()] * 100 + [Doing(movement=0.1)] * 25
    bodies, _ = lived(person, doing)
    assert bodies[118].met == 0
    assert bodies[119].met == 1


def test_a_jolt_makes_the_person_pause() -> None:
    person = Person(seed=5, noise=0, story=(Startle(5, 1.0, 1, 9),))
    bodies, _ = lived(person, [Doing(movement=0.1)] * 14)
    assert feel(bodies[3]).want is Want.NOTHING
    assert Want.PAUSE in {feel(body).want for body in bodies[5:]}


def test_ten_seconds_over_the_limit_is_too_much() -> None:
    person = Person(seed=5, noise=0)
    bodies, _ = lived(person, [Doing(threat=1.5)] * 60)
    over = [body.over_s for body in bodies]
    assert feel(bodies[over.index(9)]).want is not Want.TOO_MUCH
    assert feel(bodies[over.index(10)]).want is Want.TOO_MUCH


def test_a_person_in_deep_shutdown_gives_no_answer() -> None:
    assert not feel(with_body(1.2, 0.7)).answers
    assert feel(with_body(1.2, 0.2)).answers


def test_the_demonstration_s_person_pauses_first_and_later_has_too_much() -> None:
    for seed in range(12):
        bodies, _ = lived(demo_person(seed), [Doing(movement=0.1)] * 240)
        wants = [feel(body).want for body in bodies]
        assert wants.index(Want.PAUSE) < wants.index(Want.TOO_MUCH)
        assert wants.index(Want.PAUSE) < 45


def test_after_the_wave_grounding_settles_the_person_within_five_minutes() -> None:
    for seed in range(12):
        bodies, _ = lived(demo_person(seed), [Doing(movement=0.1)] * 180 + [Doing(grounding=1.0)] * 300)
        said = feel(bodies[-1])
        assert said.distress <= 3
        assert said.far_away <= 1


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**32),
    st.lists(
        st.builds(Doing, threat=st.floats(0, 2), movement=st.floats(0, 1), grounding=st.floats(0, 1)),
        max_size=200,
    ),
)
def test_whatever_happens_answers_and_beats_stay_in_range(seed: int, doing: list[Doing]) -> None:
    bodies, beats = lived(Person(seed=seed), doing)
    assert all(300 <= ms <= 2000 for ms in beats)
    for body in bodies:
        said = feel(body)
        assert 0 <= said.distress <= 10
        assert 0 <= said.far_away <= 4
        assert said.answer_after_s < 10
