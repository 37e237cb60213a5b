"""What the monitor remembers of a session, from what could be seen and heard alone.

Counters count up from what happened, where the engine's count down to what is due. Nothing here knows the
engine's state or transitions.
"""

from dataclasses import dataclass, field

from slackwater.session.changing import changed
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Phase, Quick, Seen, Side

NEVER = -1
"""A count that is not running."""

DEPTH: dict[Phase, int] = dict.fromkeys(Phase, 0) | {
    Phase.PAUSED: 1,
    Phase.GROUNDING: 2,
    Phase.CLOSING: 3,
    Phase.ENDED: 4,
}
"""How deep a stop a phase is. Only the person's yes leads to less depth."""

ACTIVE = (Phase.PRACTISING, Phase.RESTING, Phase.CHECKING_IN)


class Clause(Quick):
    """What must hold in every step; ``proof/invariants.py`` says what each one is for."""

    STOPS = "stops"
    LATCH = "latch"
    FINAL = "final"
    YES = "yes"
    LEASE = "lease"
    PRESENCE = "presence"
    SETTLING = "settling"
    REST = "rest"
    CAP = "cap"
    RISE = "rise"
    LOWER = "lower"
    SAME = "same"
    ROUND = "round"
    CEILING = "ceiling"
    STRETCH = "stretch"
    LOAD = "load"
    TREMOR = "tremor"
    SHAKING = "shaking"
    CUE = "cue"
    BARRED = "barred"
    HEART = "heart"
    BODY = "body"
    OPEN = "open"
    ROUTE = "route"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Call:
    """A stop that is due in this step: at least so deep, and by which clause."""

    depth: int
    clause: Clause


NO_CALL = Call(0, Clause.STOPS)
PAUSE = Call(1, Clause.STOPS)
GROUND = Call(2, Clause.STOPS)
CLOSE = Call(3, Clause.STOPS)


@dataclass(frozen=True)
class Memory:
    """The monitor's own counters."""

    limits: Limits = field(hash=False)
    cap: int
    barred: int
    kinds: frozenset[Kind] | None = None
    start: int = NEVER
    level: int = NEVER
    """The last dose that moved."""
    last: tuple[int, Kind, Side] | None = None
    """Slot, kind and side of what moved last."""
    reach: int = 0
    yes: bool = False
    stopped: bool = False
    calm: bool = False
    """Nothing but quiet answers since a round was completed."""
    uneasy: bool = False
    """A sensor gave a sign of unease while something moved."""
    checked: bool = False
    rested_s: int = 0
    settled_s: int = 0
    beat_s: int = 1_000_000
    """Since the last heartbeat on the way; saturates at the lease. No heartbeat is older than a stop."""
    answer_s: int = 0
    owed: int = 0
    gap_s: int = 0
    contact: bool = False
    stop_s: int = 0
    """In grounding; in a pause, while a check is owed."""
    moved_s: int = 0
    work_s: int = 0
    left_s: int = 0
    right_s: int = 0
    tremor_s: int = 0
    load: int = 0
    shake_s: int = NEVER
    cue_s: int = NEVER
    heart_s: int = NEVER
    after_tremor_s: int = NEVER
    drills: int = 0
    overwhelms: int = 0
    breath_closed: bool = False
    tremor_closed: bool = False
    open_s: int = 0
    closing_s: int = 0
    rest_owed_h: int = 0


def fresh(limits: Limits) -> Memory:
    """The memory a session opens with."""
    return Memory(
        limits=limits,
        cap=0 if limits.rest_only else limits.cap,
        barred=limits.barred,
        beat_s=limits.numbers.lease_s,
    )


Heard = tuple[Memory, Call]


def owe_checks(memory: Memory, before: Seen) -> Memory:
    """The memory owing what distress 6, dizziness or a very high heart rate asks for."""
    if DEPTH[before.mode] > 2:
        return memory
    if before.mode is Phase.GROUNDING:
        return changed(memory, owed=memory.limits.numbers.overwhelm_checks, gap_s=0)
    owed = max(memory.owed, memory.limits.numbers.pause_checks)
    stop_s = memory.stop_s if memory.owed else 0
    return changed(memory, owed=owed, gap_s=0, stop_s=stop_s, cap=fallen_cap(memory))


def overwhelm(memory: Memory, before: Seen, hours: int) -> Heard:
    """The memory of an overwhelm, and the stop it asks for: grounding, or closing for the second."""
    numbers = memory.limits.numbers
    rest_owed_h = max(memory.rest_owed_h, hours)
    owed = {"owed": numbers.overwhelm_checks, "gap_s": 0, "rest_owed_h": rest_owed_h}
    if before.mode is Phase.GROUNDING:
        return changed(memory, **owed), GROUND
    if DEPTH[before.mode] > 2:
        return changed(memory, rest_owed_h=rest_owed_h), NO_CALL
    overwhelms = min(memory.overwhelms + 1, numbers.overwhelms_most)
    heard = changed(
        memory,
        overwhelms=overwhelms,
        tremor_closed=True,
        contact=False,
        stop_s=0,
        cap=fallen_cap(memory),
        **owed,
    )
    return heard, CLOSE if overwhelms >= numbers.overwhelms_most else GROUND


def fallen_cap(memory: Memory) -> int:
    """One level under what moved last."""
    base = memory.limits.start if memory.level < 0 else memory.level
    return max(0, min(memory.cap, base - memory.limits.numbers.fall))
