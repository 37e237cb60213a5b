"""Seeded bugs: every invariant catches its own, so that none of them holds for want of looking."""

import pytest

from slackwater.session.proof.invariants import INVARIANTS
from slackwater.session.proof.mutants import Mutant, StaleMutantError, grow, try_mutant
from slackwater.session.proof.mutations import MUTANTS
from slackwater.session.witness import Clause

CAUGHT = [mutant for mutant in MUTANTS if mutant.equivalent is None]
EQUIVALENT = [mutant for mutant in MUTANTS if mutant.equivalent is not None]


@pytest.mark.parametrize("mutant", CAUGHT, ids=lambda mutant: mutant.name)
def test_the_seeded_bug_is_caught_by_its_invariant(mutant: Mutant) -> None:
    broken = try_mutant(mutant).broken
    assert broken is not None
    assert broken.invariant is mutant.caught_by


@pytest.mark.parametrize("mutant", EQUIVALENT, ids=lambda mutant: mutant.name)
def test_a_bug_argued_to_change_nothing_changes_nothing(mutant: Mutant) -> None:
    assert try_mutant(mutant).broken is None


def test_every_invariant_catches_a_seeded_bug() -> None:
    assert {mutant.caught_by for mutant in CAUGHT} == {one.holds for one in INVARIANTS}


def test_every_seeded_bug_has_a_name_of_its_own() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 24


def test_a_mutant_whose_text_is_gone_says_so() -> None:
    with pytest.raises(StaleMutantError):
        grow(Mutant("stale", Clause.STOPS, "transitions", "text that stands nowhere", "", "stops"))
