"""A clip is found by its exact text and stands on the shelf whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from slackwater.voices.errors import ShelfRefused
from slackwater.voices.shelf import Shelf, Voice, clip_name, voice_id


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def put(shelf: Shelf, *texts: str, name: str = "joe", language: str = "en") -> Voice:
    voice = shelf.begin(language, voice_id(name, name), name, "piper")
    for text in texts:
        shelf.put(voice, text, text.encode())
    return voice


def test_a_clip_is_found_by_exactly_its_text(shelf: Shelf) -> None:
    voice = put(shelf, "You can stop moving.")
    asked = ("You can stop moving.", "You can stop moving", "you can stop moving.")
    assert shelf.clips(voice, asked) == {"You can stop moving.": clip_name("You can stop moving.")}
    assert shelf.read("en", voice.id, clip_name("You can stop moving.")) == b"You can stop moving."


def test_the_same_words_in_another_voice_are_another_clip(shelf: Shelf) -> None:
    slow, quick = voice_id("joe", "joe 1.4"), voice_id("joe", "joe 1.0")
    assert slow != quick
    joe, amy = put(shelf, "Rest."), put(shelf, name="amy")
    assert shelf.clips(joe, ["Rest."])
    assert not shelf.clips(amy, ["Rest."])


def test_the_voice_that_was_first_stays_first(shelf: Shelf) -> None:
    first = put(shelf, name="zoe")
    sheet = shelf.folder / "en" / first.id / "voice.json"
    sheet.write_text(sheet.read_text().replace(first.made_at, "2001-01-01T00:00:00+00:00"))
    put(shelf, name="amy")
    assert [one.name for one in shelf.voices("en")] == ["zoe", "amy"]


def test_only_its_owner_can_read_the_shelf(shelf: Shelf) -> None:
    voice = put(shelf, "Rest.")
    place = shelf.folder / "en" / voice.id
    for folder in (place, *place.parents[:2]):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in place.iterdir()} == {0o600}


def test_what_a_cut_left_half_written_is_no_clip_and_goes_at_the_next_start(shelf: Shelf) -> None:
    voice = put(shelf, "Rest.")
    part = shelf.folder / "en" / voice.id / f"{clip_name('Stop.')}.wav.part"
    part.write_bytes(b"half")
    assert not shelf.clips(voice, ["Stop."])
    put(shelf)
    assert not part.exists()
    assert shelf.clips(voice, ["Rest."])


def test_a_disk_that_takes_nothing_is_told_and_leaves_nothing_half(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = put(shelf)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ShelfRefused, match="No space left"):
        shelf.put(voice, "Rest.", b"sound")
    assert [one.name for one in (shelf.folder / "en" / voice.id).iterdir()] == ["voice.json"]


@pytest.mark.parametrize("name", ["../../secret", "..", "a/b", "", "a\x00b", "x" * 200])
def test_no_name_leads_off_the_shelf(shelf: Shelf, name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.wav").write_bytes(b"not yours")
    voice = put(shelf, "Rest.")
    assert shelf.read("en", voice.id, name) is None
    assert shelf.read("en", name, clip_name("Rest.")) is None
    assert shelf.read(name, voice.id, clip_name("Rest.")) is None
    assert shelf.voices(name) == ()


def test_words_that_are_said_no_more_are_cleared_away(shelf: Shelf) -> None:
    voice = put(shelf, "Rest.", "Let go.")
    assert shelf.tidy(voice, ["Rest."]) == 1
    assert set(shelf.clips(voice, ["Rest.", "Let go."])) == {"Rest."}


def test_forgetting_takes_what_was_named_and_nothing_else(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("sealed")
    joe = put(shelf, "Rest.")
    put(shelf, "Rest.", name="amy")
    put(shelf, "Ruhe.", name="eva", language="de")
    assert [one.id for one in shelf.forget("en", joe.id)] == [joe.id]
    assert [one.name for one in shelf.voices("en")] == ["amy"]
    assert [one.name for one in shelf.forget("de")] == ["eva"]
    assert [one.name for one in shelf.forget()] == ["amy"]
    assert [one.name for one in tmp_path.iterdir()] == ["journal"]


def test_a_folder_that_is_no_voice_is_left_alone(shelf: Shelf) -> None:
    put(shelf, "Rest.")
    strange = shelf.folder / "en" / "notes"
    strange.mkdir()
    assert [one.name for one in shelf.voices("en")] == ["joe"]
    assert [one.name for one in shelf.forget("en", "joe")] == ["joe"]
    assert strange.is_dir()


@pytest.mark.parametrize("sheet", ["", '{"format": 1, "na', None], ids=["empty", "cut", "gone"])
def test_forgetting_everything_takes_a_voice_whose_sheet_cannot_be_read(
    shelf: Shelf, sheet: str | None
) -> None:
    put(shelf, "Ruhe.", name="eva", language="de")
    joe = put(shelf, "Rest.")
    there = shelf.folder / "en" / joe.id / "voice.json"
    there.unlink()
    if sheet is not None:
        there.write_text(sheet)
    assert [one.name for one in shelf.forget()] == ["eva"]
    assert not shelf.folder.exists()
    assert shelf.forget() == ()
