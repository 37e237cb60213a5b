"""The decision: every limiter may only lower, rest is an answer, and doses rise slowly and fall at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.quantities import TOP, HalfLevel
from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.deciding import Asked, Cap, Decision, Setter, decide
from slackwater.titration.errors import OutOfOrder
from slackwater.titration.knowledge import know_nothing, learn, learn_all
from slackwater.titration.ladder import Way, build_ladder
from slackwater.titration.limiting import Chain, Limit, Who
from slackwater.titration.log import Closed, Ending, Entry, Morning, Opened, RoundDone, Settled
from slackwater.titration.trust import Stage

from .virtual import LADDER, TRUSTED, logs, session

BOLD = CONSTANTS.changed(alpha_least=0.5, alpha_most=0.5, prior_mean=9, **TRUSTED)
"""A model that believes almost anything is fine, so that the rules around it can be seen."""


def after(*entries: Entry, now_h: float | None = None, constants: Constants = CONSTANTS) -> Decision:
    known = learn_all(entries, know_nothing(constants))
    return decide(known, entries[-1].at_h if now_h is None else now_h, LADDER)


def quiet_weeks(sessions: int, dose: int = 4, gap_h: float = 56) -> list[Entry]:
    return [one for at in range(sessions) for one in session(at * gap_h, [dose] * 3)]


@given(st.lists(st.tuples(st.sampled_from(Limit), st.sampled_from(Who), st.integers(-5, 30))))
def test_a_chain_only_falls_and_keeps_who_and_why(limits: list[tuple[Limit, Who, int]]) -> None:
    chain = Chain()
    for limit in limits:
        lower = chain.lower(*limit)
        assert lower.value <= chain.value
        chain = lower
    assert chain.original == TOP
    assert [(one.limit, one.who) for one in chain.met] == [(limit, who) for limit, who, _ in limits]
    assert chain.value == min([TOP, *(max(0, min(TOP, most)) for _, _, most in limits)])
    assert all(one.most == chain.value for one in chain.binding)


def test_the_reason_is_the_limit_that_lowered_last() -> None:
    chain = Chain().lower(Limit.TOLERANCE, Who.MODEL, 6).lower(Limit.PERSON, Who.PERSON, 4)
    chain = chain.lower(Limit.ENGINE, Who.ENGINE, 4)
    assert [one.limit for one in chain.binding] == [Limit.PERSON, Limit.ENGINE]


def test_somebody_new_rests_before_anything_is_known_and_it_is_said_why() -> None:
    decision = decide(know_nothing(), 0, LADDER)
    assert decision.rest_only
    assert decision.reason.limit is Limit.TOLERANCE
    assert not decision.practitioner_word


def test_a_quiet_arrival_opens_more_than_none() -> None:
    """The still minutes are an observation at dose zero; without them everybody would starve at rest."""
    blind = decide(know_nothing(), 0, LADDER)
    settled = after(Opened(0), Settled(0.05, distress=1))
    assert settled.too_much_above < blind.too_much_above


def test_three_rests_in_a_row_lead_to_a_word_about_a_practitioner() -> None:
    log: list[Entry] = []
    for at in range(3):
        decision = after(*log, Opened(at * 48, HalfLevel(0)), Settled(at * 48 + 0.05, distress=6))
        assert decision.rest_only
        assert decision.practitioner_word == (at == 2)
        log += [Opened(at * 48, HalfLevel(0)), Settled(at * 48 + 0.05, distress=6), Closed(at * 48 + 1)]


def test_a_rest_the_person_chose_is_not_counted() -> None:
    log = [one for at in range(4) for one in (Opened(at * 48, HalfLevel(3)), Closed(at * 48 + 1))]
    assert not after(*log, Opened(200), Settled(200.1, distress=9)).practitioner_word


def test_alpha_stays_for_three_sessions_then_rises_by_a_hundredth_to_a_tenth() -> None:
    alphas = [
        after(*quiet_weeks(n)).alpha if n else decide(know_nothing(), 0, LADDER).alpha for n in range(10)
    ]
    assert alphas == pytest.approx([0.05, 0.05, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.1, 0.1])


def test_an_overwhelm_puts_alpha_back_at_once_and_so_does_one_hours_later() -> None:
    log = quiet_weeks(8)
    bad = session(8 * 56, [4, 4], overwhelm=True)
    assert after(*log, *bad[:-1]).alpha == 0.05
    assert after(*log, *bad).alpha == 0.05
    good = session(8 * 56, [4, 4])
    late = Morning(8 * 56 + 12, too_much_later=True)
    assert after(*log, *good).alpha == pytest.approx(0.1)
    assert after(*log, *good, late).alpha == 0.05


def test_a_session_with_a_stop_raises_nothing() -> None:
    log = quiet_weeks(4)
    stopped = list(session(4 * 56, [4, 4]))
    stopped[3] = RoundDone(4 * 56 + 0.2, HalfLevel(4), 20, Ending.STOPPED)
    assert after(*log, *stopped).alpha == after(*log).alpha


def test_the_first_round_stays_near_the_last_session_and_no_round_goes_a_level_above_it() -> None:
    log = quiet_weeks(4)
    first = after(*log, Opened(300), Settled(300.05, distress=1), constants=BOLD)
    assert first.half_level == 5
    assert first.reason.limit is Limit.FIRST
    rounds = [RoundDone(300.1 + at * 0.1, HalfLevel(dose), 45, distress=1) for at, dose in enumerate((5, 6))]
    later = after(*log, Opened(300), Settled(300.05, distress=1), *rounds, now_h=301, constants=BOLD)
    assert later.half_level == 6
    assert later.reason.limit is Limit.SESSION


@pytest.mark.parametrize(("distress", "rest_s", "most"), [(1, 90, 5), (1, 89, 4), (5, 90, 4), (None, 90, 4)])
def test_a_round_rises_half_a_level_after_a_quiet_one_with_its_rest_and_not_else(
    distress: int | None, rest_s: float, most: int
) -> None:
    log = [*quiet_weeks(4), Opened(300), Settled(300.05, distress=1)]
    done = RoundDone(300.1, HalfLevel(4), 45, distress=distress)
    assert after(*log, done, now_h=300.1 + rest_s / 3600, constants=BOLD).half_level == most


def test_nothing_rises_after_a_stop() -> None:
    log = [*quiet_weeks(4), Opened(300), Settled(300.05, distress=1)]
    rounds = [
        RoundDone(300.1, HalfLevel(4), 20, Ending.STOPPED),
        RoundDone(300.2, HalfLevel(3), 45, distress=1),
    ]
    decision = after(*log, *rounds, now_h=301, constants=BOLD)
    assert decision.half_level == 3
    assert decision.reason.limit is Limit.AFTER_STOP


def test_after_an_overwhelm_it_falls_a_level_at_once() -> None:
    log = [*quiet_weeks(4, 6), Opened(300), Settled(300.05, distress=1)]
    bad = RoundDone(300.1, HalfLevel(6), 30, Ending.OVERWHELMED)
    decision = after(*log, bad, now_h=301, constants=BOLD)
    assert decision.half_level <= 4
    assert Limit.AFTER_OVERWHELM in {one.limit for one in decision.chain.met}


def test_a_strong_arrival_is_no_day_for_more() -> None:
    log = quiet_weeks(4)
    assert after(*log, Opened(300), Settled(300.05, distress=4), constants=BOLD).half_level == 4


@settings(max_examples=60, deadline=None)
@given(logs(), st.floats(0, 100))
def test_no_dose_is_ever_as_high_as_one_that_was_too_much(log: tuple[Entry, ...], later: float) -> None:
    """Coherence: until five quiet sessions are past, and whatever the model believes."""
    known = know_nothing(BOLD)
    worst: int | None = None
    quiet = 0
    for entry in log:
        known = learn(known, entry)
        if isinstance(entry, RoundDone) and entry.ending is Ending.OVERWHELMED:
            worst, quiet = min(entry.half_level, worst or TOP), 0
        if isinstance(entry, Closed):
            quiet += 1
        if worst is not None and quiet < CONSTANTS.wary:
            assert decide(known, entry.at_h + later, LADDER).half_level < worst


@settings(max_examples=40, deadline=None)
@given(logs(), st.floats(0, 72), st.floats(0.05, 0.5))
def test_an_overwhelm_more_never_gives_a_higher_dose(
    log: tuple[Entry, ...], later: float, alpha: float
) -> None:
    """The same log, whose last round ends as an overwhelm instead."""
    places = [at for at, one in enumerate(log) if isinstance(one, RoundDone)]
    if not places or log[places[-1]].ending is Ending.STOPPED:
        return
    at, last = places[-1], log[places[-1]]
    worse = RoundDone(last.at_h, last.half_level, last.work_s, Ending.OVERWHELMED)
    calm = RoundDone(last.at_h, last.half_level, last.work_s, distress=1)
    constants = CONSTANTS.changed(alpha_least=alpha, alpha_most=alpha)
    doses = [
        after(*log[:at], one, now_h=last.at_h + later, constants=constants).half_level
        for one in (worse, calm)
    ]
    assert doses[0] <= doses[1]


@settings(max_examples=30, deadline=None)
@given(logs(), st.integers(0, 20), st.sampled_from(Setter))
def test_a_cap_may_only_lower_and_is_named(log: tuple[Entry, ...], most: int, setter: Setter) -> None:
    known = learn_all(log, know_nothing(BOLD))
    free = decide(known, log[-1].at_h, LADDER)
    capped = decide(known, log[-1].at_h, LADDER, (Cap(HalfLevel(most), setter),))
    assert capped.half_level == min(free.half_level, most)
    if most < free.half_level:
        assert capped.reason.who.value == setter.value


@settings(max_examples=40, deadline=None)
@given(logs(), st.floats(0, 100))
def test_what_is_proposed_is_accepted_by_the_belief_or_is_rest(log: tuple[Entry, ...], later: float) -> None:
    decision = after(*log, now_h=log[-1].at_h + later)
    assert decision.rest_only or decision.too_much <= decision.alpha + 1e-12


def test_while_only_lowering_nothing_goes_above_the_usual() -> None:
    staged = BOLD.changed(lower_sessions=5, lower_days=14)
    log = quiet_weeks(3)
    assert after(*log, constants=staged).stage is Stage.LOWER
    assert after(*log, constants=staged).half_level == 4
    assert after(*log, constants=staged).reason.limit is Limit.STAGE
    assert after(*log, constants=BOLD).half_level == 5


def test_only_lowering_and_raising_may_be_acted_on() -> None:
    stages = {after(*quiet_weeks(n)).stage: after(*quiet_weeks(n)).applies for n in range(1, 20)}
    assert stages == {Stage.OBSERVE: False, Stage.SUGGEST: False, Stage.LOWER: True, Stage.RAISE: True}


def test_a_practice_that_is_new_is_met_with_less_until_it_is_known() -> None:
    ladder = build_ladder([Way("wiper", "small", HalfLevel(2), 45), Way("wiper", "whole", HalfLevel(4), 45)])
    bold = CONSTANTS.changed(alpha_least=0.1, practice_sd=1.5, **TRUSTED)
    log = quiet_weeks(8)
    known = learn_all(log, know_nothing(bold))
    plain, asked = (decide(known, 460, ladder, asked=one) for one in (None, Asked("wiper")))
    allowed = {one.limit: one.most for one in asked.chain.met}
    assert asked.half_level <= plain.half_level
    assert allowed[Limit.UNFAMILIAR] < allowed[Limit.TOLERANCE]
    familiar = [one for at in range(8) for one in session(at * 56, [4] * 3, practice="wiper")]
    later = decide(learn_all(familiar, know_nothing(bold)), 460, ladder, asked=Asked("wiper"))
    assert {one.limit: one.most for one in later.chain.met}[Limit.UNFAMILIAR] > allowed[Limit.UNFAMILIAR]


def test_a_ladder_without_a_small_step_leads_to_rest_and_says_so() -> None:
    ladder = build_ladder([Way("lunge", "chair", HalfLevel(12), 45)])
    decision = decide(learn_all(quiet_weeks(4), know_nothing(BOLD)), 400, ladder)
    assert decision.rest_only
    assert decision.reason.limit is Limit.LADDER


@pytest.mark.parametrize(
    "entries",
    [
        (Settled(0),),
        (Closed(0),),
        (RoundDone(0, HalfLevel(2), 45),),
        (Opened(0), Opened(1)),
        (Opened(2), Closed(1)),
    ],
)
def test_an_entry_out_of_place_is_refused(entries: tuple[Entry, ...]) -> None:
    with pytest.raises(OutOfOrder):
        learn_all(entries, know_nothing())
