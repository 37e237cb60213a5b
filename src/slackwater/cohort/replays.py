"""Recorded courses taken again: the same decisions from the log alone, on the exact grid and on the fast belief."""

from functools import partial
from typing import Any

from slackwater.cohort.policies import POLICIES
from slackwater.cohort.records import Course
from slackwater.cohort.settings import Settings
from slackwater.guiding.ladder import ladder_of
from slackwater.practices.loader import library
from slackwater.quantities import HalfLevel
from slackwater.titration.adf import believe_quickly
from slackwater.titration.belief import believe
from slackwater.titration.deciding import Cap, Setter, decide
from slackwater.titration.knowledge import know_nothing, learn
from slackwater.titration.replaying import choose_from_log, compare, find_peeks

COMPARED, PEEKED = 120, 27
"""Entries of each log that are compared, and that are taken again prefix by prefix: some twelve sessions, and three."""
LISTED = 12


def replay(settings: Settings, policy: str, courses: list[Course]) -> dict[str, Any]:
    """What the recorded courses of one world come to when they are taken again."""
    recorded = [one for one in courses if one.decided]
    constants = POLICIES[policy].constants
    ladder = ladder_of(library(), constants)
    places = [
        (one.number, each) for one in recorded for each in compare(one.log[:COMPARED], ladder, constants)
    ]
    apart = [(number, each) for number, each in places if each.exact != each.fast]
    again = [_decided_again(settings, policy, one) for one in recorded]
    peeks = [
        find_peeks(partial(choose_from_log, ladder=ladder, constants=constants), one.log[:PEEKED])
        for one in recorded[:1]
    ]
    return {
        "people": len(recorded),
        "decisions": sum(total for total, _ in again),
        "decided_otherwise": sum(differ for _, differ in again),
        "looked_ahead": sum(len(one) for one in peeks),
        "places": len(places),
        "places_apart": len(apart),
        "largest_difference": max((round(each.apart, 6) for _, each in places), default=None),
        "apart": [
            {"person": number, "entry": each.at, "grid": int(each.exact), "fast": int(each.fast)}
            for number, each in apart[:LISTED]
        ],
    }


def _decided_again(settings: Settings, policy: str, course: Course) -> tuple[int, int]:
    """How many decisions were recorded, and how many come out otherwise from the log up to their moment alone."""
    constants = POLICIES[policy].constants
    ladder = ladder_of(library(), constants)
    known, at, differ = know_nothing(constants, believe if settings.exact else believe_quickly), 0, 0
    for one in course.decided:
        for entry in course.log[at : one.entries]:
            known = learn(known, entry)
        at = one.entries
        decision = decide(known, one.now_h, ladder, (Cap(HalfLevel(one.ceiling), Setter.ENGINE),))
        differ += int(decision.half_level) != one.half_level
    return len(course.decided), differ
