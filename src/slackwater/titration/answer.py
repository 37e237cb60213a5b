"""A decision as JSON, true to ``answer.schema.json``."""

from dataclasses import asdict
from typing import Any

from slackwater.quantities import level_words
from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.deciding import Decision
from slackwater.titration.ladder import Way

FORMAT = 1
DIGITS = 6
"""Kept of each probability and level: enough to compare two implementations, too few to differ by machine."""


def as_json(decision: Decision, sentence: str, constants: Constants = CONSTANTS) -> dict[str, Any]:
    """The decision and its one plain sentence."""
    binding = set(decision.chain.binding)
    above = decision.too_much_above
    summary = decision.summary
    return {
        "format": FORMAT,
        "half_level": int(decision.half_level),
        "level": "rest" if decision.rest_only else level_words(decision.half_level),
        "rest_only": decision.rest_only,
        "sentence": sentence,
        "alpha": round(decision.alpha, DIGITS),
        "too_much": round(decision.too_much, DIGITS),
        "too_much_above": None if above is None else round(above, DIGITS),
        "overwhelm": round(decision.overwhelm, DIGITS),
        "load": round(decision.load, DIGITS),
        "stage": decision.stage.value,
        "applies": decision.applies,
        "tolerance": {
            "slow": _rounded(asdict(summary.slow)),
            "day": _rounded(asdict(summary.day)),
            "bias": _rounded(asdict(summary.bias)),
            "tolerated": [round(one, DIGITS) for one in summary.tolerated],
        },
        "limiters": [
            {
                "limit": one.limit.value,
                "who": one.who.value,
                "most": int(one.most),
                "before": int(one.before),
                "lowered": one.lowered,
                "binds": one in binding,
            }
            for one in decision.chain.met
        ],
        "way": None if decision.way is None else _way(decision.way, constants),
        "practitioner_word": decision.practitioner_word,
    }


def _rounded(numbers: dict[str, float]) -> dict[str, float]:
    return {name: round(value, DIGITS) + 0.0 for name, value in numbers.items()}


def _way(way: Way, constants: Constants) -> dict[str, Any]:
    return {
        "practice": way.practice,
        "variant": way.variant,
        "half_level": int(way.step(constants)),
        "work_s": way.work_s,
        "range_percent": way.range_percent,
    }
