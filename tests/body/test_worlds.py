"""Worlds: what is shipped holds together, and a file that is not a world is refused by its field."""

import json
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from slackwater.body.constants import AS_WRITTEN, PERSONAL, Constants
from slackwater.body.equations import NOTHING, Acute, Array, at_rest, bending, discharge, step
from slackwater.body.errors import BadWorld
from slackwater.body.observing import Reporting, observe, suds
from slackwater.body.people import begin, draw_people, live_on, on_day, overwhelmed_later_h, reporting
from slackwater.body.sessions import Lived
from slackwater.body.world import SHIPPED, World, load_world, read_world, schema, shipped

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = sorted(file.stem for file in SHIPPED.glob("*.toml"))
MANY = np.arange(4000)
LEAST = {"version": 1, "name": "mine", "about": "A world."}


def turning_points(constants: Constants) -> Array:
    """Where the holding pattern stays as it is, stable or not."""
    body = at_rest(constants, np.linspace(0, 1, 2001))
    slope = bending(constants, body, 0.0, 1.0, discharge(constants, body, NOTHING))
    return np.asarray(np.asarray(body.holding)[np.nonzero(np.diff(np.sign(slope)))[0]])


def test_at_least_five_families_are_shipped_and_named_as_their_files() -> None:
    assert len(FAMILIES) >= 5
    assert [world.name for world in shipped().values()] == FAMILIES


def test_the_documents_schema_is_the_one_that_is_used() -> None:
    text = (ROOT / "docs/schemas/world.json").read_text()
    assert json.loads(text) == schema().schema


def test_the_schema_knows_every_constant_and_no_other() -> None:
    known = schema().schema["properties"]
    assert set(known["constants"]["properties"]) == {field.name for field in fields(Constants)}
    assert set(known["spread"]["properties"]) == set(PERSONAL)
    for name, bounds in known["constants"]["properties"].items():
        assert bounds["minimum"] <= getattr(AS_WRITTEN, name) <= bounds["maximum"], name


@pytest.mark.parametrize("family", FAMILIES)
def test_a_resting_body_of_each_family_stays_where_it_is(family: str) -> None:
    people = draw_people(load_world(family), 1, np.arange(60))
    start = body = begin(people)
    for _ in range(1200):
        body = step(people.constants, body)
    for name in ("arousal", "adrenaline", "bracing", "shutdown", "cortisol"):
        moved = np.abs(np.asarray(getattr(body, name)) - np.asarray(getattr(start, name)))
        assert float(moved.max()) < 2e-3, name


def test_as_written_is_the_hypothesis_as_written() -> None:
    assert load_world("as-written").constants == AS_WRITTEN


def test_without_a_tipping_point_there_is_one_place_to_go() -> None:
    assert len(turning_points(load_world("as-written").constants)) == 3
    assert list(turning_points(load_world("no-tipping-point").constants)) == pytest.approx(
        [0.4765], abs=0.002
    )


def test_bracing_the_other_way_has_its_sign_turned_and_holds_all_the_same() -> None:
    constants = load_world("bracing-the-other-way").constants
    assert constants.bracing_from_arousal == -AS_WRITTEN.bracing_from_arousal
    assert len(turning_points(constants)) == 3
    high, low = (step(constants, at_rest_with(constants, arousal)) for arousal in (0.8, 0.2))
    assert float(high.bracing) < float(low.bracing)


def at_rest_with(constants: Constants, arousal: float) -> Acute:
    body = at_rest(constants)
    return Acute(**{**{name: getattr(body, name) for name in Acute.__dataclass_fields__}, "arousal": arousal})


def lived(world: World, over_window_s: float, overwhelmed_at_s: float = np.nan) -> tuple[Array, Array]:
    """Hours of late overwhelm, and the holding pattern two days later with and without it."""
    people = draw_people(world, 5, MANY)
    seconds = np.full(len(MANY), over_window_s)
    session = Lived(begin(people), seconds, seconds, np.full(len(MANY), overwhelmed_at_s))
    later = overwhelmed_later_h(people, 1, session)
    ends = live_on(people, session.body, 48, later)
    quiet = live_on(people, session.body, 48, np.full(len(MANY), np.nan))
    return later, np.asarray(ends.holding) - np.asarray(quiet.holding)


def test_overwhelm_comes_later_within_a_day_and_leaves_its_mark() -> None:
    world = load_world("overwhelm-comes-later")
    later, mark = lived(world, 600.0)
    struck = ~np.isnan(later)
    assert float(struck.mean()) == pytest.approx(1 - np.exp(-0.5), abs=0.03)
    assert 0 < float(np.nanmin(later)) < 1
    assert 23 < float(np.nanmax(later)) < 24
    assert float(mark[struck].min()) > 5e-4
    assert float(mark[struck].mean()) > 0.02
    assert float(np.abs(mark[~struck]).max()) < 1e-12


def test_nothing_comes_later_of_a_session_within_the_window_nor_in_other_worlds() -> None:
    assert np.isnan(lived(load_world("overwhelm-comes-later"), 0.0)[0]).all()
    assert np.isnan(lived(load_world("as-written"), 600.0)[0]).all()
    assert np.isnan(lived(load_world("overwhelm-comes-later"), 600.0, overwhelmed_at_s=90.0)[0]).all()


