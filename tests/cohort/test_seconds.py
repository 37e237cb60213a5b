"""Seconds in machine code live the reference's lives."""

import numpy as np
import pytest

from slackwater.body import sessions
from slackwater.body.chance import keys
from slackwater.body.equations import STATES
from slackwater.body.people import begin, draw_people, on_day
from slackwater.body.sessions import bouts
from slackwater.body.world import load_world
from slackwater.cohort import seconds
from slackwater.cohort.course import rows

PEOPLE = 12
TOLERANCE = 1e-9
"""The library's exponential and the compiler's may differ in the last bit; float64 leaves this much room and more."""


@pytest.mark.parametrize("world", ["as-written", "bracing-the-other-way", "fragile"])
def test_segments_end_where_the_reference_ends(world: str) -> None:
    people = draw_people(load_world(world), 11, np.arange(PEOPLE))
    today, start, key = on_day(people, 1), begin(people), keys(11, people.numbers, 1)
    level = np.linspace(0.1, 0.9, PEOPLE)
    reference = sessions.live(today, start, bouts(), level, key, stops=False)
    who, body, counts = rows(today, start, PEOPLE)
    for at in range(PEOPLE):
        for share, grounding, length in [(0, 0.5, 180), *[(1, 0.0, 45), (0, 0.5, 90)] * 6, (0, 0.5, 810)]:
            left = length
            while left:  # it hands back where overwhelm begins
                left -= seconds.live(
                    who[at], body[at], counts[at], key[:, at].copy(), share * level[at], grounding, left
                )
    for name in STATES:
        assert np.abs(body[name] - getattr(reference.body, name)).max() < TOLERANCE, name
    assert np.abs(counts["peak"] - reference.peak).max() < TOLERANCE
    assert (counts["above_s"] == reference.over_window_s).all()
    first = np.where(counts["first_s"] < 0, np.nan, counts["first_s"])
    np.testing.assert_array_equal(first, reference.overwhelmed_at_s)
    assert np.isfinite(first).any()


def test_it_hands_back_in_the_second_in_which_overwhelm_begins() -> None:
    people = draw_people(load_world("as-written"), 11, np.arange(1))
    who, body, counts = rows(people.constants, begin(people), 1)
    key = keys(11, people.numbers, 1)[:, 0].copy()
    lived = seconds.live(who[0], body[0], counts[0], key, 1.0, 0.0, 600)
    assert lived < 600
    assert counts[0]["began_s"] == lived - 1
    assert counts[0]["overwhelms"] == 1
    seconds.live(who[0], body[0], counts[0], key, 1.0, 0.0, 60)
    assert counts[0]["overwhelms"] == 1, "an overwhelm that lasts is one"


def test_the_share_that_overwhelms_rises_with_the_dose() -> None:
    people = draw_people(load_world("as-written"), 11, np.arange(1))
    shares = []
    for movement in (0.2, 0.62, 1.0):
        who, body, counts = rows(people.constants, begin(people), 1)
        key = keys(11, people.numbers, 1)[:, 0].copy()
        shares.append(
            seconds.share_overwhelmed(
                who[0], body[0].copy(), counts[0], body[0], key, movement, (45, 90, 0.5), 200
            )
        )
    assert shares[0] == 0
    assert shares[0] <= shares[1] <= shares[2] == 1
