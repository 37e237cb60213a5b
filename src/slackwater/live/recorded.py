"""What a record says of its session by itself: what was decided then, and the seconds between the decisions.

Where today's engine decides otherwise than the one that kept the session, this is how it was.
"""

from dataclasses import dataclass, replace

from slackwater.guiding.diary import Diary
from slackwater.guiding.round import Guide
from slackwater.quantities import HalfLevel
from slackwater.session import stopping
from slackwater.session.decisions import (
    CapLowered,
    Decision,
    LevelLowered,
    PhaseChanged,
    Reason,
    RestOwed,
    RoundAccepted,
    SlotBarred,
)
from slackwater.session.events import Event, FeltFarAway, MonitorDisagreed, Tick, TooMuch, TremorSeen
from slackwater.session.limits import Limits
from slackwater.session.monitor import Memory
from slackwater.session.phases import STILL, Kind, Phase, Round, Side
from slackwater.session.state import State
from slackwater.titration.log import Closed, Ending, Entry, RoundDone


@dataclass(slots=True)
class Recorded:
    """A session as the decisions of its record leave it."""

    limits: Limits
    cap: HalfLevel
    barred: int
    phase: Phase = Phase.ARRIVING
    round: Round | None = None
    """What moves or moved last, at the level it had last."""
    offer: Round | None = None
    reach: HalfLevel = STILL
    work_s: int = 0
    round_s: int = 0
    """Of the round that moves or moved last."""
    over: tuple[HalfLevel, int] | None = None
    """The level and the seconds of the round that was too much last."""
    left_s: int = 0
    right_s: int = 0
    """Seconds of stretch of each side."""
    tremor_s: int = 0
    stops: int = 0
    overwhelms: int = 0
    rest_owed_h: int = 0
    ended_by: Reason | None = None

    def hear(self, event: Event) -> None:
        """Count what an event counts for, before what was decided on it."""
        if isinstance(event, Tick) and self.phase is Phase.PRACTISING and self.round is not None:
            self._move(self.round)
        elif isinstance(event, TremorSeen):
            self._shake()
        elif isinstance(event, TooMuch | FeltFarAway | MonitorDisagreed) and self.phase in stopping.OVER:
            self._overwhelm()
        if isinstance(event, MonitorDisagreed):
            self.cap = HalfLevel(0)

    def decide(self, decision: Decision, event: Event) -> None:
        """Take what was decided on an event."""
        match decision:
            case PhaseChanged(phase=phase, reason=reason):
                self._enter(phase, reason, event)
            case RoundAccepted(round=offer):
                self.offer = offer
            case LevelLowered(level=level) if self.round is not None:
                self.round = replace(self.round, level=level)
            case CapLowered(cap=cap):
                self.cap = min(self.cap, cap)
            case SlotBarred(slot=slot):
                self.barred |= 1 << slot
            case RestOwed(hours=hours):
                self.rest_owed_h = max(self.rest_owed_h, hours)
                if self.phase is Phase.CLOSING and hours >= self.limits.numbers.rest_overwhelm_h:
                    self.overwhelms = max(1, self.overwhelms)

    def guide(self, guide: Guide, *, closed: bool) -> Guide:
        """The guide with what was done as it was done, and no stop less deep than the one it was in."""
        state = self._done(self._deep(guide.state, closed=closed), closed=closed)
        memory, diary = self._memory(guide.memory, state), self._diary(guide.diary, state)
        return replace(guide, state=state, memory=memory, diary=diary)

    # Inside

    def _move(self, running: Round) -> None:
        self.work_s += 1
        self.round_s += 1
        self.tremor_s += running.kind is Kind.TREMOR
        self.left_s += running.kind is Kind.STRETCH and running.side is not Side.RIGHT
        self.right_s += running.kind is Kind.STRETCH and running.side is not Side.LEFT

    def _shake(self) -> None:
        """A second of tremor that was seen, unless the round that runs counts it."""
        running = self.phase is Phase.PRACTISING and self.round is not None and self.round.kind is Kind.TREMOR
        if not running and self.phase not in stopping.OVER:
            self.tremor_s = min(self.tremor_s + 1, max(self.tremor_s, self.limits.tremor_s))

    def _enter(self, phase: Phase, reason: Reason | None, event: Event) -> None:
        was, self.phase = self.phase, phase
        if phase is Phase.PRACTISING:
            self.round, self.offer, self.round_s = self.offer, None, 0
        elif was is Phase.PRACTISING and phase is Phase.RESTING and isinstance(event, Tick):
            self.reach = self.reach if self.round is None else max(self.reach, self.round.level)
        if phase in (Phase.PAUSED, Phase.GROUNDING, Phase.CLOSING):
            self.stops += 1
        if phase is Phase.CLOSING:
            self.ended_by = reason
        far_away = reason is Reason.VERY_FAR_AWAY and was is not Phase.GROUNDING
        if phase is Phase.GROUNDING or reason is Reason.SECOND_OVERWHELM or far_away:
            self._overwhelm()

    def _overwhelm(self) -> None:
        self.overwhelms = min(self.overwhelms + 1, self.limits.numbers.overwhelms_most)
        self.over = (STILL if self.round is None else self.round.level, self.round_s)

    def _deep(self, state: State, *, closed: bool) -> State:
        """The state at least as deep in a stop as the record says."""
        if closed or self.phase is Phase.ENDED:
            shut = stopping.close(state, self.ended_by or Reason.PERSON_ENDED).state
            return replace(shut, phase=Phase.ENDED, left_s=0)
        if self.phase is Phase.CLOSING:
            return stopping.close(state, self.ended_by or Reason.PERSON_ENDED).state
        if self.phase is Phase.GROUNDING and state.phase not in (Phase.GROUNDING, *stopping.OVER):
            return stopping.overwhelm(replace(state, overwhelms=0), Reason.RESTARTED).state
        return state

    def _done(self, state: State, *, closed: bool) -> State:
        limits = self.limits
        return replace(
            state,
            round=self.round or state.round,
            reach=self.reach,
            cap=self.cap if closed else min(self.cap, state.cap),
            barred=self.barred | state.barred,
            work_left_s=max(0, limits.work_s - self.work_s) if limits.work_s >= 0 else limits.work_s,
            stretch_left_s=limits.stretch_left_s - self.left_s,
            stretch_right_s=limits.stretch_right_s - self.right_s,
            tremor_left_s=limits.tremor_s - self.tremor_s,
            stops=max(state.stops, min(self.stops, limits.numbers.count_most)),
            overwhelms=self.overwhelms,
            rest_owed_h=self.rest_owed_h,
            ended_by=self.ended_by or state.ended_by,
        )

    def _diary(self, diary: Diary, state: State) -> Diary:
        """The diary in few words: how high it went last, how long, and what was too much. No more is known."""
        level, now_h = STILL if self.round is None else self.round.level, diary.now_h
        over, over_s = self.over or (level, self.round_s)
        before_s = self.work_s - over_s if self.overwhelms else self.work_s
        entries: tuple[Entry, ...] = diary.entries[:1]
        if before_s:
            entries += (RoundDone(now_h, level, float(before_s), Ending.STOPPED),)
        if self.overwhelms:
            entries += (RoundDone(now_h, over, float(over_s), Ending.OVERWHELMED),)
        if state.phase is Phase.ENDED:
            entries += (Closed(now_h),)
        return replace(diary, entries=entries, waiting=None, settled=True, last=level)

    def _memory(self, memory: Memory, state: State) -> Memory:
        """What the monitor would remember of it."""
        if state.phase in stopping.OVER:
            memory = Memory(limits=state.limits, cap=0, barred=0, beat_s=0)
            return replace(memory, overwhelms=state.overwhelms, rest_owed_h=state.rest_owed_h)
        ran = state.round
        return replace(
            memory,
            cap=min(memory.cap, state.cap),
            barred=state.barred,
            level=memory.level if ran is None else int(ran.level),
            last=memory.last if ran is None else (ran.slot, ran.kind, ran.side),
            reach=int(state.reach),
            work_s=self.work_s,
            left_s=self.left_s,
            right_s=self.right_s,
            tremor_s=self.tremor_s,
            owed=max(memory.owed, state.checks_owed),
            contact=memory.contact and state.grounded,
            overwhelms=state.overwhelms,
            rest_owed_h=state.rest_owed_h,
        )


def record_of(limits: Limits) -> Recorded:
    """A session of these limits before its first event."""
    return Recorded(limits, HalfLevel(0) if limits.rest_only else limits.cap, limits.barred)
