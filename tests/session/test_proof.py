"""The shipped engine, explored whole; the page that says so is up to date."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from slackwater.session import events as e
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import Phase
from slackwater.session.proof.case import diagram
from slackwater.session.proof.configurations import HEART_WORLD, WORLDS
from slackwater.session.proof.explore import Engine, explore, speed
from slackwater.session.proof.invariants import INVARIANTS, Clause, Law
from slackwater.session.proof.mutants import Mutant, grow
from slackwater.session.proof.verify import run_verify
from slackwater.session.proof.weighing import weigh_all
from slackwater.session.proof.world import World

PAGE = Path(__file__).parents[2] / "docs" / "safety-case.md"


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    page = tmp_path_factory.mktemp("proof") / "docs" / "safety-case.md"
    lines: list[str] = []
    holds = run_verify(lines.append, page)
    return SimpleNamespace(holds=holds, told="\n".join(lines), page=page.read_text(encoding="utf-8"))


def test_every_invariant_holds_in_every_reachable_state(verified: SimpleNamespace) -> None:
    assert verified.holds, verified.told


def test_everything_that_must_be_reachable_is_reached(verified: SimpleNamespace) -> None:
    assert "27 of 27 things that must be reachable are reached." in verified.told


def test_each_world_is_told_with_its_states_and_why_it_loses_nothing(verified: SimpleNamespace) -> None:
    for world in WORLDS:
        assert f"{world.name}: {world.looks_at}" in verified.told
        assert world.loses_nothing in verified.told


def test_each_invariant_is_told(verified: SimpleNamespace) -> None:
    for one in INVARIANTS:
        assert f"holds  {one.holds.value}: {one.claim}" in verified.told


def test_the_safety_case_in_docs_is_up_to_date(verified: SimpleNamespace) -> None:
    assert PAGE.read_text(encoding="utf-8") == verified.page, "run `slackwater verify` and commit its page"


def test_every_clause_and_law_is_claimed_once() -> None:
    claimed = [one.holds for one in INVARIANTS]
    assert sorted(claimed, key=str) == sorted([*Clause, *Law], key=str)


def test_every_event_is_in_some_world() -> None:
    told = {type(event) for world in WORLDS for event in world.events}
    events = {kind for kind in vars(e).values() if isinstance(kind, type) and kind.__module__ == e.__name__}
    assert told == {kind for kind in events if not kind.__subclasses__()}


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_in_every_world_each_guard_can_fire_before_the_next(world: World) -> None:
    mine = world.limits.numbers
    assert 0 < mine.lease_s < mine.ask_after_s + mine.no_answer_s
    assert 0 < mine.louder_after_s < mine.no_answer_s
    assert mine.check_gap_s * mine.overwhelm_checks <= mine.ground_least_s < mine.ground_most_s
    assert mine.lease_s <= max(mine.movement_s, mine.breath_s)


def test_the_worlds_shrink_lengths_and_never_the_scales_people_answer_on() -> None:
    scales = ("distress", "rise", "far_away", "fog", "bpm", "percent", "fall", "ease", "checks")
    for world in WORLDS:
        shrunk = [name for name in world.shrunk if name.endswith(scales) or name.startswith(scales)]
        assert not shrunk, world.name


def test_the_picture_of_the_phases_is_drawn_from_the_table() -> None:
    drawn = diagram()
    assert "| settling | practising | Agreed |" in drawn
    assert "| grounding | settling | Agreed |" in drawn
    assert "| closing | ended | Tick, Oriented |" in drawn


def test_a_broken_engine_is_told_with_the_shortest_way_there() -> None:
    def moves_at_once(state: object, event: e.Event) -> object:
        return broken.step(state, event)

    broken = grow(
        Mutant("", Clause.STOPS, "transitions", "(GOING, e.PauseAsked,", "(FIRST, e.PauseAsked,", "heart")
    )
    found = explore(HEART_WORLD, Engine(broken.opening, moves_at_once, broken.table))
    assert found.broken is not None
    assert found.broken.invariant is Clause.STOPS
    assert type(found.broken.trace[-1]) is e.PauseAsked
    assert sum(type(event) is e.Tick for event in found.broken.trace) == 1


def test_every_answer_there_is_weighs_the_same_to_engine_and_monitor() -> None:
    assert weigh_all() == 6 * 13 * 7 * 3


def test_an_engine_that_settles_for_more_is_caught_by_weighing() -> None:
    lenient = Mutant(
        "", Clause.LATCH, "judging", "rise <= numbers.settled_rise", "rise <= numbers.settled_rise + 1", ""
    )
    assert not isinstance(weigh_all(grow(lenient)), int)


def test_speed_is_told_beside_an_empty_loop() -> None:
    explored, empty = speed()
    assert 0 < explored < empty


def test_the_real_numbers_keep_the_order_the_worlds_keep() -> None:
    assert NUMBERS.lease_s < NUMBERS.ask_after_s < NUMBERS.ask_after_s + NUMBERS.no_answer_s
    assert NUMBERS.check_gap_s * NUMBERS.overwhelm_checks < NUMBERS.ground_least_s < NUMBERS.ground_most_s
    assert Phase.PRACTISING in Phase
