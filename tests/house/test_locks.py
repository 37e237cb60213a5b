"""The lock files name what is installed and nothing about where it came from."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = sorted((ROOT / "requirements").glob("*.txt"))
LOCKS = [*PINNED, ROOT / "package-lock.json", ROOT / "bench/lighthouse/package-lock.json"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_a_lock_holds_no_address(lock: Path) -> None:
    assert not re.findall(r"\w+://\S+|--index-url|--find-links", lock.read_text())


@pytest.mark.parametrize("lock", PINNED, ids=lambda lock: lock.name)
def test_every_locked_package_has_a_version_and_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", lock.read_text()).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+(\[.*\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
