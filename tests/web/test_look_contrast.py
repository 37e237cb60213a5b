"""The tokens: every theme is readable, also over moving water, and day stands alike in its two places."""

import math
import re
from itertools import product
from pathlib import Path

import pytest

import slackwater.web
from slackwater.web.look import TONES

TOKENS = Path(slackwater.web.__file__).parent / "static" / "look" / "tokens.css"
THEMES = ("dusk", "night", "day")

SENTENCE, TEXT, EDGE = 7.0, 4.5, 3.0
"""LOOK: the sentence, other text; WCAG 2.2 §1.4.11: the edge of a control."""

GROUNDS = ("panel", "panel-raised", "sky-0", "shore")

Colour = tuple[float, float, float]
"""Lightness 0 … 1, chroma, hue in degrees."""

_COLOUR = re.compile(r"--([a-z0-9-]+):\s*oklch\(([0-9.]+) ([0-9.]+) ([0-9.]+)\)")


def _blocks() -> dict[str, dict[str, Colour]]:
    text = TOKENS.read_text()
    found = {}
    for name, opening in (
        ("dusk", ":root {"),
        ("night", ':root[data-theme="night"] {'),
        ("day", ':root[data-theme="day"] {'),
        ("day by the system", ':root[data-theme="system"] {'),
    ):
        body = text.split(opening, 1)[1].split("}", 1)[0]
        found[name] = {
            key: (float(light), float(chroma), float(hue))
            for key, light, chroma, hue in _COLOUR.findall(body)
        }
    return found


BLOCKS = _blocks()


def oklab(colour: Colour) -> tuple[float, float, float]:
    """Ottosson 2020, bottosson.github.io/posts/oklab."""
    lightness, chroma, hue = colour
    return lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))


