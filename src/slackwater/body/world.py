"""A world: a HYPOTHESIS about people in general, as a TOML file. docs/worlds.md describes it.

It gives the constants of the equations, how people differ, which signs are the other way round, how people report,
how days differ, and whether overwhelm may come hours later. Several worlds that contradict each other guard
against believing one of them.
"""

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from slackwater import cases
from slackwater.body.constants import AS_WRITTEN, Constants
from slackwater.body.equations import at_rest
from slackwater.body.errors import BadWorld

SHIPPED = Path(str(files("slackwater.body"))) / "worlds"
"""One file for each family."""

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spread:
    """How people differ: a mean (of the log, where ``log``), and a standard deviation."""

    mean: float
    sd: float
    log: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """How people come: drawn evenly between low and high."""

    holding: tuple[float, float] = (0.55, 0.85)
    charge: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Days:
    """How days differ: arousal at rest, normally spread, and now and then a shock on top."""

    rest_sd: float = 0.04
    shock_chance: float = 0.0
    """Share of the days."""
    shock_rest: float = 0.0
    """What a shock adds to arousal at rest."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How people report; see ``observing.Reporting``."""

    gain: float = 1.0
    gain_log_sd: float = 0.0
    bias: float = 0.0
    bias_sd: float = 0.0
    coupling: float = 1.0
    mood_sd: float = 0.0
    """Of the mood that speaks where arousal does not, from session to session, as an arousal around 0.5."""


@dataclass(frozen=True, slots=True)
class Delayed:
    """Overwhelm that comes hours later."""

    chance_a_minute: float
    """For each minute of the session with arousal above the window."""
    within_h: float
    """It comes evenly spread over so many hours."""
    threat: float
    lasts_min: float
    """What it is: a threat of this strength, for so long, to which nothing answers."""


@dataclass(frozen=True, slots=True)
class World:
    """A world, checked."""

    name: str
    about: str
    constants: Constants
    """With signs as this world has them."""
    spread: tuple[tuple[str, Spread], ...]
    """Log means are relative: 0 leaves the constant as it is. Plain means are added to it."""
    heart: Spread
    """Beats/min at rest."""
    rmssd: Spread
    """ms at rest; its mean is the natural log of the median."""
    start: Start
    days: Days
    telling: Telling
    delayed: Delayed | None


def schema() -> Draft202012Validator:
    """The schema of a world; docs/schemas/world.json is the same file."""
    return cases.schema_in("slackwater.body", "world.schema.json")


def shipped() -> dict[str, World]:
    """Every world that comes with the program, by its name."""
    return {file.stem: load_world(file) for file in sorted(SHIPPED.glob("*.toml"))}


def load_world(path: Path | str) -> World:
    """Read a world from a file, or a shipped one by its name.

    Raises BadWorld, naming the field, when the file cannot be read, has an unknown field, lacks one, or has a value
    out of range, not finite, or that makes nonsense with another.
    """
    file = Path(path)
    if not file.suffix and not file.exists():
        file = SHIPPED / f"{path}.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        known = ", ".join(sorted(each.stem for each in SHIPPED.glob("*.toml")))
        raise BadWorld(f"{path}: no such file, and not one of the shipped worlds ({known})") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadWorld(f"{file.name}: {error}") from error
    return read_world(table, file.name)


def read_world(table: Table, called: str = "world") -> World:
    """Give the world that a table describes; ``called`` names it in BadWorld."""
    for where in _not_finite(table, ()):
        raise BadWorld(f"{called}: {'.'.join(where)}: must be a finite number")
    error = best_match(schema().iter_errors(table))
    if error is not None:
        raise BadWorld(f"{called}: {_words(error)}")
    world = _build(table)
    if trouble := _nonsense(world):
        raise BadWorld(f"{called}: {trouble}")
    return world


def _build(table: Table) -> World:
    given: dict[str, float] = {name: float(value) for name, value in table.get("constants", {}).items()}
    as_given = replace(AS_WRITTEN, **given)
    flipped = {name: -float(getattr(as_given, name)) for name in table.get("flips", ())}
    heart, rmssd = table.get("heart", {}), table.get("rmssd", {})
    start = {name: (float(low), float(high)) for name, (low, high) in table.get("start", {}).items()}
    delayed = table.get("delayed")
    return World(
        name=table["name"],
        about=table["about"],
        constants=replace(as_given, **flipped),
        spread=tuple((name, _spread(one)) for name, one in sorted(table.get("spread", {}).items())),
        heart=Spread(heart.get("mean", 66.0), heart.get("sd", 8.0)),
        rmssd=Spread(math.log(rmssd.get("median", 38.0)), rmssd.get("log_sd", 0.55), log=True),
        start=Start(**start),
        days=Days(**table.get("days", {})),
        telling=Telling(**table.get("reporting", {})),
        delayed=Delayed(**delayed) if delayed is not None else None,
    )


def _spread(table: Table) -> Spread:
    return Spread(0.0, table["log_sd"], log=True) if "log_sd" in table else Spread(0.0, table["sd"])


def _nonsense(world: World) -> str:
    """What no single field shows, or nothing."""
    constants = world.constants
    if constants.window_low >= constants.window_high:
        return "constants.window_low: must be below constants.window_high"
    if constants.window_high >= constants.overwhelm:
        return "constants.window_high: must be below constants.overwhelm"
    for name in ("holding", "charge"):
        low, high = getattr(world.start, name)
        if low > high:
            return f"start.{name}: {low:g} is above {high:g}"
    for field in fields(Constants):
        if field.name.endswith("_min") and getattr(constants, field.name) < SHORTEST_MIN:
            return f"constants.{field.name}: must be at least {SHORTEST_MIN:g} min for steps of a second"
    held = float(at_rest(constants, world.start.holding[1], world.start.charge[1]).arousal)
    if not held < constants.window_high:
        return (
            f"start.holding: at {world.start.holding[1]:g} arousal at rest is {held:.2f},"
            f" above the window ({constants.window_high:g})"
        )
    return ""


SHORTEST_MIN = 0.1
"""Six steps of a second: explicit Euler stays near the equation."""


def _not_finite(value: Any, where: tuple[str, ...]) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - any TOML
    if isinstance(value, float) and not math.isfinite(value):
        yield where
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield from _not_finite(each, (*where, str(name)))


def _words(error: ValidationError) -> str:
    where = [str(piece) for piece in error.absolute_path]
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", {})) if isinstance(error.schema, dict) else []
        unknown = next(name for name in error.instance if name not in known)
        near = get_close_matches(unknown, known, 1)
        tail = f"; did you mean {near[0]}?" if near else ""
        return f"{'.'.join([*where, unknown])}: not a field of a world{tail}"
    if error.validator == "required" and isinstance(error.instance, dict) and isinstance(error.schema, dict):
        missing = next(name for name in error.schema["required"] if name not in error.instance)
        return f"{'.'.join([*where, missing])}: missing"
    return f"{'.'.join(where) or 'the file'}: {error.message}"
