"""Why this much on the live page, and a dose that cannot be worked out in the middle of a session."""

import time

import pytest

from slackwater.guiding.dosing import Titrated
from slackwater.guiding.round import Guide
from slackwater.titration.trust import Stage
from slackwater.web.words import word

from .guest import Guest, Json, Line
from .house import House
from .test_today import STAGES, remember


def offered(line: Line) -> Json:
    """The scene in which the first round waits for a yes."""
    line.answer("arrival", "arrived", distress=1, far_away=0)
    line.asked("begin")
    scene = line.latest("scene")
    assert scene is not None
    return scene


@pytest.mark.parametrize("stage", [Stage.OBSERVE, Stage.SUGGEST])
def test_while_it_may_not_act_the_live_page_says_that_the_plan_is_fixed(
    house: House, guest: Guest, stage: Stage
) -> None:
    remember(house, STAGES[stage])
    guest.begin()
    assert word("why", "lowest") in offered(guest.line())["why"]


@pytest.mark.parametrize("stage", [Stage.LOWER, Stage.RAISE])
def test_once_it_acts_the_live_page_gives_the_sentence_of_the_decision(
    house: House, guest: Guest, stage: Stage
) -> None:
    remember(house, STAGES[stage])
    guest.begin(practice="pelvic-tilts")
    why = offered(guest.line())["why"]
    assert word("why", "lowest") not in why
    assert any(
        why.endswith(word("why_this_much", name)) for name in ("stage", "engine", "tolerance", "first")
    )


def test_of_a_round_at_another_level_than_decided_nothing_is_said(house: House, guest: Guest) -> None:
    """The usual plan begins with the breath at its own place, below the level of the decision."""
    remember(house, STAGES[Stage.RAISE])
    guest.begin()
    scene = offered(guest.line())
    room = house.home.running
    assert room is not None
    view = room.view()
    assert view.decision is not None
    assert view.guide.state.offer is not None
    assert view.guide.state.offer.level < view.decision.half_level
    assert scene["why"] is None


def test_a_dose_that_cannot_be_worked_out_is_told_and_stops_nothing(
    house: House, guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H-23: whatever breaks in titration, the plan is offered as it stands, and every stop works."""

    def breaks(*_: Guide) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Titrated, "decide", breaks)
    remember(house, STAGES[Stage.RAISE])
    guest.begin()
    line = guest.line()
    scene = offered(line)
    note = line.latest("note")
    assert note is not None
    assert note["why"] == "dose_unknown"
    assert word("why", "lowest") in scene["why"]
    line.answer("begin", "agree")
    line.scene(lambda one: one["moving"])
    began = time.monotonic()
    line.say("too_much")
    assert line.scene(lambda one: not one["moving"])["phase"] == "grounding"
    assert time.monotonic() - began < 5
