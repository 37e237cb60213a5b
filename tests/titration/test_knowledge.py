"""The fold of the log: what is learned when, and from whom."""

from dataclasses import replace

import pytest

from slackwater.quantities import HalfLevel
from slackwater.titration.constants import CONSTANTS
from slackwater.titration.deciding import STEPS, decide
from slackwater.titration.knowledge import FollowUp, know_nothing, learn_all
from slackwater.titration.limiting import Limit, Who
from slackwater.titration.log import Closed, Entry, Feature, Morning, Opened, Reading, RoundDone, Settled
from slackwater.titration.trust import Stage

from .virtual import LADDER, TRUSTED, session

TRUSTING = CONSTANTS.changed(alpha_least=0.1, **TRUSTED)


def with_heart(entries: tuple[Entry, ...], rise: float) -> list[Entry]:
    heart = (Reading(Feature.HEART_RISE, rise, 1.0),)
    return [replace(one, readings=heart) if isinstance(one, Settled | RoundDone) else one for one in entries]


def weeks(sessions: int, dose: int = 4) -> list[Entry]:
    return [one for at in range(sessions) for one in session(at * 56, [dose] * 4)]


def test_a_heart_that_rises_in_every_round_makes_a_dose_smaller_and_says_so() -> None:
    """Whatever the words say; and the stated chance is the higher one."""
    log = [
        replace(
            one, readings=(Reading(Feature.HEART_RISE, 12.0 if isinstance(one, RoundDone) else 0.0, 1.0),)
        )
        if isinstance(one, Settled | RoundDone)
        else one
        for one in weeks(8)
    ]
    known = learn_all(log, know_nothing(TRUSTING))
    heard = decide(known, 450, LADDER)
    unheard = decide(learn_all(weeks(8), know_nothing(TRUSTING)), 450, LADDER)
    assert 0 < heard.half_level < unheard.half_level
    assert (heard.reason.limit, heard.reason.who) == (Limit.BODY, Who.SENSORS)
    assert heard.too_much > unheard.too_much


def test_a_body_is_heard_from_the_session_on_that_has_enough_earlier_rest() -> None:
    known = [
        learn_all([one for at in range(n) for one in with_heart(session(at * 56, [4]), at)], know_nothing())
        for n in (3, 4)
    ]
    assert known[0].body is None
    assert known[1].body is not None


def test_an_overwhelm_takes_raising_away() -> None:
    log = weeks(18)
    assert decide(learn_all(log, know_nothing()), 18 * 56, LADDER).stage is Stage.RAISE
    bad = session(18 * 56, [4], overwhelm=True)
    assert decide(learn_all([*log, *bad], know_nothing()), 19 * 56, LADDER).stage is Stage.LOWER
    late = [*session(18 * 56, [4]), Morning(18 * 56 + 10, too_much_later=True)]
    assert decide(learn_all([*log, *late], know_nothing()), 19 * 56, LADDER).stage is Stage.LOWER


@pytest.mark.parametrize(("heard_h", "share"), [(10.0, 0.0), (16.0, 0.25), (34.0, 1.0), (90.0, 1.0)])
def test_a_night_counts_as_far_as_it_was_answered_for(heard_h: float, share: float) -> None:
    night = FollowUp(10.0, 3.0, heard_h).night(CONSTANTS)
    assert (night.weight, night.overwhelmed) == (share, False)


def test_a_quiet_morning_says_more_than_none() -> None:
    log = weeks(1, 6)
    silent, answered = (learn_all([*log, *more, Opened(56)], know_nothing()) for more in ((), (Morning(30),)))
    assert (answered.words.too_much(STEPS) <= silent.words.too_much(STEPS) + 1e-12).all()
    assert answered.words.summary().slow.mean > silent.words.summary().slow.mean


def test_too_much_hours_later_lowers_the_usual_dose_by_a_level() -> None:
    known = learn_all([*weeks(1, 6), Morning(10, too_much_later=True)], know_nothing())
    assert known.record.completed == 4
    assert known.record.wary is not None
    assert known.record.wary.half_level == 6


@pytest.mark.parametrize(("proposed", "kept"), [(None, True), (0, False)])
def test_only_rest_that_was_proposed_lets_a_dose_that_was_too_much_be_met_again(
    proposed: int | None, kept: bool
) -> None:
    log = [*weeks(1, 6), Morning(10, too_much_later=True)]
    for at in range(5):
        opened_h = 100.0 + 56 * at
        rest = None if proposed is None else HalfLevel(proposed)
        log += [Opened(opened_h, rest), Closed(opened_h + 0.01)]
    assert (learn_all(log, know_nothing()).record.wary is not None) is kept


def test_too_much_later_is_heard_at_once_even_while_the_next_session_is_open() -> None:
    log = [*weeks(1, 6), Opened(20), Settled(20.05, distress=1)]
    before = learn_all(log, know_nothing())
    after = learn_all([*log, Morning(20.1, too_much_later=True)], know_nothing())
    assert after.words.summary().slow.mean < before.words.summary().slow.mean - 0.2
    again = learn_all(
        [*log, Morning(20.1, too_much_later=True), Morning(20.2, too_much_later=True)], know_nothing()
    )
    assert again.words.summary() == after.words.summary(), "said twice, it happened once"


def test_a_rest_between_does_not_hide_that_it_was_too_much() -> None:
    rested = [*weeks(1, 6), *session(12, []), Morning(20, too_much_later=True)]
    assert learn_all(rested, know_nothing()).record.completed == 4
