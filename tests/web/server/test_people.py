"""The person's own people in the journal: there while it is open, nowhere else, and never in the help page itself."""

import json
from collections.abc import Callable

from slackwater.live.people import LONGEST, MOST_PEOPLE

from .guest import Guest

Visit = Callable[..., Guest]
OpenHouse = Callable[..., object]
ANA = {"name": "Ana of the hill", "number": "+44 7700 900123", "where": "journal"}


def test_whoever_is_in_the_journal_is_there_while_it_is_open_and_nowhere_else(
    open_house: OpenHouse, visit: Visit
) -> None:
    server = open_house()
    guest = visit(server)
    guest.set_up("passphrase")
    guest.get("/help/people")
    guest.post("/help/people", **ANA)
    assert ANA["name"] in guest.html
    assert ANA["number"] in guest.get("/help/people.json")
    assert "data-sealed" in guest.get("/help")
    assert ANA["name"] not in guest.html, "a browser keeps this page at hand, unlocked"
    other = visit(server)
    assert ANA["name"] not in other.get("/help/people.json") + other.get("/help/people")
    guest.get("/settings")
    guest.post("/lock")
    assert ANA["name"] not in guest.get("/help/people.json") + guest.get("/help/people")
    guest.unlock()
    assert ANA["name"] in guest.get("/help/people.json")


def test_somebody_can_be_taken_away_again(slow_guest: Guest) -> None:
    slow_guest.get("/help/people")
    slow_guest.post("/help/people", **ANA)
    slow_guest.post("/help/people", **ANA | {"name": "Bo"})
    for place in ("0", "0", "7"):  # tapped twice, and from a page that is behind
        slow_guest.get("/help/people")
        slow_guest.post("/help/people", take=place, name=ANA["name"], number=ANA["number"])
        left = json.loads(slow_guest.get("/help/people.json"))["people"]
        assert [one["name"] for one in left] == ["Bo"]


def test_somebody_sent_twice_is_there_once(slow_guest: Guest) -> None:
    slow_guest.get("/help/people")
    for _ in range(2):
        slow_guest.post("/help/people", **ANA)
        assert slow_guest.status == 200
    assert slow_guest.get("/help/people.json").count(ANA["name"]) == 1


def test_what_does_not_fit_is_said_and_kept_nowhere(slow_guest: Guest) -> None:
    for wrong in (
        {"name": " "},
        {"number": ""},
        {"number": "1" * (LONGEST + 1)},
        {"name": "x" * (LONGEST + 1)},
        {"where": "here"},
    ):
        slow_guest.get("/help/people")
        slow_guest.post("/help/people", **ANA | wrong)
        assert slow_guest.status == 400, wrong
        assert "Nothing was kept" in slow_guest.html
    assert slow_guest.get("/help/people.json") == '{"people": []}'


def test_there_is_room_for_a_few(slow_guest: Guest) -> None:
    slow_guest.get("/help/people")
    for at in range(MOST_PEOPLE):
        slow_guest.post("/help/people", **ANA | {"name": f"Friend {at}"})
    slow_guest.post("/help/people", **ANA)
    assert slow_guest.status == 400
    assert "room for six" in slow_guest.html


def test_a_name_is_shown_as_it_was_written(slow_guest: Guest) -> None:
    slow_guest.get("/help/people")
    slow_guest.post("/help/people", **ANA | {"name": "<script>x</script>", "number": "a\n\tb"})
    assert "&lt;script&gt;x" in slow_guest.html
    assert "a b" in slow_guest.html


def test_without_an_open_journal_nothing_goes_to_it(stranger: Guest) -> None:
    stranger.get("/help/people")
    assert stranger.status == 200
    stranger.post("/help/people", **ANA)
    assert stranger.at == "/welcome"
    assert stranger.get("/help/people.json") == '{"people": []}'
