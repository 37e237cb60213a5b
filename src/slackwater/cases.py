"""A case that somebody wrote as JSON, read against its schema; what is wrong is refused with its field.

Each room's own reader turns :class:`Refused` into its own error and goes on from values that are of the right kind.
"""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

WHOLE = "the case"
SHOWN = 40
"""Characters of a wrong value that are told back. ENG."""


class Refused(Exception):
    """A field of the case is wrong: which, what it is, and what to do next."""

    def __init__(self, field: str, what: str, do_next: str) -> None:
        self.field = field
        self.what = what
        self.do_next = do_next
        super().__init__(field, what, do_next)


@cache
def schema_in(package: str, file: str) -> Draft202012Validator:
    """The JSON Schema that ships with a package; its copy in docs/schemas is the same file."""
    return Draft202012Validator(json.loads((files(package) / file).read_text(encoding="utf-8")))


def read(text: str, schema: Draft202012Validator) -> Any:  # noqa: ANN401 -- whatever the schema says it is
    """The case, inside its schema: each name once, every number a real one. Raises :class:`Refused`."""
    try:
        said = json.loads(text, object_pairs_hook=_once)
        _refuse_unreal(said, "")
        errors = sorted(schema.iter_errors(said), key=_first)
    except json.JSONDecodeError as wrong:
        where = f"line {wrong.lineno}, column {wrong.colno}"
        raise Refused(WHOLE, f"is not JSON: {wrong.msg}, {where}.", "Look there and try again.") from wrong
    except ValueError as wrong:
        raise Refused(WHOLE, "holds a number with too many digits.", "Give fewer digits.") from wrong
    except RecursionError as wrong:
        raise Refused(WHOLE, "is nested too deep to read.", "See the schema of a case.") from wrong
    if errors:
        raise _explain(errors[0])
    return said


def _first(error: ValidationError) -> tuple[str, bool]:
    """The order in which errors are told: a field that is misspelt before the one that is missing for it."""
    return error.json_path, error.validator != "additionalProperties"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose names are each said once."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Refused(name, "is said twice in one place.", "Keep the one that is meant.")
        found[name] = value
    return found


def _refuse_unreal(value: object, where: str) -> None:
    if isinstance(value, float) and not isfinite(value):
        raise Refused(where or WHOLE, f"is {value}, which is no number.", "Give a number, or leave it out.")
    for name, inner in _inside(value):
        _refuse_unreal(inner, f"{where}{name}".removeprefix("."))


def _inside(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        yield from ((f".{name}", inner) for name, inner in value.items())
    elif isinstance(value, list):
        yield from ((f"[{at}]", inner) for at, inner in enumerate(value))


def _explain(error: ValidationError) -> Refused:
    where = error.json_path.removeprefix("$").removeprefix(".")
    rule: Any = error.validator_value
    found: Any = error.instance
    match error.validator:
        case "additionalProperties":
            shape: Any = error.schema
            known = list(shape.get("properties", {}))
            extra = next(name for name in found if name not in known)
            near = get_close_matches(extra, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"The fields here: {', '.join(known)}."
            return Refused(f"{where}.{extra}".removeprefix("."), "is not a field of a case.", hint)
        case "required":
            missing = next(name for name in rule if name not in found)
            return Refused(f"{where}.{missing}".removeprefix("."), "is missing.", "Add it.")
        case "enum" | "const":
            wanted = rule if error.validator == "enum" else [rule]
            said = ", ".join(json.dumps(one) for one in wanted)
            return Refused(where or WHOLE, f"is {_shown(found)}.", f"Use one of: {said}.")
        case "minimum" | "maximum":
            side = "least" if error.validator == "minimum" else "most"
            return Refused(where, f"is {_shown(found)}.", f"The {side} it can be is {rule}.")
        case "minItems" | "maxItems":
            side = "least" if error.validator == "minItems" else "most"
            return Refused(where, f"has {len(found)} entries.", f"The {side} it can have is {rule}.")
        case "type":
            kind = rule if isinstance(rule, str) else " or ".join(rule)
            return Refused(where or WHOLE, f"is {_shown(found)}.", f"It takes a value of type {kind}.")
        case _:
            return Refused(where or WHOLE, f"{error.message}.", "See the schema of a case.")


def _shown(value: object) -> str:
    return json.dumps(value)[:SHOWN]
