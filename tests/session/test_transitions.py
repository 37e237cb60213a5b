"""The table itself, and laws that hold for every sequence of events, at the real numbers."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as always
from hypothesis import strategies as st

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import Expired, Refused
from slackwater.session.limits import Limits
from slackwater.session.monitor import Violation, fresh, watch
from slackwater.session.phases import Kind, Phase, Round, Side
from slackwater.session.proof.story import a_round, alive, checking_in, grounded, practising, settled
from slackwater.session.state import State, opening
from slackwater.session.transitions import TRANSITIONS, step

LAW = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""The same examples on every run, however busy the machine."""

Told = tuple[e.Event, ...]

small = st.integers(-2, 12)
rounds = st.builds(
    Round,
    slot=st.integers(-1, 33),
    kind=st.sampled_from(Kind),
    level=st.integers(-1, 22).map(HalfLevel),
    side=st.sampled_from(Side),
    work_s=st.integers(-5, 400),
    rest_s=st.integers(-5, 700),
)
PLAIN = [
    kind()
    for kind in vars(e).values()
    if isinstance(kind, type) and kind.__module__ == e.__name__ and not kind.__subclasses__()
    if not getattr(kind, "__match_args__", ())
]
"""Every event that carries nothing."""

wild = st.one_of(
    st.builds(e.Arrived, small, small),
    st.builds(e.Screened, st.frozensets(st.sampled_from(Kind))),
    st.builds(e.CheckedIn, small, small, small),
    st.builds(e.CheckedInLate, small, small, small),
    st.builds(e.Hurt, st.booleans()),
    st.builds(e.HeartRead, st.integers(-50, 90), st.integers(-50, 200)),
    st.builds(e.PractitionerLowered, st.integers(-3, 30).map(HalfLevel)),
    st.builds(e.Offered, rounds),
    st.builds(e.Restarted, st.integers(-5, 5000)),
    st.sampled_from(PLAIN),
)
stretches = st.one_of(
    st.lists(wild, min_size=1, max_size=3).map(tuple),
    st.integers(1, 90).map(alive),
    st.integers(1, 20).map(lambda seconds: (e.Tick(),) * seconds),
    st.sampled_from(
        [practising(), checking_in(), settled(), (*grounded(), e.Agreed()), (a_round(), e.Agreed())]
    ),
)
told = st.lists(stretches, max_size=12).map(lambda parts: tuple(event for part in parts for event in part))
limits = st.builds(
    Limits,
    start=st.integers(1, 12).map(HalfLevel),
    cap=st.integers(1, 12).map(HalfLevel),
    work_s=st.integers(0, 400),
    stretch_left_s=st.integers(0, 120),
    stretch_right_s=st.integers(0, 120),
    tremor_s=st.sampled_from([0, 30, 60]),
    barred=st.integers(0, 15),
    rest_only=st.booleans(),
)


def walk(limits: Limits, told: tuple[e.Event, ...]) -> list[State]:
    """Every state on the way; the monitor agrees with each step."""
    state, memory = opening(limits), fresh(limits)
    states = [state]
    for event in told:
        after = step(state, event).state
        seen = watch(memory, state.seen, event, after.seen)
        assert not isinstance(seen, Violation), seen
        state, memory = after, seen
        states.append(state)
    return states


@settings(LAW, max_examples=120)
@always(limits, told)
def test_no_sequence_of_events_raises_or_is_faulted_by_the_monitor(limits: Limits, told: Told) -> None:
    walk(limits, told)


STOPS = st.sampled_from(
    [e.PauseAsked(), e.TooMuch(), e.Hurt(), e.FeltDizzy(), e.FeltFarAway(), e.EndAsked(), e.LeaseLost()]
)


@settings(LAW, max_examples=60)
@always(limits, told, STOPS)
def test_a_stop_is_always_obeyed(limits: Limits, told: Told, stop: e.Event) -> None:
    after = step(walk(limits, told)[-1], stop)
    assert after.state.phase in {Phase.PAUSED, Phase.GROUNDING, Phase.CLOSING, Phase.ENDED}
    assert after.state.level == 0
    assert not after.state.consent
    assert not any(isinstance(one, Refused) for one in after.decisions)


