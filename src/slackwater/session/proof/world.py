"""What a small world is, and what all of them share: the shrunk numbers, small limits, the road.

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
        return differences(NUMBERS, self.limits.numbers)

    @property
    def shrunk_here(self) -> dict[str, tuple[int, int]]:
        """Those of them that differ from what every world shrinks."""
        return {
            name: self.shrunk.get(name, pair) for name, pair in differences(TINY, self.limits.numbers).items()
        }


def differences(one: Numbers, other: Numbers) -> dict[str, tuple[int, int]]:
    """The thresholds in which two sets of numbers differ."""
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in Numbers.__dataclass_fields__}
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

COMMON_LOSES_NOTHING = (
    "Only lengths and counts are shrunk, none of the scales people answer on. Each length is a countdown "
    "that the engine compares with nothing but its end, so a second stands for many; the order of lengths "
    "is kept where one can come before another. Loads are counted in the world 'load' alone, counts of "
    "stops only as none and some."
)
"""Why the numbers of ``TINY``, which every world starts from, lose nothing."""


def shrunk(**numbers: int) -> Numbers:
    """The tiny numbers, some of them changed."""
    return replace(TINY, **numbers)


SMALL = Limits(
    start=HalfLevel(4),
    cap=HalfLevel(6),
    work_s=UNCOUNTED,
    stretch_left_s=1,
    stretch_right_s=1,
    open_s=UNCOUNTED,
    numbers=TINY,
)
"""Small limits; practice and time are not counted unless a world names them."""


def offered(  # noqa: PLR0913, PLR0917 a round has six parts
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
    e.StillHere(),
    e.CheckedIn(2, 0),
)
"""What every session needs to get anywhere."""

GROUND: tuple[e.Event, ...] = (e.TooMuch(), e.Grounded())
