"""The engine's decisions as what a page shows: one scene, with its words."""

from collections.abc import Iterator, Mapping
from typing import Any

from slackwater.live.cues import Library
from slackwater.live.hearing import HeartSaid
from slackwater.live.senses import Said
from slackwater.live.view import View
from slackwater.practices.practice import Line
from slackwater.practices.sensations import sensations
from slackwater.session.decisions import Question, Reason
from slackwater.session.phases import Phase, Sign
from slackwater.web.why_this_much import why_this_much
from slackwater.web.words import question_text, reason_text, word

Json = dict[str, Any]

CHOICES: Mapping[Question, tuple[str, ...]] = {
    Question.ARRIVAL: ("arrived",),
    Question.SCREENING: (),
    Question.BEGIN: ("agree", "end"),
    Question.GO_ON: ("agree_go_on", "end"),
    Question.WHY_STOPPED: ("hurt", "dizzy", "far_away", "only_a_pause"),
    Question.CHECK_IN: ("check_in",),
    Question.SETTLED_CHECK: ("check_in",),
    Question.GROUNDED: ("grounded",),
    Question.STILL_HERE: ("still_here", "pause"),
    Question.STILL_HERE_LOUDER: ("still_here", "pause"),
    Question.STOP_ON_CUE: ("stopped",),
    Question.SHAKING: ("shaking_stopped", "still_shaking"),
    Question.ORIENTED: ("oriented",),
}

_ALWAYS = ("pause", "too_much", "end")
BUTTONS: Mapping[Phase, tuple[str, ...]] = {
    Phase.ARRIVING: _ALWAYS,
    Phase.SCREENING: _ALWAYS,
    Phase.SETTLING: _ALWAYS,
    Phase.PRACTISING: ("softer", "pause", "too_much"),
    Phase.RESTING: _ALWAYS,
    Phase.CHECKING_IN: _ALWAYS,
    Phase.PAUSED: ("too_much", "end"),
    Phase.GROUNDING: ("too_much", "end"),
    Phase.CLOSING: ("too_much",),
    Phase.ENDED: (),
}

LINES_GO_ON = frozenset({None, Question.BEGIN, Question.GROUNDED, Question.ORIENTED})
"""While these stand, the practice's own lines stay on the screen."""

TOGETHER = frozenset(Reason(sign.value) for sign in Sign if sign is not Sign.SHAKING_UNASKED)
"""Signs that only ask when they come alone: where one of them stopped a session, another stood beside it."""

FAULT = "Something in the program went wrong, so we stopped."

_WORDS_FOR = frozenset({Question.CHECK_IN, Question.SETTLED_CHECK})


def compose(view: View, library: Library, seq: int) -> Json:
    """The scene message of this view."""
    state, cue = view.guide.state, view.cue
    shown = cue.shown
    return {
        "type": "scene",
        "seq": seq,
        "now_s": round(view.now_s, 3),
        "phase": state.phase.value,
        "moving": view.moving,
        "line": _line(view, library),
        "lines": list(_later(view, library)),
        "question": _question(view),
        "figure": {
            "practice": shown.practice,
            "variant": shown.variant,
            "side": shown.side.value,
            "clip": shown.clip.value,
            "t0_s": float(cue.began_s),
            "range_percent": shown.range_percent,
        },
        "contact": cue.contact,
        "tide": {"in_s": cue.tide.in_s, "out_s": cue.tide.out_s} if cue.tide and view.moving else None,
        "progress": _progress(view, library),
        "buttons": list(BUTTONS[state.phase]),
        "stop": _stop(view),
        "urgent": view.story.urgent,
        "why": _why(view),
        "next": _next(view, library),
    }


def stillness(seq: int) -> Json:
    """A scene of nothing but stillness, for when no other can be made."""
    return {
        "type": "scene",
        "seq": seq,
        "now_s": 0.0,
        "phase": Phase.PAUSED.value,
        "moving": False,
        "line": {"id": "still", "text": _surely("stopped", "paused", "You can stop moving."), "sub": None},
        "lines": [],
        "question": None,
        "figure": None,
        "contact": None,
        "tide": None,
        "progress": {"part": 0, "of": 0, "label": _surely("phase", "paused", "Paused"), "left_s": 0},
        "buttons": ["too_much", "end"],
        "stop": {"reason": "fault", "text": _surely("reason", "fault", FAULT)},
        "urgent": False,
        "why": None,
        "next": None,
    }


def _surely(group: str, name: str, english: str) -> str:
    """The sentence in the language of the page, or at least in English: a stop needs nothing that can fail."""
    try:
        return word(group, name)
    except Exception:  # noqa: BLE001 -- whatever it is, the page is still
        return english


def heart_message(said: HeartSaid) -> Json:
    """What can be said about the heart, as a message."""
    name = said.why.value if said.why else said.word.value
    why = said.why.value if said.why else None
    return {"type": "heart", "state": said.word.value, "why": why, "text": word("heart", name)}


def sensors_message(said: tuple[Said, ...]) -> Json:
    """Which sensors count now, and why, as a message."""
    return {"type": "sensors", "sensors": [_sensor(one) for one in said]}


def _sensor(said: Said) -> Json:
    sense = said.sense.value
    return {
        "sense": sense,
        "counts": said.counts.value,
        "text": word(sense, said.word),
        "why": word("sensors", said.counts.value),
        "device": said.device[:64],
    }


