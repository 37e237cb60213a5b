"""The fast belief: a Gaussian over (slow, day, bias) for many people at once, by assumed-density filtering.

Overwhelm is an exact moment match of a Gaussian tilted by a probit (Opper 1998, in Saad, On-line Learning in
Neural Networks, doi 10.1017/CBO9780511569920.017); a graded answer is replaced by the linear one with its mean,
variance and covariance with the state. Cutting the belief in two where answers get no calmer would have exact
moments for each answer, but agrees less often with the grid over whole histories.

Use it for cohorts; a person is decided for on the exact grid. Where the two differ: docs/decide.md.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.evidence import HAIR, Bout, Night, Spread, Summary, Tolerance
from slackwater.titration.grid import tolerated_offset
from slackwater.titration.normal import Floats, cdf, density, quantile

THETA = np.array([1.0, 1.0, 0.0])
"""theta = slow + day."""
LEAST_LIKELIHOOD = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Gaussian beliefs about n people."""

    constants: Constants
    mean: Floats
    """(n, 3) levels: slow, day, bias."""
    spread: Floats
    """(n, 3, 3) levels squared."""

    def overwhelmed_or_not(
        self, level: Floats, overwhelmed: npt.NDArray[np.bool_], share: float = 1.0
    ) -> "Crowd":
        """After one bout each at (n,) levels; ``share`` scales the chance of the overwhelm that was looked for.

        The likelihood is a + b Φ(u): tilting a Gaussian by it has exact moments.
        """
        f = self.constants.spurious
        none, some = share * f, share * (1 - f)
        a = np.where(overwhelmed, none, 1 - none)
        b = np.where(overwhelmed, some, -some)
        theta, variance = self.theta()
        width = np.sqrt(self.constants.width**2 + variance)
        u = (level - theta) / width
        z = np.maximum(a + b * cdf(u), LEAST_LIKELIHOOD)
        slope = -b * density(u) / width / z
        curve = -b * u * density(u) / width**2 / z - slope**2
        return self._tilted(np.broadcast_to(THETA, self.mean.shape), slope, curve)

    def answered(self, level: Floats, value: Floats, sd: Floats) -> "Crowd":
        """After a graded answer each, (n,) levels; *very calm* says only that it is below the limit."""
        constants = self.constants
        theta, variance = self.theta()
        root = np.sqrt(variance)
        k = (level - theta - constants.calm_floor) / root
        above, at = cdf(k), density(k)
        over = root * (k * above + at)
        over_squared = variance * ((k * k + 1) * above + k * at)
        bent = np.maximum(over_squared - over**2 - above**2 * variance, 0.0)
        along = np.stack([-above, -above, np.ones_like(above)], axis=1)
        across = np.einsum("ni,nij,nj->n", along, self.spread, along)
        total = across + bent + sd**2
        apart = value - (constants.calm_floor + over + self.mean[:, 2])
        u = (constants.calm_limit - (value - apart)) / np.sqrt(total)
        z = np.maximum(cdf(u), LEAST_LIKELIHOOD)
        slope_calm = -density(u) / np.sqrt(total) / z
        curve_calm = -u * density(u) / total / z - slope_calm**2
        calm = value <= constants.calm_limit + HAIR
        slope = np.where(calm, slope_calm, apart / total)
        curve = np.where(calm, curve_calm, -1 / total)
        return self._tilted(along, slope, curve)

    def go_on(self, days: Floats) -> "Crowd":
        """At the start of the next session, (n,) days later."""
        constants = self.constants
        keep = np.array([1.0, constants.day_keep, 1.0])
        spread = self.spread * keep[:, None] * keep
        drifts = constants.drift_sd**2 * np.maximum(1.0, days / constants.drift_days)
        spread[:, 0, 0] += np.minimum(drifts, constants.prior_sd**2)
        spread[:, 1, 1] += constants.day_sd**2 * (1 - constants.day_keep**2)
        return replace(self, mean=self.mean * keep, spread=spread)

    def theta(self) -> tuple[Floats, Floats]:
        """Mean and variance of theta, each (n,)."""
        return self.mean @ THETA, np.asarray(THETA @ self.spread @ THETA, dtype=np.float64)

    def too_much(self, levels: Floats, extra_sd: float = 0.0) -> Floats:
        """(n, m): P(T < level) of each person for each of (m,) levels."""
        theta, variance = self.theta()
        tolerated = theta + tolerated_offset(self.constants)
        reach = (np.asarray(levels) - tolerated[:, None]) / np.sqrt(variance + extra_sd**2)[:, None]
        return cdf(reach)

    def _tilted(self, along: Floats, slope: Floats, curve: Floats) -> "Crowd":
        """Moments after tilting along (n, 3), with the log-likelihood's (n,) slope and curvature there."""
        reach = np.einsum("nij,nj->ni", self.spread, along)
        mean = self.mean + reach * slope[:, None]
        spread = self.spread + curve[:, None, None] * reach[:, :, None] * reach[:, None, :]
        return replace(self, mean=mean, spread=spread)


