"""A case, as JSON text, read into a design and a record; what is wrong is refused with its field."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator

from slackwater import cases
from slackwater.cohort.designs.boin import Boin
from slackwater.cohort.designs.crm import SCALE, Crm
from slackwater.cohort.designs.ewoc import Ewoc
from slackwater.cohort.designs.record import agree, count
from slackwater.cohort.designs.three_plus_three import ThreePlusThree, check_path
from slackwater.cohort.errors import BadCase

TABLE_TO = 12
"""Rows of BOIN's boundary table where a case names no other number."""

Design = Ewoc | Crm | Boin | ThreePlusThree


@dataclass(frozen=True, slots=True)
class Case:
    """A design and what happened so far."""

    design: Design
    given: tuple[float, ...]
    """Doses for :class:`Ewoc`, levels for the others."""
    toxic: tuple[bool, ...]
    table_to: int = TABLE_TO

    @property
    def levels(self) -> tuple[int, ...]:
        """The same as whole numbers."""
        return tuple(int(level) for level in self.given)


def schema(name: str) -> Draft202012Validator:
    """The schema of that name: ``case`` or ``answer``."""
    return cases.schema_in("slackwater.cohort.designs", f"{name}.schema.json")


def read_case(text: str, name: str) -> Case:
    """The case of a JSON text for the design of that name. Raises :class:`BadCase`."""
    try:
        said = cases.read(text, schema("case"))
    except cases.Refused as wrong:
        raise BadCase(wrong.field, wrong.what, wrong.do_next) from wrong
    if said["design"] != name:
        told = f"Type slackwater design {said['design']}, or look at the case."
        raise BadCase("design", f"is {json.dumps(said['design'])}, and {name} was asked for.", told)
    return _READERS[name](said)


def _ewoc(said: dict[str, Any]) -> Case:
    lowest, highest = float(said["lowest"]), float(said["highest"])
    if not lowest < highest:
        raise BadCase("highest", f"is {highest:g}.", f"Make it greater than lowest, which is {lowest:g}.")
    available = None
    if "available" in said:
        available = tuple(float(dose) for dose in said["available"])
        _rising(available, "available")
        for at, dose in enumerate(available):
            if not lowest <= dose <= highest:
                what = f"is {dose:g}, and the range is {lowest:g} to {highest:g}."
                raise BadCase(f"available[{at}]", what, "Give a dose of the range, or widen it.")
    design = Ewoc(float(said["target"]), float(said["alpha"]), lowest, highest, available)
    case = Case(design, tuple(float(dose) for dose in said["doses"]), _toxic(said))
    agree(case.given, case.toxic, "doses")
    design.next_dose(case.given, case.toxic)
    return case


def _crm(said: dict[str, Any]) -> Case:
    skeleton = tuple(float(chance) for chance in said["skeleton"])
    _rising(skeleton, "skeleton")
    scale = float(said.get("scale", SCALE))
    design = Crm(skeleton, float(said["target"]), scale, restrict=said.get("restrict", False))
    return _on_levels(said, design, len(skeleton))


def _boin(said: dict[str, Any]) -> Case:
    target, dose_levels = float(said["target"]), int(said["dose_levels"])
    p_safe, p_toxic = (float(said[name]) if name in said else None for name in ("p_safe", "p_toxic"))
    if p_safe is not None and p_safe >= target:
        raise BadCase("p_safe", f"is {p_safe:g}.", f"Make it less than target, which is {target:g}.")
    if p_toxic is not None and p_toxic <= target:
        raise BadCase("p_toxic", f"is {p_toxic:g}.", f"Make it greater than target, which is {target:g}.")
    cutoff = float(said.get("cutoff", 0.95))
    design = Boin(dose_levels, target, p_safe, p_toxic, cutoff, _start(said, dose_levels))
    return _on_levels(said, design, dose_levels, int(said.get("table_to", TABLE_TO)))


def _three_plus_three(said: dict[str, Any]) -> Case:
    dose_levels = int(said["dose_levels"])
    design = ThreePlusThree(dose_levels, _start(said, dose_levels), expand=said.get("expand", False))
    case = _on_levels(said, design, dose_levels)
    check_path(design, case.levels, case.toxic)
    return case


_READERS = {"ewoc": _ewoc, "crm": _crm, "boin": _boin, "three-plus-three": _three_plus_three}
NAMES = tuple(_READERS)
"""The designs, as a case and the command line name them."""


def _on_levels(said: dict[str, Any], design: Design, dose_levels: int, table_to: int = TABLE_TO) -> Case:
    levels = tuple(int(level) for level in said["levels"])
    toxic = _toxic(said)
    count(levels, toxic, dose_levels)
    return Case(design, levels, toxic, table_to)


def _toxic(said: dict[str, Any]) -> tuple[bool, ...]:
    return tuple(bool(one) for one in said["toxicity"])


def _start(said: dict[str, Any], dose_levels: int) -> int:
    start = int(said.get("start", 1))
    if start > dose_levels:
        raise BadCase("start", f"is {start}.", f"The highest level is {dose_levels}.")
    return start


def _rising(values: Sequence[float], name: str) -> None:
    for at in range(1, len(values)):
        if values[at] <= values[at - 1]:
            what = f"is {values[at]:g}, which is not above the one before it, {values[at - 1]:g}."
            raise BadCase(f"{name}[{at}]", what, "Put them in rising order, each once.")