def _line(view: View, library: Library) -> Json:
    state, cue = view.guide.state, view.cue
    line = None if cue.line is None else _told(view, library, cue.line)
    question = state.question
    if state.phase is Phase.ENDED:
        return {"id": "ended", "text": word("stopped", "ended"), "sub": None}
    if state.phase is Phase.PAUSED and question in (None, Question.WHY_STOPPED):
        ask = question_text(question) if question else word("stopped", "waiting_sub")
        return {"id": f"stop-{state.stops}", "text": word("stopped", "paused"), "sub": ask}
    if line is not None and line.at_s == 0 and _changes_sides(view):
        return {"id": f"question-{view.story.asked}", "text": _asked(view, Question.BEGIN), "sub": line.text}
    if question in LINES_GO_ON and line is not None:
        return _spoken(line, view.cue.began_s)
    if state.phase is Phase.GROUNDING and question in LINES_GO_ON:
        text, sub = word("stopped", "grounding"), word("stopped", "grounding_sub")
        return {"id": f"ground-{state.stops}", "text": text, "sub": sub}
    if question is not None:
        return {"id": f"question-{view.story.asked}", "text": _asked(view, question), "sub": None}
    return {"id": f"wait-{state.phase.value}", "text": word("stopped", "waiting"), "sub": None}


def _told(view: View, library: Library, line: Line) -> Line:
    """The line as this library tells it: the session's own may be in the language of another page."""
    shown = view.cue.shown
    return library[shown.practice].told_here(line, shown.side)


def _spoken(line: Line, began_s: int) -> Json:
    """A line with an id of its own each time its clip begins anew, so that it is spoken again."""
    return {"id": f"{line.id}@{began_s}", "text": line.text, "sub": line.sub or None}


def _later(view: View, library: Library) -> Iterator[Json]:
    if view.guide.state.question in LINES_GO_ON:
        for at_s, line in view.cue.later[:40]:
            yield {"at_s": at_s, "line": _spoken(_told(view, library, line), view.cue.began_s)}


def _asked(view: View, question: Question) -> str:
    if question is Question.GO_ON and view.story.hurt:
        return word("question", "go_on_hurt")
    if _changes_sides(view):
        return word("question", "begin_other_side")
    return question_text(question)


def _changes_sides(view: View) -> bool:
    """Whether the round that waits for a yes is the other side of the one before it."""
    state = view.guide.state
    last, offer = state.round, state.offer
    if state.question is not Question.BEGIN or last is None or offer is None:
        return False
    return offer.slot == last.slot and offer.side is not last.side


def _question(view: View) -> Json | None:
    question, number = view.guide.state.question, view.story.standing(view.guide)
    if question is None or number is None:
        return None
    names = CHOICES[question]
    if question is Question.GO_ON and view.story.hurt and not view.story.urgent:
        names = (*names, "hurt_red_flag")
    return {
        "n": number,
        "kind": question.value,
        "text": _asked(view, question),
        "choices": [_choice(name) for name in names],
        "words": _sensation_words() if question in _WORDS_FOR else [],
        "louder": question is Question.STILL_HERE_LOUDER,
    }


def _choice(name: str) -> Json:
    text = word("choice", name)
    if name == "hurt_red_flag":
        return {"what": "hurt", "text": text, "red_flag": True}
    return {"what": "agree" if name == "agree_go_on" else name, "text": text}


def _sensation_words() -> list[Json]:
    return [
        {"id": one.id, "text": one.text, "group": group.title}
        for group in sensations()
        for one in group.words
    ]


def _progress(view: View, library: Library) -> Json:
    guide = view.guide
    planned, phase = guide.planned, guide.state.phase
    in_round = phase in (Phase.PRACTISING, Phase.RESTING, Phase.CHECKING_IN) or guide.state.offer is not None
    named = planned is not None and in_round
    return {
        "part": 0 if guide.item is None else guide.item + 1,
        "of": len(guide.plan.items),
        "label": library[planned.practice].words.title if planned and named else word("phase", phase.value),
        "left_s": max(0, guide.state.remaining_s),
    }


def _next(view: View, library: Library) -> str | None:
    """What comes after the rest that begins, as a sentence; it is an offer, and the engine may leave it out."""
    guide, line = view.guide, view.cue.line
    begins = line is not None and line.at_s == 0
    if guide.state.phase is not Phase.RESTING or guide.item is None or not begins:
        return None
    later = guide.plan.items[guide.item + 1 :]
    if not later:
        return word("next", "closing")
    return word("next", "practice").format(practice=library[later[0].practice].words.title)


def _stop(view: View) -> Json | None:
    reason = view.story.stopped
    if reason is None:
        return None
    refused = view.story.refused if reason is Reason.PLAN_DONE else None
    told = [reason_text(one) for one in (refused, reason) if one is not None]
    if reason in TOGETHER:
        told.append(word("stopped", "signs_together"))
    return {"reason": reason.value, "text": " ".join(told)}


def _why(view: View) -> str | None:
    if view.guide.state.phase in (Phase.ARRIVING, Phase.SCREENING, Phase.CLOSING, Phase.ENDED):
        return None
    changed = view.story.changed
    told = [] if changed is None else [reason_text(changed)]
    if view.guide.state.question is Question.BEGIN:
        told += _this_much(view)
    return " ".join(told) or None


def _this_much(view: View) -> Iterator[str]:
    """Why the offered round is as much as it is; nothing where it is another level than was decided."""
    decided, offer = view.decision, view.guide.state.offer
    if decided is None or not decided.applies:
        yield word("why", "lowest")
    elif offer is not None and offer.level == decided.half_level:
        yield why_this_much(decided)
