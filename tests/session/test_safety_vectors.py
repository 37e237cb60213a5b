"""The engine keeps the vectors that the page's safety module keeps."""

import json
from pathlib import Path
from typing import Any

import pytest

from slackwater.session import events as e
from slackwater.session.decisions import Question
from slackwater.session.phases import Phase
from slackwater.session.proof.story import (
    Story,
    checking_in,
    given,
    practising,
    resting,
    settled,
)

FOLDER = Path(__file__).parent.parent / "vectors" / "safety"

BEGINNINGS = {
    "opening": (),
    "settling": (*settled(), e.Heartbeat()),
    "practising": (*practising(), e.Heartbeat()),
    "resting": (*resting(), e.Heartbeat()),
    "checking_in": (*checking_in(), e.Heartbeat()),
    "paused": (*practising(), e.PauseAsked()),
    "grounding": (*practising(), e.TooMuch()),
}
PAGE_ONLY = {"answer_late", "lease_told", "cut", "welcome", "kept", "scene"}
YES = (Question.BEGIN, Question.GO_ON, Question.WHY_STOPPED)


VECTORS = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))}
SHARED = [name for name, vector in VECTORS.items() if "engine" in vector["sides"]]


def told(story: Story, one: dict[str, Any]) -> tuple[e.Event, ...]:
    seconds = one.get("s", 0)
    told_by: dict[str, tuple[e.Event, ...]] = {
        "pause": (e.PauseAsked(),),
        "too_much": (e.TooMuch(),),
        "end": (e.EndAsked(),),
        "agree": (e.Agreed() if story.state.question in YES else e.AgreedLate(),),
        "agree_late": (e.AgreedLate(),),
        "wait": (e.Tick(),) * seconds,
        "frozen": (e.Tick(),) * seconds,
        "suspended": (e.Tick(),) * seconds,
        "alive": tuple(
            event
            for second in range(seconds)
            for event in ((e.Tick(), e.Heartbeat()) if second % 2 else (e.Tick(),))
        ),
        "lease": (e.Heartbeat(),),
        "page_stopped": (e.LeaseLost(),),
        "restart": (e.Restarted(),),
    }
    return told_by[one["do"]]


@pytest.mark.parametrize("name", SHARED)
def test_the_engine_keeps_the_vector(name: str) -> None:
    vector = VECTORS[name]
    story = given(BEGINNINGS[vector["given"]])
    for at, one in enumerate(vector["steps"]):
        if one["do"] in PAGE_ONLY:
            continue
        story = story.when(told(story, one))
        where = f"step {at + 1}: {vector['fact']}"
        if "moving" in one:
            assert (story.state.phase is Phase.PRACTISING) == one["moving"], where
        if "grounding" in one:
            assert (story.state.phase is Phase.GROUNDING) == one["grounding"], where


def test_there_are_vectors_both_sides_keep() -> None:
    assert len(SHARED) >= 10
