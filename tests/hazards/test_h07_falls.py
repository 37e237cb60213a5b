"""H-07: a fall on getting up, over the end of a bed, or in a pose that stands."""

from types import SimpleNamespace
from typing import cast

import pytest

from slackwater.guiding.round import Guide
from slackwater.live.cues import COMING_DOWN, GROUNDS, STOP_LINE_S, Cue, Cues
from slackwater.practices import library
from slackwater.practices.figure import CHANNEL
from slackwater.practices.limits import holding
from slackwater.practices.loader import LIBRARY
from slackwater.practices.motion import pose_at
from slackwater.practices.poses import read_poses
from slackwater.practices.practice import LYING, Clip, Posture, Role
from slackwater.practices.screening import answered, judge
from slackwater.session.decisions import Reason
from slackwater.session.phases import Phase, Side

VARIANTS = [(name, one.id) for name, practice in library().items() for one in practice.variants]
ROUNDS = [(name, way) for name, way in VARIANTS if library()[name].role is Role.ROUND]
FRAMES = [
    name for name, practice in library().items() if practice.role is not Role.ROUND and name != COMING_DOWN
]
ON_WHAT = {way: holding(read_poses(LIBRARY / way[0] / "poses.toml")[way[1]]) for way in ROUNDS}
"""What is under hips, legs or back in each way, as its own poses tell."""
LIES_ON = [way for way in ROUNDS if ON_WHAT[way] and library()[way[0]].variant(way[1]).posture in LYING]
DOWN_S = library()[COMING_DOWN].seconds("work")


def guide_in(phase: Phase, practice: str, variant: str, offered: tuple[str, str] | None = None) -> Guide:
    """As much of a session as the cues look at: this way runs, ran or is offered, and this is the phase."""
    name, way = offered or (practice, variant)
    level = library()[name].variant(way).level
    running = SimpleNamespace(level=level, side=Side.NONE)
    planned = SimpleNamespace(
        practice=name, variant=way, own_breath=False, ways={way}, round=running, range_percent=100
    )
    state = SimpleNamespace(phase=phase, offer=running if offered else None, round=running)
    return cast("Guide", SimpleNamespace(state=state, planned=planned))


def seen(*moments: tuple[Guide, int], stopped: Reason | None = None) -> Cue:
    """What is on at the last of these moments of one session."""
    cues = Cues(library())
    return [cues.cue(guide, at_s, stopped) for guide, at_s in moments][-1]


def shown(phase: Phase, practice: str, variant: str, stopped: Reason | None = None) -> tuple[str, str, str]:
    """What is on just after the stop line and coming down: practice and variant, and what is said first."""
    guide = guide_in(phase, practice, variant)
    down_s = DOWN_S if (practice, variant) in LIES_ON else 0
    cue = seen((guide, 0), (guide, STOP_LINE_S + down_s), stopped=stopped)
    return cue.shown.practice, cue.shown.variant, cue.line.text if cue.line else ""


def said_in(practice: str, variant: str) -> list[str]:
    return [line.text for line in library()[practice].lines(Clip.WORK, variant)]


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_has_a_variant_of_this_posture_or_one_said_to_fit_it(
    frame: str, name: str, variant: str
) -> None:
    posture = library()[name].variant(variant).posture
    fitting = library()[frame].fitting(posture)
    assert fitting.posture is posture or posture in fitting.fits


@pytest.mark.parametrize(("name", "variant"), ROUNDS)
@pytest.mark.parametrize(("phase", "frame"), [(Phase.GROUNDING, GROUNDS[0]), (Phase.CLOSING, "closing")])
def test_the_ground_is_found_and_a_session_closed_in_the_very_posture_of_the_round(
    phase: Phase, frame: str, name: str, variant: str
) -> None:
    practice, way, _ = shown(phase, name, variant, Reason.TOO_MUCH)
    assert practice == frame
    assert library()[frame].variant(way).posture is library()[name].variant(variant).posture


def test_more_than_one_practice_lies_on_something_that_can_be_left() -> None:
    under = {prop for way in LIES_ON for prop in ON_WHAT[way]}
    assert under == {"chair", "block", "blanket", "knee-pillow", "leg-pillow"}


@pytest.mark.parametrize(("name", "variant"), ROUNDS)
@pytest.mark.parametrize("phase", [Phase.SETTLING, Phase.GROUNDING, Phase.CLOSING])
@pytest.mark.parametrize("ran", [Phase.PRACTISING, Phase.RESTING])
def test_whoever_lies_on_something_comes_down_from_it_before_anything_else(
    ran: Phase, phase: Phase, name: str, variant: str
) -> None:
    """After a stop, in the middle of a round, and after its rest; whoever lies on nothing is not told to."""
    before, now = guide_in(ran, name, variant), guide_in(phase, name, variant)
    stop_s = STOP_LINE_S if phase is Phase.GROUNDING else 0
    held = (name, variant) in LIES_ON
    for after_s in (0, DOWN_S - 1):
        cue = seen((before, 0), (now, 30), (now, 30 + stop_s + after_s))
        assert (cue.shown.practice == COMING_DOWN) is held
        if held:
            assert {cue.shown.variant} == ON_WHAT[name, variant]
            assert cue.line is not None
            assert cue.line.text.startswith("If ")
    assert seen((before, 0), (now, 30), (now, 30 + stop_s + DOWN_S)).shown.practice != COMING_DOWN


