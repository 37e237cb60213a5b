"""A plan for today: what limits, verdicts and the person's choice leave, always at its lowest level.

A plan only proposes. The engine checks each round against every limit again and may only shrink it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from slackwater.practices.matrix import read_table
from slackwater.practices.menu import Open, open_today
from slackwater.practices.narrowing import fits, in_posture, shorter
from slackwater.practices.not_offered import NotOffered, not_offered
from slackwater.practices.practice import Posture, Practice, Role, Variant
from slackwater.practices.rounds import PlannedRound
from slackwater.practices.screening import Verdict, Verdicts
from slackwater.quantities import TOP, HalfLevel
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
    minutes: int | None = None
    """There is no more time than this: rounds are left out until it fits, and none ever comes in. None is no limit."""


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
    wishes: tuple[str, ...] = ()
    """What became of a wish for a posture or a length, as sentences."""
    rests: bool = False
    """A session of resting alone: nothing is open today but rest and the ground."""


def suggest(
    limits: Limits, verdicts: Verdicts, practices: Mapping[str, Practice], choice: Choice | None = None
) -> SessionPlan:
    """The session for today. A choice that is not open gives the usual plan, which says why it is not."""
    choice = choice or Choice()
    closed = not_offered(limits, verdicts, practices)
    shut = {one.practice for one in closed}
    open_now = {name: one for name, one in practices.items() if one.role is Role.ROUND and name not in shut}
    draft = _draft(limits, verdicts, open_now, choice, practices)
    chosen = draft.chosen.id if draft.chosen else None
    plan = SessionPlan(
        rounds=draft.rounds,
        posture=draft.posture,
        props=_props(draft.rounds, practices),
        about_s=_about_s(draft.rounds, practices),
        why=(),
        not_offered=closed,
        menu=open_today([chosen] if chosen else list(draft.open_now), draft.verdicts, practices),
        chosen=chosen,
        wishes=_wishes(draft, choice, practices),
        rests=limits.rest_only
        and any(verdicts[name].offered for name, one in practices.items() if one.role is Role.ROUND),
    )
    return replace(plan, why=_why(plan, limits, practices))


@dataclass(frozen=True, slots=True)
class _Draft:
    """Rounds that were found for a choice, and what they were found among."""

    rounds: tuple[PlannedRound, ...]
    posture: Posture
    chosen: Practice | None
    open_now: Mapping[str, Practice]
    verdicts: Verdicts
    shortened: bool = False


def _draft(
    limits: Limits,
    verdicts: Verdicts,
    open_now: Mapping[str, Practice],
    choice: Choice,
    practices: Mapping[str, Practice],
) -> _Draft:
    """The rounds of this choice; where nothing that is open is done in the posture asked for, in any posture.

    Where no steps that are open lead up to the practice asked for, the usual rounds.
    """
    asked = choice.posture
    held = in_posture(verdicts, practices, asked)
    here = {name: one for name, one in open_now.items() if held[name].variants}
    chosen = here.get(choice.practice) if choice.practice else None
    order = _order(chosen, choice.length, here, limits, held)
    posture = asked or _steadiest(order, held)
    rounds = _ladder(order, posture, limits, held, chosen)
    if asked is not None and len(rounds) < len(order):  # a gap in the steps of this posture: movement first
        other = tuple(sorted(order, key=lambda one: one.kind not in _WARMING))
        order, rounds = max(
            (order, rounds),
            (other, _ladder(other, posture, limits, held, chosen)),
            key=lambda one: len(one[1]),
        )
    if asked is not None and not rounds:
        return _draft(limits, verdicts, open_now, replace(choice, posture=None), practices)
    if chosen is not None and chosen.id not in {one.practice for one in rounds}:
        return _draft(limits, verdicts, open_now, replace(choice, practice=None), practices)
    draft = _Draft(rounds, posture, chosen, here, held)
    highest = {one.practice: one.round.level for one in sorted(rounds, key=lambda one: one.round.level)}
    order = tuple(one for one in order if one.id in highest)
    while not fits(_about_s(draft.rounds, practices), choice.minutes) and (less := shorter(order, chosen)):
        order, rounds = less, _ladder(less, posture, limits, held, chosen, highest)
        if not rounds:
            break
        draft = replace(draft, rounds=rounds, shortened=True)
    return draft


def with_rounds(
    plan: SessionPlan, rounds: tuple[PlannedRound, ...], practices: Mapping[str, Practice]
) -> SessionPlan:
    """The plan with these rounds in place of its own: what they need, how long they take and why follow."""
    return replace(
        plan,
        rounds=rounds,
        props=_props(rounds, practices),
        about_s=_about_s(rounds, practices),
        why=_why_these(replace(plan, rounds=rounds), practices),
    )


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
        if spare is None and (others := [one for one in open_now.values() if one.kind in _WARMING]):
            return (min(others, key=lambda one: _lowest_level(one, verdicts)),)
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


def _lowest_level(practice: Practice, verdicts: Verdicts) -> int:
    lowest = practice.lowest(verdicts[practice.id].variants)
    return TOP if lowest is None else lowest.level


def _ladder(  # noqa: PLR0913, PLR0917 -- all that a level depends on
    order: tuple[Practice, ...],
    posture: Posture,
    limits: Limits,
    verdicts: Verdicts,
    chosen: Practice | None,
    highest: Mapping[str, HalfLevel] | None = None,
) -> tuple[PlannedRound, ...]:
    """The rounds, each at its lowest level, none more than half a level above the highest before it.

    With ``highest``, none stands above what is written there for its practice, and no other practice comes in.
    """
    rounds: list[PlannedRound] = []
    reach = 0
    for practice in order:
        verdict = verdicts[practice.id]
        most = HalfLevel(min(limits.cap, reach + limits.numbers.rise if reach else limits.start))
        if highest is not None:
            if practice.id not in highest:
                continue
            most = HalfLevel(min(most, highest[practice.id]))
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


def _why(plan: SessionPlan, limits: Limits, practices: Mapping[str, Practice]) -> tuple[str, ...]:
    if limits.refer or limits.rest_only:
        return (_words()["refer" if limits.refer else "rest-only"],)
    return _why_these(plan, practices)


def _why_these(plan: SessionPlan, practices: Mapping[str, Practice]) -> tuple[str, ...]:
    """Why these rounds; the last sentence is why so much."""
    rounds, chosen = plan.rounds, plan.chosen
    if not rounds:
        return (_words()["nothing-open"],)
    names = [one.practice for one in rounds]
    lowest = all(_is_lowest(one, practices[one.practice]) for one in rounds)
    keys = ["order"] if chosen is None and names == list(RECIPES[Length.USUAL]) else []
    if chosen in names:
        keys += ["chosen", *(["gentlest"] if lowest else []), *(["warm-up"] if names[0] != chosen else [])]
    words = _words()
    return (*(words[key] for key in keys), *plan.wishes, words["lowest" if lowest else "above"])


def _wishes(draft: _Draft, choice: Choice, practices: Mapping[str, Practice]) -> tuple[str, ...]:
    """What became of each wish, one sentence a wish."""
    if not draft.rounds:
        return ()
    words, keys = read_table("plan.en.toml")["wish"], []
    if choice.posture is not None:
        keys.append("posture" if draft.posture is choice.posture else "no-posture")
    if choice.practice and draft.chosen is None:
        keys.append("no-practice")
    if choice.minutes is not None:
        fit = fits(_about_s(draft.rounds, practices), choice.minutes)
        keys.append(("shortened" if draft.shortened else "fits") if fit else "longer")
    asked = read_table("names.en.toml")["posture"][(choice.posture or draft.posture).value]
    return tuple(words[key].replace("{posture}", asked) for key in keys)


def _is_lowest(planned: PlannedRound, practice: Practice) -> bool:
    """Whether nothing that moves and is open to the person stands lower."""
    lowest = _lowest_that_moves(practice, planned.ways)
    return lowest is not None and planned.round.level <= lowest.level


def _words() -> Mapping[str, str]:
    words: Mapping[str, str] = read_table("plan.en.toml")["why"]
    return words
