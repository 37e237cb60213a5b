"""The places of the body map, and what a word marked at one may ask for. A mark informs; it never allows anything."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from slackwater.practices.matrix import read_table
from slackwater.tongues import in_each_language


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """One place, as it is kept and as it reads."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """One picture of the map, with the places it lists."""

    id: str
    title: str
    places: tuple[BodyPlace, ...]


@in_each_language
def body_views() -> tuple[BodyView, ...]:
    """Every picture with its places; no place is listed twice."""
    names = read_table("body-places.en.toml")
    return tuple(
        BodyView(
            view["id"],
            names["view"][view["id"]],
            tuple(BodyPlace(place, names["place"][place]) for place in view["places"]),
        )
        for view in read_table("body-places.toml")["view"]
    )


@in_each_language
def body_places() -> Mapping[str, BodyPlace]:
    """Every place by its id."""
    return {place.id: place for view in body_views() for place in view.places}


def asks_for_care(place: str, words: Collection[str]) -> bool:
    """Whether such words there are a red flag: numbness where one sits, or pain in the chest (H9)."""
    return any(
        place in row["places"] and not set(row["words"]).isdisjoint(words)
        for row in read_table("body-places.toml")["care"]
    )
