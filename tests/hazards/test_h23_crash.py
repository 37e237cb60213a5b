"""H-23: the program fails in the middle of a practice."""

import pytest

from slackwater.session import events as e
from slackwater.session.decisions import MovementStopped, Reason
from slackwater.session.phases import Phase
from slackwater.session.proof.story import a_round, alive, given, practising, resting, settled, silent


def test_a_silent_page_stops_movement_within_the_lease() -> None:
    given(practising(), e.Heartbeat()).when(silent(8)).then(Phase.PAUSED)


def test_a_restart_reopens_still_and_every_earlier_yes_is_dead() -> None:
    story = given(practising()).when(e.Restarted()).then(Phase.PAUSED)
    assert story.decisions[0] == MovementStopped(Reason.RESTARTED)
    story.when(e.AgreedLate(), e.AgreedLate(), alive(30)).then(Phase.PAUSED)


def test_a_restart_reopens_grounding_where_grounding_was_owed() -> None:
    given(practising(), e.TooMuch()).when(e.Restarted()).then(Phase.GROUNDING)


def test_an_error_pauses() -> None:
    story = given(practising()).when(e.Faulted()).then(Phase.PAUSED)
    assert story.decisions[0] == MovementStopped(Reason.FAULT)


def test_a_monitor_that_disagrees_grounds() -> None:
    given(practising()).when(e.MonitorDisagreed()).then(Phase.GROUNDING)


ROADS = {
    "settling": settled(),
    "practising": practising(),
    "resting": resting(),
    "paused": (*practising(), e.PauseAsked()),
    "grounding": (*practising(), e.TooMuch()),
    "closing": (*practising(), e.EndAsked()),
}


@pytest.mark.parametrize("where", ROADS)
def test_every_session_ends_by_itself_when_nobody_comes_back(where: str) -> None:
    given(ROADS[where]).when(silent(4000)).then(Phase.ENDED)


def test_a_new_round_after_a_restart_waits_for_settling_and_a_fresh_yes() -> None:
    story = given(practising(), e.Restarted(), e.Agreed()).when(a_round())
    assert story.state.offer is None
    story.when(alive(60), a_round()).then(Phase.SETTLING)
