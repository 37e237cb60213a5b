"""Small worlds to explore whole: which constants each one shrinks, and why that loses nothing."""

from dataclasses import replace

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.phases import Kind, Side, Sign
from slackwater.session.proof.world import GROUND, ROAD, SMALL, World, offered, shrunk

STOPS: tuple[e.Event, ...] = (
    *GROUND,
    e.PauseAsked(),
    e.EndAsked(),
    e.Oriented(),
    e.NothingLeft(),
    e.AgreedLate(),
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

LATE_ANSWERS: tuple[e.Event, ...] = tuple(
    e.CheckedInLate(*said) for said in ((2, 0), (4, 0), (2, 1, 1), (7, 0), (2, 3), (-1, 0))
)
"""One from a while ago for each place an answer leads to: quiet, eased, fog, 7, far away 3, and none."""

STOPS_WORLD = World(
    name="stops",
    looks_at="every stop by every party in every phase, with two practices so that a barred one "
    "leaves another",
    limits=replace(SMALL, numbers=shrunk(ground_most_s=3)),
    events=(*ROAD, *STOPS, offered(work_s=2, rest_s=1), offered(slot=1, work_s=2, rest_s=1)),
    loses_nothing="Stops compare no numbers but counts of 1 and 2, which are kept. One level and one "
    "length of round stand for all: a stop reads the level only to lower the cap, which the "
    "world 'dose' looks at.",
)

ANSWERS_WORLD = World(
    name="answers",
    looks_at="every weight of answer, at arrival and at any time later, said now or a while ago, also out "
    "of range",
    limits=SMALL,
    events=(
        *ROAD,
        *GROUND,
        *ANSWERS,
        *LATE_ANSWERS,
        e.EndAsked(),
        e.Arrived(6, 0),
        e.Arrived(7, 0),
        e.Arrived(2, 2),
        e.Arrived(2, 3),
        e.Arrived(-1, 0),
        offered(work_s=2, rest_s=1),
    ),
    loses_nothing="The engine reads an answer only through its weight; that every answer 0-11, far away "
    "0-5, words 0-2 from every start has the weight the monitor gives it is checked one by "
    "one beside this world.",
)

DOSE_WORLD = World(
    name="dose",
    looks_at="starting level, cap, rises, softer, slower, lowered caps and eased answers at every half level",
    limits=replace(SMALL, start=HalfLevel(2), cap=HalfLevel(4), numbers=shrunk(ask_after_s=1)),
    events=(
        *ROAD,
        e.TooMuch(),
        e.Grounded(),
        e.PauseAsked(),
        e.CheckedIn(3, 1),
        e.CheckedIn(4, 0),
        e.CheckedInLate(3, 1),
        e.CheckedInLate(4, 0),
        e.SofterAsked(),
        e.SofterAskedLate(),
        e.PractitionerSlowed(),
        e.PractitionerLowered(HalfLevel(3)),
        e.PractitionerLowered(HalfLevel(1)),
        e.PractitionerLowered(HalfLevel(0)),
        e.PractitionerLowered(HalfLevel(9)),
        *(offered(level=level, work_s=1) for level in (1, 2, 3, 4, 5)),
        offered(level=2, work_s=1, rest_s=1),
    ),
    loses_nothing="Four half levels hold every comparison: below, at and above the start, the highest "
    "completed, a fall of two and the cap. Level twenty differs from four only in how often "
    "a rise repeats.",
)

TREMOR_WORLD = World(
    name="tremor",
    looks_at="the stop drill, its cue, tremor's rung, the rest after it and shaking that goes on",
    limits=replace(SMALL, tremor_s=3, numbers=shrunk(tremor_rest_s=3)),
    events=(
        *ROAD,
        *GROUND,
        e.PauseAsked(),
        e.ShakingStopped(),
        e.StillShaking(),
        e.StoppedOnCue(),
        e.SofterAsked(),
        offered(0, Kind.TREMOR, 4, work_s=2, rest_s=1),
        offered(1, Kind.DRILL, 2, work_s=1, rest_s=1),
    ),
    loses_nothing="Two drills stand for three, two seconds of cue and shaking for 15 and 120: each is one "
    "countdown that a single event ends. The rung is passed by one round of two and reached "
    "by one of three.",
)

STRETCH_WORLD = World(
    name="stretch",
    looks_at="stretch on each side, on both and on none named, at and beyond what is left, from side to side",
    limits=replace(SMALL, stretch_left_s=3, stretch_right_s=2),
    events=(
        *ROAD,
        e.PauseAsked(),
        *(offered(0, Kind.STRETCH, 2, side, work_s, 1) for side in Side for work_s in (1, 4)),
    ),
    loses_nothing="Sides hold different small amounts, so that each can run out first.",
)

SESSION_WORLD = World(
    name="session",
    looks_at="the ceilings of practice and of the session's whole time, also across restarts",
    limits=replace(SMALL, work_s=4, open_s=9),
    events=(
        *ROAD,
        e.TooMuch(),
        e.PauseAsked(),
        e.Restarted(),
        e.Restarted(4),
        offered(level=2, work_s=1, rest_s=1),
        offered(level=2, work_s=3, rest_s=1),
    ),
    loses_nothing="Four seconds of practice are passed by rounds of one and three; nine of time can run "
    "out in every phase. Other worlds leave both uncounted, which only takes an ending away "
    "from them.",
)

LOAD_WORLD = World(
    name="load",
    looks_at="load on board: gathered by level and second, fading, at its ceiling",
    limits=replace(SMALL, numbers=shrunk(load_most=9, load_grain=1, load_tau_s=4)),
    events=(
        *ROAD,
        e.PauseAsked(),
        e.SofterAsked(),
        offered(level=4, rest_s=1),
        offered(level=2, work_s=2, rest_s=1),
    ),
    loses_nothing="Whole half levels x s and a fading of a quarter a second keep the sums and the "
    "comparison; the ceiling of nine stops a level-two round of three seconds. Other worlds "
    "count no load.",
)

HEART_WORLD = World(
    name="heart",
    looks_at="heart rates each side of every limit, missing ones, while moving, still and resting",
    limits=SMALL,
    events=(
        *ROAD,
        e.PauseAsked(),
        e.HeartMissing(),
        e.HeartRead(20, 26),
        e.HeartRead(21, 25),
        e.HeartRead(21, 26),
        e.HeartRead(30, 30),
        e.HeartRead(31, 0),
        offered(0, Kind.MOVEMENT, 2, rest_s=3),
        offered(0, Kind.FELT_SENSE, 2),
        offered(1, Kind.BREATH, 2),
    ),
    loses_nothing="A reading is only compared with three limits; the values stand one below and one above "
    "each. Two seconds of a high rate stand for fifteen.",
)

BODY_WORLD = World(
    name="body",
    looks_at="signs of unease alone and together, tremor that is seen in every phase, with rises and with "
    "tremor to come",
    limits=replace(SMALL, start=HalfLevel(2), cap=HalfLevel(4), tremor_s=2, numbers=shrunk(drills_needed=1)),
    events=(
        *ROAD,
        e.PauseAsked(),
        e.StoppedOnCue(),
        e.ShakingStopped(),
        e.Cautioned(Sign.BREATH_FAST),
        e.Strained(Sign.SHAKING_UNASKED),
        e.TremorSeen(),
        offered(level=3, work_s=2),
        offered(1, Kind.DRILL, 2, work_s=1, rest_s=1),
        offered(2, Kind.TREMOR, 2, work_s=2, rest_s=1),
    ),
    loses_nothing="A sign is compared with nothing: it is only named in the reason, so one stands for all. "
    "Two seconds of tremor stand for five minutes.",
)

GROUNDING_WORLD = World(
    name="grounding",
    looks_at="grounding as long as it can be: contact, gap, two checks in a row, too early, too late, and "
    "checks said a while ago",
    limits=replace(SMALL, numbers=shrunk(ground_least_s=5, ground_most_s=7, check_gap_s=2)),
    events=(
        *ROAD,
        *GROUND,
        e.CheckedIn(4, 0),
        e.CheckedInLate(2, 0),
        e.CheckedInLate(4, 0),
        e.FeltDizzy(),
        e.FeltFarAway(),
        e.CheckedIn(6, 0),
        e.Restarted(),
        offered(work_s=1, rest_s=1),
    ),
    loses_nothing="The order of the real lengths is kept: gap < two gaps < least < most, so that each of "
    "them can be what is waited for.",
)

SCREENING_WORLD = World(
    name="screening",
    looks_at="kinds not offered, slots barred before and by pain, breath after dizziness, senseless offers",
    limits=replace(SMALL, cap=HalfLevel(4), barred=2),
    events=(
        *ROAD,
        e.Screened(frozenset()),
        e.Screened(frozenset({Kind.MOVEMENT})),
        e.Screened(frozenset({Kind.BREATH})),
        e.Hurt(),
        e.Hurt(red_flag=True),
        e.FeltDizzy(),
        *(
            offered(slot, kind, 2, work_s=1, rest_s=1)
            for slot in (0, 1, 31)
            for kind in (Kind.MOVEMENT, Kind.BREATH)
        ),
        offered(slot=32),
        offered(slot=-1),
        offered(level=0),
        offered(level=21),
        offered(work_s=0),
        offered(rest_s=-1),
    ),
    loses_nothing="Slots are bits of a mask and kinds bits of another, all treated alike: three of 32 and "
    "two of six stand for the rest, with values outside each range.",
)

PRESENCE_WORLD = World(
    name="presence",
    looks_at="silence and lease at lengths at which each of soft check, louder, grounding and pause "
    "comes first",
    limits=replace(
        SMALL,
        numbers=shrunk(lease_s=3, ask_after_s=4, louder_after_s=2, no_answer_s=3, movement_s=9),
    ),
    events=(
        *ROAD,
        *(e.AgreedLate(), e.AnsweredLate(), e.SofterAskedLate(), e.CheckedInLate(2, 0)),
        e.PauseAsked(),
        e.LeaseLost(),
        e.TooMuch(),
        e.SofterAsked(),
        offered(level=2, work_s=6),
        offered(level=2, work_s=12, rest_s=9),
    ),
    loses_nothing="The order of the real lengths is kept: lease < soft check < louder < grounding, a round "
    "longer than the lease, silence that spans rounds.",
)

WORLDS: tuple[World, ...] = (
    STOPS_WORLD,
    ANSWERS_WORLD,
    DOSE_WORLD,
    TREMOR_WORLD,
    STRETCH_WORLD,
    SESSION_WORLD,
    LOAD_WORLD,
    HEART_WORLD,
    BODY_WORLD,
    GROUNDING_WORLD,
    SCREENING_WORLD,
    PRESENCE_WORLD,
)
