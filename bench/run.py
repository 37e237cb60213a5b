"""Measures, and prints one table: what, how much, and what was aimed at. `make bench` runs it.

Names of parts after it measure those alone: `bench/run.py explored first_response`.
"""

import importlib
import sys

from figures import Figure, machine, table

PARTS = ("explored", "first_response", "page_weight", "tap_to_still")


def main(chosen: list[str]) -> None:
    """Measure the chosen parts, or all."""
    wrong = set(chosen) - set(PARTS)
    if wrong:
        raise SystemExit(f"{', '.join(sorted(wrong))}: not a part. The parts: {', '.join(PARTS)}")
    print(f"{machine()}. Medians of several runs; on a shared machine only ratios compare.")
    figures: list[Figure] = []
    for part in chosen or PARTS:
        print(f"measuring: {part.replace('_', ' ')}", file=sys.stderr)
        found = importlib.import_module(part).measure()
        print(table(found), file=sys.stderr)
        figures += found
    print(table(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
