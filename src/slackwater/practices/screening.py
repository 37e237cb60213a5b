"""Answers in, what may be offered out: the strictest of all that the person said.

Not sure counts as no wherever it would matter. Nobody under 18 is offered anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from slackwater.practices.loader import library
from slackwater.practices.matrix import Cell, Condition, Status, conditions, read_table
from slackwater.practices.practice import Posture, Practice, Role
from slackwater.session.phases import Kind


class Answer(Enum):
    """What the person said about one condition."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Answers:
    """A screening, as the person gave it. A condition without an answer counts as not sure."""

    adult: bool | None
    """None where it was not said; that counts as no."""
    said: Mapping[str, Answer]

    def about(self, condition: str) -> Answer:
        """The answer about one condition."""
        return self.said.get(condition, Answer.UNSURE)


def answered(*, adult: bool | None, yes: Iterable[str] = (), unsure: Iterable[str] = ()) -> Answers:
    """The answers of somebody who was asked everything: whatever is not named here is a no."""
    said = dict.fromkeys(conditions(), Answer.NO)
    said |= dict.fromkeys(unsure, Answer.UNSURE) | dict.fromkeys(yes, Answer.YES)
    unknown = set(said) - set(conditions())
    if unknown:
        raise ValueError(f"no such condition: {', '.join(sorted(unknown))}")
    return Answers(adult, said)


class Because(Enum):
    """Why a practice is narrowed or closed."""

    NO = "no"
    PRACTITIONER = "practitioner"
    MODIFIED = "modified"
    UNSURE = "unsure"
    NO_WAY_LEFT = "no-way-left"
    UNDER_AGE = "under-age"
    AGE_UNSAID = "age-unsaid"


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, with a stable key and words for the person."""

    because: Because
    condition: str = ""

    @property
    def key(self) -> str:
        """A name that stays the same: ``no:seizures``."""
        return f"{self.because.value}:{self.condition}" if self.condition else self.because.value

    def words(self) -> str:
        """The reason as one plain sentence."""
        table = read_table("conditions.en.toml")
        sentence: str = table["why"][self.because.value]
        return sentence.replace("{with}", table["with"].get(self.condition, ""))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one practice may be for this person today."""

    status: Status
    variants: frozenset[str]
    """The ways that stay open."""
    work_s: int | None
    """The longest round, s; None for the practice's own."""
    range_percent: int
    own_breath: bool
    eyes_open: bool
    why: tuple[Why, ...]

    @property
    def offered(self) -> bool:
        """Whether it may be offered at all."""
        return self.status in {Status.OK, Status.MODIFIED}


Verdicts = Mapping[str, Verdict]


def judge(answers: Answers, practices: Mapping[str, Practice] | None = None) -> Verdicts:
    """The verdict on every practice; several conditions combine to the strictest."""
    practices = library() if practices is None else practices
    if not answers.adult:
        closed = _closed(Because.AGE_UNSAID if answers.adult is None else Because.UNDER_AGE)
        return dict.fromkeys(practices, closed)
    live = tuple((row, answers.about(row.id)) for row in conditions().values())
    met = tuple((row, answer) for row, answer in live if answer is not Answer.NO)
    return {name: _judge_one(practice, met) for name, practice in practices.items()}


def kinds(verdicts: Verdicts, practices: Mapping[str, Practice] | None = None) -> frozenset[Kind]:
    """The kinds of round that may be offered, as the engine wants to know them."""
    practices = library() if practices is None else practices
    offered = (practices[name].kind for name, verdict in verdicts.items() if verdict.offered)
    return frozenset(kind for kind in offered if kind is not None)


def _judge_one(practice: Practice, met: tuple[tuple[Condition, Answer], ...]) -> Verdict:
    cells = tuple(_meet(practice, row, answer) for row, answer in met)
    avoid = frozenset[Posture]().union(*(row.avoid for row, _ in met))
    status = max((cell.status for cell, _ in cells), key=lambda one: one.strictness, default=Status.OK)
    open_ways = _open_ways(practice, (cell for cell, _ in cells), avoid)
    why = tuple(reason for cell, reason in cells if cell.status is status and reason is not None)
    if not open_ways and status is not Status.NO:
        status = Status.NO
        why = (Why(Because.NO_WAY_LEFT), *why)
    lengths = [cell.work_s for cell, _ in cells if cell.work_s is not None]
    return Verdict(
        status=status,
        variants=open_ways if status in {Status.OK, Status.MODIFIED} else frozenset(),
        work_s=min(lengths, default=None),
        range_percent=min((cell.range_percent for cell, _ in cells), default=100),
        own_breath=any(cell.own_breath for cell, _ in cells),
        eyes_open=any(cell.eyes_open for cell, _ in cells),
        why=why,
    )


def _meet(practice: Practice, row: Condition, answer: Answer) -> tuple[Cell, Why | None]:
    if practice.role is not Role.ROUND or practice.column is None:
        return Cell(Status.OK), None
    cell = row.cells[practice.column]
    if cell.status is Status.OK:
        return cell, None
    if answer is Answer.UNSURE:
        return Cell(Status.NO), Why(Because.UNSURE, row.id)
    return cell, Why(Because(cell.status.value), row.id)


def _open_ways(practice: Practice, cells: Iterable[Cell], avoid: frozenset[Posture]) -> frozenset[str]:
    ways = frozenset(one.id for one in practice.variants if one.posture not in avoid)
    for cell in cells:
        if cell.only is not None:
            ways &= cell.only
    return ways


def _closed(because: Because) -> Verdict:
    return Verdict(Status.NO, frozenset(), None, 100, own_breath=False, eyes_open=False, why=(Why(because),))
