"""What must hold in every reachable step: hazard → claim → clause, and the mutants that each must catch.

Clauses of the monitor (:class:`Clause`) see only what anybody in the room could see. Laws (:class:`Law`) read
the step itself: its state and its decisions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from slackwater.session import decisions as d
from slackwater.session import events as e
from slackwater.session.phases import Phase, Round
from slackwater.session.state import State, Step
from slackwater.session.witness import DEPTH, Clause, Memory


class Law(Enum):
    """What must hold of a step beside what the monitor sees."""

    TABLE = "table"
    FIRST = "first"
    SAME_STATE = "same_state"
    ASKED = "asked"
    WHY = "why"
    REASON = "reason"
    SHRINKS = "shrinks"
    OWED = "owed"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Invariant:
    """One claim about every step, the promise it keeps, and the hazards it answers."""

    holds: Clause | Law
    claim: str
    promise: str
    hazards: tuple[str, ...]


INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        Clause.STOPS,
        "Every stop, by the person, the page, a practitioner or the program, ends movement in the same "
        "step, as deep as the table asks; nothing moves outside PRACTISING, and nothing practises at dose "
        "0.",
        "1, 5",
        ("H1", "H15", "H23"),
    ),
    Invariant(
        Clause.LATCH,
        "Out of a stop leads only the person's own yes, after contact, the least time, every settled check "
        "and shaking that has stopped; never straight to movement.",
        "1, 2, 5",
        ("H1", "H2", "H13", "H15"),
    ),
    Invariant(
        Clause.FINAL,
        "The second overwhelm, far away 3, not settled in ten minutes and the wish to end close the "
        "session; closing ends by its own timer; ended is final.",
        "1, table",
        ("H1", "H23"),
    ),
    Invariant(
        Clause.YES,
        "Movement starts by a fresh yes, or under a yes since the last stop for the same practice on the "
        "same side, no higher.",
        "1, 4, 5",
        ("H1", "H6", "H15"),
    ),
    Invariant(
        Clause.LEASE,
        "Without a heartbeat in the last 8 s nothing moves or starts; losing it pauses.",
        "3",
        ("H16", "H23"),
    ),
    Invariant(
        Clause.PRESENCE,
        "75 s of activity without an answer ground; no heartbeat, no reading and nothing said a while ago is "
        "an answer.",
        "3",
        ("H2",),
    ),
    Invariant(
        Clause.SETTLING,
        "Nothing starts before settling is over, the first time and after a stop.",
        "table",
        ("H1",),
    ),
    Invariant(
        Clause.REST,
        "Between rounds lies a rest and an answered check-in; after tremor two minutes, whatever "
        "happens between.",
        "2, 4",
        ("H1", "H4"),
    ),
    Invariant(
        Clause.CAP,
        "The cap never rises; after a pause no level above where it stopped, after an overwhelm or a "
        "raised answer one level lower.",
        "4",
        ("H1",),
    ),
    Invariant(
        Clause.RISE,
        "At most half a level above the highest completed, after a quiet, fully rested round, with a fresh "
        "yes, never after a stop.",
        "4",
        ("H1", "H18"),
    ),
    Invariant(
        Clause.LOWER,
        "While something moves its dose only falls; softer and slower fall at once.",
        "4, 5",
        ("H1", "H15"),
    ),
    Invariant(Clause.SAME, "A running round keeps its kind, side and practice.", "4", ("H6",)),
    Invariant(Clause.ROUND, "No round outlasts its kind's longest.", "4", ("H1",)),
    Invariant(Clause.CEILING, "Practice never exceeds what session, day and week leave.", "4", ("H18",)),
    Invariant(Clause.STRETCH, "No side is stretched beyond what is left for it.", "4", ("H6", "H18")),
    Invariant(Clause.LOAD, "The load on board never exceeds its ceiling.", "4", ("H1",)),
    Invariant(
        Clause.TREMOR,
        "Tremor waits for the stop drills, stays within its rung and ends for the session with an overwhelm.",
        "4, table",
        ("H4", "H5"),
    ),
    Invariant(
        Clause.SHAKING,
        "Shaking that has not stopped two minutes after tremor closes the session.",
        "table",
        ("H4", "H5"),
    ),
    Invariant(Clause.CUE, "A stop cue without an answer in 15 s grounds.", "3, table", ("H4",)),
    Invariant(
        Clause.BARRED,
        "What hurt, what screening did not offer, and paced breath after dizziness do not move.",
        "table",
        ("H3", "H6"),
    ),
    Invariant(
        Clause.HEART,
        "A high heart rate only pauses; no reading moves, raises or shortens.",
        "2",
        ("H2", "H13"),
    ),
    Invariant(
        Clause.BODY,
        "Two signs of unease together, or shaking that nobody invited, pause; no sensor lets anything go on.",
        "2",
        ("H2", "H25"),
    ),
    Invariant(
        Clause.OPEN, "No session stays open beyond its time, also across restarts.", "4", ("H18", "H23")
    ),
    Invariant(
        Clause.ROUTE,
        "Phases follow one another only by the ways named, each by its own event.",
        "1, 7",
        ("H23",),
    ),
    Invariant(
        Clause.LATE,
        "A late yes or answer changes no phase; a check-in that comes late leads to nothing but a deeper stop.",
        "1",
        ("H2", "H23"),
    ),
    Invariant(
        Law.TABLE, "Every step leads where the table says, and the table names nothing else.", "7", ("H23",)
    ),
    Invariant(Law.FIRST, "A stop names itself first among the decisions.", "1, 7", ("H1",)),
    Invariant(
        Law.SAME_STATE, "What is refused or expired leaves the very same state.", "1, 5", ("H15", "H23")
    ),
    Invariant(Law.ASKED, "Every question that comes to stand is asked; at most one stands.", "7", ("H2",)),
    Invariant(
        Law.WHY, "A check-in that comes late leaves it to the person to say why it stopped.", "1", ("H2",)
    ),
    Invariant(Law.REASON, "Every stop carries its reason.", "7", ("H12",)),
    Invariant(
        Law.SHRINKS, "A proposal is only ever shrunk: level and work down, rest up.", "4", ("H1", "H15")
    ),
    Invariant(
        Law.OWED,
        "Rest of 24, 48 or 72 h is owed for what happened, also when it is heard late.",
        "table",
        ("H18",),
    ),
    Invariant(Law.ENDS, "From every state the wish to end and time lead to ended.", "1", ("H23",)),
)

STOPPED = (Phase.PAUSED, Phase.GROUNDING, Phase.CLOSING)
UNMOVED = (d.Refused, d.Expired)


def broken_laws(before: State, event: e.Event, step: Step) -> Iterator[Law]:
    """The laws a step breaks."""
    after, said = step.state, step.decisions
    if after is before:
        return
    stops = before.phase is Phase.PRACTISING and after.phase in STOPPED
    if stops != (bool(said) and isinstance(said[0], d.MovementStopped)):
        yield Law.FIRST
    refused = any(type(one) in UNMOVED for one in said)
    if refused and after != before:
        yield Law.SAME_STATE
    if not _is_asked(before, after, said):
        yield Law.ASKED
    if after.phase is not before.phase and after.phase in STOPPED and not _has_reason(after.phase, said):
        yield Law.REASON
    if type(event) is e.CheckedInLate and after.why_known and not before.why_known:
        yield Law.WHY
    if type(event) is e.Offered and not _is_shrunk(event.round, after):
        yield Law.SHRINKS


def owes_less(state: State, memory: Memory) -> bool:
    """Whether the state owes less rest than what was heard asks for."""
    return state.rest_owed_h < memory.rest_owed_h


def cannot_end(state: State, ended: Step, later: Step) -> bool:
    """Whether the wish to end, or time after it, fails to lead on towards ended."""
    if state.phase is Phase.ENDED:
        return ended.state.phase is not Phase.ENDED or later.state.phase is not Phase.ENDED
    if state.phase is Phase.CLOSING:
        return later.state.phase is not Phase.ENDED and later.state.left_s >= state.left_s
    return ended.state.phase is not Phase.CLOSING


def _is_asked(before: State, after: State, said: tuple[d.Decision, ...]) -> bool:
    asked = [one.question for one in said if isinstance(one, d.Asked)]
    stands = after.question
    if stands is None:
        return not asked
    return asked == [stands] or (not asked and stands is before.question)


def _has_reason(phase: Phase, said: tuple[d.Decision, ...]) -> bool:
    return any(isinstance(one, d.PhaseChanged) and one.phase is phase and one.reason for one in said)


def _is_shrunk(asked: Round, after: State) -> bool:
    """Whether what waits or runs is what was asked for, or less, and never rests less."""
    got = after.offer or after.round
    if got is None:
        return False
    same = (got.slot, got.kind, got.side) == (asked.slot, asked.kind, asked.side)
    least_rest_s = min(asked.rest_s, after.limits.numbers.most_rest_s)
    return same and got.level <= asked.level and got.work_s <= asked.work_s and got.rest_s >= least_rest_s


__all__ = ["DEPTH", "INVARIANTS", "Clause", "Invariant", "Law", "broken_laws", "cannot_end", "owes_less"]
