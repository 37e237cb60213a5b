"""A figure: what was measured, its value, and what it aims at."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    what: str
    value: str
    """With its unit."""
    aim: str = ""
    """Empty where there is none."""
    met: bool | None = None
    """Whether the aim was met this time; None where there is none."""


def against(what: str, value: float, unit: str, at_most: float, *, digits: int = 0) -> Figure:
    """A figure that aims at no more than this."""
    met = value <= at_most
    return Figure(what, f"{value:,.{digits}f} {unit}", f"≤ {at_most:g} {unit}", met)


def of_runs(values: Sequence[float]) -> tuple[float, float]:
    """Median and worst, where more is worse."""
    return median(values), max(values)


def machine() -> str:
    """The machine, by what matters: cores and Python; and how much else it is doing now."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of plain text."""
    marks = {True: "met", False: "not met", None: ""}
    rows = [(one.what, one.value, one.aim, marks[one.met]) for one in figures]
    wide = [max(len(row[at]) for row in rows) for at in range(3)]
    return "\n".join(
        f"{what:<{wide[0]}}  {value:>{wide[1]}}  {aim:<{wide[2]}}  {mark}".rstrip()
        for what, value, aim, mark in rows
    )
