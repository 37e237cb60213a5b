"""What pages are shown from, and who tells them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from slackwater.guiding.round import Guide
from slackwater.live.cues import Cue
from slackwater.live.hearing import HeartSaid
from slackwater.live.senses import Said
from slackwater.live.story import Story
from slackwater.session.state import is_moving

if TYPE_CHECKING:
    from slackwater.titration.deciding import Decision


@dataclass(frozen=True, slots=True)
class View:
    """What pages are shown from."""

    guide: Guide
    story: Story
    cue: Cue
    now_s: float
    decision: "Decision | None" = None
    """What led to the round that is offered; None where it stands as planned without one."""

    @property
    def moving(self) -> bool:
        """Whether movement is allowed now."""
        return is_moving(self.guide.state)


class Listener(Protocol):
    """Whoever tells the pages."""

    def show(self, view: View) -> None:
        """Show this now. May raise: then the session pauses, and ``show_still`` is called."""

    def show_still(self) -> None:
        """Stillness and the stop line, from nothing that can fail."""

    def ack(self, say_id: str, *, kept: bool, late: bool) -> None:
        """What was said is applied, and durable where anything is kept."""

    def heart(self, said: HeartSaid) -> None:
        """Say this about the heart."""

    def sensed(self, said: tuple[Said, ...]) -> None:
        """Say which sensors count now, and why."""

    def note(self, why: str) -> None:
        """Say this quietly."""

    def over(self) -> None:
        """The session has ended."""

    def locked(self) -> None:
        """The journal is locked: nobody sees anything of it any more."""


def what_shows(view: View) -> object:
    """Everything a scene is made of: equal values need no new scene."""
    state, cue = view.guide.state, view.cue
    line = cue.line.id if cue.line else None
    return (
        state.phase,
        state.question,
        view.story,
        state.offer,
        state.round,
        cue.shown,
        cue.began_s,
        line,
        cue.contact,
        cue.tide,
    )
