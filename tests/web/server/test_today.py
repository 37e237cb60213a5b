"""Today: why this much, how it was found, what was earned, and how the body has been since."""

import asyncio
import html
import json
import re
import time
from collections.abc import Callable

import pytest

from slackwater.journal.facts import MorningAnswered, Remembered, RestChosen
from slackwater.live.clock import WallClock
from slackwater.live.learning import Learner
from slackwater.live.standing import Standing
from slackwater.quantities import HalfLevel
from slackwater.session.history import PastSession
from slackwater.titration.knowledge import Knowledge, know_nothing, learn_all
from slackwater.titration.log import Closed, Ending, Entry, Felt, Morning, Opened, RoundDone, Settled
from slackwater.titration.reading import write_entry
from slackwater.titration.trust import Stage
from slackwater.web.deciding import decide_case
from slackwater.web.words import word

from .guest import Guest
from .house import House

DAYS_APART = 3
STAGES = {Stage.OBSERVE: 2, Stage.SUGGEST: 5, Stage.LOWER: 10, Stage.RAISE: 14}
"""Sessions after which each stage stands."""


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    return open_house()


class TwoHoursOn(WallClock):
    """On another visit."""

    def unix_s(self) -> int:
        return super().unix_s() + 7200


def remember(house: House, sessions: int, *, last_h_ago: float = 80.0, distress: int = 1) -> None:
    """So many quiet sessions, kept as if they had been lived."""
    now_h = time.time() / 3600
    for at in range(sessions):
        opened_h = now_h - last_h_ago - (sessions - 1 - at) * DAYS_APART * 24
        log: tuple[Entry, ...] = (
            Opened(opened_h),
            Settled(opened_h + 0.1, distress),
            *(
                RoundDone(opened_h + 0.1 * (2 + round_), HalfLevel(2 + round_), 45, distress=distress)
                for round_ in range(3)
            ),
            Closed(opened_h + 0.5),
        )
        keep(house, f"session-{at}", log, PastSession(int(opened_h) + 1, HalfLevel(4), 165))


def keep(house: House, name: str, log: tuple[Entry, ...], past: PastSession) -> None:
    facts = [Remembered(past, tuple(write_entry(one) for one in log))]
    house.home.cabinet.journal.append(name, facts)


def arrive(guest: Guest) -> str:
    """Today with a suggestion, as its text."""
    guest.get("/")
    guest.post("/", arriving="steady")
    guest.post("/", new="today.none")
    return text(guest)


def text(guest: Guest) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", guest.html)))


def stand(house: House) -> Standing:
    return asyncio.run(house.home.standing())


def told_by_decide(house: House) -> str:
    """The sentence that ``slackwater decide`` gives for the same log, now."""
    said = {"format": 1, "now_h": time.time() / 3600, "log": [write_entry(one) for one in stand(house).log]}
    (answer,) = decide_case(json.dumps(said), as_json=True)
    return str(json.loads(answer)["sentence"])


@pytest.mark.parametrize("stage", Stage)
def test_today_says_what_slackwater_decide_says_in_every_stage(
    house: House, guest: Guest, stage: Stage
) -> None:
    remember(house, STAGES[stage])
    page = arrive(guest)
    assert stand(house).trust is not None
    assert f"Part {list(Stage).index(stage) + 1} of 4: {word('stage', stage.value)}." in page
    assert told_by_decide(house) in page


@pytest.mark.parametrize("stage", [Stage.OBSERVE, Stage.SUGGEST])
def test_while_it_may_not_act_today_says_that_the_plan_is_fixed(
    house: House, guest: Guest, stage: Stage
) -> None:
    remember(house, STAGES[stage])
    page = arrive(guest)
    assert "Why this much Until there is guidance on how much is right for you, it always stays" in page


@pytest.mark.parametrize("stage", [Stage.LOWER, Stage.RAISE])
def test_once_it_acts_the_sentence_stands_alone(house: House, guest: Guest, stage: Stage) -> None:
    remember(house, STAGES[stage])
    page = arrive(guest)
    assert f"Why this much {told_by_decide(house)}" in page
    assert "always stays at the lowest level" not in page


def test_in_the_second_part_an_idea_is_named_as_one(house: House, guest: Guest) -> None:
    remember(house, STAGES[Stage.SUGGEST])
    assert "An idea for today, and no more than that: level" in arrive(guest)