@settings(LAW, max_examples=60)
@always(limits, told)
def test_the_dose_never_exceeds_its_ceilings_and_the_cap_never_rises(limits: Limits, told: Told) -> None:
    states = walk(limits, told)
    caps = [state.cap for state in states]
    assert caps == sorted(caps, reverse=True)
    for state in states:
        assert state.level <= min(state.cap, limits.cap)
        assert state.work_left_s >= 0
        assert min(state.stretch_left_s, state.stretch_right_s, state.tremor_left_s) >= 0
        assert state.load <= state.limits.numbers.load_most * state.limits.numbers.load_grain


@settings(LAW, max_examples=40)
@always(limits, told)
def test_every_session_ends_when_nobody_is_there_any_more(limits: Limits, told: Told) -> None:
    state = walk(limits, told)[-1]
    for _second in range(4000):
        state = step(state, e.Tick()).state
    assert state.phase is Phase.ENDED


@settings(LAW, max_examples=60)
@always(limits, told, wild)
def test_what_is_refused_or_expired_changes_nothing(limits: Limits, told: Told, event: e.Event) -> None:
    state = walk(limits, told)[-1]
    after = step(state, event)
    if any(isinstance(one, Refused | Expired) for one in after.decisions):
        assert after.state == state


@settings(LAW, max_examples=40)
@always(limits, told)
def test_the_same_events_lead_to_the_same_decisions(limits: Limits, told: Told) -> None:
    first, second = opening(limits), opening(limits)
    for event in told:
        one, other = step(first, event), step(second, event)
        assert one.decisions == other.decisions
        first, second = one.state, other.state


def test_an_event_nobody_knows_is_refused() -> None:
    state = opening(Limits())
    assert step(state, e.Event()).state is state


GENTLE = (e.HeartRead, e.HeartMissing, e.Heartbeat)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("event", GENTLE)
def test_no_reading_and_no_heartbeat_leads_anywhere_but_to_a_pause(phase: Phase, event: type) -> None:
    way = TRANSITIONS[phase, event]
    assert set(way.to) <= {Phase.PAUSED}


PRACTITIONER = (e.PractitionerSlowed, e.PractitionerPaused, e.PractitionerEnded, e.PractitionerLowered)


@pytest.mark.parametrize("event", PRACTITIONER)
def test_a_practitioner_leads_only_to_rest_pause_and_closing(event: type) -> None:
    to = {phase for (_, known), way in TRANSITIONS.items() if known is event for phase in way.to}
    assert to <= {Phase.RESTING, Phase.PAUSED, Phase.CLOSING}


def test_only_the_person_s_yes_and_the_standing_one_lead_to_movement() -> None:
    into = {event for (_, event), way in TRANSITIONS.items() if Phase.PRACTISING in way.to}
    assert into == {e.Agreed, e.Offered}


def test_only_the_person_s_yes_leads_out_of_a_stop_but_to_closing() -> None:
    out = {
        event
        for (phase, event), way in TRANSITIONS.items()
        if phase in (Phase.PAUSED, Phase.GROUNDING) and set(way.to) - {Phase.GROUNDING, Phase.CLOSING}
    }
    assert out == {e.Agreed}


@settings(LAW, max_examples=60)
@always(limits, told, st.builds(e.CheckedInLate, small, small, small))
def test_a_check_in_that_comes_late_permits_nothing(limits: Limits, told: Told, said: e.Event) -> None:
    before = walk(limits, told)[-1]
    after = step(before, said).state
    assert (after.cap, after.level, after.reach) <= (before.cap, before.level, before.reach)
    assert after.quiet <= before.quiet
    if after.phase is before.phase:
        assert after.checks_owed >= before.checks_owed
        assert after.silence_s == before.silence_s
        assert (after.checked, after.why_known) == (before.checked, before.why_known)
