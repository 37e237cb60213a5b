"""How long the page Today thinks with 100 sessions kept: right after unlocking, and opened again."""

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, time

from figures import Figure, against
from slackwater.journal.facts import Remembered
from slackwater.journal.journal import Journal
from slackwater.journal.keys import Passphrase
from slackwater.journal.sqlite import SqliteStore
from slackwater.live.learning import Learner
from slackwater.live.standing import stand
from slackwater.quantities import HalfLevel
from slackwater.session.history import PastSession
from slackwater.titration.log import Closed, Entry, Opened, RoundDone, Settled
from slackwater.titration.reading import write_entry

SESSIONS, ROUNDS = 100, 3
GAP_H = 56.0
RUNS = 7
AIM_MS = 1000.0


def measure() -> list[Figure]:
    """Milliseconds of the middle run."""
    firsts, agains = [], []
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(SqliteStore(Path(folder) / "journal.sqlite"))
        journal.begin(Passphrase("four quiet words here"))
        _keep(journal)
        for _ in range(RUNS):
            learner = Learner()
            firsts.append(_thought_ms(journal, learner))
            agains.append(_thought_ms(journal, learner))
        journal.close()
    return [
        against("Today with 100 sessions kept, right after unlocking", median(firsts), "ms", AIM_MS),
        Figure("the same, opened again", f"{median(agains):,.1f} ms"),
    ]


def _thought_ms(journal: Journal, learner: Learner) -> float:
    began = perf_counter()
    stand(journal, learner, int(time()))
    return (perf_counter() - began) * 1000


def _keep(journal: Journal) -> None:
    now_h = time() / 3600
    for at in range(SESSIONS):
        opened_h = now_h - (SESSIONS - at) * GAP_H
        rounds = (
            RoundDone(opened_h + 0.1 * (2 + one), HalfLevel(2 + one), 45, distress=1 + (at + one) % 3)
            for one in range(ROUNDS)
        )
        log: tuple[Entry, ...] = (
            Opened(opened_h),
            Settled(opened_h + 0.1, 1),
            *rounds,
            Closed(opened_h + 0.5),
        )
        past = PastSession(int(opened_h) + 1, HalfLevel(4), 165)
        journal.append(f"{at:032x}", [Remembered(past, tuple(write_entry(one) for one in log))])
