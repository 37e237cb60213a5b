"""Which practices are not open today, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from slackwater.practices.matrix import read_table
from slackwater.practices.practice import Practice, Role
from slackwater.practices.screening import Verdict, Verdicts
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A practice that is not open today, with a stable key and one plain sentence."""

    practice: str
    key: str
    words: str


def not_offered(
    limits: Limits, verdicts: Verdicts, practices: Mapping[str, Practice]
) -> tuple[NotOffered, ...]:
    """The practices that are not open, in the library's order."""
    return tuple(
        NotOffered(name, *reason)
        for name, practice in practices.items()
        if practice.role is Role.ROUND and (reason := _closed_because(practice, verdicts[name], limits))
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


def _stretch_left_s(limits: Limits) -> int:
    return min(limits.stretch_left_s, limits.stretch_right_s)
