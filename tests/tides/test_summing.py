"""A session is summed up by the person's own words: before, after, and how long until they were settled."""

from slackwater.guiding.plan import Plan
from slackwater.live.record import opened
from slackwater.practices import library
from slackwater.practices.plan import suggest
from slackwater.practices.screening import answered, judge
from slackwater.quantities import HalfLevel
from slackwater.session.decisions import Asked, Decision, PhaseChanged, Question
from slackwater.session.events import Arrived, CheckedIn, CheckedInLate, Event, HeartRead, Restarted, Tick
from slackwater.session.history import Past, PastSession, limits_from
from slackwater.session.phases import Phase
from slackwater.tides.summing import Moment, sum_up
from slackwater.titration.log import Closed, Ending, RoundDone

LIMITS = limits_from(Past(), 0)
OPENED = opened(LIMITS, Plan.read(Plan(suggest(LIMITS, judge(answered(adult=True), library()), library()).rounds, ()).written()), 7200)  # fmt: skip  # noqa: E501
PAST = PastSession(ended_h=3, completed=HalfLevel(2), work_s=90, rest_owed_h=48)


def to(at_s: int, phase: Phase, *more: Decision) -> Moment:
    return at_s, Tick(), (PhaseChanged(phase, None, None), *more)


def said(at_s: int, distress: int, far_away: int = 0) -> Moment:
    return at_s, CheckedIn(distress, far_away), ()


def summed(*moments: Moment, log: tuple[object, ...] = ()):  # noqa: ANN201
    arrived: Moment = (1, Arrived(2, 0), ())
    return sum_up(OPENED, (arrived, *moments), PAST, log)  # type: ignore[arg-type]


MOVES = to(100, Phase.PRACTISING)
RESTS = to(145, Phase.RESTING)
ASKED = (235, Tick(), (PhaseChanged(Phase.CHECKING_IN, None, None), Asked(Question.CHECK_IN)))


def test_after_a_round_time_runs_until_the_first_settled_words() -> None:
    assert summed(MOVES, RESTS, ASKED, said(238, 3)).round_settled_s == (93,)


def test_words_that_are_not_settled_do_not_end_it() -> None:
    assert summed(MOVES, RESTS, ASKED, said(238, 5), said(300, 3)).round_settled_s == (155,)
    assert summed(MOVES, RESTS, ASKED, said(238, 1, far_away=2), said(300, 3, 1)).round_settled_s == (155,)


def test_what_was_asked_and_never_settled_stays_open() -> None:
    found = summed(MOVES, RESTS, ASKED, said(238, 5), to(400, Phase.PRACTISING), to(445, Phase.RESTING), to(500, Phase.ENDED))  # fmt: skip  # noqa: E501
    assert found.round_settled_s == (None,)


def test_a_pause_after_which_nobody_was_asked_counts_for_nothing() -> None:
    found = summed(MOVES, to(120, Phase.PAUSED), to(160, Phase.SETTLING), to(220, Phase.PRACTISING))
    assert (found.round_settled_s, found.stop_settled_s) == ((), ())


def test_after_a_stop_it_is_counted_apart() -> None:
    check = (300, Tick(), (Asked(Question.SETTLED_CHECK),))
    found = summed(MOVES, to(120, Phase.GROUNDING), check, said(330, 3))
    assert (found.round_settled_s, found.stop_settled_s) == ((), (210,))


def test_too_much_in_the_rest_begins_anew_as_a_stop() -> None:
    check = (400, Tick(), (Asked(Question.SETTLED_CHECK),))
    found = summed(MOVES, RESTS, to(180, Phase.GROUNDING), check, said(420, 2))
    assert (found.round_settled_s, found.stop_settled_s) == ((), (240,))


def test_time_while_the_program_was_away_passed_for_the_person() -> None:
    away: Moment = (150, Restarted(600), ())
    assert summed(MOVES, RESTS, away, ASKED, said(238, 3)).round_settled_s == (693,)


def test_no_sensor_and_no_late_word_settles_anything() -> None:
    events: tuple[Event, ...] = (CheckedInLate(0, 0), HeartRead(60, 60))
    moments = tuple((240 + at, event, ()) for at, event in enumerate(events))
    found = summed(MOVES, RESTS, ASKED, *moments, to(500, Phase.ENDED))
    assert found.round_settled_s == (None,)


def test_distress_afterwards_is_what_was_said_once_it_was_over() -> None:
    assert summed(MOVES, RESTS, ASKED, said(238, 3), to(500, Phase.ENDED)).after is None
    over = summed(MOVES, RESTS, to(500, Phase.ENDED), said(520, 4), said(530, 1))
    assert (over.before, over.after) == (2, 1)


def test_what_is_carried_over_is_dose_times_seconds_of_every_round() -> None:
    log = (
        RoundDone(2.1, HalfLevel(4), 45.0),
        RoundDone(2.2, HalfLevel(2), 45.0, Ending.STOPPED),
        Closed(2.5),
    )
    found = summed(log=log)
    assert found.load_level_s == 2 * 45 + 1 * 45
    assert (found.opened_unix_s, found.ended_unix_s, found.work_s, found.rest_owed_h) == (7200, 9000, 90, 48)
