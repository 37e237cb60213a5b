"""How long from the command to the first page, whole."""

from figures import Figure, against, of_runs
from serving import serving

RUNS = 5
AIM_S = 2.0


def measure() -> list[Figure]:
    """From `slackwater serve` to the address, and to the whole first page."""
    said: list[float] = []
    answered: list[float] = []
    worked: list[float] = []
    for _ in range(RUNS):
        with serving() as served:
            said.append(served.said_s)
            answered.append(served.first_page_s)
            worked += [] if served.worked_s is None else [served.worked_s]
    middle, worst = of_runs(answered)
    figures = [
        Figure("command to address, median", f"{of_runs(said)[0]:.2f} s"),
        against(f"command to first page, median of {RUNS}", middle, "s", AIM_S, digits=2),
        against(f"command to first page, worst of {RUNS}", worst, "s", AIM_S, digits=2),
    ]
    if worked:
        figures.append(Figure("processor time of that, median", f"{of_runs(worked)[0]:.2f} s"))
    return figures
