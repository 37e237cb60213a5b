"""Typed values as JSON and back, strictly: a missing, extra or wrong-typed field is refused."""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Json = Any
"""Anything JSON can hold. An alias: JSON is recursive and its shape is checked where it is read."""

Encode = Callable[[object], Json]
Decode = Callable[[type, Json], object]


class WrongShape(ValueError):
    """The JSON is not of the wanted type."""


def canonical(value: Json) -> bytes:
    """The one JSON text of a value: sorted keys, no spaces, UTF-8. Equal values give equal bytes."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def hints_of(kind: type) -> dict[str, Any]:
    """The field types of a dataclass, in order."""
    if kind not in _HINTS:
        hints = get_type_hints(kind)
        _HINTS[kind] = {field.name: hints[field.name] for field in fields(kind)}
    return _HINTS[kind]


_HINTS: dict[type, dict[str, Any]] = {}


def fields_to_json(value: object, encode: Encode) -> dict[str, Json]:
    """The fields of a dataclass as a JSON object."""
    return {name: encode(getattr(value, name)) for name in hints_of(type(value))}


def fields_from_json(kind: type, body: Json, decode: Decode) -> object:
    """A dataclass from its JSON object; every field must be there and nothing else."""
    hints = hints_of(kind)
    if not isinstance(body, dict) or body.keys() != hints.keys():
        has = sorted(body) if isinstance(body, dict) else type(body).__name__
        raise WrongShape(f"{kind.__name__} has fields {sorted(hints)}, not {has}")
    return kind(**{name: from_json(hint, body[name], decode) for name, hint in hints.items()})


def to_json(value: object, encode: Encode) -> Json:
    """A plain value as JSON; dataclasses go through ``encode``."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted((to_json(item, encode) for item in value), key=canonical)
    if isinstance(value, tuple | list):
        return [to_json(item, encode) for item in value]
    if isinstance(value, Mapping):
        return _mapping_to_json(value, encode)
    if is_dataclass(value):
        return encode(value)
    raise WrongShape(f"{type(value).__name__} has no JSON")


def _mapping_to_json(value: Mapping[Any, object], encode: Encode) -> Json:
    pairs = {to_json(key, encode): to_json(item, encode) for key, item in value.items()}
    if not all(isinstance(key, str) for key in pairs):
        raise WrongShape("the keys of a mapping are text")
    return pairs


def from_json(hint: Any, value: Json, decode: Decode) -> Any:  # noqa: ANN401 -- the hint says the type
    """A value of the hinted type from JSON; dataclasses go through ``decode``."""
    hint, origin, args = _form(hint)
    if hint is Any:
        return value
    if origin is not None:
        return _generic_from_json(origin, args, value, decode)
    if hint is float and type(value) in (int, float):
        return float(value)
    if hint in (int, float, str, bool, type(None)):
        if type(value) is not hint:
            raise WrongShape(f"{value!r} is not of type {hint.__name__}")
        return value
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return decode(hint, value)


@cache
def _form(hint: Any) -> tuple[Any, Any, tuple[Any, ...]]:  # noqa: ANN401
    """The hint below its new names, its origin and its arguments: asked for at every value of a long journal."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint, get_origin(hint), get_args(hint)


def _generic_from_json(origin: Any, args: tuple[Any, ...], value: Json, decode: Decode) -> Any:  # noqa: ANN401
    if origin in (Union, types.UnionType):
        return _union_from_json(args, value, decode)
    if origin in (tuple, frozenset) and isinstance(value, list):
        return _items_from_json(origin, args, value, decode)
    if isinstance(value, dict) and issubclass(origin, Mapping):
        key, item = args
        return {from_json(key, k, decode): from_json(item, v, decode) for k, v in value.items()}
    raise WrongShape(f"{value!r} is not a {origin.__name__}")


def _items_from_json(origin: Any, args: tuple[Any, ...], value: list[Json], decode: Decode) -> Any:  # noqa: ANN401
    if origin is frozenset or args[-1] is Ellipsis:
        return origin(from_json(args[0], item, decode) for item in value)
    if len(args) != len(value):
        raise WrongShape(f"{len(args)} values, not {len(value)}")
    return tuple(from_json(arg, item, decode) for arg, item in zip(args, value, strict=True))


def _union_from_json(args: tuple[Any, ...], value: Json, decode: Decode) -> Any:  # noqa: ANN401
    if value is None and type(None) in args:
        return None
    rest = [arg for arg in args if arg is not type(None)]
    if value is None or len(rest) != 1:
        raise WrongShape(f"{value!r} is none of its types")
    return from_json(rest[0], value, decode)