def told(family: str) -> float:
    """How far what 4000 people say goes with how aroused they are (correlation)."""
    people = draw_people(load_world(family), 2, MANY)
    aroused = np.linspace(0.35, 1.1, len(MANY))
    body = at_rest(people.constants, people.holding)
    now = Acute(**{**{name: getattr(body, name) for name in Acute.__dataclass_fields__}, "arousal": aroused})
    return float(np.corrcoef(suds(now, reporting(people, 3)), aroused)[0, 1])


def test_words_apart_from_body_say_little_about_it() -> None:
    assert told("as-written") > 0.85
    assert abs(told("words-apart-from-body")) < 0.35


def test_an_answer_is_missing_when_somebody_is_shut_down_and_suds_are_whole_numbers() -> None:
    body = Acute(
        np.array([0.3, 0.75, 1.2, 1.3]), 0.0, 0.0, 0.3, 0.1, 0.0, 0.0, np.array([0.0, 0.0, 0.1, 0.7])
    )
    seen = observe(AS_WRITTEN, body, resting_heart=66.0, resting_rmssd=38.0)
    assert seen.suds.tolist()[:3] == [0, 5, 10]
    assert np.isnan(seen.suds[3])
    assert np.isnan(seen.answer_after_s[3])
    assert seen.breath_irregularity.tolist() == pytest.approx([0.175, 0.4, 0.625, 0.675])
    assert seen.heart[2] > seen.heart[3]
    assert suds(body, Reporting(gain=0.5, bias=-0.1)).tolist() == [0, 2, 4, 5]


def test_a_person_is_the_same_in_any_company() -> None:
    together, alone = (
        draw_people(load_world("fragile"), 9, np.arange(*ends)) for ends in ((0, 50), (20, 21))
    )
    for name in ("heart", "rmssd", "holding", "gain", "bias"):
        assert getattr(together, name)[20] == getattr(alone, name)[0]
    days = [on_day(people, 4).rest for people in (together, alone)]
    assert np.asarray(days[0])[20] == np.asarray(days[1])[0]


def test_people_and_days_differ_as_the_world_says() -> None:
    people = draw_people(load_world("as-written"), 3, MANY)
    moved = np.log(np.asarray(people.constants.arousal_from_movement) / 0.6)
    assert float(moved.std()) == pytest.approx(0.25, abs=0.01)
    assert float(np.asarray(people.holding).min()) >= 0.55
    assert float(np.asarray(on_day(people, 1).rest).std()) == pytest.approx(0.04, abs=0.003)
    shocked = draw_people(load_world("shock-days"), 3, MANY)
    assert float((np.asarray(on_day(shocked, 1).rest) > 0.24).mean()) == pytest.approx(0.15, abs=0.03)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"constants": {"grouding": 0.3}},
            r"constants\.grouding: not a field of a world; did you mean grounding\?",
        ),
        ({"colour": "blue"}, r"colour: not a field of a world"),
        ({"constants": {"fall_min": 0.001}}, r"constants\.fall_min: .*minimum"),
        ({"constants": {"rest": float("nan")}}, r"constants\.rest: must be a finite number"),
        ({"start": {"holding": [0.5, float("inf")]}}, r"start\.holding\.1: must be a finite number"),
        ({"constants": {"rest": True}}, r"constants\.rest: .*not of type 'number'"),
        ({"flips": ["tides"]}, r"flips\.0: .*not one of"),
        ({"spread": {"ease": {"sd": 0.1, "log_sd": 0.1}}}, r"spread\.ease: "),
        ({"spread": {"window_high": {"sd": 0.1}}}, r"spread\.window_high: not a field"),
        ({"reporting": {"coupling": 1.2}}, r"reporting\.coupling: .*maximum"),
        ({"delayed": {"chance_a_minute": 0.1, "within_h": 24, "threat": 1}}, r"delayed\.lasts_min: missing"),
        (
            {"delayed": {"chance_a_minute": 0.1, "within_h": 25, "threat": 1, "lasts_min": 5}},
            r"delayed\.within_h",
        ),
        ({"version": 2}, r"version: "),
        ({"name": "Not A Name"}, r"name: "),
        ({"start": {"holding": [0.8, 0.2]}}, r"start\.holding: 0\.8 is above 0\.2"),
        ({"constants": {"window_low": 0.8}}, r"constants\.window_low: must be below constants\.window_high"),
        ({"constants": {"bracing_from_holding": 3.0}}, r"start\.holding: .*above the window"),
    ],
)
def test_what_is_not_a_world_is_refused_by_its_field(change: dict[str, Any], said: str) -> None:
    assert read_world(LEAST).name == "mine"
    with pytest.raises(BadWorld, match=rf"^mine\.toml: {said}"):
        read_world({**LEAST, **change}, "mine.toml")


def test_a_missing_name_is_named() -> None:
    with pytest.raises(BadWorld, match=r"world: about: missing"):
        read_world({"version": 1, "name": "mine"})


def test_a_file_that_is_not_there_or_not_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWorld, match=r"nowhere: no such file.*as-written"):
        load_world("nowhere")
    broken = tmp_path / "broken.toml"
    broken.write_text("version = = 1")
    with pytest.raises(BadWorld, match=r"^broken\.toml: "):
        load_world(broken)


def test_a_world_of_somebody_else_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "theirs.toml"
    file.write_text((SHIPPED / "fragile.toml").read_text().replace('"fragile"', '"theirs"'))
    assert load_world(file).constants == load_world("fragile").constants
    assert tomllib.loads(file.read_text())["name"] == load_world(file).name
