"""H-25: strain shows in breath, heart or shaking before a word is said. A sign asks, two pause, and none permits."""

from collections.abc import Callable

import pytest

from slackwater.session import events as e
from slackwater.session.decisions import Asked, MovementStopped, PhaseChanged, Question, Reason, RiseHeld
from slackwater.session.noticing import Moves, Noticing, Readings, notice
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import Phase, Sign
from slackwater.session.proof.story import a_round, alive, checking_in, given, practising, resting, silent


@pytest.mark.parametrize("sign", Sign)
def test_one_sign_asks_at_once_and_says_why(sign: Sign) -> None:
    given(practising(), e.Heartbeat()).when(e.Cautioned(sign)).then(
        Phase.PRACTISING, RiseHeld(Reason(sign.value)), Asked(Question.STILL_HERE)
    )


def test_no_answer_to_a_sign_grounds_in_fifteen_seconds() -> None:
    asked = given(practising(), e.Heartbeat()).when(e.Cautioned(Sign.BREATH_HELD))
    asked.when(alive(14, answering=False)).then(Phase.PRACTISING)
    asked.when(alive(15, answering=False)).then(Phase.GROUNDING)


def test_a_sign_in_a_round_holds_the_rise_that_its_quiet_answer_would_have_earned() -> None:
    risen = given(practising(), e.Heartbeat())
    for heard, level in (((), 5), ((e.Cautioned(Sign.BREATH_FAST), e.StillHere()), 4)):
        story = risen.when(*heard, alive(45), alive(90), e.CheckedIn(2, 0), a_round(5))
        offered = story.state.offer or story.state.round
        assert offered is not None
        assert offered.level == level


@pytest.mark.parametrize("where", [practising, resting, checking_in])
def test_two_signs_together_pause_and_owe_a_settled_check(where: Callable[[], tuple[e.Event, ...]]) -> None:
    story = given(where(), e.Heartbeat()).when(e.Strained(Sign.BREATH_FAST))
    assert story.state.phase is Phase.PAUSED
    assert story.state.checks_owed == NUMBERS.pause_checks
    assert any(isinstance(one, PhaseChanged) and one.reason is Reason.BREATH_FAST for one in story.decisions)


def test_shaking_nobody_invited_stops_movement_first_of_all() -> None:
    story = given(practising(), e.Heartbeat()).when(e.Strained(Sign.SHAKING_UNASKED))
    assert story.decisions[0] == MovementStopped(Reason.SHAKING_UNASKED)


def test_the_loudest_readings_bring_nothing_back_from_a_stop() -> None:
    paused = given(practising(), e.Heartbeat(), e.PauseAsked())
    readings = (e.Cautioned(Sign.WENT_STILL), e.Strained(Sign.HEART_FELL), e.TremorSeen(), e.HeartRead(0, 0))
    paused.when(*readings, silent(5)).then(Phase.PAUSED)


def test_with_no_sensor_there_is_no_sign() -> None:
    noticing = Noticing()
    for _ in range(600):
        noticing, events = notice(
            noticing, given(practising()).state.seen, Readings(), NUMBERS, shaking_invited=False
        )
        assert events == ()


def test_a_calm_second_of_every_sensor_says_nothing_at_all() -> None:
    calm = Readings(0, 100, 6, 0, 5, Moves.STILL)
    assert notice(Noticing(), given(resting()).state.seen, calm, NUMBERS, shaking_invited=False)[1] == ()
