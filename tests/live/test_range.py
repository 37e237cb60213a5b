"""Screening's smaller range reaches the page: what is asked of bendy joints is less, and so is what is drawn."""

from collections.abc import Callable

from slackwater.guiding.plan import Plan
from slackwater.guiding.round import advance, open_guide
from slackwater.live.cues import Cues
from slackwater.live.story import Story
from slackwater.live.view import View
from slackwater.practices import library
from slackwater.practices.plan import Choice, suggest
from slackwater.practices.screening import answered, judge
from slackwater.quantities import HalfLevel
from slackwater.session.events import Agreed, Arrived, Event, Heartbeat, Screened, Tick
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Phase
from slackwater.web.messages import is_valid
from slackwater.web.scene import compose

from .conftest import Stage

WIPER = "windshield-wiper"
TO_MOVEMENT: tuple[Event, ...] = (
    Arrived(2, 0),
    Screened(frozenset(Kind)),
    *(Tick(),) * 60,
    Heartbeat(),
    Agreed(),
)


def test_the_range_that_screening_leaves_is_in_the_scene() -> None:
    bendy = judge(answered(adult=True, yes=["hypermobility"]))
    limits = Limits(start=HalfLevel(8), cap=HalfLevel(10))
    rounds = suggest(limits, bendy, library(), Choice(practice=WIPER)).rounds
    wipes = tuple(one for one in rounds if one.practice == WIPER)
    guide = open_guide(limits, Plan(wipes))
    for event in TO_MOVEMENT:
        guide, _ = advance(guide, event)
    assert guide.state.phase is Phase.PRACTISING
    cue = Cues(library()).cue(guide, 61, None)
    scene = compose(View(guide, Story(), cue, 61.0), library(), 1)
    assert (scene["figure"]["practice"], scene["figure"]["range_percent"]) == (WIPER, 70)
    assert is_valid("scene", scene)


async def test_without_such_an_answer_the_whole_range_is_drawn(stage: Callable[..., Stage]) -> None:
    live = stage()
    live.practise()
    assert live.room.view().cue.shown.range_percent == 100
