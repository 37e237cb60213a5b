"""The thread that writes: nobody waits for it, nothing it holds is lost."""

import asyncio
from collections.abc import Iterator, Sequence
from threading import Event as Gate
from threading import Semaphore

import pytest

from slackwater.journal.batch import Batch
from slackwater.journal.errors import (
    DiskFull,
    Locked,
    NotNow,
    OnlyAStopOrAnAnswer,
    TooMuchWaiting,
    UnknownFact,
)
from slackwater.journal.facts import TimePassed
from slackwater.journal.journal import Journal
from slackwater.journal.keys import Hardness, Passphrase
from slackwater.journal.memory import MemoryStore
from slackwater.journal.writer import Writer
from slackwater.session.events import Agreed, CheckedIn, PauseAsked, TooMuch

SESSION = "5e551011"
KEY = Passphrase("four words of mine", Hardness(1, 1, 8))
SOON = 10.0


class SlowDisk(Journal):
    """A journal whose disk can hold a write back, or refuse it."""

    def __init__(self) -> None:
        super().__init__(MemoryStore())
        self.begin(KEY)
        self.held = Gate()
        self.held.set()
        self.reached = Gate()
        self.full = False
        self.tried = Semaphore(0)
        self.transactions: list[int] = []

    def keep(self, batches: Sequence[Batch]) -> int:
        self.reached.set()
        assert self.held.wait(SOON)
        self.tried.release()
        if self.full:
            raise DiskFull
        self.transactions.append(len(batches))
        return super().keep(batches)

    def hold(self) -> None:
        self.held.clear()
        self.reached.clear()


@pytest.fixture
def disk() -> SlowDisk:
    return SlowDisk()


@pytest.fixture
def writer(disk: SlowDisk) -> Iterator[Writer]:
    writer = Writer(disk, retry_s=0.01)
    yield writer
    disk.held.set()
    disk.full = False
    writer.close()


def test_a_future_comes_true_when_the_facts_are_durable(writer: Writer, disk: SlowDisk) -> None:
    assert writer.put(SESSION, [TooMuch()]).result(SOON) == 1
    assert disk.facts(SESSION) == (TooMuch(),)


def test_putting_never_waits_for_the_disk(writer: Writer, disk: SlowDisk) -> None:
    disk.hold()
    futures = [writer.put(SESSION, [TooMuch()]) for _ in range(100)]
    assert not any(future.done() for future in futures)
    disk.held.set()
    for future in futures:
        future.result(SOON)


def test_everything_that_waits_is_one_transaction(writer: Writer, disk: SlowDisk) -> None:
    disk.hold()
    first = writer.put(SESSION, [TooMuch()])
    assert disk.reached.wait(SOON)
    rest = [writer.put(SESSION, [TimePassed(1)]) for _ in range(50)]
    disk.held.set()
    for future in (first, *rest):
        future.result(SOON)
    assert disk.transactions == [1, 50]


def test_the_order_is_kept(writer: Writer, disk: SlowDisk) -> None:
    for seconds in range(1, 200):
        writer.put(SESSION, [TimePassed(seconds)])
    writer.flush().result(SOON)
    assert disk.facts(SESSION) == tuple(TimePassed(seconds) for seconds in range(1, 200))


def test_a_full_disk_is_in_the_future_and_the_facts_wait(writer: Writer, disk: SlowDisk) -> None:
    disk.full = True
    with pytest.raises(DiskFull):
        writer.put(SESSION, [TooMuch(), TimePassed(1)]).result(SOON)
    assert writer.waiting == 2


def test_what_waited_is_written_first_and_in_order(writer: Writer, disk: SlowDisk) -> None:
    disk.full = True
    for fact in (TooMuch(), PauseAsked()):
        writer.put(SESSION, [fact]).exception(SOON)
    disk.full = False
    writer.put(SESSION, [TimePassed(1)]).result(SOON)
    assert disk.facts(SESSION) == (TooMuch(), PauseAsked(), TimePassed(1))
    assert writer.waiting == 0


def test_the_disk_is_tried_again_by_itself(writer: Writer, disk: SlowDisk) -> None:
    disk.full = True
    writer.put(SESSION, [TooMuch()]).exception(SOON)
    flushed = writer.flush()
    for _ in range(4):  # more often than it was asked to
        assert disk.tried.acquire(timeout=SOON)
    assert not flushed.done()
    disk.full = False
    flushed.result(SOON)
    assert disk.facts(SESSION) == (TooMuch(),)


