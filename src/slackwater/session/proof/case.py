"""The safety case as a page: claim, promise, hazard, what sees it, the seeded bugs it catches, and counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from slackwater.session.pausing import NUMBERS, ROWS, TREMOR_LADDER_S
from slackwater.session.proof.explore import SHIPPED, Broken, Found
from slackwater.session.proof.invariants import INVARIANTS, Clause, Law
from slackwater.session.proof.mutations import MUTANTS
from slackwater.session.proof.sometimes import Sometimes
from slackwater.session.proof.world import COMMON_LOSES_NOTHING, TINY, differences

HEAD = """# Safety case of the engine

`slackwater verify --write docs/safety-case.md` makes this page; a test fails when it is out of date.

**The claim.** In every state that the engine can reach in any of the worlds below, every event of that
world leads to a state in which each invariant holds. **How.** The shipped `step(state, event)` is run,
breadth first and whole, through every state it can reach from the opening of a session, in {worlds} small
worlds; nothing is sampled, and there is no second model that could drift. Beside each step runs
`session/monitor.py`, written apart: it sees only mode, dose, kind, side, practice and the event, keeps its
own counters, and runs beside every live session too, where its first disagreement grounds the session and
nothing moves again that day.

**Counts.** {states:,} states of engine and monitor together, {transitions:,} transitions, {answers:,}
answers weighed by both; {mutants} seeded bugs, {caught} caught, {equivalent} argued equivalent.
"""

PROVED = """## What is proved, and what is not

Proved, for every sequence of events of each world: the invariants above, of the shipped reducer with the
shrunk numbers. Each world says why its numbers lose nothing; the numbers in force stand in one table below,
and each of them has a test of its own at its real value.

Not proved here: what happens where two worlds meet (stretch counted in a session with tremor, say); the
laws of `tests/session/test_transitions.py` walk there at the real numbers, at random, with the monitor
beside. That a page shows what the engine decided (its stop, lease and late yes are tested on the vectors of
`tests/vectors/safety/`); that a sensor reads true (readings may only make it gentler, so the claim does not
need it); that the clock ticks once a second; that what is kept is kept (`journal/` has its own tests); that
grounding helps, or that a level means the same to two people. Numbers tagged ENG are proposals, not
findings.

Assumed: one event at a time; Python's integers, tuples and dictionaries; that `limits_from` was given the
person's true history; that the screening that reached the engine was the person's own.

## Words used with one meaning

- **Stop**: any step into paused, grounding or closing. It ends movement, the standing yes, any waiting
  offer, and every permission to rise, in that step.
- **Overwhelm**: *too much*, *far away*, distress 7 or +4, far away 2, no answer. In grounding it is the
  same overwhelm still, and settling begins anew.
- **A rise**: a level above the highest one completed in this session. The first round may be as high as the
  last session's completed level; the session's cap is one level above that.
- **Quiet**: distress at most 3 and at most 1 above the start, fully here, no shutdown word.
- **A second that ends in a stop** counts as moved, on every ceiling.
"""


def written(found: Sequence[Found], weighed: int | Broken) -> str:
    """The whole page."""
    equivalent = sum(mutant.equivalent is not None for mutant in MUTANTS)
    head = HEAD.format(
        worlds=len(found),
        states=sum(one.states for one in found),
        transitions=sum(one.transitions for one in found),
        answers=weighed if isinstance(weighed, int) else 0,
        mutants=len(MUTANTS),
        caught=len(MUTANTS) - equivalent,
        equivalent=equivalent,
    )
    parts = (head, _claims(), _equivalents(), _worlds(found), _sometimes(), PROVED, diagram(), _thresholds())
    return "\n".join(part.rstrip() + "\n" for part in parts)


def diagram() -> str:
    """The transition table as a picture in text: from, to, and what leads there."""
    edges: dict[tuple[str, str], list[str]] = {}
    for (phase, event), way in SHIPPED.table.items():
        for to in way.to:
            edges.setdefault((phase.value, to.value), []).append(event.__name__)
    rows = ((was, to, ", ".join(names)) for (was, to), names in edges.items())
    refused = (
        "Every event that stands in no row of `TRANSITIONS` for a phase is refused there and changes nothing."
    )
    return "## The phases\n\n" + refused + "\n\n" + _table(("from", "to", "by"), rows)


def _claims() -> str:
    rows = (
        (
            f"**{one.holds.value}** {one.claim}",
            one.promise,
            ", ".join(one.hazards),
            "monitor" if isinstance(one.holds, Clause) else "step",
            "; ".join(_caught_by(one.holds)),
        )
        for one in INVARIANTS
    )
    heads = ("invariant", "promise", "hazards", "seen by", "seeded bugs it catches")
    return "## Claims\n\n" + _table(heads, rows)


def _caught_by(holds: Clause | Law) -> Iterator[str]:
    for mutant in MUTANTS:
        if mutant.caught_by is holds and mutant.equivalent is None:
            yield mutant.name


def _equivalents() -> str:
    rows = ((one.name, f"`{one.module}`", one.equivalent) for one in MUTANTS if one.equivalent is not None)
    return "## Seeded bugs that change nothing\n\n" + _table(
        ("bug", "module", "why nothing can catch it"), rows
    )


def _worlds(found: Iterable[Found]) -> str:
    rows = (
        (
            f"**{one.world.name}**",
            one.world.looks_at,
            f"{one.states:,}",
            f"{one.transitions:,}",
            shrunk(one.world.shrunk_here),
            one.world.loses_nothing,
        )
        for one in found
    )
    heads = ("world", "looks at", "states", "transitions", "shrunk here", "why that loses nothing")
    common = f"Shrunk in every world: {shrunk(differences(NUMBERS, TINY))}. {COMMON_LOSES_NOTHING}"
    return f"## Worlds\n\n{common}\n\n{_table(heads, rows)}"


def shrunk(differing: Mapping[str, tuple[int, int]]) -> str:
    """What was shrunk, from what to what."""
    return ", ".join(f"{name} {was} → {now}" for name, (was, now) in differing.items())


def _sometimes() -> str:
    reached = "".join(f"- {one.value}\n" for one in Sometimes)
    why = "A proof about a session in which nothing happens would be empty. Reached:"
    return f"## What is reached\n\n{why}\n\n{reached}"


def _thresholds() -> str:
    rows = (
        (f"`{row.name}`", row.condition, f"{row.limit} {row.unit}", row.source, row.hazard) for row in ROWS
    )
    ladder = ", ".join(str(rung) for rung in TREMOR_LADDER_S)
    table = _table(("name", "condition", "limit", "source", "hazard"), rows)
    return f"## Thresholds\n\n{table}\nTremor's ladder: {ladder} s (DESIGN, FACTS 2.2 ENG; H4).\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str | None]) -> str:
    return "| " + " | ".join(cell or "" for cell in cells) + " |"
