"""The templates: nothing inline, nothing foreign, words that invite, a way to the ground on every page."""

import re
from pathlib import Path

import pytest

from slackwater.practices.words import Place, check_reading, check_text

from .gallery import PAGES, STATIC, TEMPLATES, ready_templates, render
from .reading import Read, read

FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
OURS = sorted(STATIC.glob("look/*")) + sorted(STATIC.glob("scene/*"))
FOREIGN = re.compile(r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[a-z0-9-]+\.[a-z]", re.IGNORECASE)


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    ready_templates()


def page(name: str) -> Read:
    return read(render(name))


every_page = pytest.mark.parametrize("name", sorted(PAGES))


@pytest.mark.parametrize("file", FILES)
def test_a_template_holds_no_script_and_no_style_of_its_own(file: str) -> None:
    text = (TEMPLATES / file).read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("file", [*(TEMPLATES / name for name in FILES), *OURS], ids=lambda path: path.name)
def test_nothing_is_asked_of_anybody_else(file: Path) -> None:
    assert FOREIGN.findall(file.read_text()) == []


@pytest.mark.parametrize("file", FILES)
def test_a_template_says_what_it_needs(file: str) -> None:
    text = (TEMPLATES / file).read_text()
    if file.startswith("art/") and not re.search(r"\{\{|\{% if", text):
        return
    assert "{% comment %}" in text or "{% load" in text[:40]


@every_page
def test_every_word_on_the_page_passes_the_word_check(name: str) -> None:
    found = [str(finding) for text in page(name).texts for finding in check_text(text, Place(name, 1))]
    assert found == []


@every_page
def test_a_page_reads_at_the_age_of_nine(name: str) -> None:
    assert check_reading([(text, Place(name, 1)) for text in page(name).texts]) == ()


@every_page
def test_ground_help_and_leaving_are_one_tap_away(name: str) -> None:
    links = {one.attributes.get("href") for one in page(name).named("a")}
    assert {"/ground", "/help"} <= links
    leaving = page(name).having("data-quick-exit")
    assert [(one.name, one.attributes["href"]) for one in leaving] == [("a", "/away")]


@every_page
def test_a_page_has_its_landmarks_language_and_one_heading(name: str) -> None:
    found = page(name)
    assert found.named("html")[0].attributes["lang"] == "en"
    assert [one.attributes.get("id") for one in found.named("main")] == ["main"]
    assert len(found.named("h1")) == 1
    assert found.named("nav")
    first = next(one for one in found.elements if one.name in {"a", "button", "input"})
    assert first.attributes["href"] == "#main"
    assert found.named("title")[0].text.strip()


@every_page
def test_every_field_has_a_name_a_person_can_read(name: str) -> None:
    found = page(name)
    labelled = {one.attributes.get("for") for one in found.named("label")}
    for one in (*found.named("input"), *found.named("textarea"), *found.named("select")):
        kind = one.attributes.get("type")
        if kind in {"radio", "checkbox", "hidden"}:
            continue
        assert one.attributes["id"] in labelled
    for one in found.named("button"):
        assert one.text.strip() or {"data-begin", "data-next"} & set(one.attributes)


@every_page
def test_every_form_that_is_sent_carries_its_token(name: str) -> None:
    html = render(name)
    assert html.count('method="post"') == html.count("csrfmiddlewaretoken")


@every_page
def test_a_picture_is_hidden_from_those_who_hear_the_page_or_told_to_them(name: str) -> None:
    found = page(name)
    ids = {one.attributes.get("id"): one.text.strip() for one in found.elements}
    for one in found.named("svg"):
        if "viewbox" not in one.attributes:
            continue
        if one.attributes.get("role") == "img":
            assert all(ids[told] for told in one.attributes["aria-labelledby"].split())
        else:
            assert one.attributes.get("aria-hidden") == "true"


def test_the_session_shows_at_most_three_standing_buttons() -> None:
    html = render("session")
    controls = html.split("data-controls", 1)[1].split("</div>", 1)[0]
    assert controls.count("<button") == 3


def test_the_neutral_page_names_nothing_of_ours() -> None:
    text = (TEMPLATES / "away.html").read_text().split("{% endcomment %}")[1].lower()
    assert not any(word in text for word in ("slackwater", "/static/", "ground", "session", "help"))


def test_what_a_lost_key_means_is_said_before_the_first_entry() -> None:
    assert "nobody can open your answers again" in render("welcome")
