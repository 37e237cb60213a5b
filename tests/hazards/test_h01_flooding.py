"""H-01: the dose is too high; somebody is flooded or relives what hurt."""

from slackwater.guiding.ceilings import too_much_later
from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import MovementStopped, Reason
from slackwater.session.history import Past, PastSession, hours_of_rest_left, limits_from
from slackwater.session.limits import Limits
from slackwater.session.offering import ceiling
from slackwater.session.phases import Phase
from slackwater.session.proof.story import a_round, alive, checking_in, given, grounded, practising


def test_too_much_stops_movement_in_the_same_step_and_grounds() -> None:
    story = given(practising()).when(e.TooMuch()).then(Phase.GROUNDING)
    assert story.decisions[0] == MovementStopped(Reason.TOO_MUCH)


def test_nothing_but_the_person_s_own_yes_leads_on_from_an_overwhelm() -> None:
    story = given(practising(), e.TooMuch(), grounded())
    story.when(e.HeartRead(-5, -5), e.HeartMissing(), e.Heartbeat(), a_round(), alive(60)).then(
        Phase.GROUNDING
    )


def test_a_dose_rises_by_half_a_level_at_most() -> None:
    limits = Limits(start=HalfLevel(4), cap=HalfLevel(20))
    story = given(checking_in(a_round(4)), e.CheckedIn(2, 0), a_round(20), e.Agreed(), limits=limits)
    assert story.state.level == 5


def test_after_an_overwhelm_the_dose_stays_a_level_lower_all_session() -> None:
    story = given(practising(a_round(6)), e.TooMuch(), grounded(), e.Agreed(), alive(60))
    for _round in range(3):
        story = story.when(a_round(6), e.Agreed(), alive(45), alive(90), e.CheckedIn(2, 0))
        assert story.state.reach <= 2


def test_a_second_overwhelm_ends_the_session() -> None:
    story = given(practising(), e.TooMuch(), grounded(), e.Agreed(), alive(60))
    story.when(e.TooMuch()).then(Phase.CLOSING)


def test_a_proposed_dose_is_shrunk_to_the_ceiling_whoever_proposed_it() -> None:
    for asked in range(1, 21):
        story = given(checking_in(a_round(2)), e.CheckedIn(2, 0))
        most = ceiling(story.state)
        story = story.when(a_round(asked))
        assert story.state.offer is None or story.state.offer.level <= most


def test_what_became_too_much_hours_later_owes_rest_and_lowers_the_next_cap() -> None:
    calm = PastSession(990, HalfLevel(6), 300)
    before, after = (limits_from(Past((one,)), 1000) for one in (calm, too_much_later(calm)))
    assert (before.rest_only, after.rest_only) == (False, True)
    assert after.cap < before.cap
    assert hours_of_rest_left(Past((too_much_later(calm),)), 1000) == 38
