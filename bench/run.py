"""Measures, and prints one table: what, how much, and what was aimed at. `make bench` runs it.

Names of parts after it measure those alone: `bench/run.py explored first_response`. With `--write` the whole
table goes into docs/figures.md too.
"""

import importlib
import sys

from figures import Figure, machine, table
from serving import ROOT

PARTS = (
    "clustered",
    "courses",
    "deciding",
    "explored",
    "first_response",
    "moving_figures",
    "page_scores",
    "page_weight",
    "signals",
    "simulating",
    "tap_to_still",
    "tides",
    "today",
)
WRITE = "--write"
PAGE = """# Figures

```
make bench
```

measures everything below and prints it beside its aim; `.venv-test/bin/python bench/run.py --write` writes this page
as well, and the name of one part after `bench/run.py` measures that part alone.

{machine}. Medians of several runs. The machine is shared and noisy: the milliseconds come and go with what else
it does, and its load says how much that was. So each figure stands beside one of the same run that has nothing to
do with Slackwater (an empty loop, an empty page, the processor's own time): between machines those ratios count,
and no test asserts a time.

```
{table}
```

- [`courses`](../bench/courses.py): one virtual session through the guiding of real people, processor time: with its
  quiet seconds remembered, with each one taken, and the body alone in numpy.
- [`deciding`](../bench/deciding.py): one bout learned from and the next dose decided, with words and a heart strap heard
  in two beliefs; and a log of eight weeks from its beginning.
- [`explored`](../bench/explored.py): steps of the engine with the monitor beside it, as `slackwater verify` takes
  them, and an empty Python loop of the same length.
- [`first_response`](../bench/first_response.py): from the command to the address, and to the whole first page, with
  a fresh data folder.
- [`page_scores`](../bench/page_scores.py): what Lighthouse says of every page, as a phone with a slow network meets it.
  Pages on which a figure moves fare worse where a machine without a graphics card has other work too.
- [`moving_figures`](../bench/moving_figures.py): all that the main thread does in a frame for the figure of every
  practice and variant, at full pace and four times slower.
- [`page_weight`](../bench/page_weight.py): bytes of the live page from a real server with nothing held by the
  browser; all that the main thread does in a frame while figure and tide move.
- [`signals`](../bench/signals.py): an hour of heart, breath and motion read at once, beside the fastest peer and one
  filter pass; and all of them live in pieces of 100 ms. The peers are installed in an environment of their own.
- [`simulating`](../bench/simulating.py): the virtual person's second, one thread, processor time: lanes and a tuned C
  loop by turns, numpy, SciPy and simglucose beside them; and a million half-hour sessions by the clock.
- [`tap_to_still`](../bench/tap_to_still.py): from the browser's own time of the tap to the end of the first still
  frame, 100 times in each browser.
- [`tides`](../bench/tides.py): ten years of daily sessions of a virtual person, generated through the engine and
  guiding of real people with every record a real session keeps, read, folded and drawn as the page of tides does.
- [`today`](../bench/today.py): reading, learning from and deciding on 100 kept sessions, as the page Today does.
"""


def main(said: list[str]) -> None:
    """Measure the chosen parts, or all."""
    chosen = [part for part in said if part != WRITE] or list(PARTS)
    if wrong := set(chosen) - set(PARTS):
        raise SystemExit(f"{', '.join(sorted(wrong))}: not a part. The parts: {', '.join(PARTS)}")
    on = machine()
    print(f"{on}. Medians of several runs; on a shared machine only ratios compare.")
    figures: list[Figure] = []
    for part in chosen:
        print(f"measuring: {part.replace('_', ' ')}", file=sys.stderr)
        found = importlib.import_module(part).measure()
        print(table(found), file=sys.stderr)
        figures += found
    print(table(figures))
    if WRITE in said:
        page = PAGE.format(machine=on, table=table(figures))
        (ROOT / "docs" / "figures.md").write_text(page)


if __name__ == "__main__":
    main(sys.argv[1:])
