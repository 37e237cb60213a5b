"""The report of a run as one JSON value: nothing of it depends on who did the work, or in which order."""

import json
from typing import Any

import numpy as np
from jsonschema import Draft202012Validator

from slackwater import cases
from slackwater.body.people import draw_people
from slackwater.cohort import bars
from slackwater.cohort.calibration import Calibration, calibrate
from slackwater.cohort.intervals import Array, resample
from slackwater.cohort.metrics import add_up, measure, only, separatrix
from slackwater.cohort.policies import POLICIES, REFERENCES, STAIRCASE, How
from slackwater.cohort.records import Course
from slackwater.cohort.replays import replay
from slackwater.cohort.settings import SESSION_DAYS, Settings, use_of_seed, use_of_world
from slackwater.cohort.store import Store
from slackwater.cohort.subgroups import Subgroup, subgroups

FORMAT = 1
HYPOTHESIS = (
    "Everybody here is made up, by equations that nobody has measured. Nothing here is about real people: it says how "
    "rules behave in invented worlds, and nothing more."
)

Written = dict[str, Any]
Courses = dict[str, list[Course]]


def schema() -> Draft202012Validator:
    """The schema of a report; docs/schemas/cohort-report.json is the same file."""
    return cases.schema_in("slackwater.cohort", "report.schema.json")


def build(settings: Settings, store: Store) -> Written:
    """The report of a run whose shards are all finished."""
    worlds = [_world(settings, at, _courses(settings, store, at)) for at in range(len(settings.worlds))]
    report = {
        "format": FORMAT,
        "hypothesis": HYPOTHESIS,
        "run": settings.hash,
        "settings": {
            **{name: value for name, value in settings.written.items() if name != "worlds"},
            "worlds": [one.name for one in settings.worlds],
        },
        "seed_is_for": use_of_seed(settings.seed),
        "worlds": worlds,
    }
    schema().validate(report)
    return report


def _courses(settings: Settings, store: Store, world: int) -> Courses:
    found: Courses = {policy: [] for policy in settings.policies}
    for shard in settings.shards():
        if shard.world == world:
            found[shard.policy] += store.courses(shard)
    return found


def _world(settings: Settings, at: int, courses: Courses) -> Written:
    world = settings.worlds[at]
    people = draw_people(world, settings.seed, np.arange(settings.people))
    limit = separatrix(people)
    groups = subgroups(settings, at)
    return {
        "name": world.name,
        "about": world.about,
        "use": use_of_world(world.name),
        "people": settings.people,
        "separatrix": None if np.isnan(limit).all() else round(float(np.nanmedian(limit)), 4),
        "groups": [{"name": g.name, "about": g.about, "people": int(g.members.sum())} for g in groups],
        "policies": [{"name": name, "about": POLICIES[name].about} for name in settings.policies],
        "horizons": [_horizon(settings, weeks, courses, groups, limit) for weeks in settings.horizons],
        "weekly": [_weekly(settings, name, courses[name]) for name in settings.policies],
        "replays": [
            {"policy": name, **replay(settings, name, courses[name])}
            for name in settings.policies
            if POLICIES[name].how is How.TITRATES
        ],
    }


def _horizon(
    settings: Settings,
    weeks: int,
    courses: Courses,
    groups: tuple[Subgroup, ...],
    limit: Array,
) -> Written:
    """Everything at one number of weeks."""
    summed = {name: add_up(courses[name], weeks, limit) for name in settings.policies}
    picks = {g.name: resample(settings.seed, int(g.members.sum())) for g in groups}
    measured = {
        name: {
            g.name: measure(
                only(one, g.members),
                {each: only(summed[each], g.members) for each in REFERENCES},
                weeks,
                picks[g.name],
            )
            for g in groups
        }
        for name, one in summed.items()
    }
    titrating = [name for name in settings.policies if POLICIES[name].how is How.TITRATES]
    whole = picks[groups[0].name]
    calibrated = {name: calibrate(courses[name], len(SESSION_DAYS) * weeks, whole) for name in titrating}
    return {
        "weeks": weeks,
        "measured": [
            {
                "policy": name,
                "group": group,
                "metrics": {each: value.written() for each, value in metrics.items()},
            }
            for name, by_group in measured.items()
            for group, metrics in by_group.items()
        ],
        "calibration": [
            _calibration(name, what, one) for name in titrating for what, one in calibrated[name].items()
        ],
        "bars": [
            _bar(name, bar)
            for name in titrating
            for bar in bars.hold(summed[name], summed.get(STAIRCASE), measured[name], calibrated[name], whole)
        ],
    }


def _calibration(policy: str, what: str, one: Calibration) -> Written:
    return {
        "policy": policy,
        "statement": what,
        "error": one.error.written(),
        "surplus": one.surplus.written(),
        "bins": [
            {
                "low": each.low,
                "high": each.high,
                "rounds": each.rounds,
                "stated": round(each.stated, 7),
                "observed": round(each.observed, 7),
            }
            for each in one.bins
        ],
    }


def _bar(policy: str, bar: bars.Bar) -> Written:
    return {
        "policy": policy,
        "name": bar.name,
        "words": bar.words,
        "limit": bar.limit,
        "found": bar.found.written(),
        "met": bar.met,
        "note": bar.note,
    }


def _weekly(settings: Settings, policy: str, courses: list[Course]) -> Written:
    """Mean holding pattern at the start of each week and at the end, and overwhelm in each week."""
    each = len(SESSION_DAYS)
    holding = np.array([one.holding for one in courses])[:, ::each].mean(axis=0)
    hurt = np.array(
        [[session.overwhelms > 0 for session in one.sessions] for one in courses], dtype=np.float64
    )
    level = np.array([[session.highest / 2 for session in one.sessions] for one in courses])
    weeks = settings.weeks
    return {
        "policy": policy,
        "holding": [round(float(one), 6) for one in holding],
        "overwhelm": [round(float(one), 6) for one in hurt.reshape(-1, weeks, each).mean(axis=(0, 2))],
        "level": [round(float(one), 4) for one in level.reshape(-1, weeks, each).mean(axis=(0, 2))],
    }


def written(report: Written) -> str:
    """The report as it stands in a file."""
    return json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
