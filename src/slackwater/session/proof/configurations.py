"""Small worlds to explore whole: which constants each one shrinks, and why that loses nothing.

A world keeps every comparison of the engine and shrinks only the numbers compared with. Two rules keep that
honest: values stand on each side of every threshold the world looks at, and numbers are chosen so that each
guard can be the first to fire (a round outlasts the lease, silence outlasts the lease, and so on).
"""

from dataclasses import dataclass, replace

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.limits import UNCOUNTED, Limits
from slackwater.session.pausing import NUMBERS, Numbers
from slackwater.session.phases import Kind, Round, Side


@dataclass(frozen=True, slots=True)
class World:
    """One configuration: limits with shrunk numbers, every event that may happen, and what it is for."""

    name: str
    looks_at: str
    limits: Limits
    events: tuple[e.Event, ...]
    loses_nothing: str

    @property
    def shrunk(self) -> dict[str, tuple[int, int]]:
        """The thresholds that differ from those in force: theirs, and the world's."""
        mine = self.limits.numbers
        names = Numbers.__dataclass_fields__
        pairs = {name: (getattr(NUMBERS, name), getattr(mine, name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


TINY = replace(
    NUMBERS,
    lease_s=2,
    ask_after_s=2,
    louder_after_s=1,
    no_answer_s=2,
    settle_s=1,
    ground_least_s=2,
    ground_most_s=4,
    check_gap_s=1,
    closing_s=1,
    least_round_s=1,
    movement_s=3,
    stretch_s=3,
    drill_s=3,
    felt_sense_s=3,
    breath_s=3,
    tremor_s=3,
    least_rest_s=1,
    tremor_rest_s=2,
    full_rest_s=2,
    most_rest_s=4,
    drills_needed=2,
    cue_s=2,
    shaking_s=2,
    heart_soft_s=2,
    load_most=0,
    count_most=1,
)

OPEN = Limits(
    start=HalfLevel(4),
    cap=HalfLevel(6),
    work_s=UNCOUNTED,
    stretch_left_s=NUMBERS.stretch_session_s,
    stretch_right_s=NUMBERS.stretch_session_s,
    open_s=UNCOUNTED,
    numbers=TINY,
)


def offered(
    slot: int = 0,
    kind: Kind = Kind.MOVEMENT,
    level: int = 4,
    side: Side = Side.NONE,
    work_s: int = 3,
    rest_s: int = 2,
) -> e.Offered:
    """An offer of a small round."""
    return e.Offered(Round(slot, kind, HalfLevel(level), side, work_s, rest_s))


EVERY_KIND = frozenset(Kind)

ROAD: tuple[e.Event, ...] = (
    e.Tick(),
    e.Heartbeat(),
    e.Arrived(2, 0),
    e.Screened(EVERY_KIND),
    e.Agreed(),
    e.AgreedLate(),
    e.StillHere(),
    e.CheckedIn(2, 0),
    e.NothingLeft(),
)
"""What every session needs to get anywhere."""

GROUND: tuple[e.Event, ...] = (e.TooMuch(), e.Grounded(), e.PauseAsked(), e.EndAsked(), e.Oriented())

STOPS: tuple[e.Event, ...] = (
    *GROUND,
    e.FeltFarAway(),
    e.FeltDizzy(),
    e.Hurt(),
    e.OnlyAPause(),
    e.LeaseLost(),
    e.PractitionerPaused(),
    e.PractitionerEnded(),
    e.Restarted(),
    e.Faulted(),
    e.MonitorDisagreed(),
)

ANSWERS: tuple[e.Event, ...] = (
    e.CheckedIn(3, 1),
    e.CheckedIn(4, 0),
    e.CheckedIn(5, 0),
    e.CheckedIn(2, 1, 1),
    e.CheckedIn(7, 0),
    e.CheckedIn(2, 2),
    e.CheckedIn(2, 3),
    e.CheckedIn(-1, 0),
)
"""One answer of each weight, from a start of 2: settled, eased, +3, fog, 7, far away 2 and 3, and none."""
