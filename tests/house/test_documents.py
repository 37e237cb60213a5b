"""Documents: links lead somewhere, and what they say to type does what they say."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def anchors(document: Path) -> set[str]:
    """The anchors a reader of this document can be sent to."""
    headings = re.findall(r"(?m)^#+ (.+)$", document.read_text())
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def sessions() -> list[tuple[str, str, str]]:
    """(where, command, expected) for each ``$`` line in a console block."""
    found = []
    for document in DOCUMENTS:
        for block in BLOCK.findall(document.read_text()):
            for command, expected in re.findall(r"(?m)^\$ (.+)\n((?:(?!\$ ).*\n)*)", block):
                found.append((f"{document.relative_to(ROOT)}: {command}", command, expected))
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(document.read_text()):
        if re.match(r"(https?|mailto):", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link


@pytest.mark.parametrize(("where", "command", "expected"), sessions(), ids=[row[0] for row in sessions()])
def test_what_a_document_says_to_type_does_what_it_says(
    where: str, command: str, expected: str, tmp_path: Path
) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "SLACKWATER_DATA": str(tmp_path), "COLUMNS": "100"}
    run = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    printed = run.stdout + run.stderr
    pattern = r".*?".join(re.escape(piece) for piece in expected.strip().split("…"))
    assert re.search(pattern, printed, re.DOTALL), f"{where} printed:\n{printed}"


def test_the_documents_show_something_to_type() -> None:
    assert sessions()
