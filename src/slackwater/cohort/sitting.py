"""One virtual person's session: body, answers and the guiding that real people have, second by second."""

from dataclasses import dataclass, field

from slackwater.cohort import quiet, seconds
from slackwater.cohort.answering import AGAIN_S, Voice, can_answer, delay_s
from slackwater.cohort.dosers import Doser, Stated
from slackwater.cohort.quiet import Quiet
from slackwater.cohort.seconds import Row
from slackwater.guiding.round import Guide, advance
from slackwater.session.decisions import Question
from slackwater.session.events import Event, TooMuch
from slackwater.session.phases import Kind, Phase, Round

GROUNDED, EASED = 1.0, 0.5
"""Grounding: all attention while it is asked for, half of it whenever nothing moves (``body.sessions``)."""
INTENSITY = 20
"""Half levels at movement intensity 1 (``Doing.movement``: level / 10)."""
LONGEST_S = 2 * 3600
"""Twice the longest a session may stay open: no session may last for ever."""
TRIES = 100
"""So that 2 % is told from less."""
FAR = 0.25
"""Peak arousal without unrest so far from overwhelm decides alone: five standard deviations of unrest and more."""
STOPPED = (Phase.GROUNDING, Phase.CLOSING, Phase.ENDED)


@dataclass(slots=True)
class Flesh:
    """A person's body on one day; rows of ``seconds``, changed in place."""

    who: Row
    body: Row
    counts: Row
    key: Row
    """(2,) from ``chance.keys``."""

    def live(self, doing: tuple[float, float], for_s: int) -> int:
        """Live so many seconds, or until overwhelm begins; how many were lived."""
        movement, grounding = doing
        lived: int = seconds.live(self.who, self.body, self.counts, self.key, movement, grounding, for_s)
        return lived


@dataclass(slots=True)
class Trial:
    """One round tried many times from the same body: what this world makes of a dose."""

    key: Row
    """(2,) of chance apart from the session's own."""

    def overwhelms(self, flesh: Flesh, movement: float, plan: tuple[int, int, float]) -> float:
        """The share that overwhelms; without unrest far from the edge, no chance is needed."""
        before, body, counts = flesh.body.copy(), flesh.body.copy(), flesh.counts.copy()
        bout = (0, plan[0], plan[1], 1)
        peak = float(seconds.peak_of_bouts(flesh.who, body, movement, bout, plan[2]))
        edge = float(flesh.who["overwhelm"])
        if not edge - FAR <= peak <= edge + FAR:
            return float(peak > edge)
        tried: float = seconds.share_overwhelmed(
            flesh.who, body, counts, before, self.key, movement, plan, TRIES
        )
        return tried


@dataclass(frozen=True, slots=True)
class Ran:
    """A round that ran."""

    half_level: int
    ceiling: int
    """The engine's own, when the round was offered."""
    overwhelms_before: int
    """How often overwhelm had come in the session."""
    stated: Stated | None = None
    truth: float | None = None
    """Of a hundred tries of this round from this body, the share that overwhelms."""


@dataclass(slots=True)
class Sitting:
    """A session while it runs."""

    guide: Guide
    flesh: Flesh
    voice: Voice
    doser: Doser
    quiet: Quiet
    trial: Trial
    ran: list[Ran] = field(default_factory=list)
    moved: int = 0
    """Half levels x s."""
    question: Question | None = None
    due_s: int = 0
    press_s: int | None = None
    """When *too much* is pressed."""
    violations: int = 0

    @property
    def lived_s(self) -> int:
        """Seconds since it opened."""
        return int(self.flesh.counts["lived_s"])

    def go_through(self) -> Guide:
        """The session to its end."""
        while self.guide.state.phase is not Phase.ENDED and self.lived_s < LONGEST_S:
            self._hear_question()
            due_s = self._next_s()
            if due_s is not None and due_s <= self.lived_s:
                self._speak(due_s)
            else:
                self._live_until(LONGEST_S if due_s is None else due_s)
        return self.guide

    def _hear_question(self) -> None:
        asked = self.guide.state.question
        if asked is not self.question:
            self.question = asked
            if asked is not None:
                self.due_s = self.lived_s + delay_s(self.flesh.body, asked)

    def _next_s(self) -> int | None:
        """When the person speaks next; None while nothing is asked of them."""
        due = [one for one in (self.press_s, self.due_s if self.question else None) if one is not None]
        return min(due, default=None)

    def _speak(self, due_s: int) -> None:
        if due_s == self.press_s:
            self.press_s = None
            if can_answer(self.flesh.body) and self.guide.state.phase not in STOPPED:
                self._advance(TooMuch())
            return
        question, self.due_s = self.question, self.lived_s + AGAIN_S
        peak = float(self.flesh.counts["round_peak"])
        said = None if question is None else self.voice.answer(question, self.flesh.body, peak)
        if said is not None:
            self.question = None  # the same question may be asked anew
            self._advance(said)

    def _live_until(self, due_s: int) -> None:
        path = self.quiet.ahead(self.guide, due_s - self.lived_s)
        before_s, state = self.lived_s, self.guide.state
        lived = self.flesh.live(_doing(self.guide), max(1, len(path)))
        self.moved += lived * state.level
        if path:
            self.guide = quiet.after(self.guide, path, lived)
        else:
            self._advance(quiet.TICK)
            if quiet.is_beat_due(self.guide.state):
                self._advance(quiet.BEAT)
        if self._begins_overwhelm(before_s) and self.guide.state.phase not in STOPPED:
            self.press_s = self.lived_s + delay_s(self.flesh.body)

    def _begins_overwhelm(self, before_s: int) -> bool:
        counts = self.flesh.counts
        return bool(counts["flooded"] and counts["began_s"] >= before_s)

    def _advance(self, event: Event) -> None:
        was = self.guide.state
        self.guide, turns = advance(self.guide, event, self.doser)
        self.violations += sum(turn.violation is not None for turn in turns)
        now = self.guide.state
        if now.phase is Phase.PRACTISING and was.phase is not Phase.PRACTISING and now.round is not None:
            self._begin_round(now.round)

    def _begin_round(self, one: Round) -> None:
        """Note what begins, and how much of it would be too much in this world."""
        flesh, doser = self.flesh, self.doser
        flesh.counts["round_peak"] = flesh.body["arousal"]
        truth = None
        if doser.stated is not None:
            doing = _doing(self.guide)
            truth = self.trial.overwhelms(flesh, doing[0], (one.work_s, one.rest_s, EASED))
        before = int(flesh.counts["overwhelms"])
        self.ran.append(Ran(int(one.level), int(doser.ceiling), before, doser.stated, truth))


def _doing(guide: Guide) -> tuple[float, float]:
    """Movement and grounding of the next second."""
    state = guide.state
    if state.phase is Phase.GROUNDING:
        return 0.0, GROUNDED
    if state.phase is not Phase.PRACTISING or state.round is None:
        return 0.0, EASED
    slow_breath = state.round.kind is Kind.BREATH
    return state.level / INTENSITY, EASED if slow_breath else 0.0
