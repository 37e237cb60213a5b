"""Why this much, in one plain sentence, and a whole decision as lines of text."""

from slackwater.quantities import HalfLevel, level_words
from slackwater.titration.deciding import Decision
from slackwater.titration.limiting import Limit, Limiter
from slackwater.web.words import word

RESTS = (Limit.TOLERANCE, Limit.BODY, Limit.UNFAMILIAR, Limit.WARY, Limit.AFTER_OVERWHELM, Limit.ENGINE)
"""Limits that have a sentence of their own when only rest is left."""


def why_this_much(decision: Decision) -> str:
    """The sentence of the limiter that decided; the same here and on every page."""
    limit = decision.reason.limit
    if not decision.rest_only:
        return word("why_this_much", limit.value)
    return word("why_rest", limit.value if limit in RESTS else "other")


def tell(decision: Decision) -> tuple[str, ...]:
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
    return "rest" if half_level == 0 else level_words(half_level)


def _above(decision: Decision) -> str:
    above = decision.too_much_above
    return "" if above is None else f", {above:.3f} for half a level more"


def _limiter(one: Limiter, decision: Decision) -> str:
    mark = "*" if one in decision.chain.binding else " "
    fell = f"{_level(one.before)} → {_level(one.most)}" if one.lowered else f"allows {_level(one.most)}"
    return f"{mark} {one.limit.value:<16} {one.who.value:<13} {fell}"
