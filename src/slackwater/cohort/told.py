"""What a simple policy is told of each earlier session with practice: a fold of the same log titration reads."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from slackwater.titration.log import Closed, Ending, Entry, Morning, Opened, RoundDone


@dataclass(frozen=True, slots=True)
class Told:
    """One session with practice."""

    opened_h: float
    half_level: int = 0
    """The highest that ran."""
    overwhelmed: bool = False
    """In the session or hours after it, as far as it was said."""
    distress: int | None = None
    """The most that was said of a round, SUDS."""
    rounds: int = 0


def tell(log: Iterable[Entry]) -> tuple[Told, ...]:
    """The sessions with practice that are closed, oldest first."""
    told: list[Told] = []
    now: Told | None = None
    for entry in log:
        match entry:
            case Opened():
                now = Told(entry.at_h)
            case RoundDone() if now is not None:
                now = _with_round(now, entry)
            case Closed() if now is not None:
                told += [now] if now.rounds else []
                now = None
            case Morning() if entry.too_much_later and told:
                told[-1] = replace(told[-1], overwhelmed=True)
            case _:
                pass
    return tuple(told)


def _with_round(told: Told, done: RoundDone) -> Told:
    said = [one for one in (told.distress, done.distress) if one is not None]
    return replace(
        told,
        half_level=max(told.half_level, int(done.half_level)),
        overwhelmed=told.overwhelmed or done.ending is Ending.OVERWHELMED,
        distress=max(said, default=None),
        rounds=told.rounds + 1,
    )
