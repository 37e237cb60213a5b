"""What earlier sessions mean for the next one: each is folded once, and remembered while the program runs."""

from slackwater.journal.journal import Journal, SessionKept
from slackwater.live.errors import NotASession
from slackwater.live.reopening import reopen
from slackwater.session.history import Past, PastSession, remember


class Shelf:
    """Earlier sessions as the engine's history wants them."""

    def __init__(self) -> None:
        self._folded: dict[str, PastSession | None] = {}

    def read(self, journal: Journal, screened_unix_s: int | None, *, changing: str | None) -> Past:
        """Every kept session, the oldest first; the one that is still changing is always read anew."""
        if changing is not None:
            self.drop(changing)
        sessions = [self._fold(journal, kept) for kept in journal.sessions()]
        screened_h = None if screened_unix_s is None else screened_unix_s // 3600
        return Past(tuple(one for one in sessions if one is not None), screened_h)

    def drop(self, session: str) -> None:
        """Read this session anew the next time: something was added to it."""
        self._folded.pop(session, None)

    def clear(self) -> None:
        """Remember nothing."""
        self._folded.clear()

    def _fold(self, journal: Journal, kept: SessionKept) -> PastSession | None:
        if kept.id not in self._folded:
            self._folded[kept.id] = _remember(journal, kept)
        return self._folded[kept.id]


def _remember(journal: Journal, kept: SessionKept) -> PastSession | None:
    try:
        session = reopen(journal.read(kept.id))
    except NotASession:
        return None
    for _, event in session.left:  # said late, after the program had left the session: it counts
        session.decide(event)
    return remember(session.guide.state, kept.last_unix_s // 3600)
