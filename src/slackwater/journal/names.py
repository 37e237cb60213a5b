"""The written name and version of everything a journal keeps. A name is never reused for something else.

When a kind changes its fields or their meaning: raise its version here, add the step that lifts the old
body in ``UPCASTS``, and keep the old file in ``tests/kept/``.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from slackwater.journal import facts
from slackwater.journal.values import Json
from slackwater.session import decisions, events


class Written(NamedTuple):
    """The name and version a kind is kept under."""

    name: str
    version: int

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


_FIRST = 1

EVENTS: Mapping[type, Written] = {
    events.Arrived: Written("session.arrived", _FIRST),
    events.Screened: Written("session.screened", _FIRST),
    events.Agreed: Written("session.agreed", _FIRST),
    events.AgreedLate: Written("session.agreed_late", _FIRST),
    events.PauseAsked: Written("session.pause_asked", _FIRST),
    events.TooMuch: Written("session.too_much", _FIRST),
    events.SofterAsked: Written("session.softer_asked", _FIRST),
    events.SofterAskedLate: Written("session.softer_asked_late", _FIRST),
    events.Hurt: Written("session.hurt", _FIRST),
    events.FeltDizzy: Written("session.felt_dizzy", _FIRST),
    events.FeltFarAway: Written("session.felt_far_away", _FIRST),
    events.OnlyAPause: Written("session.only_a_pause", _FIRST),
    events.CheckedIn: Written("session.checked_in", _FIRST),
    events.CheckedInLate: Written("session.checked_in_late", _FIRST),
    events.StillHere: Written("session.still_here", _FIRST),
    events.AnsweredLate: Written("session.answered_late", _FIRST),
    events.Grounded: Written("session.grounded", _FIRST),
    events.StoppedOnCue: Written("session.stopped_on_cue", _FIRST),
    events.ShakingStopped: Written("session.shaking_stopped", _FIRST),
    events.StillShaking: Written("session.still_shaking", _FIRST),
    events.EndAsked: Written("session.end_asked", _FIRST),
    events.Oriented: Written("session.oriented", _FIRST),
    events.Heartbeat: Written("page.heartbeat", _FIRST),
    events.LeaseLost: Written("page.lease_lost", _FIRST),
    events.HeartRead: Written("body.heart_read", _FIRST),
    events.HeartMissing: Written("body.heart_missing", _FIRST),
    events.Cautioned: Written("body.cautioned", _FIRST),
    events.Strained: Written("body.strained", _FIRST),
    events.TremorSeen: Written("body.tremor_seen", _FIRST),
    events.PractitionerSlowed: Written("practitioner.slowed", _FIRST),
    events.PractitionerPaused: Written("practitioner.paused", _FIRST),
    events.PractitionerEnded: Written("practitioner.ended", _FIRST),
    events.PractitionerLowered: Written("practitioner.lowered", _FIRST),
    events.Tick: Written("shell.tick", _FIRST),
    events.Offered: Written("shell.offered", _FIRST),
    events.NothingLeft: Written("shell.nothing_left", _FIRST),
    events.Restarted: Written("shell.restarted", _FIRST),
    events.Faulted: Written("shell.faulted", _FIRST),
    events.MonitorDisagreed: Written("shell.monitor_disagreed", _FIRST),
}

DECISIONS: Mapping[type, Written] = {
    decisions.PhaseChanged: Written("decided.phase_changed", _FIRST),
    decisions.MovementStopped: Written("decided.movement_stopped", _FIRST),
    decisions.Asked: Written("decided.asked", _FIRST),
    decisions.RoundAccepted: Written("decided.round_accepted", _FIRST),
    decisions.OfferRefused: Written("decided.offer_refused", _FIRST),
    decisions.LevelLowered: Written("decided.level_lowered", _FIRST),
    decisions.CapLowered: Written("decided.cap_lowered", _FIRST),
    decisions.SlotBarred: Written("decided.slot_barred", _FIRST),
    decisions.RiseHeld: Written("decided.rise_held", _FIRST),
    decisions.TremorClosed: Written("decided.tremor_closed", _FIRST),
    decisions.BreathRests: Written("decided.breath_rests", _FIRST),
    decisions.DrillPassed: Written("decided.drill_passed", _FIRST),
    decisions.RestOwed: Written("decided.rest_owed", _FIRST),
    decisions.UrgentCare: Written("decided.urgent_care", _FIRST),
    decisions.Refused: Written("decided.refused", _FIRST),
    decisions.Expired: Written("decided.expired", _FIRST),
}

FACTS: Mapping[type, Written] = {
    facts.SessionOpened: Written("session.opened", 3),
    facts.TimePassed: Written("time.passed", _FIRST),
    facts.Decided: Written("engine.decided", _FIRST),
    facts.OfferMade: Written("offer.made", 2),
    facts.Said: Written("page.said", _FIRST),
    facts.WordsPicked: Written("person.words_picked", _FIRST),
    facts.HeartEstimated: Written("estimate.heart", _FIRST),
    facts.HeartGap: Written("estimate.heart_gap", _FIRST),
    facts.SignRead: Written("estimate.sign", _FIRST),
    facts.SessionClosed: Written("session.closed", _FIRST),
    facts.Remembered: Written("session.remembered", 2),
    facts.SessionBrought: Written("session.brought", _FIRST),
    facts.SummedUp: Written("session.summed_up", _FIRST),
    facts.MorningAsked: Written("morning.asked", _FIRST),
    facts.MorningAnswered: Written("morning.answered", _FIRST),
    facts.MorningAlso: Written("morning.also", _FIRST),
    facts.LookedBack: Written("person.looked_back", _FIRST),
    facts.FollowedUp: Written("person.followed_up", _FIRST),
    facts.RestChosen: Written("person.rest_chosen", _FIRST),
    facts.HowItHasBeen: Written("person.how_it_has_been", _FIRST),
    facts.AfterNote: Written("person.after_note", _FIRST),
    facts.BodyMarked: Written("person.body_marked", _FIRST),
    facts.PersonScreened: Written("person.screening", _FIRST),
    facts.PersonSet: Written("person.setting", _FIRST),
}

NAMES: Mapping[type, Written] = {**EVENTS, **DECISIONS, **FACTS}

Upcast = Callable[[Json], tuple[Written, Json]]
"""Lifts an old body to the next version: gives the name it now has, and its body."""


def _with_rules(body: Json) -> tuple[Written, Json]:
    """An opening that names no rules is read as one of the first."""
    return Written("session.opened", 2), {**body, "rules": 1}


SIGNS: Mapping[str, int] = {
    "breath_fast_per_min": 22,
    "breath_fast_s": 30,
    "breath_held_s": 12,
    "breath_uneven_percent": 40,
    "rmssd_low_percent": 60,
    "rmssd_low_s": 60,
    "heart_fell_bpm": 10,
    "heart_fell_s": 15,
    "fog_words_s": 60,
    "moved_s": 5,
    "went_still_s": 8,
    "shaking_unasked_s": 10,
    "signs_together_s": 60,
    "sign_again_s": 120,
}
"""The thresholds of the body's signs as they first were: no session opened before them met one."""


def _with_signs(body: Json) -> tuple[Written, Json]:
    """An opening of before the body's signs."""
    limits = body["limits"]
    widened = {**limits, "numbers": {**SIGNS, **limits["numbers"]}}
    return Written("session.opened", 3), {**body, "limits": widened}


def _in_its_place(body: Json) -> tuple[Written, Json]:
    """An offer that names no place was made when nothing was left out."""
    return Written("offer.made", 2), {**body, "place": None}


def _without_log(body: Json) -> tuple[Written, Json]:
    """What was remembered without titration's log is worked out once more."""
    return Written("session.remembered", 2), {**body, "log": None}


UPCASTS: Mapping[Written, Upcast] = {
    Written("session.opened", 1): _with_rules,
    Written("session.opened", 2): _with_signs,
    Written("offer.made", 1): _in_its_place,
    Written("session.remembered", 1): _without_log,
}
"""One step per version that is no longer written."""
