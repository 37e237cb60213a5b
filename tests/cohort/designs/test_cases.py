"""Cases: each file of should_fail is refused for the reason it is named for, and answers are true to their schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from slackwater.cohort.designs.answering import answer, answer_case
from slackwater.cohort.designs.case import NAMES, Case, read_case
from slackwater.cohort.designs.crm import SCALE, Crm
from slackwater.cohort.designs.ewoc import Ewoc
from slackwater.cohort.errors import BadCase, CohortError

HERE = Path(__file__).parent
DOCS = HERE.parents[2] / "docs"
PASS = sorted((HERE / "should_pass").glob("*.json"))
FAIL = sorted((HERE / "should_fail").glob("*.json"))

FIELDS = {
    "ewoc-alpha-above-one": "alpha",
    "ewoc-dose-below-the-range": "doses[0]",
    "ewoc-dose-above-the-range": "doses[1]",
    "ewoc-dose-that-is-text": "doses[1]",
    "ewoc-range-upside-down": "highest",
    "ewoc-range-of-one-dose": "highest",
    "ewoc-available-not-rising": "available[1]",
    "ewoc-available-outside-the-range": "available[0]",
    "ewoc-available-empty": "available",
    "ewoc-fewer-outcomes-than-doses": "toxicity",
    "ewoc-levels-in-place-of-doses": "levels",
    "ewoc-without-alpha": "alpha",
    "crm-field-misspelt": "skeletton",
    "crm-skeleton-not-rising": "skeleton[2]",
    "crm-skeleton-of-a-certainty": "skeleton[3]",
    "crm-skeleton-empty": "skeleton",
    "crm-level-above-the-skeleton": "levels[2]",
    "crm-level-nought": "levels[0]",
    "crm-half-a-level": "levels[1]",
    "crm-toxicity-of-two": "toxicity[1]",
    "crm-toxicity-as-true": "toxicity[0]",
    "crm-more-outcomes-than-levels": "toxicity",
    "crm-scale-nought": "scale",
    "crm-restrict-as-text": "restrict",
    "boin-target-too-high": "target",
    "boin-safe-above-the-target": "p_safe",
    "boin-toxic-below-the-target": "p_toxic",
    "boin-start-above-the-levels": "start",
    "boin-level-above-the-levels": "levels[2]",
    "boin-skeleton-of-another-design": "skeleton",
    "three-plus-three-off-its-path": "levels[3]",
    "three-plus-three-past-its-end": "levels[3]",
    "three-plus-three-without-levels": "levels",
    "design-nobody-knows": "design",
    "design-not-said": "design",
    "format-of-tomorrow": "format",
    "not-json": "the case",
    "not-an-object": "the case",
    "empty": "the case",
    "field-said-twice": "target",
    "target-nan": "target",
    "dose-infinite": "doses[1]",
    "number-of-too-many-digits": "the case",
    "nested-too-deep": "the case",
}


def design_of(file: Path) -> str:
    """The design a file asks for, by its name; boin where none is named."""
    return next((name for name in NAMES if file.name.startswith(f"{name}-")), "boin")


def answered(case: dict[str, Any]) -> dict[str, Any]:
    (text,) = answer_case(json.dumps(case), case["design"], as_json=True)
    said: dict[str, Any] = json.loads(text)
    return said


def published(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((DOCS / "schemas" / f"design-{name}.json").read_text())
    return said


def example(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((DOCS / "cases" / f"design-{name}.json").read_text())
    return said


def test_every_file_that_is_refused_has_its_field_listed() -> None:
    assert {file.stem for file in FAIL} == set(FIELDS)


@pytest.mark.parametrize("file", FAIL, ids=lambda file: file.stem)
def test_a_bad_case_is_refused_with_its_field_and_what_to_do_next(file: Path) -> None:
    with pytest.raises(BadCase) as caught:
        read_case(file.read_text(), design_of(file))
    error = caught.value
    assert error.field == FIELDS[file.stem]
    assert str(error).startswith(f"{error.field}: ")
    assert "Nothing was decided." in str(error)
    assert error.do_next.endswith((".", "?"))
    assert len(str(error)) < 400
    assert isinstance(error, CohortError)


@pytest.mark.parametrize("file", PASS, ids=lambda file: file.stem)
def test_a_good_case_gets_an_answer_that_is_true_to_the_published_schema(file: Path) -> None:
    said = json.loads(file.read_text())
    Draft202012Validator(published("case")).validate(said)
    Draft202012Validator(published("answer")).validate(answered(said))
    assert answer_case(file.read_text(), said["design"], as_json=False)[0].startswith("design ")


@pytest.mark.parametrize("name", ["case", "answer"])
def test_the_published_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(published(name))


def test_the_answer_schema_refuses_the_details_of_another_design() -> None:
    crm, boin = answered(example("crm")), answered(example("boin"))
    assert not Draft202012Validator(published("answer")).is_valid(crm | {"details": boin["details"]})


def test_a_case_of_another_design_is_refused_and_told_which_command_it_is_for() -> None:
    with pytest.raises(BadCase) as caught:
        read_case(json.dumps(example("crm")), "boin")
    assert caught.value.field == "design"
    assert "slackwater design crm" in caught.value.do_next


def test_a_word_that_is_nearly_right_is_guessed() -> None:
    with pytest.raises(BadCase) as caught:
        read_case((HERE / "should_fail" / "crm-field-misspelt.json").read_text(), "crm")
    assert "Did you mean skeleton?" in str(caught.value)


def test_the_defaults_that_the_schema_publishes_are_those_in_force() -> None:
    shapes = published("case")["$defs"]
    crm = read_case(json.dumps(example("crm")), "crm").design
    assert isinstance(crm, Crm)
    assert shapes["crm"]["properties"]["scale"]["default"] == pytest.approx(SCALE, abs=1e-6)
    assert crm.scale == SCALE
    assert shapes["crm"]["properties"]["restrict"]["default"] is crm.restrict
    boin = read_case(json.dumps(example("boin")), "boin")
    said = shapes["boin"]["properties"]
    defaults = {name: said[name]["default"] for name in ("cutoff", "start", "table_to")}
    full = read_case(json.dumps(example("boin") | defaults), "boin")
    assert full == boin


def test_the_published_crm_example_is_answered_with_the_published_numbers() -> None:
    said = answered(example("crm"))
    assert said["record"] == "3N 4NT 3NN 4T 3T 2NNN"
    assert said["next"] == 2
    assert said["details"]["beta"] == -0.212172
    assert [round(one, 4) for one in said["details"]["ptox"]] == [
        0.0887,
        0.1553,
        0.2721,
        0.4278,
        0.5708,
        0.7494,
    ]


@pytest.mark.parametrize("name", ["ewoc", "ewoc-nobody-yet", "ewoc-toxic-at-the-lowest"])
def test_the_textbook_cases_of_overdose_control_are_all_answered_alike(name: str) -> None:
    assert answered(example(name))["next"] == 211.25


def test_a_proposal_above_a_dose_that_was_toxic_is_said_plainly() -> None:
    said = answered(example("ewoc-toxic-at-the-lowest"))["coherence"]
    assert said["coherent"] is False
    assert said["above_toxic"] == 140
    assert said["sentence"].startswith("140 was toxic, and the next dose, 211.25, is above it.")
    lines = answer_case(json.dumps(example("ewoc-toxic-at-the-lowest")), "ewoc", as_json=False)
    assert any(line.startswith("mind") and "140 was toxic" in line for line in lines)
    fine = answer_case(json.dumps(example("ewoc")), "ewoc", as_json=False)
    assert not any(line.startswith("mind") for line in fine)


def test_a_lower_level_that_was_toxic_is_told_of_without_calling_the_step_incoherent() -> None:
    case = example("three-plus-three") | {"levels": [1] * 6, "toxicity": [0, 0, 1, 0, 0, 0]}
    said = answered(case)
    assert said["next"] == 2
    assert (said["coherence"]["coherent"], said["coherence"]["above_toxic"]) == (True, 1)


def test_where_nothing_is_available_the_answer_is_a_stop() -> None:
    said = answered(
        json.loads((HERE / "should_pass" / "ewoc-no-available-dose-is-low-enough.json").read_text())
    )
    assert (said["next"], said["action"], said["details"]["chance_above"]) == (None, "stop", None)


def test_rounded_down_to_an_available_dose_the_chance_is_below_alpha() -> None:
    case = Case(Ewoc(1 / 3, 0.25, 140, 425, (140.0, 200.0, 300.0)), (), ())
    said = answer(case)
    assert said["next"] == 200
    assert said["details"]["chance_above"] == pytest.approx(60 / 285, abs=1e-6)


@settings(max_examples=80)
@given(
    st.sampled_from(["ewoc", "crm", "boin", "three-plus-three"]),
    st.data(),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
)
def test_whatever_stands_in_a_field_is_answered_or_refused_in_a_sentence(
    name: str, data: st.DataObject, value: object
) -> None:
    field = data.draw(st.sampled_from(sorted(published("case")["$defs"][name]["properties"])))
    try:
        said = "\n".join(answer_case(json.dumps(example(name) | {field: value}), name, as_json=False))
    except BadCase as wrong:
        said = wrong.do_next
    assert said.endswith((".", "?")) or said.startswith("design ")
