"""``slackwater design``: help that helps, answers to read and as JSON, troubles told in sentences."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from slackwater.cli import main

CASES = Path(__file__).resolve().parents[2] / "docs" / "cases"
DESIGNS = ("ewoc", "crm", "boin", "three-plus-three")


def run(*words: str, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["design", *words], input=typed)


@pytest.mark.parametrize("design", DESIGNS)
def test_each_design_has_help_that_names_its_paper_and_its_fields(design: str) -> None:
    printed = run(design, "--help")
    assert printed.exit_code == 0
    assert "toxicity" in printed.output
    assert "19" in printed.output or "20" in printed.output


def test_the_group_lists_its_four_designs() -> None:
    printed = run("--help")
    assert all(f"  {design} " in printed.output for design in DESIGNS)


@pytest.mark.parametrize("design", DESIGNS)
def test_an_example_is_answered_in_lines_and_as_json_alike(design: str) -> None:
    case = str(CASES / f"design-{design}.json")
    lines, said = run(design, case), run(design, case, "--json")
    assert lines.exit_code == said.exit_code == 0
    answer = json.loads(said.output)
    assert answer["design"] == design
    assert answer["sentence"] in lines.output
    assert answer["record"] in lines.output


def test_a_case_comes_from_standard_input_too() -> None:
    case = (CASES / "design-ewoc-nobody-yet.json").read_text()
    assert "next         211.25" in run("ewoc", "-", typed=case).output


def test_the_level_that_is_found_is_said_where_the_3_plus_3_stops() -> None:
    printed = run("three-plus-three", str(CASES / "design-three-plus-three.json"))
    assert "next         none: the design stops here" in printed.output
    assert "MTD          level 1" in printed.output


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (b"{", "the case: is not JSON"),
        (b"\xff\xfe", "the case: is not text in UTF-8."),
        (b'{"format": 1, "design": "crm", "target": NaN}', "target: is nan"),
        (b'{"format": 1, "design": "boin"}', "target: is missing."),
        (b'{"format": 1, "design": "ewoc", "dosis": []}', "dosis: is not a field"),
    ],
)
def test_a_bad_case_is_told_in_a_sentence_that_names_its_field(typed: bytes, said: str) -> None:
    design = next((name for name in DESIGNS if name.encode() in typed), "crm")
    printed = run(design, "-", typed=typed)
    assert printed.exit_code == 1
    assert f"Error: {said}" in printed.output
    assert "Nothing was decided." in printed.output


def test_lengths_that_disagree_are_told_with_both_lengths() -> None:
    printed = run("crm", str(CASES / "design-lengths-disagree.json"))
    assert printed.exit_code == 1
    assert printed.output == (
        "Error: toxicity: has 9 entries where levels has 10. Nothing was decided. "
        "Give one 0 or 1 for each of levels.\n"
    )