def crowd(people: int, constants: Constants = CONSTANTS) -> Crowd:
    """What is believed of so many people who are new."""
    mean = np.tile([constants.prior_mean, 0.0, 0.0], (people, 1))
    spread = np.diag([constants.prior_sd**2, constants.day_sd**2, constants.bias_sd**2])
    return Crowd(constants, mean, np.tile(spread, (people, 1, 1)))


@dataclass(frozen=True, slots=True, eq=False)
class Quick:
    """The fast belief about one person, with the same questions as the exact one."""

    crowd: Crowd

    def learn_bout(self, bout: Bout) -> "Quick":
        """The belief after a bout of this session."""
        level = np.array([bout.level])
        after = self.crowd.overwhelmed_or_not(level, np.array([bout.overwhelmed]))
        if bout.response is not None and not bout.overwhelmed:
            after = after.answered(level, np.array([bout.response.value]), np.array([bout.response.sd]))
        return Quick(after)

    def learn_night(self, night: Night) -> "Quick":
        """The belief after what the hours after a session said."""
        share = self.crowd.constants.late_share * (1.0 if night.overwhelmed else night.weight)
        if share == 0:
            return self
        level, overwhelmed = np.array([night.level]), np.array([night.overwhelmed])
        return Quick(self.crowd.overwhelmed_or_not(level, overwhelmed, share))

    def go_on(self, days: float) -> "Quick":
        """The belief at the start of the next session, this many days later."""
        return Quick(self.crowd.go_on(np.array([days])))

    def too_much(self, levels: Floats, extra_sd: float = 0.0) -> Floats:
        """P(T < level) for each of (n,) levels, with a further normal error of T of this sd, levels."""
        return np.asarray(self.crowd.too_much(levels, extra_sd)[0], dtype=np.float64)

    def overwhelm(self, level: float) -> float:
        """Predictive probability that one bout at this level overwhelms."""
        constants = self.crowd.constants
        theta, variance = self.crowd.theta()
        reach = (level - theta) / np.sqrt(constants.width**2 + variance)
        return float((constants.spurious + (1 - constants.spurious) * cdf(reach))[0])

    def summary(self) -> Summary:
        """The belief in numbers, levels."""
        mean, sd = self.crowd.mean[0], np.sqrt(np.diag(self.crowd.spread[0]))
        theta, variance = self.crowd.theta()
        middle = float(theta[0]) + tolerated_offset(self.crowd.constants)
        reach = quantile(0.95) * float(np.sqrt(variance[0]))
        slow, day, bias = (Spread(float(m), float(s)) for m, s in zip(mean, sd, strict=True))
        return Summary(slow, day, bias, (middle - reach, middle, middle + reach))


def believe_quickly(constants: Constants = CONSTANTS) -> Tolerance:
    """What is believed of somebody new, as a Gaussian."""
    return Quick(crowd(1, constants))