def test_a_full_disk_is_not_tried_without_pause(disk: SlowDisk) -> None:
    writer = Writer(disk, retry_s=60)
    disk.full = True
    for _ in range(3):
        writer.put(SESSION, [TooMuch()]).exception(SOON)
    assert [disk.tried.acquire(blocking=False) for _ in range(4)] == [True, True, True, False]
    disk.full = False
    writer.close()


def test_flushing_nothing_is_done_at_once(writer: Writer) -> None:
    assert writer.flush().done()


def test_too_much_waiting_is_told_and_drops_nothing_that_waits(disk: SlowDisk) -> None:
    writer = Writer(disk, waiting_most=3, retry_s=0.01)
    disk.full = True
    writer.put(SESSION, [TooMuch(), TimePassed(1), TimePassed(2)]).exception(SOON)
    with pytest.raises(TooMuchWaiting, match="Stopping works as always"):
        writer.put(SESSION, [TimePassed(3)]).result(SOON)
    disk.full = False
    writer.flush().result(SOON)
    assert len(disk.facts(SESSION)) == 3
    writer.close()


def test_a_fact_that_cannot_be_kept_does_not_hold_up_the_others(writer: Writer, disk: SlowDisk) -> None:
    with pytest.raises(UnknownFact):
        writer.put(SESSION, [object()]).result(SOON)  # type: ignore[list-item]
    writer.put(SESSION, [TooMuch()]).result(SOON)
    assert disk.facts(SESSION) == (TooMuch(),)


def test_an_error_nobody_thought_of_reaches_who_waits(disk: SlowDisk) -> None:
    def break_down(_batches: Sequence[Batch]) -> int:
        raise ZeroDivisionError

    disk.keep = break_down  # type: ignore[method-assign]
    writer = Writer(disk, retry_s=60)
    with pytest.raises(ZeroDivisionError):
        writer.put(SESSION, [TooMuch()]).result(SOON)
    assert writer.waiting == 1
    writer.close()


def test_a_late_stop_is_kept_though_locked(writer: Writer, disk: SlowDisk) -> None:
    disk.lock()
    writer.put(SESSION, [TooMuch()], late=True).result(SOON)
    writer.put(SESSION, [CheckedIn(8, 2)], late=True).result(SOON)
    disk.unlock(KEY)
    assert disk.facts(SESSION) == (TooMuch(), CheckedIn(8, 2))


def test_a_late_stop_does_not_wait_behind_what_needs_the_key(writer: Writer, disk: SlowDisk) -> None:
    disk.lock()
    with pytest.raises(Locked):
        writer.put(SESSION, [TimePassed(1)]).result(SOON)
    writer.put(SESSION, [TooMuch()], late=True).result(SOON)
    assert writer.waiting == 1


def test_a_late_yes_is_refused(writer: Writer) -> None:
    with pytest.raises(OnlyAStopOrAnAnswer):
        writer.put(SESSION, [Agreed()], late=True).result(SOON)


def test_facts_are_dated_when_they_were_put(disk: SlowDisk) -> None:
    now = [100.0]
    disk._clock = lambda: now[0]
    writer = Writer(disk, retry_s=0.01)
    disk.full = True
    writer.put(SESSION, [TooMuch()]).exception(SOON)
    now[0] = 900.0
    disk.full = False
    writer.flush().result(SOON)
    assert disk.read(SESSION)[0].at_unix_s == 100
    writer.close()


def test_closing_writes_what_waits(disk: SlowDisk) -> None:
    writer = Writer(disk)
    writer.put(SESSION, [TooMuch()])
    assert writer.close() == 0
    assert disk.facts(SESSION) == (TooMuch(),)


def test_closing_tells_what_could_not_be_kept(disk: SlowDisk) -> None:
    writer = Writer(disk, retry_s=60)
    disk.full = True
    writer.put(SESSION, [TooMuch(), TimePassed(1)])
    assert writer.close() == 2
    with pytest.raises(NotNow):
        writer.put(SESSION, [TooMuch()]).result(SOON)


async def test_an_event_loop_can_await_it(writer: Writer, disk: SlowDisk) -> None:
    disk.hold()
    kept = asyncio.wrap_future(writer.put(SESSION, [TooMuch()]))
    await asyncio.sleep(0)
    assert not kept.done()
    disk.held.set()
    assert await asyncio.wait_for(kept, SOON) == 1


async def test_an_impatient_caller_loses_nothing(writer: Writer, disk: SlowDisk) -> None:
    disk.hold()
    kept = asyncio.wrap_future(writer.put(SESSION, [TooMuch()]))
    kept.cancel()
    disk.held.set()
    await asyncio.wrap_future(writer.flush())
    assert disk.facts(SESSION) == (TooMuch(),)
