"""After a session and days later, as pages: something went wrong is as good an answer as any, and help is next."""

import html
import re
import time

import pytest

from slackwater.journal.facts import FollowedUp, LookedBack, LookingBack, MorningAlso, Remembered, SinceHard
from slackwater.quantities import HalfLevel
from slackwater.session.history import PastSession
from slackwater.titration.log import Closed, Ending, Opened, RoundDone
from slackwater.titration.reading import write_entry

from .guest import Guest
from .house import House


def text(guest: Guest) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", guest.html)))


def kept(house: House, kind: type) -> list[object]:
    return [one for one in house.home.cabinet.journal.facts(None) if isinstance(one, kind)]


def lived(house: House, hours_ago: float, *, overwhelms: int = 0) -> None:
    """A session that ended so long ago."""
    at_h = time.time() / 3600 - hours_ago
    ending = Ending.OVERWHELMED if overwhelms else Ending.COMPLETED
    log = (Opened(at_h - 0.5), RoundDone(at_h - 0.2, HalfLevel(4), 45, ending), Closed(at_h))
    past = PastSession(
        int(at_h), HalfLevel(4), 45, overwhelms=overwhelms, rest_owed_h=48 if overwhelms else 0
    )
    facts = [Remembered(past, tuple(write_entry(one) for one in log))]
    house.home.cabinet.journal.append("session-0", facts)


def over(house: House, guest: Guest) -> None:
    """A session that the person ended, and the page after it."""
    guest.begin()
    line = guest.line()
    line.answer("arrival", "arrived", distress=4, far_away=0)
    line.say("end")
    line.answer("oriented", "oriented")
    line.until(lambda message: message["type"] == "ended")
    guest.get("/after")


def test_something_went_wrong_is_one_of_equal_answers_and_leads_to_what_helps(
    house: House, guest: Guest
) -> None:
    over(house, guest)
    assert re.findall(r'class="(\w+)" name="how" value="(\w+)"', guest.html) == [
        ("choice", "well"),
        ("choice", "mixed"),
        ("choice", "went_wrong"),
    ]
    assert "What may help now" not in guest.html
    guest.post("/after", form="f1", how="went_wrong")
    page = text(guest)
    assert "What may help now" in page
    for way in ("The ground.", "A person.", "A doctor, today,", "Rest.", "Stopping for good.", "Say no more"):
        assert way in page
    (said,) = kept(house, LookedBack)
    assert isinstance(said, LookedBack)
    assert said.how is LookingBack.WENT_WRONG
    assert "4 of 10" in page, "before and after stay in sight"
    guest.post("/after", form="f2", wrong="It pulled.")
    assert "It pulled." in guest.html
    guest.post("/after", form="f3", how="well")
    assert "What may help now" not in guest.html


def test_what_is_written_goes_along_with_any_answer(house: House, guest: Guest) -> None:
    over(house, guest)
    guest.post("/after", form="f1", how="went_wrong")
    guest.post("/after", form="f2", how="mixed", line="Rain on the roof.", wrong="It pulled.")
    (*_, said) = kept(house, LookedBack)
    assert isinstance(said, LookedBack)
    assert said.how is LookingBack.MIXED, "what was tapped counts"
    assert "Rain on the roof." in guest.html
    guest.post("/after", form="f3", how="went_wrong")
    assert "It pulled." in guest.html
    guest.post("/after", form="f4", done="yes", line="Rain, and then none.")
    assert guest.at == "/", "done leads to Today"
    guest.get("/after")
    assert "Rain, and then none." in guest.html


@pytest.mark.parametrize("how", ["", "bad", "WELL"])
def test_what_is_no_answer_is_not_kept(house: House, guest: Guest, how: str) -> None:
    over(house, guest)
    guest.post("/after", form="f1", how=how)
    assert guest.status == 200
    assert kept(house, LookedBack) == []


def test_the_morning_takes_three_taps(house: House, guest: Guest) -> None:
    lived(house, 20)
    guest.get("/")
    for name, question in (("since", "your body"), ("sleep", "slept"), ("mood", "mood")):
        assert question in text(guest)
        guest.post("/", session="session-0", **{name: "same"})
    assert "How are you arriving?" in guest.html
    assert 'name="mood"' not in guest.html
    assert len(kept(house, MorningAlso)) == 2


def test_a_hard_answer_a_week_later_leads_to_what_helps_and_owes_rest(house: House, guest: Guest) -> None:
    lived(house, 24 * 8, overwhelms=1)
    guest.get("/")
    assert "A session was hard for you about a week ago. How is it now?" in text(guest)
    guest.post("/", session="session-0", day="7", follow="worse")
    assert guest.at == "/what-helps"
    assert "Find the ground" in guest.html
    guest.get("/")
    assert "A session was hard" not in text(guest)
    assert "Rest comes first for now" in text(guest)
    (said,) = kept(house, FollowedUp)
    assert isinstance(said, FollowedUp)
    assert (said.day, said.now) == (7, SinceHard.WORSE)


@pytest.mark.parametrize("answer", ["passed", "easing", "skip"])
def test_any_other_answer_is_taken_and_today_goes_on(house: House, guest: Guest, answer: str) -> None:
    lived(house, 24 * 8, overwhelms=1)
    guest.get("/")
    guest.post("/", session="session-0", day="7", follow=answer)
    assert guest.at == "/"
    assert "A session was hard" not in text(guest)
    assert "Rest comes first for now" not in text(guest)


@pytest.mark.parametrize(
    "wrong", [{"day": "30"}, {"day": ""}, {"day": "x"}, {"session": "other"}, {"follow": "terrible"}]
)
def test_an_answer_to_what_is_not_asked_changes_nothing(
    house: House, guest: Guest, wrong: dict[str, str]
) -> None:
    lived(house, 24 * 8, overwhelms=1)
    guest.get("/")
    guest.post("/", **{"session": "session-0", "day": "7", "follow": "worse", **wrong})
    assert guest.at == "/"
    assert kept(house, FollowedUp) == []
    assert "How is it now?" in text(guest)
