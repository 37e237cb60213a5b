"""What forms bring, read strictly."""

from collections.abc import Mapping


def reading(given: Mapping[str, object], name: str, most: int) -> int | None:
    """A whole number from 0 to ``most``; None for anything else."""
    text = given.get(name)
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 3:
        return None
    number = int(text)
    return number if number <= most else None
