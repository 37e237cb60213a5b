"""Seeded bugs: each is one edit of the engine's source, and an invariant must catch it.

A mutant is executed in a namespace of its own; no file changes. ``mutations.py`` lists them.
"""

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any

from slackwater.session.proof.configurations import WORLDS
from slackwater.session.proof.explore import Engine, Found, explore
from slackwater.session.proof.invariants import Law
from slackwater.session.proof.world import World
from slackwater.session.witness import Clause

ROOM = "slackwater.session"
ENGINE = (
    "state",
    "judging",
    "stopping",
    "offering",
    "lowering",
    "answering",
    "moving",
    "sensing",
    "ticking",
    "restarting",
    "transitions",
)
"""The modules a mutant has for itself, each before those that import it. The rest is vocabulary."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One edit: this text, once in this module, becomes that."""

    name: str
    caught_by: Clause | Law
    module: str
    old: str
    new: str
    world: str
    equivalent: str | None = None
    """Why nothing can catch it, where nothing can."""


class StaleMutantError(Exception):
    """The text a mutant edits does not stand exactly once in its module: the mutant needs a new edit."""


def try_mutant(mutant: Mutant) -> Found:
    """What exploring the mutant's world finds."""
    return explore(_world(mutant.world), grow(mutant))


def grow(mutant: Mutant) -> Engine:
    """The engine with the mutant's edit."""
    grown: dict[str, ModuleType] = {}
    for name in ENGINE:
        module = ModuleType(f"{ROOM}.{name}")
        module.__dict__["__builtins__"] = {**vars(builtins), "__import__": _importer(grown)}
        exec(_code(name, mutant if name == mutant.module else None), module.__dict__)  # noqa: S102 our own source
        grown[name] = module
    made = grown["transitions"]
    return Engine(grown["state"].opening, made.step, made.TRANSITIONS)


_CODES: dict[str, CodeType] = {}


def _code(name: str, mutant: Mutant | None) -> CodeType:
    if mutant is None and name in _CODES:
        return _CODES[name]
    source = files(ROOM).joinpath(f"{name}.py").read_text(encoding="utf-8")
    if mutant is None:
        return _CODES.setdefault(name, compile(source, f"{name}.py", "exec"))
    if source.count(mutant.old) != 1:
        raise StaleMutantError(
            f"{mutant.name}: {source.count(mutant.old)} times in {name}.py: {mutant.old!r}"
        )
    return compile(source.replace(mutant.old, mutant.new), f"{name}.py, mutant {mutant.name}", "exec")


def _importer(grown: Mapping[str, ModuleType]) -> Any:  # noqa: ANN401 the signature of __import__
    """``__import__`` that answers with the mutant's own modules where it has them."""

    def find(
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002 the signature of __import__
        locals: Mapping[str, Any] | None = None,  # noqa: A002
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> Any:  # noqa: ANN401
        room, _, leaf = name.rpartition(".")
        if room == ROOM and leaf in grown:
            return grown[leaf]
        found = __import__(name, globals, locals, fromlist, level)
        own = {leaf: grown[leaf] for leaf in fromlist if name == ROOM and leaf in grown}
        return SimpleNamespace(**{**vars(found), **own}) if own else found

    return find


def _world(name: str) -> World:
    return next(world for world in WORLDS if world.name == name)
