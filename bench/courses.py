"""What one virtual session costs: with its quiet seconds remembered, and with each one taken.

Processor time of one process, the compiler's apart; a second of the numpy body stands beside it.
"""

import time

import numpy as np

from figures import Figure, against
from slackwater.body.chance import keys
from slackwater.body.equations import Doing, step
from slackwater.body.people import begin, draw_people
from slackwater.body.world import load_world
from slackwater.cohort import course
from slackwater.cohort.quiet import Quiet, Second
from slackwater.cohort.settings import Settings, Shard
from slackwater.guiding.round import Guide

PEOPLE, WEEKS = 10, 8
FEW, SHORT = 3, 2
SECONDS = 900
"""About as long as a session."""
AIM_MS = 10.0


class Wakeful(Quiet):
    """Nothing is remembered: every second is taken."""

    def ahead(self, _guide: Guide, _most_s: int) -> list[Second]:
        """No second."""
        return []


def measure() -> list[Figure]:
    """Milliseconds a session."""
    _session_ms("ours", 1, 1)  # compiles
    quick = {policy: _session_ms(policy, PEOPLE, WEEKS) for policy in ("staircase", "ours")}
    course.Quiet = Wakeful  # type: ignore[misc]
    slow = _session_ms("staircase", FEW, SHORT)
    course.Quiet = Quiet  # type: ignore[misc]
    return [
        against("a virtual session under the staircase", quick["staircase"], "ms", AIM_MS, digits=1),
        against("a virtual session under titration, fast belief", quick["ours"], "ms", AIM_MS, digits=1),
        Figure("the staircase's, every second taken through advance", f"{slow:.1f} ms"),
        Figure("the body alone for 15 min in numpy, one person", f"{_body_ms():.0f} ms"),
    ]


def _session_ms(policy: str, people: int, weeks: int) -> float:
    settings = Settings((load_world("as-written"),), (policy,), people, weeks, seed=1)
    began = time.process_time()
    course.live_shard(settings, Shard(0, policy, 0, people))
    return (time.process_time() - began) / (people * weeks * 3) * 1000


def _body_ms() -> float:
    who = draw_people(load_world("as-written"), 1, np.arange(1))
    body, key = begin(who), keys(1, who.numbers, 1)
    began = time.process_time()
    for second in range(SECONDS):
        body = step(who.constants, body, Doing(movement=0.2), (float(key[0, 0] & 1), float(second & 1)))
    return (time.process_time() - began) * 1000
