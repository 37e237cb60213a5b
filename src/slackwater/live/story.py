"""What a page is shown beyond the engine's state, as a fold of the session's turns."""

from dataclasses import dataclass, replace

from slackwater.guiding.round import Guide, Turn
from slackwater.session.decisions import (
    Asked,
    CapLowered,
    Decision,
    LevelLowered,
    MovementStopped,
    OfferRefused,
    PhaseChanged,
    Reason,
    RestOwed,
    RiseHeld,
    RoundAccepted,
    UrgentCare,
)
from slackwater.session.events import Arrived, CheckedIn, Hurt, Restarted, TooMuch
from slackwater.session.phases import Phase

EPOCH = 1000
"""Question numbers jump to the next thousand at a restart: one that was asked just before a crash, and is in no
record, is never asked again under its old number."""

STILL = (Phase.PAUSED, Phase.GROUNDING, Phase.CLOSING, Phase.ENDED)


@dataclass(frozen=True, slots=True)
class Story:
    """The number of the last question, why it is still, and what the person said at both ends."""

    asked: int = 1
    """The opening asks the first question."""
    stopped: Reason | None = None
    """Why movement stopped, while that stop stands."""
    changed: Reason | None = None
    """Why the offer that waits, or the level since it began, is what it is."""
    refused: Reason | None = None
    """Why the last offer could not stand; None once another did."""
    owed: Reason | None = None
    """Why rest is owed after the session."""
    hurt: bool = False
    """It hurt at this stop: the person is asked about the signs that need a doctor."""
    urgent: bool = False
    arrived: Arrived | None = None
    ended: bool = False
    afterwards: CheckedIn | None = None
    """How it was once the session was over."""

    def after(self, turn: Turn) -> "Story":
        """The story after one more turn."""
        story = self
        if isinstance(turn.event, Restarted):
            story = replace(story, asked=(story.asked // EPOCH + 1) * EPOCH)
        elif isinstance(turn.event, Arrived):
            story = replace(story, arrived=turn.event)
        elif isinstance(turn.event, CheckedIn) and story.ended:
            story = replace(story, afterwards=turn.event)
        elif isinstance(turn.event, Hurt):
            story = replace(story, hurt=True)
        elif isinstance(turn.event, TooMuch) and story.stopped is Reason.NO_ANSWER:
            story = replace(story, stopped=Reason.TOO_MUCH)  # there was an answer; it was only slow to come
        for decision in turn.decisions:
            story = _told(story, decision)
        return story

    def standing(self, guide: Guide) -> int | None:
        """The number of the question that stands, if one does."""
        return None if guide.state.question is None else self.asked


def _told(story: Story, decision: Decision) -> Story:
    match decision:
        case Asked():
            return replace(story, asked=story.asked + 1)
        case MovementStopped(reason=reason):
            return replace(story, stopped=reason)
        case PhaseChanged(phase=phase, reason=reason):
            stopped = (reason or story.stopped) if phase in STILL else None
            hurt, ended = story.hurt and phase in STILL, phase is Phase.ENDED
            changed = None if phase is Phase.PRACTISING else story.changed
            return replace(story, stopped=stopped, changed=changed, hurt=hurt, ended=ended)
        case RoundAccepted(bound=bound):
            return replace(story, changed=bound[0] if bound else None, refused=None)
        case LevelLowered(reason=reason) | CapLowered(reason=reason) | RiseHeld(reason=reason):
            return replace(story, changed=reason)
        case OfferRefused(reason=reason):
            return replace(story, refused=reason)
        case RestOwed(reason=reason):
            return replace(story, owed=reason)
        case UrgentCare():
            return replace(story, urgent=True)
        case _:
            return story
