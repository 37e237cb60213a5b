"""Every hazard has a row that holds it and a test that would miss it, or says openly that it has not."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(r"(?m)^\| (H\d+) \|(.+)\|$", (ROOT / "docs/hazards.md").read_text())


def test_the_hazards_are_one_to_twenty_eight() -> None:
    assert [name for name, _ in ROWS] == [f"H{number}" for number in range(1, 29)]


def test_each_hazard_names_its_test_or_says_it_is_open() -> None:
    for name, row in ROWS:
        number = int(name[1:])
        linked = re.findall(rf"\(\.\./(tests/hazards/test_h{number:02d}_\w+\.py)\)", row)
        if linked:
            assert (ROOT / linked[0]).is_file(), linked
        else:
            assert "open: not offered yet" in row, name


def test_each_test_of_a_hazard_stands_in_the_list() -> None:
    listed = "".join(row for _, row in ROWS)
    for test in (ROOT / "tests/hazards").glob("test_*.py"):
        assert test.name in listed
