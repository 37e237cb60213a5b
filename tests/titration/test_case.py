"""Cases: what is wrong is refused with its field and what to do next, and answers are true to their schema."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from slackwater.guiding.ladder import ladder_of
from slackwater.practices import library
from slackwater.titration.case import read_case
from slackwater.titration.constants import CONSTANTS, ROWS, Constants, Row
from slackwater.titration.errors import BadCase
from slackwater.web.deciding import decide_case

DOCS = Path(__file__).resolve().parents[2] / "docs"
LIBRARY = ladder_of(library())
HEART = {"feature": "heart_rise", "value": 4, "quality": 0.8}
GOOD: dict[str, Any] = {
    "format": 1,
    "now_h": 60,
    "log": [
        {"kind": "opened", "at_h": 0, "proposed": 2},
        {"kind": "settled", "at_h": 0.05, "distress": 1, "readings": [HEART]},
        {"kind": "round", "at_h": 0.2, "half_level": 4, "work_s": 45, "practice": "pelvic-tilts",
         "variant": "micro", "distress": 2},
        {"kind": "round", "at_h": 0.3, "half_level": 2, "work_s": 40, "ending": "overwhelmed"},
        {"kind": "closed", "at_h": 0.5},
        {"kind": "morning", "at_h": 14, "felt": "lighter", "too_much_later": False},
    ],
    "caps": [{"half_level": 6, "who": "practitioner"}],
    "asked": {"practice": "pelvic-tilts", "last": {"variant": "micro", "work_s": 45}},
    "constants": {"alpha_least": 0.08},
}  # fmt: skip


def changed(*path: str | int, to: object) -> dict[str, Any]:
    case = deepcopy(GOOD)
    place: Any = case
    for step in path[:-1]:
        place = place[step]
    if isinstance(to, type(...)):
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return case


def refusal(case: object) -> BadCase:
    text = case if isinstance(case, str) else json.dumps(case)
    with pytest.raises(BadCase) as caught:
        read_case(text, LIBRARY)
    return caught.value


def test_a_good_case_is_read_whole() -> None:
    case = read_case(json.dumps(GOOD), LIBRARY)
    assert len(case.log) == 6
    assert case.knowledge.constants.alpha_least == 0.08
    assert case.caps[0].half_level == 6
    assert case.asked is not None
    assert case.asked.last is not None
    assert case.asked.last.anchor == 4


@pytest.mark.parametrize(
    ("case", "field"),
    [
        (changed("distres", to=1), "distres"),
        (changed("log", 1, "distres", to=1), "log[1].distres"),
        (changed("log", 1, "readings", 0, "quallity", to=1), "log[1].readings[0].quallity"),
        (changed("constants", "tau", to=0.5), "constants.tau"),
        (changed("log", 2, "work_s", to=...), "log[2].work_s"),
        (changed("now_h", to=...), "now_h"),
        (changed("log", 1, "readings", 0, "value", to=float("nan")), "log[1].readings[0].value"),
        (changed("now_h", to=float("inf")), "now_h"),
        (changed("constants", "width", to=float("-inf")), "constants.width"),
        (changed("log", 5, "at_h", to=61), "log[5].at_h"),
        (changed("log", 2, "at_h", to=0.01), "log[2].at_h"),
        (changed("log", 2, "half_level", to=21), "log[2].half_level"),
        (changed("log", 2, "half_level", to=4.5), "log[2].half_level"),
        (changed("log", 2, "half_level", to=0), "log[2].half_level"),
        (changed("log", 2, "half_level", to=5), "log[2].half_level"),
        (changed("log", 2, "practice", to="pelvic-tilt"), "log[2].practice"),
        (changed("log", 2, "variant", to="macro"), "log[2].variant"),
        (changed("log", 2, "practice", to=...), "log[2].variant"),
        (changed("log", 1, "distress", to=11), "log[1].distress"),
        (changed("log", 1, "distress", to=True), "log[1].distress"),
        (changed("log", 1, "distress", to="much"), "log[1].distress"),
        (changed("log", 1, "readings", 0, "feature", to="mood"), "log[1].readings[0].feature"),
        (changed("log", 1, "kind", to="settling"), "log[1].kind"),
        (changed("log", 4, to={"kind": "opened", "at_h": 0.5}), "log[4].kind"),
        (changed("log", 0, to={"kind": "closed", "at_h": 0}), "log[0].kind"),
        (changed("caps", 0, "who", to="insurer"), "caps[0].who"),
        (changed("asked", "practice", to="handstand"), "asked.practice"),
        (changed("asked", "last", "variant", to="huge"), "asked.variant"),
        (changed("constants", "tolerated", to=0.006) | {"constants": {"tolerated": 0.006, "spurious": 0.01}},
         "constants.tolerated"),
        (changed("constants", "alpha_most", to=0.01), "constants.alpha_most"),
        (changed("format", to=2), "format"),
        ([], "the case"),
        ("{", "the case"),
        ('{"format": 1, "format": 1}', "format"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_a_bad_case_is_refused_with_its_field_and_what_to_do_next(case: object, field: str) -> None:
    error = refusal(case)
    assert error.field == field
    assert error.do_next.endswith((".", "?"))
    assert str(error).startswith(field)


def test_a_word_that_is_nearly_right_is_guessed() -> None:
    assert "Did you mean distress?" in str(refusal(changed("log", 1, "distres", to=1)))
    assert "Did you mean pelvic-tilts?" in str(refusal(changed("log", 2, "practice", to="pelvic-tilt")))


def test_a_case_may_bring_its_own_ladder() -> None:
    ways = [
        {"practice": "sway", "variant": "small", "half_level": 3, "seconds": [30, 60], "ranges_percent": [50]}
    ]
    case = changed("ladder", to=ways) | {"log": [], "asked": {"practice": "sway"}}
    read = read_case(json.dumps(case), LIBRARY)
    assert {way.work_s for way in read.ladder.ways} == {30, 60}
    assert refusal(changed("ladder", to=ways)).field == "log[2].practice"


def test_every_constant_stands_in_the_published_schema_with_its_bounds() -> None:
    schema = json.loads((DOCS / "schemas" / "decide-case.json").read_text())
    said = schema["properties"]["constants"]["properties"]
    assert list(said) == [row.name for row in ROWS] == list(Constants.__slots__)
    for row in ROWS:
        assert (said[row.name]["minimum"], said[row.name]["maximum"]) == (row.least, row.most)
        assert said[row.name]["default"] == pytest.approx(getattr(CONSTANTS, row.name), abs=1e-6)
        assert row.least <= row.value <= row.most


@pytest.mark.parametrize("name", ["decide-case", "decide-answer"])
def test_the_published_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(json.loads((DOCS / "schemas" / f"{name}.json").read_text()))


def answer(case: dict[str, Any]) -> dict[str, Any]:
    (text,) = decide_case(json.dumps(case), as_json=True)
    said: dict[str, Any] = json.loads(text)
    return said


def test_an_answer_is_true_to_its_schema() -> None:
    schema = json.loads((DOCS / "schemas" / "decide-answer.json").read_text())
    for case in (GOOD, {"format": 1, "now_h": 0, "log": []}, changed("log", 3, "ending", to="completed")):
        Draft202012Validator(schema).validate(answer(case))


def test_the_engines_own_limits_stand_among_the_limiters_unless_they_are_left_out() -> None:
    with_engine = {one["limit"]: one["most"] for one in answer(GOOD)["limiters"]}
    without = {one["limit"] for one in answer(changed("engine_limits", to=False))["limiters"]}
    assert with_engine["engine"] == 0, "rest is owed after an overwhelm"
    assert "engine" not in without


def test_somebody_elses_numbers_can_be_run() -> None:
    quiet = {"format": 1, "now_h": 0, "log": []}
    assert answer(quiet)["rest_only"]
    trusting = quiet | {"constants": {"prior_mean": 8, "prior_sd": 0.5}}
    assert answer(trusting)["half_level"] == 3


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_at_the_ends_of_its_bounds_a_constant_gives_an_answer_or_is_refused_by_name(row: Row) -> None:
    for value in (row.least, row.most):
        try:
            said = answer(changed("constants", to={row.name: value}))
        except BadCase as wrong:
            said = {"too_much": 0.0 if wrong.field.startswith("constants.") else 2.0}
        assert 0 <= said["too_much"] <= 1


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)),
       st.sampled_from(["now_h", "log", "caps", "asked", "ladder", "constants", "engine_limits"]))  # fmt: skip
def test_whatever_stands_in_a_field_is_read_or_refused_in_a_sentence(value: object, field: str) -> None:
    try:
        read_case(json.dumps(changed(field, to=value)), LIBRARY)
    except BadCase as wrong:
        said = wrong.field
    else:
        said = "read"
    assert said
