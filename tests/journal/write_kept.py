"""Writes the kept file of every name and version that has none yet: ``python tests/journal/write_kept.py``.

A file that is there is never written again; what was kept under it opens for ever. A kind with fields needs
an example here.
"""

import json
from pathlib import Path

from slackwater.journal.codec import CODEC
from slackwater.journal.digest import Running
from slackwater.journal.facts import (
    AfterNote,
    BodyMark,
    BodyMarked,
    FollowedUp,
    HeartEstimated,
    HeartGap,
    LookedBack,
    LookingBack,
    MorningAbout,
    MorningAlso,
    MorningAnswered,
    MorningAsked,
    OfferMade,
    PersonScreened,
    PersonSet,
    Remembered,
    Said,
    SessionBrought,
    SessionClosed,
    SessionOpened,
    SignRead,
    SinceHard,
    TimePassed,
    WordsPicked,
)
from slackwater.journal.names import NAMES
from slackwater.journal.stored import vocabularies
from slackwater.quantities import Gap, HalfLevel
from slackwater.session import decisions as d
from slackwater.session import events as e
from slackwater.session.decisions import Question, Reason
from slackwater.session.history import PastSession
from slackwater.session.limits import Limits
from slackwater.session.pausing import ROWS
from slackwater.session.phases import Kind, Phase, Round, Side, Sign
from slackwater.titration.log import Closed, Ending, Felt, Opened, RoundDone, Settled
from slackwater.titration.reading import write_entry

KEPT = Path(__file__).parents[1] / "kept"
ROUND = Round(3, Kind.MOVEMENT, HalfLevel(2), Side.LEFT, 45, 90)
STOPPED = (
    d.MovementStopped(Reason.TOO_MUCH),
    d.PhaseChanged(Phase.GROUNDING, Reason.TOO_MUCH, 180),
    d.Asked(Question.GROUNDED),
)
LOG = (
    Opened(498721.3),
    Settled(498721.4, 2),
    RoundDone(498721.5, HalfLevel(4), 31.0, Ending.OVERWHELMED, practice="pelvic-tilts"),
    Closed(498721.6),
)
PLAN = {"rounds": [{"practice": "pelvic-tilts", "variant": "floor", "slot": 3, "work_s": 45, "rest_s": 90}]}

EXAMPLES = (
    e.Arrived(3, 1),
    e.Screened(frozenset({Kind.MOVEMENT, Kind.BREATH})),
    e.Hurt(red_flag=True),
    e.CheckedIn(4, 1, 2),
    e.CheckedInLate(3, 1, 1),
    e.HeartRead(12, 17),
    e.Cautioned(Sign.BREATH_HELD),
    e.Strained(Sign.SHAKING_UNASKED),
    e.PractitionerLowered(HalfLevel(3)),
    e.Offered(ROUND),
    e.Restarted(42),
    *STOPPED,
    d.RoundAccepted(ROUND, (Reason.CAP, Reason.REST_LENGTH)),
    d.OfferRefused(ROUND, Reason.BARRED),
    d.LevelLowered(HalfLevel(1), Reason.PERSON_SOFTER),
    d.CapLowered(HalfLevel(1), Reason.TOO_MUCH),
    d.SlotBarred(3),
    d.RiseHeld(Reason.BREATH_HELD),
    d.TremorClosed(Reason.TOO_MUCH),
    d.BreathRests(Reason.DIZZY),
    d.DrillPassed(1, 3),
    d.RestOwed(48, Reason.TOO_MUCH),
    d.Refused(e.Grounded(), Reason.WRONG_TIME),
    d.Expired(e.AgreedLate()),
    SessionOpened(
        1795396629,
        Limits(reasons=(Reason.RISE,)),
        PLAN,
        "0.1.0",
        {row.name: row.limit for row in ROWS},
        2,
    ),
    TimePassed(7, (1, 3, 5)),
    OfferMade(ROUND, "pelvic-tilts", "floor", 1),
    Said("7c9e6679-7425-40de-944b-e07fc1f90ae7", 250),
    WordsPicked(("warm", "heavy")),
    HeartEstimated(61.5, 72.0, 68.5, 0.9),
    HeartGap(Gap.STALE, 80.0),
    SignRead(Sign.BREATH_HELD, 300.0, 14.0),
    SessionBrought(1795000000, beside=True),
    SessionClosed(1795398000),
    Remembered(
        PastSession(498721, HalfLevel(2), 270, 45, 0, tremor_quiet=False, overwhelms=1, rest_owed_h=48),
        tuple(write_entry(entry) for entry in LOG),
    ),
    MorningAsked("5e551011", 1795430000),
    MorningAnswered("5e551011", 1795430040, Felt.HEAVIER, too_much_later=True),
    MorningAlso("5e551011", 1795430050, MorningAbout.SLEEP, Felt.LIGHTER),
    LookedBack("5e551011", 1795398060, LookingBack.WENT_WRONG),
    FollowedUp("5e551011", 1796002900, 7, SinceHard.EASING),
    AfterNote("a quiet evening", went_wrong=False),
    BodyMarked(
        1795398100,
        "5e551011",
        (BodyMark("right-hip-crease", 3, ("tight", "warm")), BodyMark("sacrum", None, ())),
    ),
    PersonScreened(1795396600, {"age": "yes", "pregnant": "no"}),
    PersonSet("theme", "dusk"),
)


def main() -> None:
    running = Running()
    running.add(STOPPED)
    examples = {type(example): example for example in (*EXAMPLES, running.take())}
    for kind, written in NAMES.items():
        file = KEPT / "facts" / f"{written.name}.v{written.version}.json"
        if not file.exists():
            example = examples[kind] if kind in examples else kind()
            file.write_text(as_text(CODEC.encode(example)), "utf-8")
    words = KEPT / "words.json"
    words.write_text(as_text(with_todays(json.loads(words.read_text("utf-8")))), "utf-8")


def with_todays(words: dict[str, list[str]]) -> dict[str, list[str]]:
    """Every word ever kept, and today's."""
    today = vocabularies()
    return {name: sorted({*words.get(name, ()), *today.get(name, ())}) for name in words | today}


def as_text(value: object) -> str:
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
