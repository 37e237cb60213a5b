"""The places of the body map: each is drawn, named and listed once, and one that was ever kept stays."""

import json
import re
from pathlib import Path

import pytest

import slackwater.web
from slackwater.practices.body_places import asks_for_care, body_places, body_views
from slackwater.practices.matrix import read_table
from slackwater.practices.sensations import sensations

PICTURES = Path(str(slackwater.web.__file__)).parent / "templates" / "art" / "body"
KEPT = Path(__file__).parents[1] / "kept" / "body-places.json"


def drawn() -> set[str]:
    """Every place a picture draws, a half once for each side."""
    found = set()
    for file in PICTURES.glob("*.html"):
        names = re.findall(r'{% place "([a-z-]+)" %}', file.read_text())
        sides = ("right-", "left-") if file.stem.endswith("-half") else ("",)
        found |= {f"{side}{name}" for name in names for side in sides}
    return found


def test_every_place_is_drawn_and_nothing_else_is() -> None:
    assert drawn() == set(body_places())


def test_no_place_is_listed_twice_and_no_name_either() -> None:
    listed = [place for view in body_views() for place in view.places]
    assert len({place.id for place in listed}) == len({place.text for place in listed}) == len(listed)


def test_every_side_has_its_other() -> None:
    assert {f"left-{one[6:]}" for one in body_places() if one.startswith("right-")} == {
        one for one in body_places() if one.startswith("left-")
    }


@pytest.mark.parametrize(
    "place",
    [
        "right-hip-crease",
        "left-sit-bone",
        "sacrum",
        "pubic-bone",
        "right-inner-thigh",
        "lower-belly",
        "tailbone",
    ],
)
def test_the_hips_are_told_apart_finely(place: str) -> None:
    (hips,) = [view for view in body_views() if view.id == "hips"]
    assert place in {one.id for one in hips.places}


def test_a_place_that_was_ever_kept_is_still_there() -> None:
    assert set(json.loads(KEPT.read_text())) <= set(body_places())


def test_today_every_place_is_among_those_that_stay() -> None:
    assert set(body_places()) <= set(json.loads(KEPT.read_text()))


def test_what_asks_for_care_names_places_and_words_that_there_are() -> None:
    words = {one.id for group in sensations() for one in group.words}
    for row in read_table("body-places.toml")["care"]:
        assert set(row["places"]) <= set(body_places())
        assert set(row["words"]) <= words


@pytest.mark.parametrize(
    ("place", "word", "asks"),
    [
        ("genitals", "numb", True),
        ("left-inner-thigh", "pins-and-needles", True),
        ("chest", "pressing", True),
        ("chest", "warm", False),
        ("left-hand", "numb", False),
        ("genitals", "warm", False),
    ],
)
def test_numbness_where_one_sits_and_pain_in_the_chest_ask_for_care(
    place: str, word: str, asks: bool
) -> None:
    assert asks_for_care(place, (word,)) is asks
