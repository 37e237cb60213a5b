"""The table of thresholds: one place, whole, and a test of each row at its real value."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from slackwater.session.pausing import NUMBERS, ROWS, TREMOR_LADDER_S, Numbers, Row

HERE = Path(__file__).parent
TESTS = "\n".join(file.read_text(encoding="utf-8") for file in HERE.glob("test_*.py"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_has_a_test_that_bears_its_name(row: Row) -> None:
    assert re.search(rf"def test_{row.name}_", TESTS), f"no test_{row.name}_… in tests/session"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_names_its_condition_unit_source_and_hazard(row: Row) -> None:
    assert row.condition
    assert row.unit
    assert re.search(r"ENG|DESIGN|FACTS|TITRATION", row.source)
    assert re.fullmatch(r"H\d+", row.hazard)


def test_the_engine_reads_exactly_the_rows_of_the_table() -> None:
    assert {row.name: row.limit for row in ROWS} == {
        one.name: getattr(NUMBERS, one.name) for one in fields(Numbers)
    }
    assert len({row.name for row in ROWS}) == len(ROWS)


def test_no_other_module_of_the_engine_holds_a_number_above_two() -> None:
    engine = HERE.parent.parent / "src" / "slackwater" / "session"
    for name in (
        "answering",
        "judging",
        "lowering",
        "moving",
        "noticing",
        "restarting",
        "sensing",
        "stopping",
        "ticking",
    ):
        source = (engine / f"{name}.py").read_text(encoding="utf-8")
        code = re.sub(r'"""(?s:.*?)"""|#.*', "", source)
        assert not re.findall(r"\b(?:[3-9]|\d{2,})\b", code), name


def test_tremor_s_ladder_climbs_to_the_longest_alone() -> None:
    assert TREMOR_LADDER_S == (30, 60, 90, 120, 180, 300)
    assert TREMOR_LADDER_S[-1] == NUMBERS.tremor_s
