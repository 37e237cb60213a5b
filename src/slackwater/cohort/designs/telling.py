"""The words of an answer: why, in one plain sentence, and the lines that a person reads."""

from collections.abc import Sequence
from typing import Any

from slackwater.cohort.designs import boin, three_plus_three
from slackwater.cohort.designs.crm import Crm, Fit
from slackwater.cohort.designs.ewoc import Ewoc
from slackwater.cohort.designs.record import Counts

TITLES = {
    "ewoc": "escalation with overdose control (EWOC)",
    "crm": "continual reassessment method (CRM)",
    "boin": "Bayesian optimal interval design (BOIN)",
    "three-plus-three": "3+3",
}

_BOIN = {
    boin.Why.NOBODY_YET: "Nobody was treated yet: it begins at its first level.",
    boin.Why.FEW: "{share}: few enough to go up.",
    boin.Why.FEW_BUT_TOP: "{share}: few enough to go up, and this is the highest level.",
    boin.Why.FEW_BUT_ELIMINATED: "{share}: few enough to go up, and the level above is not used again.",
    boin.Why.BETWEEN: "{share}: near enough to the target to stay.",
    boin.Why.MANY: "{share}: enough to go down.",
    boin.Why.MANY_BUT_LOWEST: "{share}: enough to go down, and this is the lowest level.",
    boin.Why.ELIMINATED: "Level {out} is too likely above the target: it and all above are not used again.",
    boin.Why.ALL_ELIMINATED: "The lowest level is too likely above the target: no level is left.",
}

_THREE = {
    three_plus_three.Why.NOBODY_YET: "Nobody was treated yet: it begins at its first level.",
    three_plus_three.Why.UNFINISHED: "The three at this level are not complete.",
    three_plus_three.Why.NONE_OF_THREE: "No toxicity in three: one level up.",
    three_plus_three.Why.ONE_OF_THREE: "One toxicity in three: three more at this level.",
    three_plus_three.Why.ONE_OF_SIX: "At most one toxicity in six: one level up.",
    three_plus_three.Why.EXPANDED: "No higher level is open: three more fill this one up to six.",
    three_plus_three.Why.CLOSED: "Two toxicities closed level {closed}: the one below is next.",
    three_plus_three.Why.FOUND: "Level {mtd} is the highest that is open: it is the maximum tolerated dose.",
    three_plus_three.Why.NONE_TOLERATED: "Two toxicities closed the lowest level: no dose is tolerated.",
}


def number(value: float) -> str:
    """As people write it: whole where it is, otherwise two decimals or four digits."""
    return f"{value:.0f}" if value == round(value) else f"{value:.2f}" if abs(value) >= 10 else f"{value:.4g}"


def why_ewoc(design: Ewoc, proposed: float | None, most: float, above: float | None) -> str:
    """Why this dose."""
    if proposed is None or above is None:
        return f"Every available dose is above {number(most)}, the most that the design allows."
    if design.available is None:
        return f"The chance that this dose is above the maximum tolerated one is {design.alpha:g}."
    return f"It is the highest available dose up to {number(most)}, the most that the design allows."


def why_crm(design: Crm, fit: Fit, proposed: int, toxic: Sequence[bool]) -> str:
    """Why this level."""
    if proposed != fit.nearest:
        held = "nobody goes up right after a toxicity" if toxic[-1] else "nobody goes up by more than one"
        return f"The model's own level is {fit.nearest}, and {held}."
    chance = fit.ptox[proposed - 1]
    return f"Its plug-in chance of toxicity, {chance:.4f}, is the nearest to the target, {design.target:g}."


def why_boin(step: boin.Step, levels: Sequence[int], counts: Counts) -> str:
    """Why this level."""
    share = ""
    if levels:
        at = levels[-1] - 1
        share = f"{counts.toxic[at]} of {counts.treated[at]} at level {levels[-1]} had a toxicity"
    return _BOIN[step.why].format(share=share, out=step.eliminated_from)


def why_three(step: three_plus_three.Step) -> str:
    """Why this level, or why it stops."""
    return _THREE[step.why].format(closed=step.closed_from, mtd=step.mtd)


def tell(said: dict[str, Any]) -> tuple[str, ...]:
    """The lines a person reads, from an answer as JSON."""
    unit = "" if said["design"] == "ewoc" else "level "
    nothing = "none: the design stops here"
    head = [
        f"design       {TITLES[said['design']]}",
        f"record       {said['record'] or 'nobody yet'}",
        f"next         {nothing if said['next'] is None else unit + number(said['next'])}",
        f"action       {said['action']}",
    ]
    if said["design"] == "three-plus-three" and said["next"] is None:
        head.append(f"MTD          {'none' if said['mtd'] is None else 'level ' + number(said['mtd'])}")
    head.append(f"why          {said['sentence']}")
    label = "coherence" if said["coherence"]["above_toxic"] is None else "mind"
    head.append(f"{label:<13}{said['coherence']['sentence']}")
    return (*head, *_DETAILS[said["design"]](said["details"]))


def _ewoc(details: dict[str, Any]) -> list[str]:
    belief = {name: number(value) for name, value in details["mtd_belief"].items()}
    middle = f"mean {belief['mean']}, median {belief['median']}"
    chance = details["chance_above"]
    return [
        f"above MTD    {'no next dose' if chance is None else f'{chance:.4f}'}",
        f"MTD          {middle}, 90 % between {belief['low']} and {belief['high']}",
    ]


def _crm(details: dict[str, Any]) -> list[str]:
    rows = enumerate(zip(details["ptox"], details["mean_ptox"], strict=True), start=1)
    return [
        f"beta         {details['beta']:.6f}, standard deviation {details['beta_sd']:.6f}",
        "level  plug-in p(E[beta])  mean E[p]",
        *(f"{level:5}  {plug_in:18.4f}  {mean:9.4f}" for level, (plug_in, mean) in rows),
    ]


def _boin(details: dict[str, Any]) -> list[str]:
    out = details["eliminated_from"]
    return [
        f"lambda       up at {details['lambda_e']:.6f} or less, down at {details['lambda_d']:.6f} or more",
        f"eliminated   {'none' if out is None else f'level {out} and above'}",
        "treated  up at most  down at least  eliminate at least",
        *(
            f"{row['treated']:7}  {row['escalate_at_most']:10}  {row['de_escalate_at_least']:13}"
            f"  {'-' if row['eliminate_at_least'] is None else row['eliminate_at_least']:>18}"
            for row in details["boundaries"]
        ),
    ]


def _three(details: dict[str, Any]) -> list[str]:
    closed = details["closed_from"]
    counted = zip(details["treated"], details["toxic"], strict=True)
    rows = (f"{toxic}/{treated}" for treated, toxic in counted)
    return [
        f"toxicities   {', '.join(rows)} by level",
        f"closed       {'none' if closed is None else f'level {closed} and above'}",
    ]


_DETAILS = {"ewoc": _ewoc, "crm": _crm, "boin": _boin, "three-plus-three": _three}
