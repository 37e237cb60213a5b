"""The shared tables agree with each other and with the practices."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from slackwater.practices import check_numbers, check_tables, library
from slackwater.practices.check import check
from slackwater.practices.loader import LIBRARY
from slackwater.practices.matrix import read_table
from slackwater.practices.places import find_places


def rules_with(monkeypatch: pytest.MonkeyPatch, name: str, table: dict[str, Any]) -> set[str]:
    def read(wanted: str) -> dict[str, Any]:
        return table if wanted == name else read_table(wanted)

    monkeypatch.setattr(check_tables, "read_table", read)
    return {finding.rule for finding in check_tables.check_tables(library())}


def test_the_shipped_tables_agree() -> None:
    assert list(check_tables.check_tables(library())) == []


def test_a_modification_names_only_variants_that_exist() -> None:
    lunge = library()["supported-low-lunge"]
    fewer = replace(lunge, variants=tuple(one for one in lunge.variants if one.id != "chair"))
    found = list(check_tables.check_tables({**library(), lunge.id: fewer}))
    assert {finding.rule for finding in found} == {"matrix-variant"}
    assert all(finding.file.endswith("conditions.toml") and finding.line > 1 for finding in found)


def test_every_condition_has_words(monkeypatch: pytest.MonkeyPatch) -> None:
    table = deepcopy(read_table("conditions.en.toml"))
    del table["with"]["seizures"]
    assert rules_with(monkeypatch, "conditions.en.toml", table) == {"condition-unnamed"}


def test_every_reason_has_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    table = deepcopy(read_table("conditions.en.toml"))
    del table["why"]["unsure"]
    assert rules_with(monkeypatch, "conditions.en.toml", table) == {"why-unnamed"}


def test_a_basis_names_a_source_that_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    table = deepcopy(read_table("sources.toml"))
    del table["source"]["neurosymptoms"]
    assert rules_with(monkeypatch, "sources.toml", table) == {"source-unknown"}


@pytest.mark.parametrize(
    ("part", "gone", "rule"),
    [("sure", "pelvic-tilts", "sure-missing"), ("kind", "Brom17", "kind-missing")],
)
def test_what_is_known_says_how_sure_and_from_what(
    monkeypatch: pytest.MonkeyPatch, part: str, gone: str, rule: str
) -> None:
    table = deepcopy(read_table("evidence.toml"))
    del table[part][gone]
    assert rules_with(monkeypatch, "evidence.toml", table) == {rule}


def test_how_sure_has_words(monkeypatch: pytest.MonkeyPatch) -> None:
    table = deepcopy(read_table("evidence.en.toml"))
    del table["sure"]["thin"]
    assert rules_with(monkeypatch, "evidence.en.toml", table) == {"evidence-unnamed"}


def test_the_words_of_the_tables_are_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    table = deepcopy(read_table("plan.en.toml"))
    table["why"]["lowest"] = "You should stay at the lowest level."
    assert rules_with(monkeypatch, "plan.en.toml", table) == {"word"}


def test_every_prop_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    table = deepcopy(read_table("names.en.toml"))
    del table["prop"]["wall"]
    monkeypatch.setattr(
        check_numbers, "read_table", lambda name: table if "names" in name else read_table(name)
    )
    assert {finding.rule for finding in check(LIBRARY / "supported-low-lunge")} == {"prop-unknown"}


def test_a_place_is_the_line_of_a_table_a_key_or_an_item() -> None:
    text = 'a = 1\n[b]\nc = [\n  "x",\n  "y",\n]\n[[d]]\ne = 2\n[[d]]\ne = 3\n[[d.f]]\ng = 4\n'
    places = find_places(Path("x.toml"), text)
    wanted = {("a",): 1, ("b",): 2, ("b", "c"): 3, ("b", "c", 1): 5, ("d",): 7, ("d", 1, "e"): 10}
    assert {where: places.line(where) for where in wanted} == wanted
    assert places.line(("d", 1, "f", 0, "g")) == 12


def test_a_place_that_is_not_there_is_the_nearest_around_it() -> None:
    places = find_places(Path("x.toml"), "a = 1\n[b]\nc = 2\n")
    assert places.line(("b", "missing", 3)) == 2
    assert places.line(("nowhere",)) == 1
