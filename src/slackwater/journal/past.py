"""Earlier sessions as the engine's history wants them, each folded once and then remembered."""

from collections.abc import Callable, Sequence

from slackwater.journal.batch import Batch
from slackwater.journal.facts import Remembered
from slackwater.journal.journal import Journal, SessionKept
from slackwater.session.history import Past, PastSession

Fold = Callable[[SessionKept, Sequence[Batch]], PastSession | None]
"""Takes a kept session through the engine again; None where its record is not one of a session."""


def read_past(journal: Journal, fold: Fold, screened_h: int | None = None) -> Past:
    """Every kept session, the oldest first. Only what is not remembered yet is folded."""
    sessions = (read_session(journal, kept, fold) for kept in journal.sessions())
    return Past(tuple(session for session in sessions if session is not None), screened_h)


def read_session(journal: Journal, kept: SessionKept, fold: Fold) -> PastSession | None:
    """One session: as remembered, where nothing came after; else folded, and remembered once closed."""
    last = journal.read_last(kept.id)
    if last is not None and isinstance(last.facts[-1], Remembered):
        return last.facts[-1].past
    past = fold(kept, journal.read(kept.id))
    if past is not None and kept.closed and journal.writes:
        journal.append(kept.id, [Remembered(past)])
    return past
