"""``slackwater analyze`` in each language: nothing of it stays English, and nothing of it changes for a program."""

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Playwright
from tests.browsers import launch_chromium

from slackwater.analysis import page, telling
from slackwater.cli import main
from slackwater.sensors.files.samples import Kind
from slackwater.tongues import LANGUAGES, speaking

from .made import breath, csv, ecg, edf, health_export, intervals, looked, shaken

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [one for one in LANGUAGES if one != "en"]
NOBODY = {"LANGUAGE": None, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None}

NAMES = frozenset(
    {"RMSSD", "SDNN", "pNN50", "LF", "HF", "ECG", "EDF", "XDF", "FIT", "BDF", "UTF", "XML", "RR", "MB", "Resp", "Acc",
     "Accelerometer", "Apple", "Health", "Kubios", "HRV", "HeartRate", "HeartRateVariabilitySDNN", "RespiratoryRate",
     "kind", "ecg", "rr", "resp", "acc", "rate", "columns", "unit", "mg", "m/s2", "counts", "npz", "intervals", "hrv"}
)  # fmt: skip
"""What stays as it is: names of methods, formats and fields, and what is typed."""
ALIKE = {
    "de": {"still", "Name", "Spalte"},
    "es": {"ECG"},
    "ar": set[str](),
}
"""Whole texts that are spelt as in English."""

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f/0-9]+")
FILE = re.compile(r"\S*/[\w .-]+\.\w+|\w+\.(?:csv|txt|edf|zip|fit|xdf|npz)")
GIVEN = re.compile(r"[«„“][^»“”]*[»“”]|\([^()]*\)|\d+ [a-z]+(?:, \d+ [a-z]+)*")
"""What a file says itself: quoted, or listed in brackets."""


def typed(language: str, *words: str | Path) -> Result:
    return CliRunner().invoke(main, ["analyze", *map(str, words)], env={**NOBODY, "LANGUAGE": language})


def english_in(language: str, told: str, english: str) -> set[str]:
    """What of a text is still English, names and what the file says itself apart."""
    if language == "ar":
        return set(LATIN.findall(GIVEN.sub("", FILE.sub("", told)))) - NAMES
    sentences = re.split(r"(?<=[.;:])\s", GIVEN.sub("", FILE.sub("", english)))
    return {one for one in sentences if re.search(r"[a-z]{2,} [a-z]{2,}", one) and one.strip() in told}


