"""Shards of a cohort on a dask cluster: the same shards as at home, so the same results in whatever order they come.

A shard is a pure function of its task. A worker that dies loses only what it was at; the cluster gives that to another.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from distributed import Client, Security, as_completed

from slackwater.cohort.addresses import Cluster, Tls
from slackwater.cohort.errors import ClusterTrouble
from slackwater.cohort.settings import program

CONNECT_S = 10.0
"""A cluster that has not answered by then is said not to, s. ENG."""
SHOWN = 12
"""Digits of a program's hash that a message shows."""
DEATHS = 5
"""Workers that may die at one shard before it counts as the shard's own fault. ENG."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def spread(
    cluster: Cluster, work: Callable[[Task], Result], tasks: Sequence[Task]
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, as they are done. Raises :class:`ClusterTrouble` where the cluster fails."""
    client = _connect(cluster)
    try:
        _check(client)
        yield from _gather(client, work, tasks)
    finally:
        client.close()


def _gather(
    client: Client, work: Callable[[Task], Result], tasks: Sequence[Task]
) -> Iterator[tuple[Task, Result]]:
    waiting = {client.submit(work, task, pure=False, retries=DEATHS): task for task in tasks}
    try:
        for future in as_completed(list(waiting), loop=client.loop):
            yield waiting.pop(future), future.result()
            future.release()
    except OSError as gone:
        raise ClusterTrouble(
            "The cluster is out of reach. What is finished is kept; the same command goes on from there."
        ) from gone
    finally:
        client.cancel(list(waiting))


def _connect(cluster: Cluster) -> Client:
    try:
        return Client(
            cluster.address, timeout=CONNECT_S, security=_security(cluster.tls), set_as_default=False
        )
    except OSError as silent:
        raise ClusterTrouble(
            f"No scheduler answered at {cluster.address} within {CONNECT_S:g} s. Nothing was computed. "
            "Is it running, and does it know these certificates?"
        ) from silent


def _security(tls: Tls | None) -> Security | None:
    if tls is None:
        return None
    return Security(
        tls_ca_file=str(tls.authority),
        tls_client_cert=str(tls.certificate),
        tls_client_key=str(tls.key),
        require_encryption=True,
    )


def _check(client: Client) -> None:
    """The cluster has workers, and each of them this very program."""
    here = program()
    found: dict[str, object] = client.run(theirs, on_error="return")
    if not found:
        raise ClusterTrouble("The cluster has no workers. Nothing was computed; start some with: dask worker")
    others = sorted(
        {one[:SHOWN] if isinstance(one, str) else "none" for one in found.values() if one != here}
    )
    if others:
        raise ClusterTrouble(
            f"This is Slackwater {here[:SHOWN]}, and some workers have {' and '.join(others)}: results would not be "
            "the same. Nothing was computed. Install the same program on all."
        )


def theirs() -> str:
    """The hash of the program on the machine that is asked."""
    return program()