def luminance_of_lab(lab: tuple[float, float, float]) -> float:
    """Relative luminance (WCAG 2.2) after clipping to sRGB."""
    lightness, a, b = lab
    l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3  # noqa: E741 - the cone's own name
    m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s
    green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s
    blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    red, green, blue = (min(1.0, max(0.0, one)) for one in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def luminance(colour: Colour) -> float:
    return luminance_of_lab(oklab(colour))


def ratio(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def contrast(one: Colour, other: Colour) -> float:
    return ratio(luminance(one), luminance(other))


def veiled(under: Colour, veil: Colour, share: float) -> float:
    """Luminance of a ground seen through a veil of this share, mixed in OKLab as the style sheet does."""
    a, b = oklab(under), oklab(veil)
    mixed = tuple(u + (v - u) * share for u, v in zip(a, b, strict=True))
    return luminance_of_lab((mixed[0], mixed[1], mixed[2]))


def _pairs(inks: tuple[str, ...], grounds: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return list(product(THEMES, inks, grounds))


def test_the_reference_colours_have_their_known_contrast() -> None:
    assert contrast((1, 0, 0), (0, 0, 0)) == pytest.approx(21, abs=0.01)


def test_day_is_the_same_whether_chosen_or_followed() -> None:
    assert BLOCKS["day"] == BLOCKS["day by the system"]


def test_every_theme_names_the_same_colours() -> None:
    assert set(BLOCKS["dusk"]) == set(BLOCKS["night"]) == set(BLOCKS["day"])


@pytest.mark.parametrize(
    ("theme", "ink", "ground"),
    _pairs(
        ("ink",), ("sky-0", "sky-1", "sky-2", "shore", "shore-deep", "shore-wet", "panel", "panel-raised")
    ),
)
def test_the_sentence_reads_on_sky_shore_and_cards(theme: str, ink: str, ground: str) -> None:
    colours = BLOCKS[theme]
    assert contrast(colours[ink], colours[ground]) >= SENTENCE


@pytest.mark.parametrize(
    ("theme", "ink", "ground"),
    _pairs(("ink",), ("water-far", "water-top", "water-deep", "horizon", "glow", "water-line")),
)
def test_the_sentence_reads_over_moving_water_through_its_veil(theme: str, ink: str, ground: str) -> None:
    """The veil is at least half where letters stand; pixels are measured in look/test_in_browsers.py."""
    colours = BLOCKS[theme]
    least = 0.8 if ground in {"horizon", "glow", "water-line"} else 0.5
    assert ratio(luminance(colours[ink]), veiled(colours[ground], colours["veil"], least)) >= SENTENCE


@pytest.mark.parametrize(
    ("theme", "ink", "ground"),
    _pairs(
        ("ink-soft", "calm", "warm", "too-much"),
        ("sky-0", "sky-1", "panel", "panel-raised"),
    ),
)
def test_other_text_reads(theme: str, ink: str, ground: str) -> None:
    colours = BLOCKS[theme]
    assert contrast(colours[ink], colours[ground]) >= TEXT


@pytest.mark.parametrize(("theme", "ink", "ground"), _pairs(("ink-soft",), ("sky-2", "shore", "shore-deep")))
def test_the_quieter_line_reads_on_sky_and_shore(theme: str, ink: str, ground: str) -> None:
    colours = BLOCKS[theme]
    assert contrast(colours[ink], colours[ground]) >= TEXT


@pytest.mark.parametrize(
    ("theme", "ink", "ground"), [(t, f"{b}-ink", b) for t in THEMES for b in ("pill", "main")]
)
def test_buttons_read(theme: str, ink: str, ground: str) -> None:
    colours = BLOCKS[theme]
    assert contrast(colours[ink], colours[ground]) >= SENTENCE


@pytest.mark.parametrize(
    ("theme", "ink", "ground"),
    _pairs(("edge", "focus", "too-much"), GROUNDS),
)
def test_edges_of_controls_and_the_focus_can_be_seen(theme: str, ink: str, ground: str) -> None:
    colours = BLOCKS[theme]
    assert contrast(colours[ink], colours[ground]) >= EDGE


@pytest.mark.parametrize("theme", THEMES)
def test_the_main_button_stands_out_from_sky_and_shore(theme: str) -> None:
    colours = BLOCKS[theme]
    assert (
        min(contrast(colours["main"], colours[ground]) for ground in ("sky-0", "shore", "shore-deep")) >= EDGE
    )


BEHIND_A_BODY = (
    *("water-top", "water-deep", "shore", "mat-light", "mat-shade"),
    *("prop-light", "prop-shade", "wood-light", "wood-shade"),
)
BODY = 2.0
"""The least of skin or rim against any ground: no text is read there, and no meaning hangs on it (ENG: by eye)."""


@pytest.mark.parametrize(("theme", "tone", "ground"), list(product(THEMES, TONES, BEHIND_A_BODY)))
def test_a_body_of_every_tone_is_seen_before_every_ground(theme: str, tone: str, ground: str) -> None:
    """By its skin or by its rim: a dark body at night has a light rim, a light body by day a dark one."""
    colours = BLOCKS[theme]
    skin, rim = ("figure-near-light", "figure-rim") if tone == "sand" else (f"{tone}-light", f"{tone}-rim")
    assert max(contrast(colours[name], colours[ground]) for name in (skin, rim)) >= BODY


@pytest.mark.parametrize("theme", THEMES)
def test_the_tones_go_from_light_to_dark(theme: str) -> None:
    lights = [BLOCKS[theme]["figure-near-light" if one == "sand" else f"{one}-light"][0] for one in TONES]
    assert sorted(lights, reverse=True) == lights
    assert lights[0] - lights[-1] > 0.3


def test_night_is_dim_and_warm() -> None:
    for name, (lightness, _, hue) in BLOCKS["night"].items():
        assert lightness <= 0.80, name
        assert 30 <= hue <= 75, name


def test_dusk_is_the_look() -> None:
    """LOOK, tokens."""
    dusk = BLOCKS["dusk"]
    said = {
        "sky-0": (0.19, 0.025, 245), "sky-1": (0.25, 0.035, 240), "sky-2": (0.33, 0.045, 232),
        "horizon": (0.62, 0.075, 55), "glow": (0.80, 0.085, 70), "water-top": (0.47, 0.06, 212),
        "water-deep": (0.24, 0.04, 228), "shore": (0.30, 0.035, 60), "ink": (0.95, 0.012, 85),
        "calm": (0.80, 0.09, 165), "too-much": (0.76, 0.12, 45),
    }  # fmt: skip
    assert {name: dusk[name] for name in said} == said
