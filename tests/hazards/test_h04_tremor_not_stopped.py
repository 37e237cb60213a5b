"""H-04: tremor that cannot be stopped, or frightens."""

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import OfferRefused, Question, Reason, UrgentCare
from slackwater.session.history import Past, limits_from
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Phase
from slackwater.session.proof.story import Story, a_round, alive, given, settled

LIMITS = Limits(start=HalfLevel(18), cap=HalfLevel(20), tremor_s=30)
TREMOR = a_round(18, slot=2, kind=Kind.TREMOR, work_s=300)
DRILL = a_round(18, slot=1, kind=Kind.DRILL, work_s=20, rest_s=30)
STOPPED = (DRILL, e.Agreed(), *alive(20), e.StoppedOnCue(), *alive(30), e.CheckedIn(2, 0))


def drilled(times: int, limits: Limits = LIMITS) -> Story:
    return given(settled(), *[STOPPED] * times, limits=limits)


def test_tremor_is_locked_until_the_stop_drill_is_passed_in_this_session() -> None:
    assert drilled(0).when(TREMOR).decisions == (OfferRefused(TREMOR.round, Reason.DRILL_FIRST),)
    assert drilled(2).when(TREMOR).decisions == (OfferRefused(TREMOR.round, Reason.DRILL_FIRST),)
    drilled(3).when(TREMOR, e.Agreed()).then(Phase.PRACTISING)


def test_a_drill_that_is_not_stopped_on_cue_grounds() -> None:
    given(settled(), DRILL, e.Agreed(), alive(20), limits=LIMITS).when(alive(15)).then(Phase.GROUNDING)


def test_the_first_tremor_lasts_thirty_seconds() -> None:
    assert limits_from(Past(), 0).tremor_s == 30
    story = drilled(3).when(TREMOR, e.Agreed())
    assert story.state.remaining_s == 30


def test_every_tremor_asks_for_its_own_yes() -> None:
    longer = Limits(start=HalfLevel(18), cap=HalfLevel(20), tremor_s=60)
    short = a_round(18, slot=2, kind=Kind.TREMOR, work_s=30)
    story = drilled(3, longer).when(short, e.Agreed(), alive(30), e.ShakingStopped(), alive(120))
    story = story.when(e.CheckedIn(2, 0), short)
    assert story.state.question is Question.BEGIN


def test_stopping_tremor_asks_first_whether_the_shaking_has_stopped() -> None:
    story = drilled(3).when(TREMOR, e.Agreed(), alive(5), e.PauseAsked()).then(Phase.PAUSED)
    assert story.state.question is Question.SHAKING
    story.when(e.Agreed()).then(Phase.PAUSED)
    story.when(e.ShakingStopped(), e.Agreed()).then(Phase.SETTLING)


def test_shaking_that_does_not_stop_in_two_minutes_closes_with_urgent_care_words() -> None:
    story = drilled(3).when(TREMOR, e.Agreed(), alive(5), e.PauseAsked())
    story.when(alive(120)).then(Phase.CLOSING, UrgentCare())
