"""Load on board within a session, and what is carried into the next days."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.titration.constants import CONSTANTS
from slackwater.titration.deciding import decide
from slackwater.titration.knowledge import know_nothing, learn, learn_all
from slackwater.titration.load import Load
from slackwater.titration.log import Felt, Morning

from .virtual import LADDER, session


def test_load_on_board_fades_with_twenty_minutes() -> None:
    load = Load().with_bout(4, 45)
    assert load.at(1 / 3, CONSTANTS).board == pytest.approx(180 * exp(-1))


def test_ten_minutes_at_level_one_weigh_a_quarter_of_a_level_at_once() -> None:
    assert Load().with_bout(1, 600).levels(CONSTANTS) == pytest.approx(0.25)


def test_what_is_carried_over_lasts_into_the_next_days() -> None:
    closed = Load().with_bout(4, 270).closed(CONSTANTS)
    assert closed.at(24, CONSTANTS).levels(CONSTANTS) == pytest.approx(0.2 * 1080 / 600 * exp(-1), rel=1e-3)


def test_the_next_morning_moves_it() -> None:
    load = Load(carried=0.4)
    said = {felt: load.answered(felt, CONSTANTS, too_much=False).carried for felt in Felt}
    assert said[Felt.LIGHTER] < said[Felt.SAME] == 0.4 < said[Felt.HEAVIER]
    assert load.answered(Felt.SAME, CONSTANTS, too_much=True).carried == pytest.approx(1.4)


def test_lighter_counts_for_nothing_where_it_was_too_much() -> None:
    load = Load(carried=0.4)
    assert load.answered(Felt.LIGHTER, CONSTANTS, too_much=True).carried == pytest.approx(1.4)


@given(st.lists(st.sampled_from(Felt), max_size=20), st.floats(0, 400))
def test_it_is_bounded_and_never_lifts(answers: list[Felt], hours: float) -> None:
    load = Load().with_bout(10, 1200).closed(CONSTANTS)
    for felt in answers:
        load = load.answered(felt, CONSTANTS, too_much=True)
    assert 0 <= load.at(hours, CONSTANTS).carried <= CONSTANTS.carry_most


def test_a_heavier_morning_never_leads_to_more() -> None:
    log = [one for week in range(6) for one in session(week * 56, [3, 4, 4])]
    known = learn_all(log, know_nothing(CONSTANTS.changed(alpha_least=0.1)))
    decisions = [
        decide(learn(known, Morning(300, felt)), 301, LADDER)
        for felt in (Felt.LIGHTER, Felt.SAME, Felt.HEAVIER)
    ]
    lighter, same, heavier = (one.half_level for one in decisions)
    assert lighter >= same > heavier
    assert decisions[0].load < decisions[1].load < decisions[2].load


def test_load_counts_in_the_stated_chance_and_in_what_is_learned() -> None:
    """The same answer after much load was an answer to more, so more is taken to be tolerable."""
    heavy = CONSTANTS.changed(board_gain=2)
    log = session(0, [6, 6, 6, 6], distress=3)
    known = [learn_all(log, know_nothing(constants)) for constants in (CONSTANTS, heavy)]
    assert known[1].words.summary().slow.mean > known[0].words.summary().slow.mean
