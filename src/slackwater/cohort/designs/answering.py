"""A case read and answered: what ``slackwater design`` prints, as JSON true to ``answer.schema.json`` or as lines."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from slackwater.cohort.designs.boin import Boin
from slackwater.cohort.designs.case import Case, Design, read_case
from slackwater.cohort.designs.crm import Crm
from slackwater.cohort.designs.ewoc import Ewoc
from slackwater.cohort.designs.record import Coherence, action, check_coherence, count
from slackwater.cohort.designs.telling import number, tell, why_boin, why_crm, why_ewoc, why_three
from slackwater.cohort.designs.three_plus_three import ThreePlusThree

FORMAT = 1
DIGITS = 6
"""Kept of each number: as many as the published ones have, too few to differ by machine."""

Answer = dict[str, Any]


def answer_case(text: str, name: str, *, as_json: bool) -> tuple[str, ...]:
    """The lines to print. Raises ``BadCase`` where nothing can be decided from the case."""
    said = answer(read_case(text, name))
    return (json.dumps(said, indent=1, ensure_ascii=False),) if as_json else tell(said)


def answer(case: Case) -> Answer:
    """The next dose with everything that led to it."""
    match case.design:
        case Ewoc():
            return _ewoc(case, case.design)
        case Crm():
            return _crm(case, case.design)
        case Boin():
            return _boin(case, case.design)
        case ThreePlusThree():
            return _three(case, case.design)


def _ewoc(case: Case, design: Ewoc) -> Answer:
    proposed = design.next_dose(case.given, case.toxic)
    belief = design.posterior(case.given, case.toxic)
    span = design.highest - design.lowest
    above = None if proposed is None else design.chance_above(proposed, case.given, case.toxic)
    most = design.most(case.given, case.toxic)
    values = (belief.mean(), *(belief.quantile(share) for share in (0.05, 0.5, 0.95)))
    names = ("mean", "low", "median", "high")
    details = {
        "most": _round(most),
        "chance_above": None if above is None else _round(above),
        "mtd_belief": {
            name: _round(design.lowest + span * value) for name, value in zip(names, values, strict=True)
        },
    }
    return _answer(case, proposed, why_ewoc(design, proposed, most, above), details)


def _crm(case: Case, design: Crm) -> Answer:
    fit = design.fit(case.levels, case.toxic)
    proposed = design.next_level(case.levels, case.toxic)
    details = {
        "beta": _round(fit.beta),
        "beta_sd": _round(fit.beta_sd),
        "ptox": [_round(one) for one in fit.ptox],
        "mean_ptox": [_round(one) for one in fit.mean_ptox],
        "nearest": fit.nearest,
    }
    return _answer(case, proposed, why_crm(design, fit, proposed, case.toxic), details)


def _boin(case: Case, design: Boin) -> Answer:
    step = design.decide(case.levels, case.toxic)
    counts = count(case.levels, case.toxic, design.dose_levels)
    up, down = design.lambdas
    details = {
        "lambda_e": _round(up),
        "lambda_d": _round(down),
        "treated": list(counts.treated),
        "toxic": list(counts.toxic),
        "eliminated_from": step.eliminated_from,
        "boundaries": [asdict(design.boundary(treated)) for treated in range(1, case.table_to + 1)],
    }
    return _answer(case, step.next_level, why_boin(step, case.levels, counts), details)


def _three(case: Case, design: ThreePlusThree) -> Answer:
    step = design.decide(case.levels, case.toxic)
    counts = count(case.levels, case.toxic, design.dose_levels)
    details = {
        "treated": list(counts.treated),
        "toxic": list(counts.toxic),
        "closed_from": step.closed_from,
    }
    return _answer(case, step.next_level, why_three(step), details) | {"mtd": step.mtd}


def _answer(case: Case, proposed: float | None, sentence: str, details: Answer) -> Answer:
    coherence = check_coherence(proposed, case.given, case.toxic)
    return {
        "format": FORMAT,
        "design": _name(case.design),
        "record": _record(case.given, case.toxic, apart=isinstance(case.design, Ewoc)),
        "action": action(proposed, case.given).value,
        "next": proposed if proposed is None else _round(proposed),
        "mtd": None,
        "sentence": sentence,
        "coherence": _coherence(coherence, proposed),
        "details": details,
    }


def _coherence(found: Coherence, proposed: float | None) -> Answer:
    said = "Nothing below the next dose was toxic."
    if proposed is None:
        said = "There is no next dose."
    elif found.above_toxic is not None:
        said = f"{number(found.above_toxic)} was toxic, and the next dose, {number(proposed)}, is above it."
        if not found.coherent:
            said += " It goes up right after a toxicity, which is not coherent."
    above = None if found.above_toxic is None else _round(found.above_toxic)
    return {"coherent": found.coherent, "above_toxic": above, "sentence": said}


def _name(design: Design) -> str:
    match design:
        case Ewoc():
            return "ewoc"
        case Crm():
            return "crm"
        case Boin():
            return "boin"
        case ThreePlusThree():
            return "three-plus-three"


def _record(given: Sequence[float], toxic: Sequence[bool], *, apart: bool) -> str:
    """In the field's notation: 1NNT 2N. ``apart`` sets a colon between a dose and its letters."""
    runs = groupby(zip(given, toxic, strict=True), key=lambda one: one[0])
    return " ".join(
        f"{number(dose)}{':' if apart else ''}{''.join('NT'[was_toxic] for _, was_toxic in run)}"
        for dose, run in runs
    )


def _round(value: float) -> float:
    """To what is kept; never a minus before zero."""
    return value if isinstance(value, int) else round(value, DIGITS) + 0.0
