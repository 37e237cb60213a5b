"""What is known of the person comes from everything kept, and drives real sessions."""

import json
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from slackwater.guiding.dosing import Titrated
from slackwater.guiding.ladder import ladder_of
from slackwater.guiding.round import Guide
from slackwater.journal.facts import Remembered
from slackwater.journal.replay import replay
from slackwater.live import learning
from slackwater.live.clock import HandClock
from slackwater.live.home import Home
from slackwater.live.keeping import JOURNAL_FILE
from slackwater.live.learning import Learner
from slackwater.live.reopening import begin, in_time, reopen
from slackwater.practices import library
from slackwater.practices.menu import Asked, at_level
from slackwater.practices.plan import Choice
from slackwater.practices.rounds import PlannedRound
from slackwater.quantities import HalfLevel
from slackwater.session.decisions import Question
from slackwater.session.phases import Phase
from slackwater.titration.deciding import Cap, Decision, Setter, decide
from slackwater.titration.knowledge import Knowledge, know_nothing, learn_all
from slackwater.titration.limiting import Who
from slackwater.titration.log import Closed, Ending, Entry, Opened, RoundDone
from slackwater.titration.reading import write_entry
from slackwater.titration.replaying import choose_from_log, find_peeks
from slackwater.titration.trust import Stage
from slackwater.web.deciding import decide_case
from slackwater.web.why_this_much import why_this_much

from .conftest import SESSION, Heard
from .conftest import Stage as Live
from .person import DAY_S, Person
from .test_older_rules import KEPT, KEY

Staged = Callable[..., Live]
LADDER = ladder_of(library())


@pytest.fixture
async def person() -> AsyncIterator[Person]:
    somebody = Person()
    await somebody.screen()
    yield somebody
    await somebody.close()


def rounds(log: tuple[Entry, ...]) -> list[RoundDone]:
    return [one for one in log if isinstance(one, RoundDone)]


async def test_every_kept_session_is_in_the_log_with_its_rounds_and_answers(person: Person) -> None:
    await person.live(distress=2)
    person.clock.move(DAY_S)
    await person.live(distress=3)
    log = (await person.standing()).log
    assert [type(one) for one in log].count(Opened) == 2
    assert [one.distress for one in rounds(log)] == [2, 2, 2, 3, 3, 3]
    assert {one.practice for one in rounds(log)} == {"diaphragmatic-breathing", "felt-sense", "pelvic-tilts"}
    assert all(one.usual_s for one in rounds(log))
    assert list(log) == sorted(log, key=lambda one: one.at_h)


async def test_the_log_read_back_is_the_log_as_it_was_lived(person: Person) -> None:
    room = await person.live()
    first = (await person.standing()).log
    assert [replace(one, usual_s=None) if isinstance(one, RoundDone) else one for one in first] == list(
        room.guide.diary.entries
    )
    assert (await person.standing()).log == first
    facts = person.home.cabinet.journal.facts(person.sessions()[0])
    assert isinstance(facts[-1], Remembered)


async def test_what_today_says_is_what_slackwater_decide_says_of_the_same_log(person: Person) -> None:
    for distress in (1, 4, 2, 1, 3, 1, 2, 1, 2, 1):
        await person.live(distress)
        person.clock.move(2.7 * DAY_S)
        stand = await person.standing()
        assert stand.decision is not None
        said = {
            "format": 1,
            "now_h": person.clock.unix_s() / 3600,
            "log": [write_entry(one) for one in stand.log],
        }
        (told,) = decide_case(json.dumps(said), as_json=True)
        answer = json.loads(told)
        assert answer["sentence"] == why_this_much(stand.decision)
        assert answer["half_level"] == stand.decision.half_level
        assert answer["stage"] == stand.decision.stage.value


async def test_autonomy_is_earned_stage_by_stage_and_an_overwhelm_leads_back(person: Person) -> None:
    stages = []
    for _ in range(13):
        await person.live()
        person.clock.move(3 * DAY_S)
        decision = (await person.standing()).decision
        assert decision is not None
        stages.append(decision.stage)
    assert stages == [Stage.OBSERVE] * 2 + [Stage.SUGGEST] * 5 + [Stage.LOWER] * 5 + [Stage.RAISE]
    await person.live(too_much_in=1)
    person.clock.move(3 * DAY_S)
    decision = (await person.standing()).decision
    assert decision is not None
    assert (decision.stage, decision.alpha) == (Stage.LOWER, 0.05)


