"""The Bayesian optimal interval design: its published boundaries, and what each decision follows from."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from slackwater.cohort.designs.boin import Boin, Why, chance_above

DESIGN = Boin(5)

records = st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=36)


def cohorts(said: str) -> tuple[list[int], list[bool]]:
    """1NNT 2N as two sequences."""
    people = [(int(one[0]), letter == "T") for one in said.split() for letter in one[1:]]
    return [level for level, _ in people], [was for _, was in people]


def test_the_published_lambdas_for_a_target_of_three_tenths() -> None:
    assert DESIGN.lambdas == pytest.approx((0.236491, 0.358519), abs=5e-7)


@pytest.mark.parametrize(
    ("treated", "escalate", "de_escalate", "eliminate"),
    [(3, 0, 2, 3), (6, 1, 3, 4), (9, 2, 4, 5), (12, 2, 5, 7)],
)
def test_the_published_boundaries(treated: int, escalate: int, de_escalate: int, eliminate: int) -> None:
    row = DESIGN.boundary(treated)
    assert row.escalate_at_most == escalate
    assert row.de_escalate_at_least == de_escalate
    assert row.eliminate_at_least == eliminate


@pytest.mark.parametrize("treated", [1, 2])
def test_fewer_than_three_eliminate_nothing(treated: int) -> None:
    assert DESIGN.boundary(treated).eliminate_at_least is None
    assert DESIGN.decide([1] * treated, [True] * treated).next_level == 1


@given(st.floats(0.05, 0.6), st.integers(1, 30), st.data())
def test_the_chance_of_being_above_the_target_is_that_of_the_beta_integral(
    target: float, treated: int, data: st.DataObject
) -> None:
    toxic = data.draw(st.integers(0, treated))
    points, weights = np.polynomial.legendre.leggauss(40)
    above, whole = (
        float(
            (
                weights * (p := (points + 1) / 2 * (1 - low) + low) ** toxic * (1 - p) ** (treated - toxic)
            ).sum()
        )
        * (1 - low)
        for low in (target, 0.0)
    )
    assert chance_above(target, toxic, treated) == pytest.approx(above / whole, abs=1e-9)


@pytest.mark.parametrize(
    ("said", "next_level", "why"),
    [
        ("", 1, Why.NOBODY_YET),
        ("1NNN", 2, Why.FEW),
        ("1NNT", 1, Why.BETWEEN),
        ("1NNN 2NTT", 1, Why.MANY),
        ("1NTT", 1, Why.MANY_BUT_LOWEST),
        ("1TTT", None, Why.ALL_ELIMINATED),
        ("1NNN 2TTT", 1, Why.ELIMINATED),
        ("1NNN 2TTT 1NNN", 1, Why.FEW_BUT_ELIMINATED),
        ("1NNN 2NTT 1NNN", 2, Why.FEW),
        ("4NNN 5NNN", 5, Why.FEW_BUT_TOP),
        ("1NNT 1NNN", 2, Why.FEW),
        ("3TTT 5NNN", 2, Why.ELIMINATED),
    ],
)
def test_a_record_leads_to(said: str, next_level: int | None, why: Why) -> None:
    step = DESIGN.decide(*cohorts(said))
    assert (step.next_level, step.why) == (next_level, why)


@given(records, st.data())
def test_more_toxicity_never_raises_the_next_level(
    record: list[tuple[int, bool]], data: st.DataObject
) -> None:
    levels, toxic = [one for one, _ in record], [was for _, was in record]
    assume(not all(toxic))
    at = data.draw(st.sampled_from([place for place, was in enumerate(toxic) if not was]))
    more = [*toxic[:at], True, *toxic[at + 1 :]]
    assert (DESIGN.next_level(levels, more) or 0) <= (DESIGN.next_level(levels, toxic) or 0)


@given(records, st.floats(0.05, 0.6))
def test_it_never_goes_up_where_the_share_of_toxicities_is_at_the_target_or_above(
    record: list[tuple[int, bool]], target: float
) -> None:
    """Long-memory coherence, theorem 1 of the paper."""
    levels, toxic = [one for one, _ in record], [was for _, was in record]
    here = [was for level, was in record if level == levels[-1]]
    proposed = Boin(5, target).next_level(levels, toxic) or 0
    if sum(here) / len(here) >= target:
        assert proposed <= levels[-1]


def test_it_may_go_up_right_after_a_toxicity_as_its_coherence_has_a_long_memory() -> None:
    levels, toxic = cohorts("1NNNN 2T 1T")
    assert DESIGN.next_level(levels, toxic) == 2


@given(st.floats(0.05, 0.6))
def test_the_lambdas_lie_around_the_target(target: float) -> None:
    up, down = Boin(5, target).lambdas
    assert 0.6 * target < up < target < down < 1.4 * target


def test_a_level_may_be_eliminated_before_its_share_leads_down() -> None:
    """Many treated at a high target: an elimination then leads down by itself."""
    row = Boin(5, 0.5625).boundary(53)
    assert row.eliminate_at_least == 36 < row.de_escalate_at_least
    assert Boin(5, 0.5625).next_level([2] * 53, [True] * 36 + [False] * 17) == 1


@given(st.floats(0.05, 0.4), st.integers(1, 29))
def test_the_boundaries_of_one_row_stand_in_order_and_never_fall_with_more_treated(
    target: float, treated: int
) -> None:
    """For usual targets and numbers."""
    design = Boin(5, target)
    row, after = design.boundary(treated), design.boundary(treated + 1)
    assert row.escalate_at_most < row.de_escalate_at_least
    assert row.escalate_at_most <= after.escalate_at_most
    assert row.de_escalate_at_least <= after.de_escalate_at_least
    if row.eliminate_at_least is not None:
        assert row.de_escalate_at_least <= row.eliminate_at_least <= (after.eliminate_at_least or 99)
