"""Why this much: one sentence for every limit, the same wherever it stands."""

from dataclasses import replace

import pytest

from slackwater.quantities import HalfLevel
from slackwater.titration.deciding import decide
from slackwater.titration.knowledge import Knowledge, know_nothing, learn_all
from slackwater.titration.ladder import even_ladder
from slackwater.titration.limiting import Limit
from slackwater.titration.log import Closed, Opened, RoundDone
from slackwater.titration.trust import Stage
from slackwater.web.why_this_much import RESTS, explain, tell, why_this_much
from slackwater.web.words import word


@pytest.mark.parametrize("limit", Limit)
def test_every_limit_has_its_sentence(limit: Limit) -> None:
    assert word("why_this_much", limit.value).endswith(".")
    assert len(word("why_this_much", limit.value).split()) <= 20


@pytest.mark.parametrize("limit", RESTS)
def test_rest_has_sentences_of_its_own(limit: Limit) -> None:
    assert "rest" in word("why_rest", limit.value).lower()


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_says_what_it_may_do(stage: Stage) -> None:
    assert word("stage", stage.value)


def test_no_sentence_gives_a_number_it_cannot_know() -> None:
    for limit in Limit:
        assert not any(sign.isdigit() for sign in word("why_this_much", limit.value))


def test_the_sentence_is_that_of_the_limit_that_decided() -> None:
    decision = decide(know_nothing(), 0, even_ladder())
    assert why_this_much(decision) == word("why_rest", "tolerance")
    assert f"why          {why_this_much(decision)}" in tell(decision)


def explained(knowledge: Knowledge, stage: Stage, *, begins: int | None = 4, cap: int = 8) -> str:
    decision = replace(decide(knowledge, 100, even_ladder()), stage=stage)
    at = None if begins is None else HalfLevel(begins)
    return " ".join(explain(decision, knowledge.record.trust, 100, begins=at, cap=HalfLevel(cap)))


def test_somebody_new_does_not_read_that_they_told_something() -> None:
    assert "Nothing is known about you here yet" in explained(know_nothing(), Stage.OBSERVE)
    assert word("who", "model") not in explained(know_nothing(), Stage.OBSERVE)
    lived = learn_all((Opened(1), RoundDone(1.1, HalfLevel(4), 45, distress=9), Closed(1.2)), know_nothing())
    assert "Nothing is known about you here yet" not in explained(lived, Stage.OBSERVE)
    assert word("who", "model") in explained(lived, Stage.OBSERVE)


def test_where_it_may_rise_the_beginning_and_the_engines_cap_are_told() -> None:
    told = explained(know_nothing(), Stage.RAISE)
    assert "begins at level 2. Each quiet round may add half a step, up to level 4 and no more." in told


@pytest.mark.parametrize(
    ("stage", "begins", "cap"), [(Stage.LOWER, 4, 8), (Stage.RAISE, 8, 8), (Stage.RAISE, None, 8)]
)
def test_what_cannot_rise_is_not_said_to(stage: Stage, begins: int | None, cap: int) -> None:
    told = explained(know_nothing(), stage, begins=begins, cap=cap)
    assert "may add half a step" not in told
    assert ("begins at" in told) is (begins is not None)
