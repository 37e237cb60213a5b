"""The monitor: independent of the engine, and not to be lied to."""

import ast
from pathlib import Path

import pytest

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session import monitor
from slackwater.session.limits import Limits
from slackwater.session.monitor import Clause, Memory, Violation, fresh, watch
from slackwater.session.phases import Kind, Phase, Seen, Side
from slackwater.session.proof.story import (
    Story,
    a_round,
    alive,
    checking_in,
    given,
    grounded,
    practising,
    settled,
)

ROOM = Path(monitor.__file__).parent
SHARED = {"changing", "decisions", "events", "limits", "pausing", "phases"}
"""Words and numbers: what monitor and engine both speak."""


@pytest.mark.parametrize("name", ["monitor", "witness", "counting", "ears"])
def test_the_monitor_imports_nothing_of_the_engine(name: str) -> None:
    tree = ast.parse((ROOM / f"{name}.py").read_text(encoding="utf-8"))
    imported = {
        alias.name if node.module == "slackwater.session" else (node.module or "").rpartition(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("slackwater.session")
        for alias in node.names
    }
    assert imported <= SHARED | {"witness", "counting", "ears"}


MOVING = Seen(Phase.PRACTISING, HalfLevel(4), Kind.MOVEMENT, Side.NONE, 0)


def lied(story: Story, event: e.Event, after: Seen) -> Clause | None:
    """The clause a made-up outcome breaks."""
    seen = watch(story.memory, story.state.seen, event, after)
    return seen.clause if isinstance(seen, Violation) else None


def test_a_stop_that_does_not_stop_is_seen() -> None:
    assert lied(given(practising()), e.PauseAsked(), MOVING) is Clause.STOPS
    assert lied(given(practising()), e.TooMuch(), Seen(Phase.PAUSED)) is Clause.STOPS


def test_movement_without_a_yes_is_seen() -> None:
    assert lied(given(settled(), a_round()), e.Tick(), MOVING) is Clause.ROUTE


def test_movement_without_a_lease_is_seen() -> None:
    story = given(practising(), e.Heartbeat(), (e.Tick(),) * 7)
    assert lied(story, e.Tick(), MOVING) is Clause.LEASE


def test_a_dose_that_rises_while_moving_is_seen() -> None:
    higher = Seen(Phase.PRACTISING, HalfLevel(5), Kind.MOVEMENT, Side.NONE, 0)
    assert lied(given(practising()), e.Tick(), higher) is Clause.LOWER


def test_another_practice_in_the_middle_of_a_round_is_seen() -> None:
    other = Seen(Phase.PRACTISING, HalfLevel(4), Kind.MOVEMENT, Side.NONE, 1)
    assert lied(given(practising()), e.Tick(), other) is Clause.SAME


def test_movement_at_no_dose_is_seen() -> None:
    assert lied(given(practising()), e.SofterAsked(), Seen(Phase.PRACTISING)) is Clause.STOPS


def test_going_on_out_of_grounding_by_time_alone_is_seen() -> None:
    assert lied(given(practising(), e.TooMuch(), alive(300)), e.Tick(), Seen(Phase.SETTLING)) is Clause.LATCH


def test_a_session_that_comes_back_from_the_end_is_seen() -> None:
    ended = given(practising(), e.EndAsked(), e.Oriented())
    assert lied(ended, e.Agreed(), Seen(Phase.SETTLING)) is Clause.FINAL


def test_a_late_yes_that_moves_is_seen() -> None:
    assert lied(given(settled(), a_round()), e.AgreedLate(), MOVING) is Clause.LATE


def test_the_other_side_without_a_yes_of_its_own_is_seen() -> None:
    left, right = (a_round(4, kind=Kind.STRETCH, side=side) for side in (Side.LEFT, Side.RIGHT))
    moves = Seen(Phase.PRACTISING, HalfLevel(4), Kind.STRETCH, Side.RIGHT, 0)
    assert lied(given(checking_in(left), e.CheckedIn(2, 0)), right, moves) is Clause.YES


def test_a_check_in_that_comes_late_and_leads_on_is_seen() -> None:
    paused, settling = given(practising(), e.PauseAsked()), Seen(Phase.SETTLING)
    assert lied(paused, e.CheckedInLate(2, 0), settling) is Clause.LATE


def test_a_check_in_that_comes_late_and_is_taken_as_settled_is_seen() -> None:
    told = [e.CheckedInLate(2, 0) if isinstance(one, e.CheckedIn) else one for one in grounded()]
    assert lied(given(practising(), e.TooMuch(), told), e.Agreed(), Seen(Phase.SETTLING)) is Clause.LATCH


def test_the_monitor_starts_from_the_limits_alone() -> None:
    memory = fresh(Limits(rest_only=True, barred=5))
    assert isinstance(memory, Memory)
    assert (memory.cap, memory.barred) == (0, 5)
