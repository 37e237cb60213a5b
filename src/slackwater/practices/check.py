"""Checks a library, or one practice: schema, words, numbers, screening and the bodies that are drawn."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from slackwater.practices import geometry
from slackwater.practices.check_languages import check_catalogues, check_practice_words, check_table_words
from slackwater.practices.check_lines import check_lines
from slackwater.practices.check_numbers import check_numbers
from slackwater.practices.check_tables import check_tables
from slackwater.practices.errors import BrokenLibrary, Finding
from slackwater.practices.loader import LIBRARY, Sheets, build, folders, read_sheets
from slackwater.practices.practice import Practice


def check(path: Path | None = None) -> tuple[Finding, ...]:
    """All that is wrong with a library or with one practice's folder; by default the shipped library."""
    root = LIBRARY if path is None else path
    if not root.is_dir():
        return (
            Finding(
                str(root), 1, "there is no such folder", "name a practice's folder or a library", "no-folder"
            ),
        )
    where = folders(root)
    if not where:
        return (
            Finding(
                str(root), 1, "no practice here", "a practice is a folder with practice.toml", "no-practice"
            ),
        )
    findings: list[Finding] = []
    practices: dict[str, Practice] = {}
    for folder in where:
        practice, wrong = check_folder(folder, everywhere=root == LIBRARY)
        findings += wrong
        if practice is not None:
            practices[practice.id] = practice
    findings += _slots(practices, where)
    if root == LIBRARY:
        findings += check_tables(practices)
        findings += check_table_words()
        findings += check_catalogues()
    return tuple(findings)


def check_folder(folder: Path, *, everywhere: bool = False) -> tuple[Practice | None, tuple[Finding, ...]]:
    """One practice and all that is wrong with it; None where its files are not true to their schema.

    With ``everywhere`` its words in every other language are read too.
    """
    sheets, wrong = read_sheets(folder)
    if sheets is None:
        return None, wrong
    try:
        practice = build(sheets)
    except BrokenLibrary as broken:
        return None, broken.findings
    others = check_practice_words(practice, sheets) if everywhere else ()
    return practice, (*_rules(practice, sheets), *others)


def report(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The findings as lines to print: ``file:line: what — suggestion``, from where the reader stands."""
    here = Path.cwd()
    return tuple(str(finding).replace(f"{here}/", "", 1) for finding in findings)


def run(path: str | None = None) -> tuple[tuple[str, ...], int]:
    """What ``slackwater practices check`` prints, and its exit code: 0 when nothing is wrong, else 1."""
    findings = check(None if path is None else Path(path))
    if findings:
        return (*report(findings), f"{len(findings)} to mend."), 1
    count = len(folders(LIBRARY if path is None else Path(path)))
    return (f"{count} practices, nothing to mend.",), 0


def _rules(practice: Practice, sheets: Sheets) -> Iterable[Finding]:
    yield from check_numbers(practice, sheets)
    yield from check_lines(practice, sheets)
    yield from geometry.check(sheets.practice.places.file.parent)


def _slots(practices: Mapping[str, Practice], where: tuple[Path, ...]) -> Iterable[Finding]:
    taken: dict[int, str] = {}
    for folder in where:
        practice = practices.get(folder.name)
        if practice is None or practice.slot is None:
            continue
        if practice.slot in taken:
            sheets, _ = read_sheets(folder)
            if sheets is not None:
                what = f"slot {practice.slot} belongs to {taken[practice.slot]}"
                yield sheets.practice.finding("slot-taken", ("slot",), what, "take a free number, for ever")
        taken.setdefault(practice.slot, practice.id)
