"""The tree stays small enough to read, and speaks of itself alone."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    if (ROOT / name).is_file()
]
OURS = [path for path in TRACKED if path.is_relative_to(ROOT / "src")]
TEXTS = [path for path in TRACKED if path.suffix not in {".png", ".gif", ".npz"}]


@pytest.mark.parametrize(
    "path",
    [path for path in OURS if path.suffix in {".py", ".js", ".css"}],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_file_stays_under_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 400


def test_every_function_body_stays_under_forty_lines() -> None:
    long = []
    for path in OURS:
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.body[0].lineno + 1
                if lines >= 40:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {lines}")
    assert not long


def test_no_text_names_a_path_of_one_machine() -> None:
    machine = re.compile(r"(^|[^\w.~/-])/(work|root|home/\w+)/", re.MULTILINE)
    named = [
        path for path in TEXTS if path != Path(__file__) and machine.search(path.read_text(errors="replace"))
    ]
    assert not named


def test_the_package_itself_holds_no_third_party_address() -> None:
    """No page, script or style of ours asks anybody else for anything."""
    pages = [path for path in OURS if path.suffix in {".html", ".js", ".css"}]
    requests = re.compile(
        r"""(src|href|action)=["']https?://|@import\s+(?:url|["'])|url\(["']?https?:|fetch\(["']https?:"""
    )
    links_a_person_follows = re.compile(r'<a\b[^>]*\bhref="https?://[^>]*rel="[^"]*noreferrer')
    named = {}
    for path in pages:
        text = links_a_person_follows.sub("", path.read_text())
        if requests.search(text):
            named[str(path.relative_to(ROOT))] = requests.findall(text)
    assert not named
