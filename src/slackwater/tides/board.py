"""What practice still weighs at the end of each day: titration's own load, folded without its beliefs."""

from collections.abc import Iterable, Sequence

from slackwater.journal.facts import MorningAnswered, SummedUp
from slackwater.titration.constants import CONSTANTS, LOAD_UNIT_LEVEL_S, Constants
from slackwater.titration.ladder import dose
from slackwater.titration.load import Load
from slackwater.titration.log import Entry, Felt, RoundDone

HOUR_S, MINUTE_S = 3600, 60


def load_of(log: Iterable[Entry], constants: Constants = CONSTANTS) -> float:
    """Dose times seconds of a session's rounds, level x s: what its closing adds to what is carried over."""
    return sum(
        dose(one.half_level, one.work_s, one.range_percent, one.usual_s, constants) * one.work_s
        for one in log
        if isinstance(one, RoundDone)
    )


def carried_minutes(
    sums: Iterable[SummedUp],
    mornings: Iterable[MorningAnswered],
    ends_h: Sequence[float],
    constants: Constants = CONSTANTS,
) -> list[float]:
    """What is carried over at each of these rising Unix hours, as minutes of practice at the first level."""
    happened: list[tuple[float, SummedUp | MorningAnswered]] = [
        *((one.ended_unix_s / HOUR_S, one) for one in sums),
        *((one.at_unix_s / HOUR_S, one) for one in mornings if one.felt is not None or one.too_much_later),
    ]
    happened.sort(key=lambda pair: pair[0])
    minutes_a_level = LOAD_UNIT_LEVEL_S / MINUTE_S / constants.carry_gain
    carried: list[float] = []
    load, at = Load(), 0
    for end_h in ends_h:
        while at < len(happened) and happened[at][0] <= end_h:
            load, at = _after(load, *happened[at], constants), at + 1
        carried.append(load.at(end_h, constants).carried * minutes_a_level)
    return carried


def _after(load: Load, at_h: float, what: SummedUp | MorningAnswered, constants: Constants) -> Load:
    load = load.at(at_h, constants)
    if isinstance(what, MorningAnswered):
        return load.answered(what.felt or Felt.SAME, constants, too_much=what.too_much_later)
    return load.with_bout(what.load_level_s, 1).closed(constants)
