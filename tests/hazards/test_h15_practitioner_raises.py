"""H-15: a practitioner overrides the dose."""

import pytest

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import Reason, Refused
from slackwater.session.phases import Phase
from slackwater.session.proof.story import a_round, given, grounded, practising, settled

ASKS = (
    e.PractitionerSlowed(),
    e.PractitionerPaused(),
    e.PractitionerEnded(),
    e.PractitionerLowered(HalfLevel(2)),
)


def test_a_higher_cap_is_refused() -> None:
    raised = e.PractitionerLowered(HalfLevel(20))
    story = given(practising()).when(raised)
    assert story.decisions == (Refused(raised, Reason.OUT_OF_RANGE),)
    assert story.state.cap == 6


@pytest.mark.parametrize("asked", ASKS, ids=lambda asked: type(asked).__name__)
def test_whatever_a_practitioner_asks_the_dose_never_rises(asked: e.Event) -> None:
    before = given(practising())
    after = before.when(asked)
    assert after.state.level <= before.state.level
    assert after.state.cap <= before.state.cap


@pytest.mark.parametrize("asked", ASKS, ids=lambda asked: type(asked).__name__)
def test_no_practitioner_takes_a_stop_back(asked: e.Event) -> None:
    for stop in ((e.PauseAsked(),), (e.TooMuch(), *grounded())):
        story = given(practising(), stop).when(asked)
        assert story.state.phase in {Phase.PAUSED, Phase.GROUNDING, Phase.CLOSING}


@pytest.mark.parametrize("asked", ASKS, ids=lambda asked: type(asked).__name__)
def test_no_practitioner_says_the_person_s_yes(asked: e.Event) -> None:
    assert given(settled(), a_round()).when(asked).state.phase is not Phase.PRACTISING


def test_the_person_s_stop_outranks_a_practitioner() -> None:
    given(practising(), e.PractitionerSlowed()).when(e.TooMuch()).then(Phase.GROUNDING)
