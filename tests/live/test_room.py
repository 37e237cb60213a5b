"""A running session: stops first, disk later, nothing twice."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from slackwater.journal.facts import TimePassed
from slackwater.live.room import FROZEN_BEATS
from slackwater.session.decisions import Question, Reason
from slackwater.session.events import AgreedLate, CheckedInLate, TooMuch
from slackwater.session.phases import Phase

from .conftest import PAGE, SESSION, Stage

Staged = Callable[..., Stage]


async def test_a_stop_is_shown_before_it_is_written(stage: Staged) -> None:
    live = stage()
    live.practise()
    await live.kept()
    live.heard.order.clear()
    said = live.say("too_much")
    assert live.heard.order == ["scene grounding"]
    await live.kept()
    assert live.heard.order == ["scene grounding", f"ack {said}"]


async def test_an_answer_is_acknowledged_only_once_it_is_durable(stage: Staged) -> None:
    live = stage()
    said = live.say("arrived", distress=2, far_away=0)
    assert live.heard.acks == []
    await live.kept()
    assert (said, True, False) in live.heard.acks


async def test_a_full_disk_delays_no_stop_and_is_told_plainly(stage: Staged) -> None:
    live = stage()
    live.practise()
    await live.kept()
    live.disk.full = True
    said = live.say("too_much")
    assert live.phase is Phase.GROUNDING
    await _until(lambda: "not_kept_yet" in live.heard.notes)
    assert said not in [ack for ack, _, _ in live.heard.acks]
    live.disk.full = False
    await _until(lambda: said in [ack for ack, _, _ in live.heard.acks])
    assert live.heard.notes == ["not_kept_yet", "kept_again"]
    assert TooMuch() in live.journal.facts(SESSION)


async def test_a_repeated_id_is_acknowledged_again_and_moves_nothing(stage: Staged) -> None:
    live = stage()
    live.practise()
    said = live.say("softer")
    await live.kept()
    before = live.room.guide.state
    live.say("softer", said)
    await live.kept()
    assert live.room.guide.state == before
    assert live.heard.acks.count((said, True, False)) == 2


async def test_a_yes_to_an_older_question_is_late_and_moves_nothing(stage: Staged) -> None:
    live = stage()
    live.say("arrived", distress=2, far_away=0)
    older = live.number or 1
    live.wait(61)
    said = live.say("agree", question=older - 1 if live.number == older else older)
    assert live.phase is Phase.SETTLING
    await live.kept()
    assert (said, True, True) in live.heard.acks
    assert AgreedLate() in live.journal.facts(SESSION)


async def test_a_yes_that_waited_longer_than_a_lease_is_late(stage: Staged) -> None:
    live = stage()
    live.say("arrived", distress=2, far_away=0)
    live.wait(61)
    live.say("agree", question=live.number, ago_ms=8001)
    assert live.phase is Phase.SETTLING


def checking_in(live: Stage) -> None:
    """From arrival to the first check-in."""
    live.practise()
    while live.question is not Question.CHECK_IN:
        live.wait(1)
        if live.question in (Question.STILL_HERE, Question.STILL_HERE_LOUDER):
            live.say("still_here")


async def test_a_check_in_that_waited_longer_than_a_lease_leaves_the_question_open(stage: Staged) -> None:
    live = stage()
    checking_in(live)
    asked = live.number
    said = live.say("check_in", distress=2, far_away=0, ago_ms=8001)
    assert (live.question, live.number) == (Question.CHECK_IN, asked)
    assert live.heard.notes == ["said_before"]
    await live.kept()
    assert (said, True, False) in live.heard.acks
    assert CheckedInLate(2, 0) in live.journal.facts(SESSION)
    live.say("check_in", distress=2, far_away=0, ago_ms=8000)
    assert live.question is not Question.CHECK_IN


async def test_a_calm_check_in_from_a_while_ago_does_not_settle(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.say("too_much")
    live.say("grounded")
    for _ in range(4):
        live.wait(61)
        live.say("check_in", distress=0, far_away=0, ago_ms=30_000)
    assert live.room.guide.state.checks_owed == 2
    assert live.question is Question.SETTLED_CHECK


async def test_a_hard_check_in_from_a_while_ago_grounds(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.say("check_in", distress=8, far_away=0, ago_ms=600_000)
    assert live.phase is Phase.GROUNDING
    assert live.heard.notes == []


async def test_seconds_missed_in_a_stall_come_before_the_answer_that_waited(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.clock.move(30)
    live.say("still_here")
    assert live.phase is Phase.PAUSED
    assert live.room.story.stopped is Reason.LEASE_LOST


async def test_a_stop_comes_before_the_seconds_missed_in_a_stall(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.clock.move(30)
    live.say("too_much")
    assert live.phase is Phase.GROUNDING
    assert live.room.story.stopped is Reason.TOO_MUCH


async def test_without_beats_movement_stops_after_a_lease(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.wait(7, beating=False)
    assert live.phase is Phase.PRACTISING
    live.wait(2, beating=False)
    assert live.phase is Phase.PAUSED
    assert live.room.story.stopped is Reason.LEASE_LOST


async def test_a_clock_that_stands_still_pauses_and_says_so(stage: Staged) -> None:
    live = stage()
    live.practise()
    for _ in range(FROZEN_BEATS + 1):
        live.room.beat(PAGE)
    assert live.phase is Phase.PAUSED
    assert "clock_stopped" in live.heard.notes


async def test_a_clock_that_is_set_back_gives_no_second_twice(stage: Staged) -> None:
    live = stage()
    live.wait(10)
    live.clock.move(-5)
    live.room.catch_up()
    assert live.room.time.given == 10
    live.clock.move(6)
    live.room.catch_up()
    assert live.room.time.given == 11


async def test_a_beat_of_another_page_does_not_renew_the_lease(stage: Staged) -> None:
    live = stage()
    assert live.room.beat("another-page") is False


@pytest.mark.parametrize("what", ["pause", "too_much", "end"])
async def test_another_page_may_stop(stage: Staged, what: str) -> None:
    live = stage()
    assert live.room.may_say("another-page", what)


@pytest.mark.parametrize("what", ["agree", "still_here", "check_in", "softer", "arrived", "page_stopped"])
async def test_another_page_may_say_nothing_else(stage: Staged, what: str) -> None:
    live = stage()
    assert not live.room.may_say("another-page", what)


async def test_a_page_that_led_before_may_deliver_its_answers_but_no_yes(stage: Staged) -> None:
    live = stage()
    live.clock.move(9)
    assert live.room.lease.ask("another-page", live.clock.now_s())
    assert live.room.may_say(PAGE, "check_in")
    assert not live.room.may_say(PAGE, "agree")


async def test_a_packet_renews_no_lease(stage: Staged) -> None:
    live = stage()
    live.practise()
    for second in range(10):
        live.clock.move(1)
        live.room.packet(bytes.fromhex("104803fd"), float(second))
        live.room.catch_up()
    assert live.phase is Phase.PAUSED


async def test_a_scene_that_cannot_be_made_pauses_and_shows_stillness(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.heard.fails = True
    live.say("softer")
    assert live.phase is Phase.PAUSED
    assert live.heard.order[-2:] == ["still", "note program_trouble"]


async def test_an_engine_that_raises_ends_every_lease(stage: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    live = stage()
    live.practise()

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("slackwater.live.room.advance", fail)
    live.wait(1)
    assert live.heard.order[-2:] == ["still", "note program_trouble"]
    assert live.room.beat(PAGE) is False


async def test_a_monitor_that_disagrees_grounds(stage: Staged) -> None:
    live = stage()
    live.practise()
    memory = live.room.guide.memory
    live.room.guide = replace(live.room.guide, memory=replace(memory, cap=0))
    live.wait(1)
    assert live.phase is Phase.GROUNDING
    assert live.room.story.stopped is Reason.MONITOR


async def test_the_question_after_a_stop_asks_why(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.say("pause")
    assert live.question is Question.WHY_STOPPED


async def test_quiet_seconds_are_counted_and_not_listed(stage: Staged) -> None:
    live = stage()
    live.say("arrived", distress=2, far_away=0)
    await live.kept()
    live.wait(4)
    await live.kept()
    assert live.journal.facts(SESSION)[-1] == TimePassed(4, (1, 3))


async def test_a_session_that_ends_says_so_once(stage: Staged) -> None:
    live = stage()
    live.say("end")
    live.say("oriented")
    live.wait(3)
    assert live.phase is Phase.ENDED
    assert live.heard.ended == 1


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


async def test_a_word_that_came_after_its_time_ran_out_is_what_the_page_tells(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.wait(90)
    assert live.heard.views[-1].story.stopped is Reason.NO_ANSWER
    live.say("too_much")
    assert live.heard.views[-1].story.stopped is Reason.TOO_MUCH
