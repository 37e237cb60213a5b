"""Records: what counts as going up where it was toxic, and where the next one goes seen from the last."""

import pytest

from slackwater.cohort.designs.record import Action, Coherence, Counts, action, check_coherence, count


@pytest.mark.parametrize(
    ("proposed", "given", "toxic", "coherent", "above_toxic"),
    [
        (3, [1, 2], [False, True], False, 2),
        (2, [1, 2], [False, True], True, None),
        (1, [1, 2], [False, True], True, None),
        (3, [1, 2], [True, False], True, 1),
        (3, [2, 1, 3], [True, True, False], True, 1),
        (1, [], [], True, None),
        (None, [1], [True], True, None),
    ],
    ids=["up", "stays", "down", "up-after-none", "lowest-of-two", "nobody-yet", "stop"],
)
def test_a_proposal_is_incoherent_only_above_a_last_dose_that_was_toxic(
    proposed: float | None, given: list[float], toxic: list[bool], coherent: bool, above_toxic: float | None
) -> None:
    assert check_coherence(proposed, given, toxic) == Coherence(coherent, above_toxic)


def test_where_the_next_one_goes_is_seen_from_the_last() -> None:
    assert action(1, []) is Action.START
    assert [action(level, [3, 2]) for level in (3, 2, 1, None)] == [
        Action.ESCALATE,
        Action.STAY,
        Action.DE_ESCALATE,
        Action.STOP,
    ]


def test_people_are_counted_at_their_level() -> None:
    assert count([1, 3, 3], [False, True, False], 3) == Counts((1, 0, 2), (0, 0, 1))
