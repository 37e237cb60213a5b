"""What is known of the person: titration's log made of everything kept, learned from once."""

from collections.abc import Iterable, Sequence
from math import inf

from slackwater.guiding.ceilings import resting_from, too_much_later
from slackwater.guiding.diary import HOUR_S, in_order, with_usual
from slackwater.guiding.dosing import usual_seconds
from slackwater.journal.facts import MorningAnswered
from slackwater.journal.past import Earlier, Held
from slackwater.practices import library
from slackwater.session.history import PastSession
from slackwater.titration.knowledge import Knowledge, know_nothing, learn_all
from slackwater.titration.log import Closed, Ending, Entry, Felt, Morning, RoundDone

Log = tuple[Entry, ...]


def log_of(sessions: Iterable[Earlier], mornings: Sequence[MorningAnswered] = ()) -> Log:
    """The whole log, the oldest first: sessions that were left open are closed, each followed by its mornings."""
    lived = [(one.id, closed) for one in sessions if (closed := whole(one.log))]
    said: dict[str, list[MorningAnswered]] = {}
    for one in mornings:
        said.setdefault(one.session, []).append(one)
    entries: list[Entry] = []
    for at, (session, log) in enumerate(lived, 1):
        next_h = lived[at][1][0].at_h if at < len(lived) else inf
        entries += (*log, *_mornings(log, said.get(session, ()), next_h))
    return in_order(with_usual(tuple(entries), usual_seconds(library())))


def pasts_of(
    sessions: Iterable[Earlier], mornings: Sequence[MorningAnswered] = ()
) -> tuple[PastSession, ...]:
    """The sessions as the engine's history wants them; one that became too much later counts as an overwhelm."""
    late = {one.session: one.at_unix_s // HOUR_S for one in mornings if one.too_much_later}
    return tuple(_late(one, late[one.id]) if one.id in late else one.past for one in sessions)


def whole(log: Log) -> Log:
    """A session's log, closed, and with nothing but mornings behind its end.

    An overwhelm that was kept there as a round is one that came later.
    """
    end = next((at for at, one in enumerate(log) if isinstance(one, Closed)), None)
    if end is None:
        return (*log, Closed(log[-1].at_h)) if log else log
    behind: list[Entry] = []
    for one in log[end + 1 :]:
        if isinstance(one, Morning):
            behind.append(one)
        elif isinstance(one, RoundDone) and one.ending is Ending.OVERWHELMED and not was_too_much(behind):
            behind.append(Morning(one.at_h, too_much_later=True))
    return (*log[: end + 1], *behind)


def was_too_much(log: Iterable[Entry]) -> bool:
    """Whether it was said that it became too much after the session."""
    return any(isinstance(one, Morning) and one.too_much_later for one in log)


class Learner:
    """Keeps what was read and what is known of it in memory, so that only what came since is read and learned."""

    def __init__(self) -> None:
        self._kept: tuple[Log, Knowledge] = ((), know_nothing())
        self.held: Held = {}
        """Kept sessions as they were read last."""
        self._of_here: Learner | None = None

    @property
    def of_here(self) -> "Learner":
        """Another one, for what the sessions lived here say alone, where others were brought in beside them."""
        if self._of_here is None:
            self._of_here = Learner()
        return self._of_here

    def know(self, log: Log) -> Knowledge:
        """What is known after this log."""
        learned, known = self._kept
        if log[: len(learned)] != learned:
            learned, known = (), know_nothing()
        known = learn_all(log[len(learned) :], known)
        self._kept = log, known
        return known


def _late(session: Earlier, said_h: int) -> PastSession:
    """The session that became too much later; one whose own record counts that already counts it once."""
    rounds = [one for one in whole(session.log) if isinstance(one, RoundDone)]
    counted = session.past.overwhelms > sum(one.ending is Ending.OVERWHELMED for one in rounds)
    return (resting_from if counted else too_much_later)(session.past, said_h)


def _mornings(log: Log, mornings: Sequence[MorningAnswered], next_h: float) -> Iterable[Morning]:
    """What was said of this session; what was said after the next one had opened stands just before that."""
    counted = was_too_much(log)
    for one in mornings:
        if one.felt is not None or (one.too_much_later and not counted):
            at_h, too_much = min(one.at_unix_s / HOUR_S, next_h), one.too_much_later and not counted
            yield Morning(at_h, one.felt or Felt.SAME, too_much_later=too_much)