def test_the_first_part_only_says_what_it_would_say_where_one_looks_for_it(
    house: House, guest: Guest
) -> None:
    page = arrive(guest)
    assert f"What it would say so far: {told_by_decide(house)}" in page
    assert "An idea for today" not in page


def test_the_chance_the_limits_and_who_set_them_are_told(house: House, guest: Guest) -> None:
    remember(house, STAGES[Stage.LOWER])
    page, decision = arrive(guest), stand(house).decision
    assert decision is not None
    assert f"about {round(decision.too_much * 100)} in 100, as far as we can tell" in page
    assert f"Accepted: about {round(decision.alpha * 100)} in 100." in page
    for one in decision.chain.binding:
        assert f"{word('limit', one.limit.value)}. That comes from {word('who', one.who.value)}." in page


def test_what_is_still_needed_for_the_next_part_is_counted(house: House, guest: Guest) -> None:
    remember(house, STAGES[Stage.SUGGEST])
    page, trust = arrive(guest), stand(house).trust
    assert trust is not None
    assert f"In this part so far: {trust.sessions} of 5 sessions and" in page
    assert "of 14 days. After that: it may make a session smaller, never bigger." in page


def test_no_page_needs_a_script_for_it(house: House, guest: Guest) -> None:
    remember(house, STAGES[Stage.RAISE])
    arrive(guest)
    assert "<summary>How this much was found</summary>" in guest.html


def fragile(_: Learner, log: tuple[Entry, ...]) -> Knowledge:
    """Somebody for whom every step may be too much, past watching and suggesting."""
    needs = ("observe_sessions", "observe_days", "suggest_sessions", "suggest_days")
    constants = know_nothing().constants.changed(prior_mean=-2.0, prior_sd=0.5, **dict.fromkeys(needs, 0.0))
    return learn_all(log, know_nothing(constants))


def test_where_the_dose_is_rest_today_says_so_kindly_and_offers_rest(
    house: House, guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Learner, "know", fragile)
    remember(house, 1)
    page = arrive(guest)
    assert "Today is for rest and the ground. That counts as practice." in page
    assert f"Why this much {word('why_rest', 'tolerance')}" in page
    assert word("why_rest", "practitioner") not in page
    guest.post("/session", choice="")
    room = house.home.running
    assert room is not None
    assert room.guide.plan.items == ()
    assert room.guide.diary.entries[0] == Opened(room.guide.diary.opened_h, HalfLevel(0))


def test_after_rest_alone_several_times_a_practitioner_is_worth_a_word(
    house: House, guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Learner, "know", fragile)
    remember(house, 1, last_h_ago=300)
    for at in range(2):
        opened_h = time.time() / 3600 - 200 + 80 * at
        log = (Opened(opened_h, HalfLevel(0)), Settled(opened_h + 0.1, 1), Closed(opened_h + 0.2))
        keep(house, f"rest-{at}", log, PastSession(int(opened_h) + 1, HalfLevel(0), 0))
    assert word("why_rest", "practitioner") in arrive(guest)


def test_where_the_engine_leaves_only_rest_today_offers_a_session_of_rest(house: House, guest: Guest) -> None:
    owing = PastSession(int(time.time() / 3600) - 60, HalfLevel(2), 45, overwhelms=1, rest_owed_h=48)
    now_h = time.time() / 3600 - 60
    log = (Opened(now_h), RoundDone(now_h, HalfLevel(4), 20, Ending.OVERWHELMED), Closed(now_h))
    keep(house, "too-much", log, owing)
    page = arrive(guest)
    assert "Today is for rest and the ground. That counts as practice." in page
    assert ">Begin<" in guest.html
    guest.post("/session", choice="")
    assert guest.at == "/session"
    room = house.home.running
    assert room is not None
    assert room.guide.state.limits.rest_only
    assert room.guide.plan.items == ()
    line = guest.line()
    line.answer("arrival", "arrived", distress=1, far_away=0)
    assert line.latest("scene")


def test_while_hours_of_rest_are_owed_today_says_so_and_nothing_begins(house: House, guest: Guest) -> None:
    now_h = time.time() / 3600 - 20
    owing = PastSession(int(now_h), HalfLevel(2), 45, overwhelms=1, rest_owed_h=48)
    log = (Opened(now_h), RoundDone(now_h, HalfLevel(4), 20, Ending.OVERWHELMED), Closed(now_h))
    keep(house, "too-much", log, owing)
    assert "Rest comes first for now, about" in arrive(guest)
    assert ">Begin<" not in guest.html
    guest.post("/session", choice="")
    assert guest.status == 409