@pytest.mark.parametrize(("name", "variant"), LIES_ON)
def test_whoever_lies_on_something_comes_down_from_it_before_another_practice_or_way(
    name: str, variant: str
) -> None:
    rests = guide_in(Phase.CHECKING_IN, name, variant)
    same = guide_in(Phase.CHECKING_IN, name, variant, offered=(name, variant))
    other = guide_in(Phase.CHECKING_IN, name, variant, offered=("supported-low-lunge", "chair"))
    ran = (guide_in(Phase.PRACTISING, name, variant), 0)
    assert seen(ran, (rests, 30), (same, 60)).shown.practice == name
    assert seen(ran, (rests, 30), (other, 60)).shown.practice == COMING_DOWN
    assert seen(ran, (rests, 30), (other, 60), (other, 60 + DOWN_S)).shown.practice == "supported-low-lunge"


@pytest.mark.parametrize(("name", "variant"), LIES_ON)
def test_coming_down_is_drawn_from_lying_on_it_to_lying_on_nothing(name: str, variant: str) -> None:
    (prop,) = ON_WHAT[name, variant]
    there = read_poses(LIBRARY / name / "poses.toml")[variant]
    down = read_poses(LIBRARY / COMING_DOWN / "poses.toml")[prop]
    assert library()[COMING_DOWN].variant(prop).posture is library()[name].variant(variant).posture
    first, last = (down.poses[down.clips["work"].keys[end].pose] for end in (0, -1))
    rested = [one for one in there.poses.values() if one.channels == first.channels]
    assert rested
    assert down.props[prop].x == there.props[prop].x
    assert prop in first.on.values()
    assert prop not in {*last.on.values(), *last.slides.values()}
    assert down.clips["work"].keys[-1].at_s <= DOWN_S


def test_nobody_who_has_not_begun_is_told_to_come_down() -> None:
    planned = SimpleNamespace(practice="supported-bridge", variant="block")
    state = SimpleNamespace(phase=Phase.CLOSING, offer=None)
    guide = SimpleNamespace(state=state, planned=None, plan=SimpleNamespace(items=(planned,)))
    assert seen((cast("Guide", guide), 0)).shown.practice == "closing"


def test_at_the_end_of_a_bed_the_feet_come_up_before_anything_else() -> None:
    bed = ("supported-low-lunge", "bed")
    assert shown(Phase.GROUNDING, *bed)[2] == "Your feet can come back up on the bed."
    assert shown(Phase.CLOSING, *bed)[2] == "Both your feet can rest up on the bed."


def test_on_a_bed_nobody_rolls_before_moving_up_from_its_end_nor_gets_up_before_sitting() -> None:
    said = said_in("closing", "bed")
    words = ("away from its end", "roll to one side", "up to sitting", "sit a while, both feet on the floor")
    order = [next(place for place, text in enumerate(said) if word in text) for word in words]
    assert order == sorted(order)
    clip = read_poses(LIBRARY / "closing" / "poses.toml")["bed"].clips["work"].clip
    path = [pose_at(clip, t / 4) for t in range(4 * 74)]
    rolls = next(pose for pose in path if abs(pose[CHANNEL["roll"]]) > 1)
    assert path[0][CHANNEL["at.x"]] - rolls[CHANNEL["at.x"]] > 0.2


@pytest.mark.parametrize(("name", "variant"), [way for way in ROUNDS if way[1] in {"wall", "standing"}])
def test_whoever_stands_at_a_stop_and_at_the_end_is_asked_to_sit_first(name: str, variant: str) -> None:
    assert shown(Phase.GROUNDING, name, variant)[2] == "You can sit down now, if you like."
    assert shown(Phase.CLOSING, name, variant)[2] == "You might sit down now, if you like."


def test_only_whoever_lies_on_the_back_is_told_to_roll() -> None:
    rolls = {
        one.id for one in library()["closing"].variants if "roll" in " ".join(said_in("closing", one.id))
    }
    assert rolls == {"floor", "bed"}


@pytest.mark.parametrize("variant", ["standing", "kneeling", "bed"])
@pytest.mark.parametrize("practice", ["closing", "grounding-contact"])
def test_nobody_is_told_of_a_seat_or_a_chair_they_are_not_on(practice: str, variant: str) -> None:
    said = " ".join(said_in(practice, variant))
    for word in ("seat", "two bones", "calves", "the chair"):
        assert word not in said


def test_getting_up_goes_by_the_side_and_by_the_hands_to_sitting() -> None:
    said = [line.text for line in library()["closing"].lines(Clip.WORK, "floor")]
    order = [
        next(place for place, text in enumerate(said) if word in text)
        for word in (
            "knees can bend",
            "roll slowly to one side",
            "rest here",
            "hands can help you up to sitting",
        )
    ]
    assert order == sorted(order)


def test_nothing_in_closing_stands_up() -> None:
    for variant in library()["closing"].variants:
        said = " ".join(
            f"{line.text} {line.sub}" for line in library()["closing"].lines(Clip.WORK, variant.id)
        )
        assert "stand" not in said.lower()


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_whoever_stands_or_kneels_has_a_chair_to_hold(name: str, variant: str) -> None:
    one = library()[name].variant(variant)
    assert one.posture not in {Posture.STANDING, Posture.KNEELING} or "chair" in one.props


def test_the_lunge_says_that_both_hands_can_hold_on_all_the_time() -> None:
    """Only whoever lies on the side, whom the floor holds, is not told so."""
    lunge = library()["supported-low-lunge"]
    for variant in (one for one in lunge.variants if one.posture is not Posture.SIDE_LYING):
        said = [line.text for line in library()["supported-low-lunge"].lines(Clip.STILL, variant.id)]
        assert "Both hands can hold on the whole time." in said


@pytest.mark.parametrize(
    "condition", ["parkinson-ms", "osteoporosis", "vertebral-fracture", "heart-pressure"]
)
def test_a_body_that_falls_badly_is_offered_the_lunge_on_a_chair_alone(condition: str) -> None:
    assert judge(answered(adult=True, yes=[condition]))["supported-low-lunge"].variants == {"chair"}
