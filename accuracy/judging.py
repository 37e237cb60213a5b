"""A figure beside its aim."""

from bench.figures import Figure


def figure(  # noqa: PLR0913 - a row of the table has so many parts
    what: str, value: float, unit: str, aim: float | None, *, more: bool, digits: int = 1
) -> Figure:
    """A figure whose aim is at least (``more``) or at most so much; without an aim, only told."""
    said = f"{value:.{digits}f} {unit}"
    if aim is None:
        return Figure(what, said)
    met = value >= aim if more else value <= aim
    return Figure(what, said, f"{'≥' if more else '≤'} {aim:g} {unit}", met)
