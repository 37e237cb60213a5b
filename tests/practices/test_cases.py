"""Each file of should_fail changes a real practice in one way, and is refused for exactly that reason."""

import shutil
import tomllib
from pathlib import Path

import pytest

from slackwater.practices.check import check
from slackwater.practices.errors import Finding
from slackwater.practices.loader import LIBRARY

HERE = Path(__file__).parent
FAIL = sorted((HERE / "should_fail").glob("*.toml"))
PASS = sorted((HERE / "should_pass").glob("*.toml"))


def changed(case: dict[str, object], folder: Path) -> Path:
    """A copy of the practice with the case's changes made."""
    practice = folder / str(case["practice"])
    shutil.copytree(LIBRARY / str(case["practice"]), practice)
    for change in case["change"]:  # type: ignore[attr-defined]
        file = practice / change["file"]
        text = file.read_text(encoding="utf-8")
        assert change["find"] in text, f"the practice no longer says {change['find']!r}"
        file.write_text(
            text.replace(change["find"], change["replace"], change.get("count", 1)), encoding="utf-8"
        )
    return practice


def expected_line(case: dict[str, object], practice: Path) -> int:
    """The line that the finding names: where the change stands, or the text ``at`` names."""
    last = case["change"][-1]  # type: ignore[index]
    text = (practice / last["file"]).read_text(encoding="utf-8")
    at = str(case.get("at") or last["replace"])
    return text[: text.index(at)].count("\n") + 1


@pytest.mark.parametrize("file", FAIL, ids=lambda file: file.stem)
def test_a_practice_is_refused_for_the_reason_its_file_is_named_for(file: Path, tmp_path: Path) -> None:
    case = tomllib.loads(file.read_text(encoding="utf-8"))
    practice = changed(case, tmp_path)
    found = check(practice)
    assert [one.rule for one in found] == [case["rule"]], "\n".join(map(str, found))
    assert where(found[0]) == (case["change"][-1]["file"], expected_line(case, practice)), str(found[0])


@pytest.mark.parametrize("file", PASS, ids=lambda file: file.stem)
def test_a_practice_that_only_looks_wrong_passes(file: Path, tmp_path: Path) -> None:
    case = tomllib.loads(file.read_text(encoding="utf-8"))
    assert check(changed(case, tmp_path)) == ()


def test_there_are_at_least_twenty_ways_to_be_refused() -> None:
    assert len({tomllib.loads(file.read_text(encoding="utf-8"))["rule"] for file in FAIL}) >= 20


def where(finding: Finding) -> tuple[str, int]:
    """The file and the line a finding names."""
    return Path(finding.file).name, finding.line