async def test_a_raise_that_is_earned_reaches_a_real_round_and_waits_for_a_yes(person: Person) -> None:
    await person.weeks(13)
    await person.begin(Choice(practice="pelvic-tilts"))
    while person.question is not Question.BEGIN:
        person.answer()
    first = person.room.guide.state.offer
    assert first is not None
    assert first.level == 4
    person.answer()
    while person.question is not Question.BEGIN:
        person.answer()
    second = person.room.guide.state.offer
    assert second is not None
    assert second.level == 5
    person.wait(20)
    assert person.room.guide.state.phase is Phase.CHECKING_IN


async def test_a_session_that_titration_shaped_is_read_back_and_replays(person: Person) -> None:
    await person.weeks(13)
    room = await person.live(choice=Choice(practice="pelvic-tilts"))
    batches = person.home.cabinet.journal.read(room.session)
    kept = reopen(batches)
    assert kept.guide == room.guide
    assert [one.variant for one in kept.guide.plan.items[:2]] != ["micro", "micro"]
    facts = in_time(batches)
    assert replay(facts, begin(facts).decide).parted is None


async def test_a_round_that_was_left_out_stays_left_out_when_read_back(stage: Staged) -> None:
    def leaves_the_second_out(guide: Guide) -> PlannedRound | None:
        like = guide.plan.items[guide.upcoming]
        if guide.upcoming == 1:
            return None
        return at_level(guide.plan.menu, library(), Asked(like, HalfLevel(3))) or like

    live = stage(dosing=leaves_the_second_out)
    live.practise()
    while live.question is not Question.BEGIN:
        if live.question is Question.CHECK_IN:
            live.say("check_in", distress=1, far_away=0)
        elif live.question in (Question.STILL_HERE, Question.STILL_HERE_LOUDER):
            live.say("still_here")
        else:
            live.wait(1)
    await live.kept()
    kept = reopen(live.journal.read(SESSION))
    assert kept.guide.item == 2
    assert kept.guide == live.room.guide


async def test_taken_up_again_in_the_middle_it_comes_to_the_same_dose(person: Person) -> None:
    await person.weeks(9)
    await person.begin()
    while person.question is not Question.CHECK_IN:
        person.answer()
    await person.kept()
    before = person.room
    person.home.room = None
    await person.home.reopen()
    assert person.room is not before
    again, first = person.room._dosing, before._dosing
    assert isinstance(again, Titrated)
    assert isinstance(first, Titrated)
    assert again.decide(before.guide) == first.decide(before.guide)


async def test_titration_that_breaks_stops_nothing_and_the_plan_is_offered_as_it_stands(
    stage: Staged,
) -> None:
    def breaks(_: Guide) -> PlannedRound | None:
        raise ZeroDivisionError

    live = stage(dosing=breaks)
    live.practise()
    assert live.room.guide.planned == live.plan.items[0]
    assert "dose_unknown" in live.heard.notes
    assert "program_trouble" not in live.heard.notes
    live.say("too_much")
    assert live.phase is Phase.GROUNDING


