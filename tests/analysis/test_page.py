"""The page: words, plots and tables that anybody can read, and that ask nobody for anything."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Playwright
from tests.browsers import launch_chromium

from slackwater.analysis import bins, page, plots, telling
from slackwater.analysis.findings import Findings

from .made import breath, ecg, edf, health_export, intervals, looked, shaken


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    beats_s = 0.5 + np.cumsum(intervals(200)) / 1000
    beats_s = beats_s[(beats_s < 60) | (beats_s > 90)]
    folder = tmp_path_factory.mktemp("page")
    return looked(
        edf(
            folder / "<b>night & day.edf",
            ("ECG", "mV", 200, ecg(beats_s, 200, 170)),
            ("Resp", "", 25, breath(15, 25, 170)),
            *((f"Acc {axis}", "g", 50, shaken(6, 0.2, 50, 170)[:, at]) for at, axis in enumerate("xyz")),
        )
    )


class Reader(HTMLParser):
    """What a browser would meet."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_asks_nobody_and_needs_no_script(everything: Findings) -> None:
    html = page.show(everything)
    assert not re.search(r"https?:|//[a-z]|url\(|@import", html)
    tags = {tag for tag, _ in Reader(html).tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    assert "default-src 'none'" in html


def test_the_name_of_a_file_is_text_and_never_markup(everything: Findings) -> None:
    assert "<b>" not in page.show(everything)
    assert any("<b>night & day.edf" in text for text in Reader(page.show(everything)).text)


def test_every_plot_is_named_and_told_in_words_and_ids_are_unique(everything: Findings) -> None:
    reader = Reader(page.show(everything))
    plotted = [attrs for tag, attrs in reader.tags if tag == "svg"]
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(plotted) == 4
    assert len(ids) == len(set(ids))
    for plot in plotted:
        assert plot["role"] == "img"
        assert set(str(plot["aria-labelledby"]).split()) <= set(ids)


def test_every_span_that_is_drawn_is_listed(everything: Findings) -> None:
    whole = bins.spans(everything)
    html = page.show(everything)
    assert 100 < len(whole) <= bins.MOST
    heart = html.split("<h2>Heart</h2>")[1].split("<h2>")[0]
    for one in whole:
        told = "not known" if one.heart_per_min is None else f"{one.heart_per_min:.3g}"
        assert f"<td>{told}</td>" in heart
    assert heart.count("<tr>") == len(whole) + 1 + len(telling.NAMES) + 1


def test_a_hole_is_a_gap_in_the_line() -> None:
    drawn = plots.line("t", "d", [60.0, 61.0, None, 62.0, 63.0], "m")
    assert drawn.count("<polyline") == 2


def test_words_judge_nobody_and_name_no_state(everything: Findings) -> None:
    said = " ".join([*telling.tell(everything), *Reader(page.show(everything)).text]).lower()
    for word in (
        "calm",
        "stress",
        "healthy",
        "normal",
        "abnormal",
        "should",
        "must",
        "score",
        "arrhythmia",
        "risk",
    ):
        assert not re.search(rf"\b{word}\b", said), word
    assert "no diagnosis" in said


def test_what_is_missing_is_said_with_its_reason(tmp_path: Path) -> None:
    np.savetxt(tmp_path / "rr.txt", intervals(60), fmt="%.1f")
    said = " ".join(telling.tell(looked(tmp_path / "rr.txt")))
    assert "Not said: SDNN: it takes two minutes of clear beats." in said
    assert "RMSSD" in said.split("Variability: ")[1].split(".")[0]


def test_years_of_a_watch_still_make_a_page(tmp_path: Path) -> None:
    found = looked(health_export(tmp_path / "export.zip", days=28))
    assert len(bins.spans(found)) <= bins.MOST
    assert "day 27" in page.show(found)


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_chromium(playwright)
    yield browser
    browser.close()


@pytest.mark.browser
def test_anybody_can_read_it_in_a_browser(everything: Findings, chromium: Browser, tmp_path: Path) -> None:
    """Light and dark, phone and desktop: nothing runs off the side, nothing is tiny or asked for, and axe finds nothing.

    Axe looks at a phone, and in the dark at colours alone: nothing else of what it asks about changes.
    """
    file = tmp_path / "page.html"
    file.write_text(page.show(everything), "utf-8")
    for scheme in ("light", "dark"):
        for width, height in ((390, 844), (320, 568), (1280, 800)):
            size = {"width": width, "height": height}
            context = chromium.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            tab = context.new_page()
            asked: list[str] = []
            tab.on("request", lambda request, asked=asked: asked.append(request.url))
            tab.goto(file.as_uri())
            tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert len(asked) == 1
            assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            tiny = "[...document.querySelectorAll('body *')].filter(e => parseFloat(getComputedStyle(e).fontSize) < 15)"
            assert tab.evaluate(f"{tiny}.length") == 0
            if width == 390:
                rules = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
                found = Axe().run(tab, options={"resultTypes": ["violations"], **rules})
                assert [one["id"] for one in found.response["violations"]] == [], (scheme, width)
            context.close()
