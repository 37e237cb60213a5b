"""A whole session over a real socket."""

from collections.abc import Callable

from slackwater.web.words import word

from .guest import Guest, Line


def live_through(line: Line) -> list[str]:
    """Answer every question as somebody well would; the phases that were shown."""
    answers = {
        "arrival": ("arrived", {"distress": 2, "far_away": 0}),
        "begin": ("agree", {}),
        "check_in": ("check_in", {"distress": 2, "far_away": 0}),
        "still_here": ("still_here", {}),
        "still_here_louder": ("still_here", {}),
        "oriented": ("oriented", {}),
    }
    phases: list[str] = []
    answered = 0
    while True:
        message = line.until(lambda one: one["type"] in ("scene", "ended"), 60)
        if message["type"] == "ended":
            return phases
        if not phases or phases[-1] != message["phase"]:
            phases.append(message["phase"])
        question = message["question"]
        if question and question["n"] != answered and question["kind"] in answers:
            answered = question["n"]
            what, fields = answers[question["kind"]]
            line.say(what, question=answered, **fields)


def test_a_session_goes_from_arriving_to_the_end_and_after_shows_both_sides(
    open_house: Callable[..., object], visit: Callable[..., Guest]
) -> None:
    guest = visit(open_house(speed=25))
    guest.set_up()
    guest.begin(time="10")
    line = guest.line()
    phases = live_through(line)
    said = [one["next"] for one in line.heard if one["type"] == "scene" and one["next"]]
    assert said[0].startswith("What comes next, if you like:"), "at the first rest the next practice is named"
    assert said[-1] == word("next", "closing")
    assert phases[0] == "arriving"
    assert phases.count("practising") == 3
    assert phases[-1] in ("closing", "ended")
    guest.get("/after")
    assert "Before" in guest.html
    guest.post("/after", distress="1", far_away="0")
    assert "1 of 10" in guest.html
    assert "2 of 10" in guest.html


def test_a_session_needs_no_sensor(guest: Guest) -> None:
    guest.begin()
    line = guest.line()
    heart = line.until(lambda message: message["type"] == "heart")
    assert heart["state"] == "missing"
    assert line.practise()["moving"] is True


def test_what_is_said_is_acknowledged_as_kept_only_where_something_is_kept(
    guest: Guest, open_house: Callable[..., object], visit: Callable[..., Guest]
) -> None:
    guest.begin()
    line = guest.line()
    assert line.ack(line.answer("arrival", "arrived", distress=2, far_away=0))["kept"] is False
    other = visit(open_house(speed=30))
    other.set_up("passphrase")
    other.begin()
    line = other.line()
    assert line.ack(line.answer("arrival", "arrived", distress=2, far_away=0))["kept"] is True
