"""H-22: somebody under 18 is offered no practice."""

import pytest

from slackwater.practices import library
from slackwater.practices.asking import questions
from slackwater.practices.plan import Choice, suggest
from slackwater.practices.screening import answered, judge, kinds
from slackwater.quantities import TOP
from slackwater.session.limits import Limits

MINOR = judge(answered(adult=False))


def test_the_first_question_is_about_age() -> None:
    assert questions().adult == "Are you 18 or older?"


@pytest.mark.parametrize("practice", sorted(library()))
def test_no_practice_is_open_to_a_minor(practice: str) -> None:
    assert not MINOR[practice].offered
    assert MINOR[practice].why[0].words() == "Slackwater is for people of 18 and over."


def test_the_engine_is_told_of_no_kind_at_all() -> None:
    assert kinds(MINOR) == frozenset()


def test_a_minor_gets_no_plan_whatever_is_chosen() -> None:
    for practice in library():
        assert suggest(Limits(start=TOP, cap=TOP), MINOR, library(), Choice(practice)).rounds == ()