def test_a_milder_answer_that_comes_too_late_is_told_so(house: House, guest: Guest) -> None:
    remember(house, 2, last_h_ago=80)
    guest.get("/")
    assert word("today", "came_late") not in text(guest)
    guest.post("/", since="heavier", session="session-1")
    assert word("today", "came_late") in text(guest)
    guest.post("/", arriving="steady")
    assert word("today", "came_late") not in text(guest)


def test_too_much_later_is_heard_though_today_asks_no_more(house: House, guest: Guest) -> None:
    remember(house, 2, last_h_ago=80)
    guest.get("/")
    guest.post("/", since="too_much", session="session-1")
    assert "Rest comes first for now" in text(guest)


def test_nobody_under_18_is_offered_a_session_of_rest(house: House, visit: Callable[..., Guest]) -> None:
    young = visit(house)
    young.get("/welcome")
    young.post("/welcome", keeping="nothing")
    young.get("/screening")
    young.post("/screening", adult="no")
    now_h = int(time.time() / 3600) - 60
    keep(
        house, "too-much", (Opened(now_h), Closed(now_h)), PastSession(now_h, HalfLevel(0), 0, rest_owed_h=48)
    )
    arrive(young)
    assert ">Begin<" not in young.html
    young.post("/session", choice="")
    assert young.status == 409


def test_a_dose_that_cannot_be_worked_out_leaves_today_as_it_was(
    house: House, guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> Knowledge:
        raise ZeroDivisionError

    monkeypatch.setattr(Learner, "know", breaks)
    page = arrive(guest)
    assert "it always stays at the lowest level" in page
    assert "How this much was found" not in page
    assert ">Begin<" in guest.html
    assert word("today", "dose_unknown") in page


# How the body has been since


def test_hours_later_today_asks_how_it_has_been_and_keeps_the_answer(house: House, guest: Guest) -> None:
    remember(house, 2, last_h_ago=20)
    guest.get("/")
    assert "How has your body been since?" in text(guest)
    guest.post("/", since="heavier", session="session-1")
    assert "How has your body been since?" not in text(guest)
    (kept,) = [one for one in house.home.cabinet.journal.facts(None) if isinstance(one, MorningAnswered)]
    assert (kept.session, kept.felt, kept.too_much_later) == ("session-1", Felt.HEAVIER, False)
    assert isinstance(stand(house).log[-1], Morning)


def test_too_much_later_is_answered_with_rest(house: House, guest: Guest) -> None:
    remember(house, 2, last_h_ago=20)
    guest.get("/")
    guest.post("/", since="too_much", session="session-1")
    assert "Rest comes first for now" in text(guest)
    assert stand(house).rest_hours > 0
    (kept,) = [one for one in house.home.cabinet.journal.facts(None) if isinstance(one, MorningAnswered)]
    assert (kept.felt, kept.too_much_later) == (None, True)


def test_it_can_be_waved_off(house: House, guest: Guest) -> None:
    remember(house, 2, last_h_ago=20)
    guest.get("/")
    guest.post("/", since="skip", session="session-1")
    assert "How has your body been since?" not in text(guest)
    assert not any(isinstance(one, Morning) for one in stand(house).log)


@pytest.mark.parametrize("given", ["", "much", "Heavier"])
def test_what_is_no_answer_changes_nothing(house: House, guest: Guest, given: str) -> None:
    remember(house, 2, last_h_ago=20)
    guest.get("/")
    guest.post("/", since=given, session="session-1")
    assert "How has your body been since?" in text(guest)


@pytest.mark.parametrize("hours", [2.0, 80.0])
def test_it_is_not_asked_too_early_or_too_late(house: House, guest: Guest, hours: float) -> None:
    remember(house, 2, last_h_ago=hours)
    guest.get("/")
    assert "How has your body been since?" not in text(guest)


def test_a_date_that_has_not_come_is_told_once_in_kind_words(guest: Guest, house: House) -> None:
    journal = house.home.cabinet.journal
    journal.append(None, [RestChosen(house.home.clock.unix_s() + 10 * 365 * 86400)])
    assert word("today", "clock_ahead") in guest.get("/")
    assert word("today", "clock_ahead") in guest.get("/")
    house.home.clock = TwoHoursOn()
    assert word("today", "clock_ahead") not in guest.get("/")
