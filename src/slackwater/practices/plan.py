"""A plan for today: what limits, verdicts and the person's choice leave, always at its lowest level.

A plan only proposes. The engine checks each round against every limit again and may only shrink it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from slackwater.practices.matrix import read_table
from slackwater.practices.menu import Open, open_today
from slackwater.practices.practice import Posture, Practice, Role, Variant
from slackwater.practices.rounds import PlannedRound
from slackwater.practices.screening import Verdict, Verdicts
from slackwater.quantities import HalfLevel
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Round, Side

BREATH, FELT_SENSE, TILTS, DRILL, TREMOR = (
    "diaphragmatic-breathing",
    "felt-sense",
    "pelvic-tilts",
    "stop-drill",
    "invited-tremor",
)

CHECK_IN_S = 15
"""What a check-in takes, s. ENG, only for the length shown."""

POSTURES = (Posture.SUPINE, Posture.CHAIR, Posture.SIDE_LYING)
"""Postures a whole session can stay in, the usual one first."""


class Length(Enum):
    """How much of a session the person has room for."""

    SHORT = "short"
    USUAL = "usual"
    LONG = "long"


RECIPES = {
    Length.SHORT: (TILTS, BREATH),
    Length.USUAL: (BREATH, FELT_SENSE, TILTS),
    Length.LONG: (BREATH, FELT_SENSE, TILTS, TILTS, BREATH),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person asked for; nothing asked is a choice too."""

    practice: str | None = None
    length: Length = Length.USUAL
    posture: Posture | None = None


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A practice that is not open today, with a stable key and one plain sentence."""

    practice: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """The rounds of a session, and why these and why so much."""

    rounds: tuple[PlannedRound, ...]
    posture: Posture
    props: tuple[str, ...]
    about_s: int
    """How long it takes with nothing in between, s."""
    why: tuple[str, ...]
    """Plain sentences, each one a reason."""
    not_offered: tuple[NotOffered, ...]
    menu: tuple[Open, ...] = ()
    """What its rounds may become when their level is another: all that is open, or the chosen practice alone."""
    chosen: str | None = None
    """The practice that was chosen, where it is open."""
    rests: bool = False
    """A session of resting alone: nothing is open today but rest and the ground."""


def suggest(
    limits: Limits, verdicts: Verdicts, practices: Mapping[str, Practice], choice: Choice | None = None
) -> SessionPlan:
    """The session for today. A choice that is not open gives the usual plan, which says why it is not."""
    choice = choice or Choice()
    closed = tuple(
        NotOffered(name, *reason)
        for name, practice in practices.items()
        if practice.role is Role.ROUND and (reason := _closed_because(practice, verdicts[name], limits))
    )
    open_now = {name: one for name, one in practices.items() if one.role is Role.ROUND}
    for one in closed:
        del open_now[one.practice]
    chosen = open_now.get(choice.practice) if choice.practice else None
    order = _order(chosen, choice.length, open_now, limits, verdicts)
    posture = choice.posture or _steadiest(order, verdicts)
    rounds = _ladder(order, posture, limits, verdicts, chosen)
    return SessionPlan(
        rounds=rounds,
        posture=posture,
        props=_props(rounds, practices),
        about_s=_about_s(rounds, practices),
        why=_why(rounds, chosen.id if chosen else None, limits, practices),
        not_offered=closed,
        menu=open_today([chosen.id] if chosen else list(open_now), verdicts, practices),
        chosen=chosen.id if chosen else None,
        rests=limits.rest_only
        and any(verdicts[name].offered for name, one in practices.items() if one.role is Role.ROUND),
    )


def with_rounds(
    plan: SessionPlan, rounds: tuple[PlannedRound, ...], practices: Mapping[str, Practice]
) -> SessionPlan:
    """The plan with these rounds in place of its own: what they need, how long they take and why follow."""
    return replace(
        plan,
        rounds=rounds,
        props=_props(rounds, practices),
        about_s=_about_s(rounds, practices),
        why=_why_these(rounds, plan.chosen, practices),
    )


def _closed_because(practice: Practice, verdict: Verdict, limits: Limits) -> tuple[str, str] | None:
    """The key and the sentence of why a practice is not open; None when it is."""
    today = limits.refer or limits.rest_only
    if not verdict.offered and not today:
        return verdict.why[0].key, " ".join(dict.fromkeys(one.words() for one in verdict.why))
    lowest = practice.lowest(verdict.variants)
    closed_by = {
        "refer": limits.refer,
        "rest-only": limits.rest_only,
        "barred": bool(limits.barred >> (practice.slot or 0) & 1),
        "tremor-closed": practice.kind is Kind.TREMOR and limits.tremor_s == 0,
        "later": lowest is None or lowest.level > limits.cap,
        "stretch-used": practice.kind is Kind.STRETCH
        and _stretch_left_s(limits) < practice.amounts["work"].least,
    }
    key = next((key for key, closed in closed_by.items() if closed), None)
    return None if key is None else (key, read_table("plan.en.toml")["not_offered"][key])


def _order(
    chosen: Practice | None,
    length: Length,
    open_now: Mapping[str, Practice],
    limits: Limits,
    verdicts: Verdicts,
) -> tuple[Practice, ...]:
    """The practices of the session, one for each round or pair of sides."""
    if chosen is None:
        recipe = [name for name in RECIPES[length] if name in open_now]
        spare = next((name for name in (TILTS, BREATH, FELT_SENSE) if name in open_now), None)
        missing = len(RECIPES[length]) - len(recipe)
        return tuple(open_now[name] for name in recipe + [spare] * missing if name is not None)
    if chosen.kind is Kind.TREMOR:
        drills = (open_now[DRILL],) * limits.numbers.drills_needed if DRILL in open_now else ()
        return (*_warm_ups(chosen, open_now, limits, verdicts), *drills, chosen)
    if chosen.kind is Kind.DRILL:
        return (chosen,) * limits.numbers.drills_needed
    again = {Length.SHORT: 1, Length.USUAL: 1 if len(chosen.sides) > 1 else 2, Length.LONG: 2}[length]
    after = (
        (open_now[BREATH],)
        if BREATH in open_now and chosen.id != BREATH and length is not Length.SHORT
        else ()
    )
    return (*_warm_ups(chosen, open_now, limits, verdicts), *(chosen,) * again, *after)


def _warm_ups(
    chosen: Practice, open_now: Mapping[str, Practice], limits: Limits, verdicts: Verdicts
) -> tuple[Practice, ...]:
    """Practices that lead up to the chosen one where a first round may not start so high."""
    target = chosen.lowest(verdicts[chosen.id].variants)
    found: list[Practice] = []
    level = limits.start
    while target is not None and level < target.level:
        fitting = [
            (at.level, name)
            for name, one in open_now.items()
            if one.kind in _WARMING and (at := one.variant_at(level, verdicts[name].variants))
        ]
        if not fitting:
            return ()
        found.append(open_now[max(fitting)[1]])
        level = HalfLevel(level + limits.numbers.rise)
    return tuple(found)


_WARMING = (Kind.MOVEMENT, Kind.STRETCH)
"""What may lead up to something higher."""


def _ladder(
    order: tuple[Practice, ...], posture: Posture, limits: Limits, verdicts: Verdicts, chosen: Practice | None
) -> tuple[PlannedRound, ...]:
    """The rounds, each at its lowest level, none more than half a level above the highest before it."""
    rounds: list[PlannedRound] = []
    reach = 0
    for practice in order:
        verdict = verdicts[practice.id]
        most = HalfLevel(min(limits.cap, reach + limits.numbers.rise if reach else limits.start))
        warming = chosen is not None and practice is not chosen and practice.kind in _WARMING
        found = _way(practice, verdict, posture, most, highest=warming)
        if found is None:
            continue
        level, variant = found
        reach = max(reach, level)
        rounds += [_round(practice, variant, level, side, verdict) for side in practice.sides]
    return tuple(rounds)


def _way(
    practice: Practice, verdict: Verdict, posture: Posture, most: HalfLevel, *, highest: bool
) -> tuple[HalfLevel, Variant] | None:
    """A level of at most ``most`` and how to do the practice there, in this posture if there is one."""
    here = {one.id for one in practice.variants if one.posture is posture}
    for among in (verdict.variants & here, verdict.variants):
        lowest = _lowest_that_moves(practice, among)
        if lowest is not None and lowest.level <= most and not highest:
            return lowest.level, lowest
        below = practice.variant_at(most, among)
        if below is not None:
            return below.level, below
    if practice.kind is Kind.TREMOR and (lowest := practice.lowest(verdict.variants)):
        return most, lowest
    return None


def _lowest_that_moves(practice: Practice, among: frozenset[str] | set[str]) -> Variant | None:
    moving = {one.id for one in practice.variants if one.amplitude is None or one.amplitude.value > 0}
    return practice.lowest(moving & among)


def _round(
    practice: Practice, variant: Variant, level: HalfLevel, side: Side, verdict: Verdict
) -> PlannedRound:
    work_s = practice.seconds("work")
    if verdict.work_s is not None:
        work_s = min(work_s, verdict.work_s)
    if practice.slot is None or practice.kind is None:
        raise ValueError(f"{practice.id} is no round")
    return PlannedRound(
        round=Round(practice.slot, practice.kind, level, side, work_s, practice.seconds("rest")),
        practice=practice.id,
        variant=variant.id,
        ways=verdict.variants,
        own_breath=verdict.own_breath,
        eyes_open=verdict.eyes_open,
        range_percent=verdict.range_percent,
    )


def _steadiest(order: tuple[Practice, ...], verdicts: Verdicts) -> Posture:
    """The posture in which most of these can be done; the usual one of equals."""

    def fitting(posture: Posture) -> int:
        ways = ((one, verdicts[one.id].variants) for one in order)
        return sum(
            any(way.posture is posture and way.id in among for way in one.variants) for one, among in ways
        )

    return max(POSTURES, key=fitting)


def _props(rounds: tuple[PlannedRound, ...], practices: Mapping[str, Practice]) -> tuple[str, ...]:
    used = (prop for one in rounds for prop in practices[one.practice].variant(one.variant).props)
    return tuple(dict.fromkeys(used))


def _about_s(rounds: tuple[PlannedRound, ...], practices: Mapping[str, Practice]) -> int:
    around_s = practices["arriving"].seconds("setup") + practices["closing"].seconds("work")
    return around_s + sum(one.round.work_s + one.round.rest_s + CHECK_IN_S for one in rounds)


def _stretch_left_s(limits: Limits) -> int:
    return min(limits.stretch_left_s, limits.stretch_right_s)


def _why(
    rounds: tuple[PlannedRound, ...], chosen: str | None, limits: Limits, practices: Mapping[str, Practice]
) -> tuple[str, ...]:
    if limits.refer or limits.rest_only:
        return (_words()["refer" if limits.refer else "rest-only"],)
    return _why_these(rounds, chosen, practices)


def _why_these(
    rounds: tuple[PlannedRound, ...], chosen: str | None, practices: Mapping[str, Practice]
) -> tuple[str, ...]:
    """Why these rounds; the last sentence is why so much."""
    if not rounds:
        return (_words()["nothing-open"],)
    names = [one.practice for one in rounds]
    lowest = all(_is_lowest(one, practices[one.practice]) for one in rounds)
    keys = ["order"] if chosen is None and names == list(RECIPES[Length.USUAL]) else []
    if chosen in names:
        keys += ["chosen", *(["gentlest"] if lowest else []), *(["warm-up"] if names[0] != chosen else [])]
    return tuple(_words()[key] for key in (*keys, "lowest" if lowest else "above"))


def _is_lowest(planned: PlannedRound, practice: Practice) -> bool:
    """Whether nothing that moves and is open to the person stands lower."""
    lowest = _lowest_that_moves(practice, planned.ways)
    return lowest is not None and planned.round.level <= lowest.level


def _words() -> Mapping[str, str]:
    words: Mapping[str, str] = read_table("plan.en.toml")["why"]
    return words
