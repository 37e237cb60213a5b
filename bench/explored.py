"""How fast the proof explores, beside an empty loop of the same length in the same run."""

from statistics import median

from figures import Figure
from slackwater.session.proof.explore import speed

RUNS = 5


def measure() -> list[Figure]:
    """Transitions explored in a second; the ratio is what compares between machines."""
    runs = [speed() for _ in range(RUNS)]
    explored = median(run[0] for run in runs)
    empty = median(run[1] for run in runs)
    ratio = median(run[1] / run[0] for run in runs)
    return [
        Figure("transitions explored, engine and monitor", f"{explored:,.0f} a second"),
        Figure("turns of an empty Python loop of the same length", f"{empty:,.0f} a second"),
        Figure("empty turns for each transition", f"{ratio:,.0f}"),
    ]
