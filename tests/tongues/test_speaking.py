"""Which language is spoken, and what is said where a sentence has no translation."""

import asyncio
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hatch_build import compile_all

from slackwater import tongues
from slackwater.live.errors import NoSession, TriedOften
from slackwater.tongues import (
    in_each_language,
    marked,
    offered,
    script_words,
    sentences_in,
    speaking,
    spoken,
    worded,
    worded_many,
)

SECONDS = "In {seconds} seconds you can try again; the right key opens it then as always."
SECOND = "In one second you can try again; the right key opens it then as always."


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house where German has a few sentences and no other language any."""
    own = Catalog(locale="de")
    own.add("Rest here", "Ruh dich hier aus")
    own.add("Open", "Aufmachen", context="journal")
    own.add("Open", "Offen")
    own.add("Unsure", "Vielleicht", flags=["fuzzy"])
    own.add("Not yet", "")
    own.add((SECOND, SECONDS), ("In einer Sekunde", "In {seconds} Sekunden"))
    own.add(" ".join((NoSession.__doc__ or "").split()), "Gerade läuft keine Sitzung.")
    own.add("Nothing starts again without you.", "Ohne dich beginnt nichts neu.")
    own.add("You can stop moving.", "Du kannst weitermachen.", flags=["fuzzy"])
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.po").open("wb") as file:
        write_po(file, own)
    (tmp_path / "django.pot").write_bytes((tongues.FOLDER / "django.pot").read_bytes())
    compile_all(tmp_path)
    monkeypatch.setattr(tongues, "FOLDER", tmp_path)
    found = (tongues._catalogue, tongues.offered, tongues.script_words)
    for each in found:
        each.cache_clear()
    yield tmp_path
    for each in found:
        each.cache_clear()


@pytest.mark.usefixtures("catalogues")
def test_a_sentence_is_said_in_the_language_spoken_now_and_in_english_before_and_after() -> None:
    assert (spoken(), worded("Rest here")) == ("en", "Rest here")
    with speaking("de"):
        assert (spoken(), worded("Rest here")) == ("de", "Ruh dich hier aus")
        with speaking("es"):
            assert worded("Rest here") == "Rest here"
        assert worded("Rest here") == "Ruh dich hier aus"
    assert worded("Rest here") == "Rest here"


@pytest.mark.usefixtures("catalogues")
def test_a_context_tells_apart_what_english_says_alike() -> None:
    with speaking("de"):
        assert (worded("Open"), worded("Open", "journal")) == ("Offen", "Aufmachen")


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize("text", ["Unsure", "Not yet", "Nobody has heard of this", ""])
def test_what_is_unsure_empty_or_unknown_is_said_in_english(text: str) -> None:
    with speaking("de"):
        assert worded(text) == text


@pytest.mark.usefixtures("catalogues")
def test_an_error_speaks_the_language_of_whoever_reads_it_not_of_whoever_met_it() -> None:
    met = NoSession()
    with speaking("de"):
        assert str(met) == "Gerade läuft keine Sitzung."
        assert str(TriedOften(1)).endswith("In einer Sekunde")
        assert str(TriedOften(7)).endswith("In 7 Sekunden")
    assert str(met).startswith("No session runs right now.")


@pytest.mark.usefixtures("catalogues")
def test_only_a_language_with_a_catalogue_is_offered() -> None:
    assert [one.code for one in offered()] == ["en", "de"]


@pytest.mark.usefixtures("catalogues")
def test_the_scripts_are_given_their_own_sure_sentences_and_no_other() -> None:
    """H-28: a stop line that is unsure is said in English by the page itself too."""
    assert dict(script_words("de")) == {"Nothing starts again without you.": "Ohne dich beginnt nichts neu."}
    assert script_words("en") == {}


@pytest.mark.usefixtures("catalogues")
def test_a_catalogue_can_be_read_through() -> None:
    held = sentences_in("de")
    assert held["journal", "Open"] == "Aufmachen"
    assert held["", SECOND] == "In einer Sekunde"
    assert sentences_in("en") == {}


def test_an_unknown_language_is_english() -> None:
    with speaking("xx"):
        assert spoken() == "en"
    assert worded_many("one", "many", 2) == "many"
    assert marked("as it is") == "as it is"


def test_what_is_found_once_is_found_once_in_each_language() -> None:
    asked = []

    @in_each_language
    def find(name: str) -> str:
        asked.append(name)
        return f"{spoken()} {name}"

    with speaking("de"):
        assert (find("a"), find("a"), find("b")) == ("de a", "de a", "de b")
    assert (find("a"), find("a")) == ("en a", "en a")
    assert asked == ["a", "b", "a"]


async def test_each_task_speaks_its_own_language() -> None:
    async def said(language: str) -> str:
        with speaking(language):
            await asyncio.sleep(0)
            return spoken()

    assert await asyncio.gather(said("de"), said("ar"), said("en")) == ["de", "ar", "en"]
