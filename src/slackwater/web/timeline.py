"""A session told as lines, each with its reason: for the page after it, and for ``replay``."""

from collections.abc import Iterable, Iterator

from slackwater.live import reopening
from slackwater.practices import library
from slackwater.practices.showing import level_text
from slackwater.session import decisions as d
from slackwater.session import events as e
from slackwater.session.phases import Round
from slackwater.web.pages import Moment
from slackwater.web.words import reason_text, word

SAID: dict[type[e.Event], str] = {
    e.Agreed: "agree",
    e.AgreedLate: "agree_late",
    e.PauseAsked: "pause",
    e.TooMuch: "too_much",
    e.SofterAsked: "softer",
    e.SofterAskedLate: "softer_late",
    e.Hurt: "hurt",
    e.FeltDizzy: "dizzy",
    e.FeltFarAway: "far_away",
    e.OnlyAPause: "only_a_pause",
    e.StillHere: "still_here",
    e.AnsweredLate: "answered_late",
    e.Grounded: "grounded",
    e.StoppedOnCue: "stopped",
    e.ShakingStopped: "shaking_stopped",
    e.StillShaking: "still_shaking",
    e.EndAsked: "end",
    e.Oriented: "oriented",
    e.LeaseLost: "page_stopped",
}
HOW: dict[type[e.Event], str] = {
    e.Arrived: "arrived",
    e.CheckedIn: "check_in",
    e.CheckedInLate: "check_in_late",
}


def moments(turns: Iterable[reopening.Moment]) -> Iterator[Moment]:
    """Every turn worth telling, in order."""
    for moment in turns:
        minutes, seconds = divmod(moment.at_s, 60)
        at = word("after", "at").format(minutes=minutes, seconds=seconds)
        for text in (*_said(moment.turn.event), *_told(moment.turn.decisions)):
            yield Moment(at, text)


def _said(event: e.Event) -> Iterator[str]:
    if isinstance(event, e.Arrived | e.CheckIn):
        yield word("said", HOW[type(event)]).format(distress=event.distress, far_away=event.far_away)
    elif type(event) in SAID:
        yield word("said", SAID[type(event)])


def _told(made: Iterable[d.Decision]) -> Iterator[str]:
    for decision in made:
        text = _tell(decision)
        if text:
            yield text


def _tell(decision: d.Decision) -> str:
    match decision:
        case d.MovementStopped(reason=reason):
            return word("told", "stopped").format(reason=reason_text(reason))
        case d.PhaseChanged(phase=phase, reason=None):
            return word("told", "phase").format(phase=word("phase", phase.value))
        case d.PhaseChanged(phase=phase, reason=d.Reason() as reason):
            return word("told", "phase_why").format(
                phase=word("phase", phase.value), reason=reason_text(reason)
            )
        case d.RoundAccepted(round=one):
            return _offered(one)
        case d.OfferRefused(round=one, reason=reason):
            return word("told", "not_offered").format(practice=_title(one), reason=reason_text(reason))
        case _:
            return _tell_less(decision)


def _tell_less(decision: d.Decision) -> str:
    """What got smaller, closed, or did not count."""
    match decision:
        case d.LevelLowered(level=level, reason=reason):
            return word("told", "level").format(level=level_text(level), reason=reason_text(reason))
        case d.CapLowered(cap=cap, reason=reason):
            return word("told", "cap").format(level=level_text(cap), reason=reason_text(reason))
        case d.TremorClosed(reason=reason):
            return word("told", "tremor_closed").format(reason=reason_text(reason))
        case d.BreathRests(reason=reason):
            return word("told", "breath_rests").format(reason=reason_text(reason))
        case d.RestOwed(hours=hours, reason=reason):
            return word("told", "rest_owed").format(hours=hours, reason=reason_text(reason))
        case d.DrillPassed(times=times, needed=needed):
            return word("told", "drill").format(times=times, needed=needed)
        case d.Refused(reason=reason):
            return word("told", "refused").format(reason=reason_text(reason))
        case _:
            return {d.SlotBarred: word("told", "barred"), d.UrgentCare: word("told", "urgent")}.get(
                type(decision), ""
            )


def _offered(one: Round) -> str:
    return word("told", "offered").format(
        practice=_title(one), level=level_text(one.level), work_s=one.work_s, rest_s=one.rest_s
    )


def _title(one: Round) -> str:
    """The practice of a slot, by its title."""
    found = (practice for practice in library().values() if practice.slot == one.slot)
    return next((practice.words.title for practice in found), word("phase", "practising"))
