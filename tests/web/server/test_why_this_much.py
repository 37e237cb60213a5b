"""Why this much: one sentence for every limit, the same wherever it stands."""

import pytest

from slackwater.titration.deciding import decide
from slackwater.titration.knowledge import know_nothing
from slackwater.titration.ladder import even_ladder
from slackwater.titration.limiting import Limit
from slackwater.titration.trust import Stage
from slackwater.web.why_this_much import RESTS, tell, why_this_much
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
