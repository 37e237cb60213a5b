"""Somebody for the demonstration: a virtual person who reads the page's scenes and answers as a page would.

It is a hypothesis with a pointing finger, not a user: see ``body``. Nothing here touches a socket or a clock;
``live`` is called once for each session second and gives what is said and which heart beats ended.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slackwater.body.equations import Doing
from slackwater.body.person import Feeling, Person, Want, begin, feel, heart, live_a_second
from slackwater.quantities import TOP, BeatsPerMinute, Milliseconds
from slackwater.sensors.strap import Contact, HeartPacket, ticks_from_ms

Scene = Mapping[str, Any]
Levels = Callable[[str, str], int]
"""The half level of a practice's variant."""

READING_S = {
    "arrival": 6,
    "begin": 5,
    "go_on": 6,
    "why_stopped": 5,
    "check_in": 6,
    "settled_check": 5,
    "grounded": 45,
    "still_here": 2,
    "still_here_louder": 1,
    "stop_on_cue": 2,
    "shaking": 8,
    "oriented": 15,
}
"""Session seconds to read and think before an answer. Made up."""

ANSWERS = {
    "arrival": "arrived",
    "begin": "agree",
    "go_on": "agree",
    "why_stopped": "only_a_pause",
    "check_in": "check_in",
    "settled_check": "check_in",
    "grounded": "grounded",
    "still_here": "still_here",
    "still_here_louder": "still_here",
    "stop_on_cue": "stopped",
    "shaking": "shaking_stopped",
    "oriented": "oriented",
}
"""What answers each kind of question."""

WELL_AGAIN = 3
"""Distress at which the person is ready to go on."""

FAR = 2
"""How far away the person says so when asked why they stopped."""

_RESTS = {"grounding": 1.0, "closing": 0.5, "resting": 0.3, "settling": 0.3}


@dataclass(frozen=True, slots=True)
class Moment:
    """One second of somebody's session: what they say, and the strap's packet."""

    at_s: int
    says: tuple[dict[str, Any], ...]
    packet: HeartPacket


class Visitor:
    """Lives through a session second by second."""

    def __init__(self, person: Person, levels: Levels, name: str) -> None:
        self.person = person
        self.body = begin(person)
        self.over = False
        self._levels = levels
        self._name = name
        self._scene: Scene = {}
        self._asked: tuple[int, int] | None = None
        """The standing question's number, and when it was first seen."""
        self._answered: int | None = None
        self._stopped = False
        """A pause was said and movement has not begun again."""
        self._grounding = False
        """Too much was said, and the person is not well again."""
        self._count = 0

    @property
    def phase(self) -> str:
        """The phase of the newest scene, or empty before the first."""
        return str(self._scene.get("phase", ""))

    def see(self, message: Mapping[str, Any]) -> None:
        """Take one message of the server."""
        if message.get("type") == "ended":
            self.over = True
        if message.get("type") != "scene":
            return
        self._scene = message
        if message["moving"]:
            self._stopped = False
        question = message.get("question")
        number = question["n"] if question else None
        if number is None:
            self._asked = None
        elif self._asked is None or self._asked[0] != number:
            self._asked = (number, int(self.body.at))

    def live(self) -> Moment:
        """Live one session second and give what comes of it."""
        self.body, beats = live_a_second(self.person, self.body, self._doing())
        says = tuple(self._spoken(feel(self.body)))
        return Moment(int(self.body.at), says, self._packet(beats))

    def _doing(self) -> Doing:
        phase = self._scene.get("phase", "arriving")
        figure = self._scene.get("figure")
        if self._scene.get("moving") and figure:
            level = self._levels(figure["practice"], figure["variant"])
            return Doing(movement=max(1, level) / TOP)
        return Doing(grounding=_RESTS.get(phase, 0.0))

    def _spoken(self, feeling: Feeling) -> Iterator[dict[str, Any]]:
        if not feeling.answers or not self._scene or self.over:
            return
        stop = self._stop(feeling)
        if stop is not None:
            yield self._say(stop)
        elif self._asked is not None and self._asked[0] != self._answered:
            answer = self._answer(feeling, *self._asked)
            if answer is not None:
                self._answered = self._asked[0]
                yield answer

    def _stop(self, feeling: Feeling) -> str | None:
        """Give the stop that the person says of their own accord, once."""
        if feeling.distress <= WELL_AGAIN:
            self._grounding = False
        if self._scene["phase"] in ("grounding", "closing", "ended"):
            return None
        if feeling.want is Want.TOO_MUCH and not self._grounding:
            self._grounding = self._stopped = True
            return "too_much"
        if feeling.want is Want.PAUSE and self._scene["moving"] and not self._stopped:
            self._stopped = True
            return "pause"
        return None

    def _answer(self, feeling: Feeling, number: int, seen_s: int) -> dict[str, Any] | None:
        """Give the answer to the standing question, once it was read and thought about."""
        kind = self._scene["question"]["kind"]
        if self.body.at < seen_s + READING_S.get(kind, 5) + feeling.answer_after_s:
            return None
        what = ANSWERS.get(kind)
        ready = feeling.distress <= WELL_AGAIN and feeling.far_away <= 1
        if what is None or (what == "agree" and not ready):
            return None
        if kind == "why_stopped" and feeling.far_away >= FAR:
            what = "far_away"
        if what in ("arrived", "check_in"):
            return self._say(what, question=number, distress=feeling.distress, far_away=feeling.far_away)
        return self._say(what, question=number)

    def _say(self, what: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of one JSON message
        self._count += 1
        return {"type": "say", "id": f"{self._name}-{self._count:04d}", "what": what, "ago_ms": 0, **fields}

    def _packet(self, beats: tuple[Milliseconds, ...]) -> HeartPacket:
        bpm = BeatsPerMinute(round(heart(self.person, self.body)))
        return HeartPacket(bpm, Contact.ON, None, tuple(map(ticks_from_ms, beats)))
