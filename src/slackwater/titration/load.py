"""What earlier bouts still weigh: load on board within a session, and what is carried into the next days.

Both raise what a bout counts as, in levels. The engine caps load on board by shortening rounds; this is the
same load seen by the person's tolerance.
"""

from dataclasses import dataclass, replace
from math import exp

from slackwater.titration.constants import LOAD_UNIT_LEVEL_S, Constants
from slackwater.titration.log import Felt

HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Load:
    """Load at one moment."""

    at_h: float = 0.0
    board: float = 0.0
    """On board, level x s."""
    carried: float = 0.0
    """From earlier sessions, levels."""
    session: float = 0.0
    """Done in the open session, not faded, level x s."""

    def at(self, now_h: float, constants: Constants) -> "Load":
        """The load later on; a time before the last one counts as that."""
        gone_h = max(0.0, now_h - self.at_h)
        return Load(
            at_h=max(now_h, self.at_h),
            board=self.board * exp(-gone_h * HOUR_S / constants.board_tau_s),
            carried=self.carried * exp(-gone_h / constants.carry_tau_h),
            session=self.session,
        )

    def with_bout(self, level: float, work_s: float) -> "Load":
        """The load after a bout of this dose, levels, and length."""
        return replace(self, board=self.board + level * work_s, session=self.session + level * work_s)

    def closed(self, constants: Constants) -> "Load":
        """The load when a session closes: it is carried into the next days."""
        more = constants.carry_gain * self.session / LOAD_UNIT_LEVEL_S
        return replace(self, carried=_kept(self.carried + more, constants), session=0.0)

    def answered(self, felt: Felt, constants: Constants, *, too_much: bool) -> "Load":
        """The load after what the person says hours later."""
        carried = self.carried
        if felt is Felt.HEAVIER:
            carried += constants.carry_heavier
        elif felt is Felt.LIGHTER and not too_much:
            carried *= constants.carry_lighter
        if too_much:
            carried += constants.carry_late
        return replace(self, carried=_kept(carried, constants))

    def levels(self, constants: Constants) -> float:
        """By how much a bout counts as more than its dose, levels."""
        return self.carried + constants.board_gain * self.board / LOAD_UNIT_LEVEL_S


def _kept(carried: float, constants: Constants) -> float:
    return min(carried, constants.carry_most)
