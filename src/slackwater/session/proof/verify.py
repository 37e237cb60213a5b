"""``slackwater verify``: every world explored, every invariant told, and the safety case written."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from slackwater.session.pausing import NUMBERS
from slackwater.session.proof import case
from slackwater.session.proof.configurations import WORLDS
from slackwater.session.proof.explore import SHIPPED, Broken, Found, Leap, explore
from slackwater.session.proof.invariants import INVARIANTS
from slackwater.session.proof.sometimes import Sometimes
from slackwater.session.proof.weighing import weigh_all
from slackwater.session.proof.world import COMMON_LOSES_NOTHING, TINY, differences

Echo = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Proof:
    """What exploring every world found."""

    found: tuple[Found, ...]
    weighed: int | Broken
    seconds: float

    @property
    def states(self) -> int:
        """States of engine and monitor together, over all worlds."""
        return sum(one.states for one in self.found)

    @property
    def transitions(self) -> int:
        """Steps checked, over all worlds."""
        return sum(one.transitions for one in self.found)

    @property
    def broken(self) -> tuple[Broken, ...]:
        """Every invariant that does not hold."""
        broken = [one.broken for one in self.found if one.broken is not None]
        return (*broken, self.weighed) if isinstance(self.weighed, Broken) else tuple(broken)

    @property
    def never(self) -> tuple[Sometimes, ...]:
        """What must be reachable and is not."""
        reached = frozenset[Sometimes]().union(*(one.sometimes for one in self.found))
        return tuple(one for one in Sometimes if one not in reached)

    @property
    def unreached(self) -> tuple[Leap, ...]:
        """Ways the table names and no world takes."""
        taken = frozenset[Leap]().union(*(one.leaps for one in self.found))
        named = ((*key, to) for key, way in SHIPPED.table.items() for to in way.to)
        return tuple(leap for leap in named if leap not in taken)

    @property
    def holds(self) -> bool:
        """Whether everything holds and nothing holds for want of anything happening."""
        return not (self.broken or self.never or self.unreached)


def prove(each: Callable[[Found], None] = lambda _found: None) -> Proof:
    """Every world explored, and every answer weighed."""
    began = time.perf_counter()
    found = []
    for world in WORLDS:
        found.append(explore(world))
        each(found[-1])
    return Proof(tuple(found), weigh_all(), time.perf_counter() - began)


def run_verify(echo: Echo, write: Path | None) -> bool:
    """Whether the engine keeps every invariant, told line by line; the safety case goes to ``write``."""
    echo("The shipped step of slackwater.session, beside a monitor that sees mode, dose and event only.")
    echo(f"Shrunk in every world: {case.shrunk(differences(NUMBERS, TINY))}")
    echo(f"  loses nothing: {COMMON_LOSES_NOTHING}")
    proof = prove(lambda one: _tell_world(echo, one))
    echo("")
    _tell_invariants(echo, proof)
    _tell_reach(echo, proof)
    if isinstance(proof.weighed, int):
        echo(f"{proof.weighed} answers weighed alike by engine and monitor.")
    echo(f"{proof.states:,} states, {proof.transitions:,} transitions, {proof.seconds:.1f} s.")
    if proof.holds and write is not None:
        write.parent.mkdir(parents=True, exist_ok=True)
        write.write_text(case.written(proof.found, proof.weighed), encoding="utf-8")
        echo(f"Safety case written: {write}")
    echo("Everything holds." if proof.holds else "NOT everything holds.")
    return proof.holds


def _tell_world(echo: Echo, one: Found) -> None:
    echo("")
    echo(f"{one.world.name}: {one.world.looks_at}")
    echo(f"  {one.states:,} states, {one.transitions:,} transitions, {one.seconds:.1f} s")
    if one.world.shrunk_here:
        echo(f"  shrunk here: {case.shrunk(one.world.shrunk_here)}")
    echo(f"  loses nothing: {one.world.loses_nothing}")
    if one.broken is not None:
        echo(f"  BROKEN: {one.broken.invariant.value}, after:")
        _tell_each(echo, one.broken.trace)


def _tell_each(echo: Echo, things: Iterable[object]) -> None:
    for thing in things:
        echo(f"    {thing}")


def _tell_invariants(echo: Echo, proof: Proof) -> None:
    broken = {one.invariant for one in proof.broken}
    for one in INVARIANTS:
        echo(f"{'BROKEN' if one.holds in broken else 'holds '} {one.holds.value}: {one.claim}")
    echo("")


def _tell_reach(echo: Echo, proof: Proof) -> None:
    reached = len(Sometimes) - len(proof.never)
    echo(f"{reached} of {len(Sometimes)} things that must be reachable are reached.")
    _tell_each(echo, (one.value for one in proof.never))
    for was, event, to in proof.unreached:
        echo(f"    the table names {was.value} → {to.value} by {event.__name__}, and no world goes there")
