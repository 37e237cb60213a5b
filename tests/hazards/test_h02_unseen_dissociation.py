"""H-02: somebody is far away, and a calm heart is read as fine."""

import pytest

from slackwater.session import events as e
from slackwater.session.decisions import Asked, Question
from slackwater.session.phases import Kind, Phase
from slackwater.session.proof.story import a_round, alive, given, grounded, practising
from slackwater.session.transitions import TRANSITIONS

LONG = a_round(2, kind=Kind.BREATH, work_s=300)
CALM = e.HeartRead(-10, -20)


def test_silence_after_a_check_leads_to_grounding() -> None:
    story = given(practising(LONG)).when(alive(60, answering=False))
    story.then(Phase.PRACTISING, Asked(Question.STILL_HERE))
    story.when(alive(15, answering=False)).then(Phase.GROUNDING)


def test_a_calm_heart_and_a_living_page_are_no_answer() -> None:
    told = [event for _second in range(75) for event in (e.Heartbeat(), CALM, e.Tick())]
    given(practising(LONG)).when(told).then(Phase.GROUNDING)


def test_a_late_yes_is_no_answer() -> None:
    told = [event for _second in range(75) for event in (e.Heartbeat(), e.AgreedLate(), e.Tick())]
    given(practising(LONG)).when(told).then(Phase.GROUNDING)


def test_a_calm_answer_from_a_while_ago_is_no_answer() -> None:
    told = [event for _second in range(75) for event in (e.Heartbeat(), e.CheckedInLate(0, 0), e.Tick())]
    given(practising(LONG)).when(told).then(Phase.GROUNDING)


def test_a_calm_answer_from_a_while_ago_settles_nothing() -> None:
    late = [e.CheckedInLate(0, 0) if isinstance(one, e.CheckedIn) else one for one in grounded()]
    given(practising(), e.TooMuch(), late).when(e.Agreed()).then(Phase.GROUNDING)


def test_far_away_from_a_while_ago_still_stops() -> None:
    given(practising()).when(e.CheckedInLate(0, 2)).then(Phase.GROUNDING)


@pytest.mark.parametrize("body", [e.HeartRead, e.HeartMissing])
@pytest.mark.parametrize("phase", Phase)
def test_no_reading_lifts_a_stop(body: type, phase: Phase) -> None:
    assert set(TRANSITIONS[phase, body].to) <= {Phase.PAUSED}


def test_far_away_stops_whatever_the_distress() -> None:
    given(practising()).when(CALM, e.CheckedIn(0, 2)).then(Phase.GROUNDING)
    given(practising()).when(CALM, e.CheckedIn(0, 3)).then(Phase.CLOSING)
    given(practising()).when(CALM, e.CheckedIn(0, 1, 1)).then(Phase.PAUSED)
