"""Clips are served from this machine, to browsers that were let in, and the choice of a voice stands in the settings."""

import json
import re
import urllib.request

import pytest

from slackwater.voices.shelf import Shelf, Voice, clip_name, voice_id
from slackwater.web.spoken import spoken_lines

from .guest import Guest
from .house import House

LINE = "You can stop moving."
SOUND = b"RIFF, a clip"


def put(house: House, name: str = "joe", *, language: str = "en", line: str = LINE) -> Voice:
    assert house.home.folder is not None
    shelf = Shelf(house.home.folder)
    voice = shelf.begin(language, voice_id(name, name), name, "piper")
    shelf.put(voice, line, SOUND)
    return voice


def has_clips(html: str) -> bool:
    return bool(re.search(r"<html[^>]* data-clips", html))


def test_a_page_finds_the_clip_of_exactly_its_line(house: House, guest: Guest) -> None:
    voice = put(house)
    told = json.loads(guest.get("/voice/en.json"))
    assert told == {
        "at": f"/voice/en/{voice.id}/",
        "clips": {LINE: clip_name(LINE)},
        "every": len(spoken_lines()),
    }
    assert guest.get(f"{told['at']}{told['clips'][LINE]}.wav") == SOUND.decode()
    assert guest.headers["Content-Type"] == "audio/wav"
    assert has_clips(guest.get("/ground"))


def test_without_clips_no_page_asks_for_any(guest: Guest) -> None:
    assert not has_clips(guest.get("/ground"))
    assert json.loads(guest.get("/voice/en.json")) == {"at": "", "clips": {}, "every": 0}
    assert "speaker" not in guest.get("/settings")


def test_a_clip_of_words_that_are_said_no_more_is_not_offered(house: House, guest: Guest) -> None:
    put(house, line="Words of an older version.")
    assert json.loads(guest.get("/voice/en.json"))["clips"] == {}


def test_another_account_hears_nothing(house: House) -> None:
    voice = put(house)
    other = Guest(house.url)
    for path in ("/voice/en.json", f"/voice/en/{voice.id}/{clip_name(LINE)}.wav"):
        other.get(path)
        assert other.status == 403
    assert not has_clips(other.get("/ground"))


@pytest.mark.parametrize("path", ["en/joe-1/nothing", "en/..%2F..%2Fsecret/x", "en/nobody/0", "fr/joe/0"])
def test_a_clip_that_is_not_there_is_not_there(house: House, guest: Guest, path: str) -> None:
    put(house)
    guest.get(f"/voice/{path}.wav")
    assert guest.status == 404


def test_a_voice_that_is_gone_is_replaced_by_no_other(house: House, guest: Guest) -> None:
    put(house)
    assert json.loads(guest.get("/voice/en.json?voice=amy-2"))["clips"] == {}


def test_the_settings_offer_each_voice_of_the_language_and_the_browsers_own(
    house: House, guest: Guest
) -> None:
    joe, eva = put(house), put(house, "eva", language="de")
    page = guest.get("/settings")
    offered = re.findall(r'name="speaker\.en" value="([^"]+)"( checked)?', page)
    assert offered == [(joe.id, " checked"), ("browser", "")]
    assert re.search(r"Made on this machine: 1 of \d+ lines\.", page)
    request = urllib.request.Request(house.url + "/settings", headers={"Accept-Language": "de"})
    german = guest._open(request)
    assert f'name="speaker.de" value="{eva.id}"' in german
    assert "Wessen Stimme spricht" in german


def test_clips_are_kept_by_no_cache(house: House, guest: Guest) -> None:
    voice = put(house)
    guest.get(f"/voice/en/{voice.id}/{clip_name(LINE)}.wav")
    assert guest.headers["Cache-Control"] == "no-store"
