"""The 3+3 design: each rule as a path, and laws over every path it can take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.cohort.designs.three_plus_three import Step, ThreePlusThree, Why, check_path
from slackwater.cohort.errors import BadCase

DESIGN = ThreePlusThree(3)
EXPANDING = ThreePlusThree(3, expand=True)


def cohorts(said: str) -> tuple[list[int], list[bool]]:
    """1NNT 2N as two sequences."""
    people = [(int(one[0]), letter == "T") for one in said.split() for letter in one[1:]]
    return [level for level, _ in people], [was for _, was in people]


def walk(design: ThreePlusThree, outcomes: list[bool]) -> tuple[list[int], list[bool], Step]:
    """Follow the design with these outcomes, one for each person, until it stops or they run out."""
    levels: list[int] = []
    for at in range(len(outcomes)):
        level = design.next_level(levels, outcomes[:at])
        if level is None:
            break
        levels.append(level)
    toxic = outcomes[: len(levels)]
    return levels, toxic, design.decide(levels, toxic)


@pytest.mark.parametrize(
    ("said", "next_level", "mtd", "why"),
    [
        ("", 1, None, Why.NOBODY_YET),
        ("1NNN", 2, None, Why.NONE_OF_THREE),
        ("1NNT", 1, None, Why.ONE_OF_THREE),
        ("1NTT", None, None, Why.NONE_TOLERATED),
        ("1NNN 2NTT", None, 1, Why.FOUND),
        ("1NNT 1NNN", 2, None, Why.ONE_OF_SIX),
        ("1NNT 1NNT", None, None, Why.NONE_TOLERATED),
        ("1NNN 2NNT 2NNT", None, 1, Why.FOUND),
        ("1NNT 1NNN 2TTT", None, 1, Why.FOUND),
        ("1NNN 2NNN 3NNN", None, 3, Why.FOUND),
        ("1NNN 2NNN 3NNT 3NNN", None, 3, Why.FOUND),
        ("1NN", 1, None, Why.UNFINISHED),
        ("1NNT 1N", 1, None, Why.UNFINISHED),
        ("1NNN 2TT", None, 1, Why.FOUND),
        ("1TT", None, None, Why.NONE_TOLERATED),
    ],
)
def test_a_path_leads_to(said: str, next_level: int | None, mtd: int | None, why: Why) -> None:
    levels, toxic = cohorts(said)
    check_path(DESIGN, levels, toxic)
    step = DESIGN.decide(levels, toxic)
    assert (step.next_level, step.mtd, step.why) == (next_level, mtd, why)


@pytest.mark.parametrize(
    ("said", "next_level", "mtd", "why"),
    [
        ("1NNN 2NTT", 1, None, Why.EXPANDED),
        ("1NNN 2NTT 1NNN", None, 1, Why.FOUND),
        ("1NNN 2NTT 1NNT", None, 1, Why.FOUND),
        ("1NNN 2NTT 1NTT", None, None, Why.NONE_TOLERATED),
        ("1NNN 2NNN 3NTT 2NTT", 1, None, Why.EXPANDED),
        ("1NNN 2NNN 3NNN", 3, None, Why.EXPANDED),
        ("1NNT 1NNN 2NTT", None, 1, Why.FOUND),
    ],
)
def test_expanding_a_path_leads_to(said: str, next_level: int | None, mtd: int | None, why: Why) -> None:
    levels, toxic = cohorts(said)
    check_path(EXPANDING, levels, toxic)
    step = EXPANDING.decide(levels, toxic)
    assert (step.next_level, step.mtd, step.why) == (next_level, mtd, why)


def test_begun_higher_it_goes_down_to_a_level_that_nobody_had() -> None:
    levels, toxic = cohorts("2NTT")
    assert ThreePlusThree(3, start=2).decide(levels, toxic) == Step(1, Why.CLOSED, closed_from=2)


def test_a_level_with_one_of_three_is_filled_before_it_is_called_tolerated() -> None:
    """Off the rules' own path, where a policy may stand."""
    assert DESIGN.decide(*cohorts("1NNT 2NTT")) == Step(1, Why.CLOSED, closed_from=2)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("2NNN", "levels[0]"),
        ("1NNT 2NNN", "levels[3]"),
        ("1NNN 1NNN", "levels[3]"),
        ("1NNN 3NNN", "levels[3]"),
        ("1NTT 1NNN", "levels[3]"),
        ("1NN 2N", "levels[2]"),
        ("1NNN 4NNN", "levels[3]"),
    ],
)
def test_a_record_that_the_rules_would_not_have_led_to_is_refused(said: str, field: str) -> None:
    with pytest.raises(BadCase) as caught:
        check_path(DESIGN, *cohorts(said))
    assert caught.value.field == field


def test_a_three_that_was_begun_may_be_filled_after_two_toxicities() -> None:
    check_path(DESIGN, *cohorts("1TTN"))


outcomes = st.lists(st.booleans(), max_size=40)
designs = st.sampled_from([DESIGN, EXPANDING, ThreePlusThree(5, start=3), ThreePlusThree(1)])


@given(designs, outcomes)
def test_no_level_has_more_than_six_and_every_walk_is_a_path(
    design: ThreePlusThree, said: list[bool]
) -> None:
    levels, toxic, _ = walk(design, said)
    check_path(design, levels, toxic)
    assert all(levels.count(level) <= 6 for level in set(levels))


@given(designs, outcomes)
def test_it_is_coherent(design: ThreePlusThree, said: list[bool]) -> None:
    """Nobody goes up right after a toxicity, and nobody goes down right after none."""
    levels, toxic, step = walk(design, said)
    places = [*levels, step.next_level]
    for before, after, was_toxic in zip(places, places[1:], toxic, strict=False):
        if before is None or after is None:
            continue
        assert after <= before if was_toxic else after >= before


@given(designs, outcomes)
def test_one_toxicity_more_in_the_last_person_never_raises_the_next_level(
    design: ThreePlusThree, said: list[bool]
) -> None:
    levels, toxic, _ = walk(design, said)
    if levels:
        fine = design.next_level(levels, [*toxic[:-1], False])
        hurt = design.next_level(levels, [*toxic[:-1], True])
        assert (hurt or 0) <= (fine or levels[-1])


@given(designs, st.lists(st.booleans(), min_size=40, max_size=40))
def test_every_walk_ends_and_what_it_finds_had_at_most_one_toxicity(
    design: ThreePlusThree, said: list[bool]
) -> None:
    levels, toxic, step = walk(design, said)
    assert step.next_level is None
    if step.mtd is None:
        assert sum(was for level, was in zip(levels, toxic, strict=True) if level == 1) >= 2
    else:
        here = [was for level, was in zip(levels, toxic, strict=True) if level == step.mtd]
        assert sum(here) <= 1
        assert len(here) == 6 or not (design.expand or sum(here))
        above = [was for level, was in zip(levels, toxic, strict=True) if level == step.mtd + 1]
        assert step.mtd == design.dose_levels or sum(above) >= 2


def test_with_no_toxicity_the_top_is_found_and_with_nothing_else_nothing_is_tolerated() -> None:
    assert walk(DESIGN, [False] * 40)[2].mtd == 3
    assert walk(EXPANDING, [False] * 40)[0] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3]
    levels, _, step = walk(DESIGN, [True] * 40)
    assert (levels, step.mtd) == ([1, 1], None)
