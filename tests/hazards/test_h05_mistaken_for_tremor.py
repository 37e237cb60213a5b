"""H-05: functional tremor or a seizure taken for invited tremor."""

import pytest

from slackwater.practices.matrix import Status
from slackwater.practices.screening import answered, judge, kinds
from slackwater.session.phases import Kind


def test_shaking_that_nobody_could_explain_closes_tremor() -> None:
    assert judge(answered(adult=True, yes=["unexplained-shaking"]))["invited-tremor"].status is Status.NO


@pytest.mark.parametrize("condition", ["seizures", "parkinson-ms"])
def test_a_condition_that_shakes_waits_for_a_practitioner(condition: str) -> None:
    verdict = judge(answered(adult=True, yes=[condition]))["invited-tremor"]
    assert verdict.status is Status.PRACTITIONER


@pytest.mark.parametrize("condition", ["unexplained-shaking", "seizures", "parkinson-ms"])
def test_the_engine_is_told_of_no_tremor_and_no_drill(condition: str) -> None:
    allowed = kinds(judge(answered(adult=True, yes=[condition])))
    assert not allowed & {Kind.TREMOR, Kind.DRILL}


def test_somebody_not_sure_about_seizures_is_offered_no_tremor() -> None:
    assert not judge(answered(adult=True, unsure=["seizures"]))["invited-tremor"].offered


def test_the_breath_of_somebody_with_seizures_is_never_paced() -> None:
    assert judge(answered(adult=True, yes=["seizures"]))["diaphragmatic-breathing"].own_breath
