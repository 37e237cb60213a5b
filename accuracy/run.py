"""Scores the signals beside truth and peers, in one table: what, figure, aim, met or not. `make accuracy` runs it.

Names of parts after it score those alone: ``python -m accuracy.run belts tremor``. With ``--write`` the whole table goes
into docs/accuracy.md too.
"""

import importlib
import sys

from accuracy import recordings
from bench.figures import Figure, machine, table

PARTS = ("beats", "artefacts", "power", "breaths", "belts", "heart_breathing", "tremor", "rocking")
MADE_ALONE = frozenset({"power", "belts"})
"""Parts that need no recording."""

WRITE = "--write"
PAGE = recordings.ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures begin -->", "<!-- figures end -->"


def main(said: list[str]) -> None:
    """Score the chosen parts, or all."""
    chosen = [part for part in said if part != WRITE] or list(PARTS)
    if wrong := set(chosen) - set(PARTS):
        raise SystemExit(f"{', '.join(sorted(wrong))}: not a part. The parts: {', '.join(PARTS)}")
    if WRITE in said and set(chosen) != set(PARTS):
        raise SystemExit(f"{WRITE} writes the whole table: name no part beside it")
    if not recordings.there() and set(chosen) - MADE_ALONE:
        raise SystemExit(
            f"no recordings in {recordings.FOLDER}: set SLACKWATER_SHARED to the folder that holds data/MANIFEST.md, "
            f"or name the parts that need none: {', '.join(sorted(MADE_ALONE))}"
        )
    figures: list[Figure] = []
    for part in chosen:
        print(f"scoring: {part.replace('_', ' ')}", file=sys.stderr)
        found = importlib.import_module(f"accuracy.parts.{part}").measure()
        print(table(found), file=sys.stderr)
        figures += found
    print(table(figures))
    if WRITE in said:
        write(figures)


def write(figures: list[Figure]) -> None:
    """Put the table between its marks in the page."""
    page = PAGE.read_text()
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n```\n{machine()}\n\n{table(figures)}\n```\n{END}{after}")


if __name__ == "__main__":
    main(sys.argv[1:])
