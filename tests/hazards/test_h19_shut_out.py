"""H19: what is heard can be read, what moves can be still, and no page needs a mouse."""

import re
from pathlib import Path

import slackwater.web
from slackwater.practices import library

WEB = Path(slackwater.web.__file__).parent
STYLES = "".join(path.read_text() for path in sorted((WEB / "static").rglob("*.css")))
SCRIPTS = "".join(path.read_text() for path in sorted((WEB / "static").rglob("*.js")))
PAGES = {path.name: path.read_text() for path in (WEB / "templates").glob("*.html")}


def test_every_spoken_line_has_a_caption() -> None:
    for practice in library().values():
        assert all(line.text.strip() for line in practice.words.lines), practice.id


def test_the_live_page_reads_lines_out_to_a_screen_reader() -> None:
    assert 'aria-live="polite"' in PAGES["session.html"]
    assert '{% include "parts/urgent.html" %}' in PAGES["session.html"]
    urgent = (WEB / "templates" / "parts" / "urgent.html").read_text()
    assert re.search(r'aria-live="assertive"|role="alert"', urgent)


def test_reduced_motion_and_forced_colours_are_answered() -> None:
    assert "prefers-reduced-motion" in STYLES + SCRIPTS
    assert "forced-colors" in STYLES


def test_focus_is_always_visible() -> None:
    assert ":focus-visible" in STYLES


def test_every_page_says_its_language_and_has_a_way_past_the_menu() -> None:
    for name, page in PAGES.items():
        if "<html" in page:
            assert re.search(r"<html[^>]* lang=", page), name
            if "<nav" in page:
                assert 'class="skip"' in page, name
