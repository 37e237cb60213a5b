"""The exact belief: a grid posterior over slow tolerance, today's shift and reporting bias.

Within a session all three stand still and every bout speaks of ``theta = slow + day`` and of the bias alone,
so a session's evidence is gathered on the small grid (theta, bias), and the large one is touched once a
session. Nothing is approximated by that.

The rule it serves is escalation with overdose control: Babb, Rogatko, Zacks 1998,
doi 10.1002/(SICI)1097-0258(19980530)17:10<1103::AID-SIM793>3.0.CO;2-9.
Follow-up weights: Cheung, Chappell 2000, doi 10.1111/j.0006-341X.2000.01177.x. Departures from both: graded
answers, a tolerance that moves, and a tolerated level that may lie below the whole ladder.
"""

from dataclasses import dataclass, replace

import numpy as np

from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.evidence import Bout, Night, Spread, Summary, Tolerance, is_very_calm
from slackwater.titration.grid import Grid, build_grid, drift
from slackwater.titration.log import Response
from slackwater.titration.normal import Floats, cdf

QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """A posterior at one moment of a session."""

    grid: Grid
    before: Floats
    """(l, d, b): what was believed when the session began, sums to 1."""
    start: Floats
    """(t, b): the same on theta and bias."""
    seen: Floats
    """(t, b): the likelihood of this session's evidence so far, greatest value 1."""

    def learn_bout(self, bout: Bout) -> "Belief":
        """The belief after a bout of this session."""
        return self._seeing(_bout_likelihood(self.grid, bout))

    def learn_night(self, night: Night) -> "Belief":
        """The belief after what the hours after a session said."""
        constants = self.grid.constants
        late = constants.late_share * overwhelm_at(self.grid.theta, night.level, constants)
        likelihood = late if night.overwhelmed else 1 - night.weight * late
        return self._seeing(likelihood[:, None])

    def go_on(self, days: float) -> "Belief":
        """The belief at the start of the next session, this many days later."""
        after = self.before * self.seen[self.grid.sums]
        after /= after.sum()
        moved = np.tensordot(drift(self.grid, days), after, axes=1)
        return _starting(self.grid, np.matmul(self.grid.next_day, moved))

    def too_much(self, levels: Floats, extra_sd: float = 0.0) -> Floats:
        """P(T < level) for each of (n,) levels, with a further normal error of T of this sd, levels."""
        reach = np.asarray(levels)[:, None] + self.grid.tolerated_below - self.grid.theta
        within = np.clip(reach / self.grid.spacing + 0.5, 0.0, 1.0)
        under = cdf(reach / extra_sd) if extra_sd > 0 else within
        return np.asarray(under @ self.theta_masses(), dtype=np.float64)

    def overwhelm(self, level: float) -> float:
        """Predictive probability that one bout at this level overwhelms."""
        at = overwhelm_at(self.grid.theta, level, self.grid.constants)
        return float(at @ self.theta_masses())

    def theta_masses(self) -> Floats:
        """(t,) probability of each theta today, sums to 1."""
        masses = np.einsum("tb,tb->t", self.start, self.seen)
        return np.asarray(masses / masses.sum(), dtype=np.float64)

    def summary(self) -> Summary:
        """The belief in numbers, levels."""
        now = self.before * self.seen[self.grid.sums]
        now /= now.sum()
        steps = np.cumsum(self.theta_masses())
        edges = self.grid.theta + self.grid.spacing / 2 - self.grid.tolerated_below
        low, middle, high = (float(one) for one in np.interp(QUANTILES, steps, edges))
        return Summary(
            slow=_spread(self.grid.slow, now.sum(axis=(1, 2))),
            day=_spread(self.grid.day, now.sum(axis=(0, 2))),
            bias=_spread(self.grid.bias, now.sum(axis=(0, 1))),
            tolerated=(low, middle, high),
        )

    def _seeing(self, likelihood: Floats) -> "Belief":
        seen = self.seen * likelihood
        return replace(self, seen=seen / seen.max())


def believe(constants: Constants = CONSTANTS, spacing: float | None = None) -> Tolerance:
    """What is believed of somebody new, on the exact grid."""
    grid = build_grid(constants, spacing)
    return _starting(grid, grid.prior)


def overwhelm_at(theta: Floats, level: float, constants: Constants) -> Floats:
    """Probability that one bout at this level overwhelms somebody of each theta, (t,)."""
    f = constants.spurious
    return np.asarray(f + (1 - f) * cdf((level - theta) / constants.width), dtype=np.float64)


def _starting(grid: Grid, before: Floats) -> Belief:
    start = np.zeros((len(grid.theta), len(grid.bias)))
    for at in range(len(grid.day)):
        start[at : at + len(grid.slow)] += before[:, at]
    return Belief(grid, before, start, np.ones_like(start))


def _bout_likelihood(grid: Grid, bout: Bout) -> Floats:
    """(t, b) or (t, 1)."""
    overwhelmed = overwhelm_at(grid.theta, bout.level, grid.constants)
    if bout.overwhelmed:
        return overwhelmed[:, None]
    calm = (1 - overwhelmed)[:, None]
    if bout.response is None:
        return calm
    return calm * _response_likelihood(grid, bout.level, bout.response)


def _response_likelihood(grid: Grid, level: float, response: Response) -> Floats:
    """(t, b): a graded answer, of which *very calm* says only that it is below the limit."""
    constants = grid.constants
    load = np.maximum(level - grid.theta, constants.calm_floor)[:, None] + grid.bias
    if is_very_calm(response.value, constants):
        return cdf((constants.calm_limit - load) / response.sd)
    apart = (response.value - load) / response.sd
    return np.asarray(np.exp(-0.5 * apart * apart), dtype=np.float64)


def _spread(axis: Floats, masses: Floats) -> Spread:
    mean = float(axis @ masses)
    return Spread(mean, float(np.sqrt(max(0.0, float((axis - mean) ** 2 @ masses)))))
