"""H-09: the program stands in for care somebody needs."""

import os

import django
import pytest
from django.template.loader import render_to_string

from slackwater.journal.facts import BodyMark
from slackwater.live.body_map import PlaceWords
from slackwater.quantities import HalfLevel
from slackwater.session.decisions import Reason
from slackwater.session.history import Past, PastSession, limits_from
from slackwater.titration.constants import CONSTANTS
from slackwater.titration.deciding import decide
from slackwater.titration.knowledge import know_nothing, learn_all
from slackwater.titration.ladder import even_ladder
from slackwater.titration.log import Closed, Entry, Opened
from slackwater.web.views_body import map_page

NOW = 50_000
FRAGILE = CONSTANTS.changed(prior_mean=-2.0, prior_sd=0.5)
"""Somebody for whom every step may be too much."""


def hard(days_ago: int, by: Reason = Reason.PLAN_DONE, overwhelms: int = 1) -> PastSession:
    return PastSession(NOW - 24 * days_ago, HalfLevel(4), 300, overwhelms=overwhelms, ended_by=by)


def test_two_overwhelms_in_three_sessions_lower_the_level_and_say_a_word() -> None:
    limits = limits_from(Past((hard(9), hard(5))), NOW)
    assert (limits.word, limits.cap, limits.refer) == (True, 2, False)


def test_three_overwhelms_in_six_sessions_stop_and_refer() -> None:
    limits = limits_from(Past((hard(20), hard(12), hard(5))), NOW)
    assert (limits.refer, limits.rest_only) == (True, True)


def test_three_ends_in_fourteen_days_stop_and_refer() -> None:
    ends = tuple(hard(days, Reason.NOT_SETTLED, overwhelms=0) for days in (13, 8, 3))
    assert limits_from(Past(ends), NOW).refer


def test_a_refusal_to_go_on_alone_does_not_wear_off_with_waiting() -> None:
    assert limits_from(Past((hard(400), hard(380), hard(365))), NOW).refer


def test_rest_alone_three_times_in_a_row_says_a_word_about_a_practitioner() -> None:
    log: list[Entry] = []
    said = []
    for at_h in (0.0, 48.0, 96.0):
        decision = decide(learn_all(log, know_nothing(FRAGILE)), at_h, even_ladder())
        assert decision.rest_only
        said.append(decision.practitioner_word)
        log += [Opened(at_h, HalfLevel(0)), Closed(at_h + 0.1)]
    assert said == [False, False, True]


@pytest.mark.parametrize(("place", "word"), [("pelvic-floor", "numb"), ("chest", "pressing")])
def test_a_red_flag_on_the_body_map_shows_the_urgent_words(place: str, word: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slackwater.web.settings")
    django.setup()
    page = map_page((BodyMark(place, None, (word,)),), PlaceWords(), "")
    shown = render_to_string("body.html", {"page": page, "csrf_token": "token"})
    assert "This may need a doctor today" in shown
    assert "data-urgent" not in shown, "nothing hides them"
