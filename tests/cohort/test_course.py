"""Courses of virtual people: paired chance, the engine's ceilings, and answers as a person would give them."""

from dataclasses import replace

import pytest

from slackwater.body.world import World, load_world
from slackwater.cohort import policies
from slackwater.cohort.course import kept, live_shard, plan_for
from slackwater.cohort.policies import Policy
from slackwater.cohort.records import Course
from slackwater.cohort.settings import ROUNDS, Settings, Shard
from slackwater.guiding.round import open_guide
from slackwater.practices.menu import RISING
from slackwater.quantities import HalfLevel
from slackwater.session.limits import Limits
from slackwater.titration.log import Closed, Ending, Morning, Opened, RoundDone, Settled


def live(
    world: World, policy: str, *, people: int = 4, weeks: int = 2, first: int = 0, seed: int = 7
) -> list[Course]:
    settings = Settings((world,), (policy,), people, weeks, seed)
    return live_shard(settings, Shard(0, policy, first, people))


def test_the_same_people_live_the_same_days_whoever_is_with_them(harsh: World) -> None:
    together = live(harsh, "staircase", people=4)
    apart = live(harsh, "staircase", people=2, first=2)
    assert [one.written()["sessions"] for one in together[2:]] == [one.written()["sessions"] for one in apart]


def test_policies_are_paired(harsh: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another name for the same wishes changes nothing: chance belongs to people, sessions and seconds."""
    twin = Policy("twin", "the fixed level by another name", asks=policies.fixed)
    monkeypatch.setitem(policies.POLICIES, "twin", twin)
    assert [one.written() for one in live(harsh, "fixed")] == [one.written() for one in live(harsh, "twin")]


def test_another_seed_gives_other_people(harsh: World) -> None:
    assert live(harsh, "fixed")[0].holding != live(harsh, "fixed", seed=8)[0].holding


def test_no_round_runs_above_the_engines_ceiling(harsh: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        policies.POLICIES, "top", Policy("top", "the top of the ladder", asks=lambda _t, _h: 20)
    )
    courses = live(harsh, "top") + live(load_world("as-written"), "top")
    assert sum(one.beyond for course in courses for one in course.sessions) == 0
    assert max(one.highest for course in courses for one in course.sessions) < 20
    assert courses[0].sessions[0].highest <= Limits().start + 5


def test_more_in_the_forceful_direction_overwhelms_more(
    harsh: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for level in (3, 4, 20):
        policy = Policy("wish", "one level", asks=lambda _told, _h, level=level: level)
        monkeypatch.setitem(policies.POLICIES, "wish", policy)
        counts.append(sum(s.overwhelms for one in live(harsh, "wish", people=5) for s in one.sessions))
    assert counts[0] <= counts[1] <= counts[2]
    assert counts[0] < counts[2]


def test_overwhelm_is_said_and_counted_and_followed_by_rest(harsh: World) -> None:
    sessions = [course.sessions for course in live(harsh, "staircase", people=8)]
    hurt = [(course, at) for course in sessions for at, one in enumerate(course[:-1]) if one.counted]
    assert hurt
    assert all(course[at + 1].rest_only for course, at in hurt), "48 hours, and then a session of rest"


def test_somebody_shut_down_says_nothing_and_the_engine_grounds_by_itself(
    harsh: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is shut down falls silent; the engine asks, waits, and counts it."""
    quick = replace(harsh.constants, shutdown_min=0.2, overwhelm=0.85, shutdown_edge=0.02)
    world = replace(harsh, constants=quick)
    monkeypatch.setattr("slackwater.cohort.answering.UNANSWERED", 0.05)
    courses = live(world, "staircase", people=6)
    endings = [one.ending for course in courses for one in course.log if isinstance(one, RoundDone)]
    assert Ending.OVERWHELMED in endings
    assert any(session.counted for course in courses for session in course.sessions)


def test_a_log_is_what_titration_reads(harsh: World) -> None:
    log = live(harsh, "ours")[0].log
    kinds = {type(one) for one in log}
    assert {Opened, Settled, RoundDone, Closed, Morning} <= kinds
    hours = [one.at_h for one in log]
    assert hours == sorted(hours)


def test_overwhelm_hours_later_is_told_the_morning_after() -> None:
    world = load_world("overwhelm-comes-later")
    sure = replace(world, delayed=replace(world.delayed, chance_a_minute=1000.0))  # type: ignore[type-var]
    strong = replace(sure, constants=replace(sure.constants, arousal_from_movement=2.0))
    courses = live(strong, "fixed", people=4)
    later = [(course, at) for course in courses for at, one in enumerate(course.sessions) if one.later]
    assert later
    for course, at in later:
        assert course.sessions[at].overwhelms == 0
        assert at == len(course.sessions) - 1 or course.sessions[at + 1].rest_only
    late = [
        one for course in courses for one in course.log if isinstance(one, Morning) and one.too_much_later
    ]
    assert late


def test_overwhelm_hours_later_is_counted_as_real_sessions_count_it() -> None:
    """It takes a level of what the next session may start from, and rest is owed from when it was said."""
    state = replace(open_guide(Limits(), plan_for(Limits())).state, reach=HalfLevel(6), cap=HalfLevel(8))
    quiet, late = kept(state, 1.0, None), kept(state, 1.0, 10.0)
    assert (quiet.completed, quiet.overwhelms) == (6, 0)
    assert (late.completed, late.overwhelms, late.rest_owed_h) == (4, 1, 10 + 48)


def test_a_plan_is_six_rounds_that_may_rise_with_what_leads_up_to_them() -> None:
    plan = plan_for(Limits())
    assert len(plan.items) == ROUNDS
    assert {one.round.kind for one in plan.items} <= set(RISING)
    low = plan_for(Limits(start=HalfLevel(2), cap=HalfLevel(4)))
    assert len(low.items) > ROUNDS
    assert low.items[0].round.level <= 2
    assert not plan_for(Limits(rest_only=True)).items


def test_rest_is_always_rest(harsh: World) -> None:
    courses = live(harsh, "rest")
    assert all(one.rest_only and not one.dose for course in courses for one in course.sessions)


def test_titration_states_the_chances_of_what_runs(harsh: World) -> None:
    stated = [one for course in live(harsh, "ours") for session in course.sessions for one in session.stated]
    assert stated
    assert all(
        0 < overwhelm < 1 and 0 < too_much < 1 and 0 <= truth <= 1 for overwhelm, too_much, truth, _ in stated
    )
    assert any(truth > 0 for _, _, truth, _ in stated)
