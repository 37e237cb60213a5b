"""Who shares the work: this process alone, or several. What comes out is the same.

An engine takes shards and yields each as it is finished; ``live_and_keep`` is all a worker does. Another engine is one
more row of ``ENGINES``, in a file of its own.
"""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from slackwater.cohort.addresses import SCHEME, Tls, read_cluster
from slackwater.cohort.course import live_shard
from slackwater.cohort.errors import Unfinished, UnknownEngine
from slackwater.cohort.settings import Settings, Shard
from slackwater.cohort.store import Store

TRIES = 3
"""Times in a row that workers may end without one shard more being finished."""

Engine = Callable[[Settings, Store, Sequence[Shard]], Iterator[Shard]]


def live_and_keep(settings: Settings, store: Store, shard: Shard) -> Shard:
    """One shard, lived and kept, unless another worker has it already."""
    if not store.has(shard):
        store.keep(shard, live_shard(settings, shard))
    return shard


def serial(settings: Settings, store: Store, shards: Sequence[Shard]) -> Iterator[Shard]:
    """One after the other, in this process."""
    for shard in shards:
        yield live_and_keep(settings, store, shard)


def processes(workers: int) -> Engine:
    """Several processes of this machine. One that ends before its time takes nothing with it."""

    def share(settings: Settings, store: Store, shards: Sequence[Shard]) -> Iterator[Shard]:
        left, tries = list(shards), 0
        while left:
            done = 0
            for shard in _one_pool(workers, settings, store, left):
                left = [one for one in left if one != shard]
                done += 1
                yield shard
            tries = 0 if done else tries + 1
            if tries >= TRIES:
                raise Unfinished(Unfinished.__doc__)

    return share


def _undisturbed() -> None:
    """Ctrl-C is the command's to hear, not the workers'."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _one_pool(workers: int, settings: Settings, store: Store, shards: Sequence[Shard]) -> Iterator[Shard]:
    """What one pool finishes: all, or as much as before one of its workers ended."""
    forks = sys.platform == "linux"
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_undisturbed) as pool:
        try:
            lived = [pool.submit(live_and_keep, settings, store, shard) for shard in shards]
            for one in as_completed(lived):
                yield one.result()
        except BrokenProcessPool:
            return
        except BaseException:
            for worker in multiprocessing.active_children():
                worker.terminate()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def on_cluster(name: str, tls: Tls | None) -> Engine:
    """A dask cluster; what its workers lived is kept here. Raises ``ClusterTrouble``, ``UnknownEngine``."""
    there = read_cluster(name, tls)
    try:
        from slackwater.cohort.cluster import spread  # noqa: PLC0415 - it needs dask, an extra
    except ImportError as missing:
        raise UnknownEngine(
            "A cluster needs dask, which is not installed here. Nothing was done. "
            "`pip install 'slackwater[cluster]'` installs it."
        ) from missing

    def share(settings: Settings, store: Store, shards: Sequence[Shard]) -> Iterator[Shard]:
        for shard, courses in spread(there, partial(live_shard, settings), shards):
            store.keep(shard, courses)
            yield shard

    return share


def engine_for(name: str, workers: int, tls: Tls | None = None) -> Engine:
    """The engine of that name. Raises ``UnknownEngine``, ``ClusterTrouble``."""
    if name == "serial":
        return serial
    if name == "process":
        return processes(workers)
    if name.startswith(SCHEME):
        return on_cluster(name, tls)
    raise UnknownEngine(
        f"{name} is no engine here. Nothing was done. There are: serial, process, dask://HOST:PORT."
    )
