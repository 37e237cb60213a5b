"""What was ever written opens for ever."""

import json
from pathlib import Path
from typing import Any

import pytest

from slackwater.journal.codec import CODEC
from slackwater.journal.facts import Fact
from slackwater.journal.names import NAMES, UPCASTS, Written
from slackwater.journal.stored import enums, vocabularies
from slackwater.session.decisions import Decision
from slackwater.session.events import Event

KEPT = Path(__file__).parent.parent / "kept"
FILES = sorted((KEPT / "facts").glob("*.json"))
GROUPS = {"Event", "PersonEvent", "PageEvent", "BodyEvent", "PractitionerEvent", "ShellEvent"}


def every(kind: type) -> set[str]:
    """The names of all kinds below one (a slotted dataclass leaves its unslotted twin behind)."""
    below: set[str] = {name for child in kind.__subclasses__() for name in every(child) | {child.__name__}}
    return below - GROUPS


def read(file: Path) -> Any:  # noqa: ANN401 -- JSON
    return json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_version_ever_written_opens(file: Path) -> None:
    record = read(file)
    assert file.stem == f"{record['name']}.v{record['version']}"
    assert CODEC.decode(record) is not None


@pytest.mark.parametrize("written", NAMES.values(), ids=str)
def test_what_is_written_today_is_what_the_kept_file_holds(written: Written) -> None:
    """A field that changes without a new version would change this file's round trip."""
    record = read(KEPT / "facts" / f"{written.name}.v{written.version}.json")
    assert CODEC.encode(CODEC.decode(record)) == record


@pytest.mark.parametrize("base", [Event, Decision, Fact])
def test_everything_that_can_happen_has_a_written_name(base: type) -> None:
    assert every(base) <= {kind.__name__ for kind in NAMES}


def test_every_earlier_version_has_its_step_and_its_file() -> None:
    earlier = {Written(now.name, version) for now in NAMES.values() for version in range(1, now.version)}
    assert earlier <= UPCASTS.keys()
    assert earlier <= {Written(read(file)["name"], read(file)["version"]) for file in FILES}


def test_no_name_is_used_twice() -> None:
    names = [written.name for written in NAMES.values()]
    assert len(names) == len(set(names))


def test_no_name_comes_from_a_class_path() -> None:
    assert all(kind.__name__ not in written.name for kind, written in NAMES.items())


def test_every_word_a_field_ever_held_is_still_known() -> None:
    kinds = enums()
    for name, words in read(KEPT / "words.json").items():
        assert set(words) <= {word.value for word in kinds[name]}, name


def test_every_word_of_today_is_in_the_kept_list() -> None:
    kept = read(KEPT / "words.json")
    for name, words in vocabularies().items():
        assert set(words) <= set(kept[name]), name
