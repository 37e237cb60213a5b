"""What a second worker of a dask cluster brings: the same shards with one worker and with two, by the clock."""

import tempfile
import time
from pathlib import Path

from distributed import Client, LocalCluster

from figures import Figure
from slackwater.body.world import load_world
from slackwater.cohort import engines
from slackwater.cohort.course import live_shard
from slackwater.cohort.settings import SHARD_PEOPLE, Settings, Shard
from slackwater.cohort.store import open_store

SHARDS, WEEKS, TURNS = 8, 4, 3
AIM = 1.8


def measure() -> list[Figure]:
    """How many times as fast two workers are as one; the best of a few turns, since others use the machine too."""
    settings = Settings((load_world("as-written"),), ("staircase",), SHARDS * SHARD_PEOPLE, WEEKS, seed=1)
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        one = _best_s(cluster, settings)
        cluster.scale(2)
        cluster.wait_for_workers(2)
        two = _best_s(cluster, settings)
    ratio = one / two
    return [
        Figure(
            "two dask workers beside one, the same shards",
            f"{ratio:.2f} times",
            f"≥ {AIM:g} times",
            ratio >= AIM,
        ),
        Figure("virtual sessions a second, two workers", f"{settings.people * WEEKS * 3 / two:,.0f}"),
    ]


def _best_s(cluster: LocalCluster, settings: Settings) -> float:
    with Client(cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        small = Settings(settings.worlds, settings.policies, 1, 1, seed=1)
        client.run(live_shard, small, Shard(0, settings.policies[0], 0, 1))  # every worker compiles
    engine = engines.engine_for(cluster.scheduler_address.replace("tcp", "dask"), 0)
    return min(_once_s(engine, settings) for _ in range(TURNS))


def _once_s(engine: engines.Engine, settings: Settings) -> float:
    with tempfile.TemporaryDirectory() as folder:
        store, shards = open_store(Path(folder), settings), list(settings.shards())
        began = time.perf_counter()
        done = len(list(engine(settings, store, shards)))
        if done != len(shards):
            raise SystemExit("not every shard came back")
        return time.perf_counter() - began