class Texts(HTMLParser):
    """Every text of a page, and every one that is read out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        self.found |= {value for name, value in attrs if name == "aria-label" and value}

    def handle_data(self, data: str) -> None:
        if not self._style and LATIN.search(data):
            self.found.add(data)


RECORDINGS: dict[str, Callable[[Path], Path]] = {
    "all": lambda folder: edf(
        folder / "x.edf",
        (
            "ECG",
            "mV",
            200,
            ecg(np.array([each for each in np.arange(0.5, 89, 0.8) if not 40 < each < 55]), 200, 90),
        ),
        ("Resp", "", 25, breath(15, 25, 90)),
        *((f"Acc {axis}", "g", 50, shaken(6, 0.2, 50, 90)[:, at]) for at, axis in enumerate("xyz")),
    ),
    "a few beats": lambda folder: csv(folder / "rr.txt", "", intervals(5)),
    "no beat": lambda folder: csv(folder / "flat.csv", "time,ecg", np.arange(3000) / 100, np.zeros(3000)),
    "no breath": lambda folder: csv(folder / "belt.csv", "time,resp", np.arange(3000) / 100, np.zeros(3000)),
    "a watch": lambda folder: health_export(folder / "export.zip", days=3),
    "counts": lambda folder: csv(
        folder / "c.csv", "t,x,y,z", np.arange(2000) / 50, np.round(280 + 60 * shaken(6, 0.2, 50, 40))
    ),
}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", RECORDINGS)
def test_nothing_that_a_page_or_a_terminal_says_of_a_recording_is_english(
    name: str, language: str, tmp_path: Path
) -> None:
    file = RECORDINGS[name](tmp_path)
    english, told = typed("en", file), typed(language, file)
    assert english.exit_code == told.exit_code == 0, told.output
    assert english_in(language, told.stdout, english.stdout) == set()
    pages = {}
    for spoken in ("en", language):
        with speaking(spoken):
            pages[spoken] = Texts(page.show(looked(file))).found
    if language == "ar":
        left = {text for text in pages[language] if english_in(language, text, "")}
    else:
        left = (pages["en"] & pages[language]) - ALIKE[language] - NAMES - {file.name}
        left = {text for text in left if not re.fullmatch(r"pNN50|[\d., ]+ (ms²?|s|h|min)", text)}
    assert left == set()


BROKEN = [
    ("a.csv", "ecg\n0.1\n0.2\n", ()),
    ("a.csv", "time,ecg\n0,0.1\n1,0.2\n2,0.2\n", ()),
    ("a.csv", "time,ecg,x,y,z\n0,1,0,0,1\n0.01,1,0,0,1\n0.02,1,0,0,1\n", ()),
    ("a.csv", "time,ecg\n0,0.1\n0.01,0.2\n0.005,0.2\n0.02,1\n", ()),
    ("a.csv", "time,x,y,z\n0,40.5,5,5\n0.01,40.5,5,5\n0.02,40.5,5,5\n", ()),
    ("a.csv", "1,2\n2,3\n3,2\n", ()),
    ("a.csv", "1,2\n2,3\n3,2\n", ("--columns", "9")),
    ("a.csv", "1,2\n2,3\n3,2\n", ("--columns", "1,2")),
    ("a.csv", "1,2,3\n2,3,1\n3,2,7\n", ("--kind", "resp")),
    ("a.csv", "time,resp\n0,a\n0.1,b\n", ()),
    ("a.csv", "time,resp\n0,1\n1,2\n2\n", ("--rate", "25")),
    ("a.csv", "resp\n1\n2\n3\n", ("--rate", "2")),
    ("a.txt", "800\n810\n-3\n805\n", ()),
    ("a.txt", "800\n810\n0.3\n805\n", ()),
    ("a.txt", "800\n810\n790\n805\n", ("--kind", "acc")),
    ("a.txt", "no numbers\nat all\n", ()),
    ("a.txt", "# nothing\n", ()),
    ("a.txt", "kubios\nno numbers\n", ()),
    ("a.txt", "\ufffe\0\0", ()),
    ("a.fit", "12345678.FIT", ()),
    ("a.xdf", "XDF:\x05", ()),
    ("a.edf", "0       x", ()),
    ("a.zip", "PK\x03\x04", ()),
    ("export.xml", "<?xml version='1.0'?>\n<HealthData></HealthData>", ()),
    ("export.xml", "<?xml version='1.0'?>\n<HealthData><Rec", ()),
    ("nowhere.csv", None, ()),
]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("name", "text", "words"), BROKEN)
def test_what_cannot_be_read_is_told_in_the_language_of_the_terminal(
    name: str, text: str | None, words: tuple[str, ...], language: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    if text is not None:
        file.write_text(text, encoding="utf-8")
    english, told = typed("en", file, *words), typed(language, file, *words)
    assert (english.exit_code, told.exit_code) == (1, 1), english.output
    assert "Nothing was done." in english.output
    assert english_in(language, told.output, english.output) == set()
    assert "Nothing" not in told.output
    assert not re.search(r"\{\w*\}", told.output)
    assert told.output.count("\n") == 1


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_that_cannot_be_written_and_a_kind_that_does_not_exist_are_told_too(
    language: str, tmp_path: Path
) -> None:
    file = RECORDINGS["a few beats"](tmp_path)
    refused = typed(language, file, "--report", tmp_path / "nowhere" / "out.html").output
    assert "cannot be written" not in refused
    assert "Nothing was written" not in refused
    for words in (("--kind", "foo"), ("one more",), ("--rate",), ("--belly=1",)):
        told = typed(language, file, *words)
        assert told.exit_code == 2
        assert not re.search(r"Error|Invalid|is not|unexpected|requires|does not", told.output)


def test_the_english_is_what_it_was() -> None:
    told = typed("en", ROOT / "docs/cases/analyze-rr.txt").stdout.splitlines()
    assert told == [
        "analyze-rr.txt: text with intervals between beats, 6 min 2 s",
        "Heart: 422 beats, 70 a minute on average; 99 % of the time was heard clearly.",
        "Of 420 intervals: 1 missed by the sensor, 2 beside an early or misplaced beat.",
        "Variability: RMSSD 28.5 ms, SDNN 29.8 ms, pNN50 3.1 %, mean interval 861 ms, LF 196 ms², HF 686 ms².",
        (
            "Breathing rate, from the rhythm of the heart: 12.0 a minute in the middle, from 11.6 to 12.1, "
            "told for 83 % of the time."
        ),
        "Note: The numbers were taken for beat-to-beat intervals in milliseconds.",
        telling.NO_VERDICT,
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_what_a_program_reads_is_the_same_in_every_language(language: str, tmp_path: Path) -> None:
    for make in RECORDINGS.values():
        file = make(tmp_path)
        told = typed(language, file, "--json").stdout
        assert told == typed("en", file, "--json").stdout
        assert json.loads(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_its_language_and_the_way_it_runs(language: str, tmp_path: Path) -> None:
    with speaking(language):
        html = page.show(looked(RECORDINGS["all"](tmp_path)))
    way = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{way}">' in html
    assert "<h1>" in html
    assert "<bdi>x.edf</bdi>" in html


def test_a_count_takes_the_form_that_its_language_gives_it(tmp_path: Path) -> None:
    days = {}
    for count in (1, 2, 5, 11):
        folder = tmp_path / str(count)
        folder.mkdir()
        days[count] = typed("ar", health_export(folder / "export.zip", days=count)).stdout
    assert "11 لا يمكن" not in days[2]
    with speaking("de"):
        one = telling._put_right(telling.Counter({telling.Flag.EXTRA: 1}), 1)
        two = telling._put_right(telling.Counter({telling.Flag.EXTRA: 2}), 12_000)
    assert one == "Von 1 Abstand: 1 Teil eines doppelt gesehenen Schlags."
    assert two == "Von 12.000 Abständen: 2 Teile doppelt gesehener Schläge."


def test_what_is_to_be_typed_keeps_its_order_on_a_page_that_runs_the_other_way(tmp_path: Path) -> None:
    beats_s = np.arange(0.5, 59, 0.8)
    path = edf(tmp_path / "x.edf", ("ECG", "mV", 200, ecg(beats_s, 200, 60)))
    with speaking("ar"):
        assert page._list(["مع --kind rr يُقرأ ذلك"]) == (
            '<ul><li>مع <bdi dir="ltr">--kind rr</bdi> يُقرأ ذلك</li></ul>'
        )
        assert "لم يُذكر" in page.show(looked(path, Kind.ECG))


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_chromium(playwright)
    yield browser
    browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", OTHERS)
def test_in_a_browser_words_run_their_own_way_and_time_from_left_to_right(
    language: str, chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    with speaking(language):
        file.write_text(page.show(looked(RECORDINGS["all"](tmp_path))), "utf-8")
    for width in (320, 390, 1280):
        context = chromium.new_context(viewport={"width": width, "height": 800})
        tab = context.new_page()
        tab.goto(file.as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        places = "[...e.children].map(c => c.getBoundingClientRect().x)"
        for row in tab.evaluate(f"[...document.querySelectorAll('.times')].map(e => {places})"):
            assert row == sorted(row)
        assert tab.evaluate("getComputedStyle(document.querySelector('h1')).direction") == (
            "rtl" if language == "ar" else "ltr"
        )
        if width == 390:
            found = Axe().run(tab, options={"resultTypes": ["violations"]})
            assert [one["id"] for one in found.response["violations"]] == []
        context.close()
