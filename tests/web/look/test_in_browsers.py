"""The look where it counts: in Chromium and Firefox, in every theme, on small screens, with large text."""

import struct
import zlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from .measures import LEAST_TEXT, NARROW, ON_ITS_SIDE, PHONE, THEMES, TOO_SMALL, WIDE, overflow, touch

Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, gallery: str) -> Iterator[Open]:
    """Opens a page of the gallery; an error on its console fails the test."""
    contexts, complaints = [], []

    def opened(name: str, size: tuple[int, int] = PHONE, theme: str = "dusk", **how: object) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **how)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.goto(f"{gallery}/{name}?theme={theme}&still=1")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


CHROMIUM = pytest.mark.parametrize("browser", ["chromium"], indirect=True)


@pytest.mark.parametrize("browser", ["firefox"], indirect=True)
@pytest.mark.parametrize("name", ["session", "today-offer", "ground"])
def test_firefox_draws_the_same_sizes(open_page: Open, name: str) -> None:
    page = open_page(name)
    assert overflow(page) <= 0
    assert page.evaluate(LEAST_TEXT) >= 14.99
    assert page.evaluate(TOO_SMALL, touch(name)) == []


@CHROMIUM
def test_a_forced_palette_keeps_edges_and_drops_the_picture(open_page: Open) -> None:
    page = open_page("session", forced_colors="active")
    assert page.evaluate("getComputedStyle(document.querySelector('.scene')).display") == "none"
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.pill')).borderTopWidth)") >= 1


@CHROMIUM
def test_the_page_follows_the_system_until_somebody_chooses(open_page: Open) -> None:
    shade = "getComputedStyle(document.body).color"
    light = open_page("help", theme="system", color_scheme="light").evaluate(shade)
    dark = open_page("help", theme="system", color_scheme="dark").evaluate(shade)
    chosen = open_page("help", theme="day", color_scheme="dark").evaluate(shade)
    assert light == chosen != dark


@CHROMIUM
def test_the_recovery_code_prints_alone_black_on_white(open_page: Open) -> None:
    page = open_page("recovery")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.code')).color") == "rgb(0, 0, 0)"


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, bytes per pixel and rows of an 8-bit PNG without interlace."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert depth == 8
    size = {2: 3, 6: 4}[kind]
    packed, at = b"", 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    raw, rows, above = zlib.decompress(packed), [], bytes(width * size)
    for y in range(height):
        start = y * (width * size + 1)
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + width * size], above, size)
        rows.append(above)
    return width, size, rows


def _unfiltered(kind: int, line: bytes, above: bytes, size: int) -> bytes:
    out = bytearray(line)
    for i in range(len(out)):
        left = out[i - size] if i >= size else 0
        corner = above[i - size] if i >= size else 0
        out[i] = (out[i] + _guess(kind, left, above[i], corner)) & 255
    return bytes(out)


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:
        near = left + up - corner
        return min((left, up, corner), key=lambda one: abs(near - one))
    return (0, left, up, (left + up) // 2)[kind]


def luminance(red: int, green: int, blue: int) -> float:
    parts = (one / 255 for one in (red, green, blue))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def least_contrast(page: Page, selector: str) -> float:
    """The contrast of an element's ink against the worst pixel behind its own box, letters left out."""
    ink = page.evaluate(
        """(selector) => {
          const pen = document.createElement("canvas").getContext("2d");
          pen.fillStyle = getComputedStyle(document.querySelector(selector)).color;
          pen.fillRect(0, 0, 1, 1);
          return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }""",
        selector,
    )
    box = page.evaluate(
        """(selector) => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(selector));
          const { x, y, width, height } = range.getBoundingClientRect();
          document.querySelector(selector).style.setProperty("color", "transparent");
          return { x, y, width, height };
        }""",
        selector,
    )
    width, size, rows = pixels(page.screenshot(clip=box))
    page.evaluate("(selector) => document.querySelector(selector).style.removeProperty('color')", selector)
    behind = [luminance(*row[x * size : x * size + 3]) for row in rows[::3] for x in range(0, width, 3)]
    own = luminance(*ink)
    return min((max(own, one) + 0.05) / (min(own, one) + 0.05) for one in behind)


OTHER_WORDS = ("[data-sub]", "[data-doing]", "[data-heart-text]", ".always .ground", ".always .leave")
SCENE = """async (level) => {
  const { createScene } = await import("/static/scene/scene.js");
  const scene = createScene(document.querySelector("[data-scene]"), {});
  const tide = { in_s: 4, out_s: 6 };
  const figure = { practice: "pelvic-tilts", variant: "floor", side: "none", clip: "work", t0_s: 0 };
  document.querySelector("[data-line]").textContent = "As you breathe out, your low back may rest down";
  document.querySelector("[data-sub]").textContent = "Only as far as feels easy";
  document.querySelector("[data-doing]").textContent = "Pelvic tilts · 2 min left";
  scene.show({ figure, tide, moving: true, now_s: level * 4, speed: 0.001 });
  await new Promise((done) => setTimeout(done, 2500));
  window.scene = scene;
}"""


@CHROMIUM
@pytest.mark.parametrize("size", [PHONE, NARROW, WIDE, ON_ITS_SIDE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("level", [0, 1], ids=["low water", "high water"])
def test_the_words_read_over_the_picture_itself(open_page: Open, size: tuple[int, int], level: int) -> None:
    """LOOK: the sentence at least 7:1, the rest 4.5:1, measured on the pixels behind them, in every theme."""
    page = open_page("session", size)
    page.evaluate(SCENE, level)
    for theme in THEMES:
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        assert least_contrast(page, "[data-line]") >= 7, theme
        for selector in (
            "[data-sub]",
            "[data-doing]",
            "[data-heart-text]",
            ".always .ground",
            ".always .leave",
        ):
            assert least_contrast(page, selector) >= 4.5, (theme, selector)