async def test_knowledge_that_cannot_be_worked_out_leaves_the_plan_as_it_stands(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> Knowledge:
        raise ZeroDivisionError

    monkeypatch.setattr(Learner, "know", breaks)
    stand = await person.standing()
    assert stand.decision is None
    assert not stand.limits.rest_only
    room = await person.live()
    assert [one.practice for one in room.guide.plan.items][-1] == "pelvic-tilts"
    assert rounds(room.guide.diary.entries)


async def test_only_what_came_since_is_learned(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[int] = []
    learn = learning.learn_all

    def counting(entries: tuple[Entry, ...], known: Knowledge) -> Knowledge:
        learned.append(len(entries))
        return learn(entries, known)

    monkeypatch.setattr(learning, "learn_all", counting)
    await person.weeks(3)
    learned.clear()
    await person.standing()
    await person.standing()
    assert learned[-1] == 0
    await person.live()
    learned.clear()
    stand = await person.standing()
    assert learned == [6]
    assert stand.known is not None
    fresh = learn_all(stand.log, know_nothing())
    now_h = person.clock.unix_s() / 3600
    assert decide(stand.known, now_h, LADDER).too_much == decide(fresh, now_h, LADDER).too_much


async def test_a_log_that_changed_in_the_middle_is_learned_anew() -> None:
    learner = Learner()
    first = (Opened(1.0), RoundDone(1.1, HalfLevel(4), 45, distress=1), Closed(1.2))
    other = (Opened(1.0), RoundDone(1.1, HalfLevel(4), 45, Ending.OVERWHELMED), Closed(1.2))
    assert learner.know(first).record.wary is None
    assert learner.know((*other, Opened(60.0), Closed(60.1))).record.wary is not None


async def test_nothing_learned_stays_in_memory_after_locking(person: Person) -> None:
    await person.weeks(1)
    await person.standing()
    assert person.home._knowing is not None
    await person.home.lock()
    assert person.home._knowing is None


async def test_a_rest_only_session_counts_and_three_in_a_row_bring_the_practitioner_word(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(*_: object) -> Knowledge:
        return know_nothing(FRAGILE)

    monkeypatch.setattr(learning, "know_nothing", fragile)
    person.home._knowing = None
    for kept in range(3):
        stand = await person.standing()
        assert stand.decision is not None
        assert stand.decision.rest_only
        assert stand.limits.rest_only is stand.decision.applies
        assert stand.decision.practitioner_word is (kept == 2)
        room = await person.live()
        assert rounds(room.guide.diary.entries) == []
        assert room.guide.diary.entries[0] == Opened(room.guide.diary.opened_h, HalfLevel(0))
        person.clock.move(2 * DAY_S)
    known = (await person.standing()).known
    assert known is not None
    assert known.record.rests == 3


FRAGILE = know_nothing().constants.changed(
    prior_mean=-2.0,
    prior_sd=0.5,
    **dict.fromkeys(("observe_sessions", "observe_days", "suggest_sessions", "suggest_days"), 0.0),
)
"""Somebody for whom every step may be too much, past watching and suggesting."""


async def test_after_an_overwhelm_and_its_hours_a_resting_session_leads_on(person: Person) -> None:
    await person.live(too_much_in=1)
    person.clock.move(3 * DAY_S)
    assert (await person.standing()).limits.rest_only
    room = await person.live()
    assert rounds(room.guide.diary.entries) == []
    person.clock.move(2 * DAY_S)
    assert not (await person.standing()).limits.rest_only


@pytest.mark.parametrize("name", ["rules-1-ended", "rules-1-open", "rules-2-ended", "rules-2-open"])
async def test_a_journal_of_older_rules_or_programs_teaches_without_error(name: str, tmp_path: Path) -> None:
    shutil.copy(KEPT / f"{name}.sqlite", tmp_path / JOURNAL_FILE)
    home = Home(tmp_path, clock=HandClock(unix_s=1_795_400_000 + 3 * DAY_S))
    home.listener = Heard()
    home.cabinet.start()
    await home.cabinet.unlock("a browser", KEY)
    stand = await home.standing()
    assert stand.decision is not None
    assert rounds(stand.log)
    assert [one.ending for one in rounds(stand.log)].count(Ending.OVERWHELMED) == ("open" in name)
    assert isinstance(stand.log[-1], Closed)
    await home.unlock("a browser", KEY)
    assert (await home.standing()).decision is not None
    await home.close()


async def test_a_log_of_real_sessions_looks_ahead_nowhere(person: Person) -> None:
    for at, distress in enumerate((1, 5, 2, 3, 1)):
        await person.live(distress, too_much_in=2 if at == 3 else 0)
        person.clock.move(3 * DAY_S)
    log = (await person.standing()).log

    def choose(known: tuple[Entry, ...], at: int) -> object:
        decision = choose_from_log(known, at, LADDER)
        return decision.half_level, decision.reason, round(decision.too_much, 12), decision.alpha

    def peeks(known: tuple[Entry, ...], at: int) -> object:
        return choose(known, min(at + 1, len(known)))

    assert len(log) > 20
    assert find_peeks(choose, log) == ()  # type: ignore[arg-type]
    assert find_peeks(peeks, log)  # type: ignore[arg-type]


async def test_what_was_decided_live_is_what_each_prefix_of_the_log_decides(person: Person) -> None:
    """Every choice of a session is found again from the log as far as it went then."""
    await person.weeks(3)
    before = (await person.standing()).log
    seen: list[tuple[int, float, Decision]] = []
    room = await person.begin()
    dosing = room._dosing
    assert isinstance(dosing, Titrated)

    def watching(guide: Guide) -> PlannedRound | None:
        item, decision = dosing(guide), dosing.decision
        assert decision is not None
        seen.append((len(guide.diary.entries), guide.diary.now_h, decision))
        return item

    room._dosing = watching
    while not room.over:
        person.answer(2)
    await person.kept()
    log = (await person.standing()).log
    assert log[: len(before)] == before
    assert len(seen) == 3
    for told, now_h, lived in seen:
        prefix = learn_all(log[: len(before) + told], know_nothing())
        caps = [Cap(one.most, Setter.ENGINE) for one in lived.chain.met if one.who is Who.ENGINE]
        assert decide(prefix, now_h, LADDER, caps) == lived
