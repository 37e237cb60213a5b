"""No lookahead: what is chosen at a place of the log depends on nothing after it, and a peek is caught."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings

from slackwater.titration.deciding import decide
from slackwater.titration.features import Baselines
from slackwater.titration.knowledge import know_nothing, learn, learn_all
from slackwater.titration.log import Entry, Feature, Reading, RoundDone, Settled
from slackwater.titration.replaying import choose_from_log, find_peeks

from .virtual import LADDER, READINGS, TRUSTED, logs, session

TRUSTING = know_nothing().constants.changed(alpha_least=0.1, **TRUSTED)


def choose(log: Sequence[Entry], at: int) -> object:
    """The shipped controller: level, reason and probability."""
    decision = choose_from_log(log, at, LADDER, TRUSTING)
    return decision.half_level, decision.reason, round(decision.too_much, 12), decision.alpha


def peeks_at_the_next_bout(log: Sequence[Entry], at: int) -> object:
    return choose(log, min(at + 1, len(log)))


def measures_by_the_whole_history(log: Sequence[Entry], at: int) -> object:
    """Personal normalisation with all readings there will ever be."""
    rest = [reading for one in log if isinstance(one, Settled) for reading in one.readings]
    known = replace(know_nothing(TRUSTING), baselines=Baselines().heard(rest).next_session())
    known = learn_all(log[:at], known)
    decision = decide(known, log[at - 1].at_h if at else 0.0, LADDER)
    return decision.half_level, round(decision.too_much, 12)


def readings_log() -> list[Entry]:
    log: list[Entry] = []
    for at in range(6):
        heart = Reading(Feature.HEART_RISE, float(2 * at), 0.9)
        for one in session(at * 56, [2, 3, 3]):
            felt = replace(heart, value=heart.value + 4)
            if isinstance(one, Settled):
                log.append(replace(one, readings=(heart,)))
            elif isinstance(one, RoundDone):
                log.append(replace(one, readings=(felt,)))
            else:
                log.append(one)
    return log


@settings(max_examples=15, deadline=None)
@given(logs(sessions=4, readings=READINGS))
def test_every_prefix_of_a_log_leads_to_the_same_choices(log: tuple[Entry, ...]) -> None:
    assert find_peeks(choose, log) == ()


def test_choices_taken_as_it_happens_are_those_of_the_log() -> None:
    """One entry at a time, as a live session learns, against each prefix from its beginning."""
    log, known = readings_log(), know_nothing(TRUSTING)
    for at, entry in enumerate(log, 1):
        known = learn(known, entry)
        live = decide(known, entry.at_h, LADDER)
        assert (live.half_level, live.reason, round(live.too_much, 12), live.alpha) == choose(log, at)


def test_a_controller_that_peeks_at_the_next_bout_is_caught() -> None:
    assert find_peeks(peeks_at_the_next_bout, readings_log())


def test_a_controller_that_measures_by_the_whole_history_is_caught() -> None:
    found = find_peeks(measures_by_the_whole_history, readings_log())
    assert found
    assert found[0].told != found[0].peeked
