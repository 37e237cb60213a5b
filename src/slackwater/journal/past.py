"""Earlier sessions as limits and doses want them, each folded once and then remembered."""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass

from slackwater.journal.batch import Batch
from slackwater.journal.facts import Remembered, SummedUp
from slackwater.journal.journal import Journal, SessionKept
from slackwater.session.history import PastSession
from slackwater.titration.log import Entry
from slackwater.titration.reading import read_entry, write_entry


@dataclass(frozen=True, slots=True)
class Earlier:
    """One kept session, as what comes later needs it."""

    past: PastSession
    """For the engine's limits."""
    log: tuple[Entry, ...]
    """For titration: what was said and done, in order."""
    id: str = ""
    summed_up: SummedUp | None = None
    """For trends; None where it was not folded just now."""


Fold = Callable[[SessionKept, Sequence[Batch]], Earlier | None]
"""Takes a kept session through the engine again; None where its record is not one of a session."""


Held = MutableMapping[tuple[str, int], Earlier | None]
"""Sessions in memory, each by how far its record reaches; only for as long as the journal is open."""


def read_past(journal: Journal, fold: Fold, held: Held | None = None) -> tuple[Earlier, ...]:
    """Every kept session, the oldest first. Only what is not remembered yet is folded."""
    held = {} if held is None else held
    sessions = (_held(journal, kept, fold, held) for kept in journal.sessions())
    return tuple(session for session in sessions if session is not None)


def read_sums(journal: Journal, fold: Fold, without: str = "") -> tuple[SummedUp, ...]:
    """What every kept session but one says over time, the oldest first; only what is not summed up yet is folded."""
    sessions = (kept for kept in journal.sessions() if kept.id != without)
    sums = (journal.summed_up(kept.id) or _sum_up(journal, kept, fold) for kept in sessions)
    return tuple(summed_up for summed_up in sums if summed_up is not None)


def _held(journal: Journal, kept: SessionKept, fold: Fold, held: Held) -> Earlier | None:
    place = kept.id, journal.reach(kept.id)
    if (
        place not in held
    ):  # kept under how far it reached before it was read: what came meanwhile is read next time
        held[place] = read_session(journal, kept, fold)
    return held[place]


def read_session(journal: Journal, kept: SessionKept, fold: Fold) -> Earlier | None:
    """One session: as remembered, where nothing came after; else folded, and remembered once closed."""
    last = journal.read_last(kept.id)
    newest = None if last is None else last.facts[-1]
    if isinstance(newest, Remembered) and newest.log is not None:
        return Earlier(newest.past, tuple(read_entry(said) for said in newest.log), kept.id)
    return _folded(journal, kept, fold)


def _sum_up(journal: Journal, kept: SessionKept, fold: Fold) -> SummedUp | None:
    folded = _folded(journal, kept, fold)
    return None if folded is None else folded.summed_up


def _folded(journal: Journal, kept: SessionKept, fold: Fold) -> Earlier | None:
    earlier = fold(kept, journal.read(kept.id))
    if earlier is not None and kept.closed and journal.writes:
        log = tuple(write_entry(entry) for entry in earlier.log)
        sums = () if earlier.summed_up is None else (earlier.summed_up,)
        journal.append(kept.id, [*sums, Remembered(earlier.past, log)])
    return earlier
