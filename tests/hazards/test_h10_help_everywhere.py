"""H10: somebody in a crisis reaches help from wherever they are, without answering anything first."""

import re
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import slackwater.web

if TYPE_CHECKING:
    from conftest import RunningServer

TEMPLATES = Path(slackwater.web.__file__).parent / "templates"
ALONE = {"away.html", "base.html"}
"""The neutral page holds nothing on purpose; the base is what the others extend."""


def read(url: str) -> str:
    keeping_cookies = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with keeping_cookies.open(url) as answer:
        return str(answer.read().decode())


def test_help_and_ground_open_before_anything_is_chosen(server: "RunningServer") -> None:
    for path in ("/help", "/ground"):
        with urllib.request.urlopen(server.url + path) as answer:
            assert answer.geturl() == server.url + path


def test_the_first_page_links_to_help_and_ground(server: "RunningServer") -> None:
    first = read(server.address)
    assert 'href="/help"' in first
    assert 'href="/ground"' in first


def test_every_page_is_built_on_the_base_or_links_by_itself() -> None:
    for template in TEMPLATES.glob("*.html"):
        if template.name in ALONE:
            continue
        text = template.read_text()
        by_itself = 'href="/help"' in text and 'href="/ground"' in text
        assert '{% extends "base.html" %}' in text or by_itself, template.name


def test_the_base_links_to_help_and_ground() -> None:
    base = (TEMPLATES / "base.html").read_text()
    assert 'href="/help"' in base
    assert 'href="/ground"' in base


def test_help_says_that_nobody_watches_and_nothing_is_called_by_itself(server: "RunningServer") -> None:
    page = re.sub(r"\s+", " ", read(server.url + "/help"))
    assert "Nobody watches this app, and it cannot call for help." in page


def test_help_needs_no_form(server: "RunningServer") -> None:
    page = read(server.url + "/help")
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert "<input" not in main
