"""The demonstration's visitor, led through a session by the real guide and heard by the real signals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from slackwater import practices
from slackwater.body.person import demo_person
from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Guide, Turn, advance, open_guide
from slackwater.live.hearing import Hearing
from slackwater.live.saying import Say, event_of
from slackwater.live.story import Story
from slackwater.practices.plan import suggest
from slackwater.practices.practice import Posture
from slackwater.practices.screening import answered, judge, kinds
from slackwater.sensors.strap import encode
from slackwater.session.events import Event, Heartbeat, Screened, Tick
from slackwater.session.limits import Limits
from slackwater.session.phases import Phase
from slackwater.session.state import is_moving, standing_question
from slackwater.signals.heart.rate import HeartWord
from slackwater.web.visitor import Visitor

LIBRARY = practices.library()


def level(practice: str, variant: str) -> int:
    return LIBRARY[practice].variant(variant).level


@dataclass
class Session:
    """A guide that is led by a visitor, one session second at a time."""

    seed: int
    phases: list[Phase] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    words: list[HeartWord] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    story: Story = field(default_factory=Story)

    def __post_init__(self) -> None:
        verdicts = judge(answered(adult=True), LIBRARY)
        planned = suggest(Limits(), verdicts, LIBRARY)
        self.visitor = Visitor(demo_person(self.seed), level, "demo")
        self.guide: Guide = open_guide(Limits(), Plan(planned.rounds))
        self.hearing = Hearing()
        self.screened = Screened(kinds(verdicts, LIBRARY))

    def take(self, event: Event) -> None:
        self.guide, turns = advance(self.guide, event)
        self.turns += turns
        for turn in turns:
            self.story = self.story.after(turn)
        if self.guide.state.phase is Phase.SCREENING:
            self.take(self.screened)

    def scene(self) -> Mapping[str, Any]:
        state, planned = self.guide.state, self.guide.planned
        question = standing_question(state)
        return {
            "type": "scene",
            "phase": state.phase.value,
            "moving": is_moving(state),
            "figure": planned and {"practice": planned.practice, "variant": planned.variant},
            "question": question and {"n": self.story.standing(self.guide), "kind": question.value},
        }

    def second(self) -> None:
        self.visitor.see(self.scene())
        moment = self.visitor.live()
        for said in moment.says:
            self.said.append(said["what"])
            fields = {key: said[key] for key in ("question", "distress", "far_away") if key in said}
            self.take(event_of(Say(said["id"], said["what"], **fields), self.story.standing(self.guide)))
        phase = self.guide.state.phase
        self.hearing.hold(Posture.SUPINE, moment.at_s, settling=phase is Phase.SETTLING)
        self.hearing.packet(encode(moment.packet), moment.at_s, moment.at_s)
        reading = self.hearing.second(moment.at_s, shaking=False)
        if reading is not None and phase in (Phase.PRACTISING, Phase.RESTING):
            self.take(reading)
        self.words.append(self.hearing.said.word)
        self.take(Heartbeat())
        self.take(Tick())
        if not self.phases or self.phases[-1] is not self.guide.state.phase:
            self.phases.append(self.guide.state.phase)


def lived(seed: int, most_s: int = 3600) -> Session:
    session = Session(seed)
    for _ in range(most_s):
        session.second()
        if session.guide.state.phase is Phase.ENDED:
            break
    return session


@pytest.fixture(scope="module", params=[1, 2, 3, 7, 20])
def session(request: pytest.FixtureRequest) -> Session:
    return lived(request.param)


def test_the_session_reaches_its_end(session: Session) -> None:
    assert session.phases[-1] is Phase.ENDED


def test_there_is_a_pause_and_a_grounding_on_the_way(session: Session) -> None:
    assert Phase.PAUSED in session.phases
    assert Phase.GROUNDING in session.phases
    assert session.phases.index(Phase.PAUSED) < session.phases.index(Phase.GROUNDING)


def test_after_the_grounding_the_person_goes_on_by_their_own_yes(session: Session) -> None:
    after = session.phases[session.phases.index(Phase.GROUNDING) :]
    assert Phase.SETTLING in after
    assert "agree" in session.said[session.said.index("too_much") :]


def test_more_than_one_practice_is_seen_before_it_is_too_much(session: Session) -> None:
    assert session.phases[: session.phases.index(Phase.GROUNDING)].count(Phase.PRACTISING) >= 3


def test_the_end_is_a_kind_one_and_oriented(session: Session) -> None:
    assert session.phases[-2] is Phase.CLOSING
    assert session.said[-1] == "oriented"


def test_the_heart_is_learned_then_near_then_above_then_near_again(session: Session) -> None:
    order = [HeartWord.LEARNING, HeartWord.NEAR_USUAL, HeartWord.ABOVE_USUAL]
    places = [session.words.index(word) for word in order]
    assert places == sorted(places)
    assert HeartWord.NEAR_USUAL in session.words[places[-1] :]


def test_no_monitor_disagrees(session: Session) -> None:
    assert [turn for turn in session.turns if turn.violation] == []


def test_the_same_seed_says_the_same_things() -> None:
    assert lived(1).said == lived(1).said


def visitor_at(**scene: object) -> Visitor:
    visitor = Visitor(demo_person(1), level, "demo")
    visitor.see({"type": "scene", "phase": "checking_in", "moving": False, "figure": None, **scene})
    return visitor


def said_within(visitor: Visitor, seconds: int) -> list[dict[str, Any]]:
    return [said for _ in range(seconds) for said in visitor.live().says]


def test_a_question_is_answered_once_after_time_to_read() -> None:
    visitor = visitor_at(question={"n": 4, "kind": "check_in"})
    assert said_within(visitor, 5) == []
    said = said_within(visitor, 60)
    assert [one["what"] for one in said] == ["check_in"]
    assert said[0]["question"] == 4


def test_without_a_scene_nothing_is_said() -> None:
    assert said_within(Visitor(demo_person(1), level, "demo"), 60) == []


def test_after_the_end_nothing_is_said() -> None:
    visitor = visitor_at(question={"n": 4, "kind": "check_in"})
    visitor.see({"type": "ended", "after": "/after"})
    assert said_within(visitor, 60) == []
    assert visitor.over
