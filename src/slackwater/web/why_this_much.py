"""Why this much, in one plain sentence, and a whole decision as lines of text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from slackwater.practices.showing import level_text
from slackwater.quantities import HalfLevel
from slackwater.titration.constants import CONSTANTS
from slackwater.titration.limiting import Limit, Limiter, Who
from slackwater.titration.trust import ORDER, Stage, Trust, needs
from slackwater.tongues import worded
from slackwater.web.words import word

if TYPE_CHECKING:
    from slackwater.titration.deciding import Decision

RESTS = (Limit.TOLERANCE, Limit.BODY, Limit.UNFAMILIAR, Limit.WARY, Limit.AFTER_OVERWHELM, Limit.ENGINE)
"""Limits that have a sentence of their own when only rest is left."""


def why_this_much(decision: "Decision") -> str:
    """The sentence of the limiter that decided; the same here and on every page."""
    limit = decision.reason.limit
    if not decision.rest_only:
        return word("why_this_much", limit.value)
    return word("why_rest", limit.value if limit in RESTS else "other")


def much(decision: "Decision | None", as_planned: str) -> Iterator[str]:
    """Why this much, for Today: while a proposal may not act, that the plan is fixed comes first."""
    if decision is None or not decision.applies:
        yield as_planned
    if decision is not None and decision.stage is Stage.SUGGEST:
        yield word("how_much", "suggests").format(level=_level(decision.half_level))
    if decision is not None and decision.stage is not Stage.OBSERVE:
        yield why_this_much(decision)


def explain(
    decision: "Decision | None",
    trust: Trust | None,
    now_h: float,
    *,
    begins: HalfLevel | None,
    cap: HalfLevel,
) -> tuple[str, ...]:
    """How that was found, in plain sentences; none where nothing was.

    ``begins`` is the first level of the shown plan that may rise, ``cap`` the engine's for the session.
    """
    if decision is None or trust is None:
        return ()
    watched = decision.stage is Stage.OBSERVE
    new = trust.since_h is None
    return (
        *([word("how_much", "watched").format(sentence=why_this_much(decision))] if watched else []),
        word("how_much", "level").format(level=_level(decision.half_level)),
        *_rising(decision, begins, cap),
        word("how_much", "chance").format(chance=_in_100(decision.too_much), alpha=_in_100(decision.alpha)),
        *(_held(one, new=new) for one in decision.chain.binding),
        *_stage(trust, now_h),
    )


def _rising(decision: "Decision", begins: HalfLevel | None, cap: HalfLevel) -> Iterator[str]:
    """Where the session begins, and how far it may go once raising is earned."""
    if begins is None:
        return
    yield word("how_much", "begins").format(level=_level(begins))
    if decision.stage is Stage.RAISE and begins < cap:
        yield word("how_much", "rises").format(level=_level(cap))


def _held(one: Limiter, *, new: bool) -> str:
    """What held it, and who; of somebody who told nothing yet, the model has heard nothing."""
    limit = word("limit", one.limit.value)
    if new and one.who is Who.MODEL:
        return word("how_much", "held_new").format(limit=limit)
    return word("how_much", "held").format(limit=limit, who=word("who", one.who.value))


def _stage(trust: Trust, now_h: float) -> Iterator[str]:
    at = ORDER.index(trust.stage)
    yield word("how_much", "stage").format(
        number=at + 1, of=len(ORDER), stage=word("stage", trust.stage.value)
    )
    sessions, days = needs(trust.stage, CONSTANTS)
    if trust.stage is not Stage.RAISE:
        yield word("how_much", "next").format(
            sessions=trust.sessions,
            needed=int(sessions),
            days=min(int(trust.days(now_h)), int(days)),
            needed_days=int(days),
            stage=word("stage", ORDER[at + 1].value),
        )
    if trust.stage in (Stage.LOWER, Stage.RAISE):
        yield word("how_much", "back")


def _in_100(chance: float) -> str:
    of_100 = round(chance * 100)
    return word("how_much", "about" if of_100 else "hardly").format(of_100=of_100)


def tell(decision: "Decision") -> tuple[str, ...]:
    """The decision as lines for a terminal: the answer first, then every reason."""
    summary = decision.summary
    low, middle, high = summary.tolerated
    lines = [
        f"level        {_level(decision.half_level)}",
        f"why          {why_this_much(decision)}",
        f"stage        {decision.stage.value}: {word('stage', decision.stage.value)}",
        f"alpha        {decision.alpha:.2f} is the accepted chance that it is too much",
        f"too much     {decision.too_much:.3f} for this level{_above(decision)}",
        f"overwhelm    {decision.overwhelm:.3f} for one bout of it",
        f"tolerated    level {middle:.1f}, with 90 % between {low:.1f} and {high:.1f}",
        f"slow         {summary.slow.mean:.2f} ± {summary.slow.sd:.2f} levels",
        f"today        {summary.day.mean:+.2f} ± {summary.day.sd:.2f} levels",
        f"reporting    {summary.bias.mean:+.2f} ± {summary.bias.sd:.2f} levels",
        f"load         {decision.load:.2f} levels on board and carried over",
        "limits, in the order they were met:",
        *(_limiter(one, decision) for one in decision.chain.met),
    ]
    if decision.way is not None:
        way = decision.way
        lines.insert(
            1, f"way          {way.practice}, {way.variant}, {way.work_s:g} s, {way.range_percent:g} %"
        )
    if decision.practitioner_word:
        lines.append(word("why_rest", "practitioner"))
    return tuple(lines)


def _level(half_level: HalfLevel) -> str:
    return worded("rest", "level") if half_level == 0 else level_text(half_level)


def _above(decision: "Decision") -> str:
    above = decision.too_much_above
    return "" if above is None else f", {above:.3f} for half a level more"


def _limiter(one: Limiter, decision: "Decision") -> str:
    mark = "*" if one in decision.chain.binding else " "
    fell = f"{_level(one.before)} → {_level(one.most)}" if one.lowered else f"allows {_level(one.most)}"
    return f"{mark} {one.limit.value:<16} {one.who.value:<13} {fell}"
