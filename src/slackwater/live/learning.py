"""What is known of the person: titration's log made of everything kept, learned from once."""

from collections.abc import Iterable, Sequence

from slackwater.guiding.ceilings import too_much_later
from slackwater.guiding.diary import HOUR_S, in_order, with_usual
from slackwater.guiding.dosing import usual_seconds
from slackwater.journal.facts import MorningAnswered
from slackwater.journal.past import Earlier, Held
from slackwater.practices import library
from slackwater.session.history import PastSession
from slackwater.titration.knowledge import Knowledge, know_nothing, learn_all
from slackwater.titration.log import Closed, Entry, Felt, Morning

Log = tuple[Entry, ...]


def log_of(sessions: Iterable[Earlier], mornings: Iterable[MorningAnswered] = ()) -> Log:
    """The whole log, the oldest first: sessions that were left open are closed, mornings stand where they were."""
    waiting = sorted((_morning(one) for one in mornings if _says(one)), key=lambda one: one.at_h)
    entries: list[Entry] = []
    for session in sessions:
        log = _closed(session.log)
        while waiting and log and waiting[0].at_h < log[0].at_h:
            entries.append(waiting.pop(0))
        entries += log
    return in_order(with_usual((*entries, *waiting), usual_seconds(library())))


def pasts_of(
    sessions: Iterable[Earlier], mornings: Sequence[MorningAnswered] = ()
) -> tuple[PastSession, ...]:
    """The sessions as the engine's history wants them; one that became too much later counts as an overwhelm."""
    late = {one.session for one in mornings if one.too_much_later}
    return tuple(too_much_later(one.past) if one.id in late else one.past for one in sessions)


class Learner:
    """Keeps what was read and what is known of it in memory, so that only what came since is read and learned."""

    def __init__(self) -> None:
        self._kept: tuple[Log, Knowledge] = ((), know_nothing())
        self.held: Held = {}
        """Kept sessions as they were read last."""

    def know(self, log: Log) -> Knowledge:
        """What is known after this log."""
        learned, known = self._kept
        if log[: len(learned)] != learned:
            learned, known = (), know_nothing()
        known = learn_all(log[len(learned) :], known)
        self._kept = log, known
        return known


def _closed(log: Log) -> Log:
    if not log or any(isinstance(one, Closed) for one in log):
        return log
    return (*log, Closed(log[-1].at_h))


def _says(answered: MorningAnswered) -> bool:
    return answered.felt is not None or answered.too_much_later


def _morning(answered: MorningAnswered) -> Morning:
    felt = answered.felt or Felt.SAME
    return Morning(answered.at_unix_s / HOUR_S, felt, too_much_later=answered.too_much_later)
