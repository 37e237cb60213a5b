"""A quick copy of a frozen value with some fields changed."""

from typing import TYPE_CHECKING, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import replace

    changed = replace
else:

    def changed(value: T, **changes: object) -> T:
        """The value with these fields changed: ``dataclasses.replace``, eight times as quick.

        ``verify`` makes some millions of these. For frozen dataclasses without slots; type checkers see
        ``dataclasses.replace`` and check the names and types of the changes.
        """
        copy = object.__new__(type(value))
        copy.__dict__.update(value.__dict__, **changes)
        return copy
