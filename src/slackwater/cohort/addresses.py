"""Where a cluster is: ``dask://HOST:PORT``, and the files by which both ends know each other."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from slackwater.cohort.errors import ClusterTrouble

SCHEME = "dask://"


@dataclass(frozen=True, slots=True)
class Tls:
    """The files that both ends know each other by: the authority, the own certificate and its key."""

    authority: Path
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the scheduler is, and how it is known."""

    host: str
    port: int
    tls: Tls | None = None

    @property
    def address(self) -> str:
        """The scheduler's address as dask has it."""
        return f"{'tls' if self.tls else 'tcp'}://{self.host}:{self.port}"


def read_cluster(engine: str, tls: Tls | None = None) -> Cluster:
    """The cluster behind ``dask://HOST:PORT``.

    A scheduler runs whatever it is sent, so beyond this machine it is spoken to by TLS alone.
    """
    host, _, port = engine.removeprefix(SCHEME).rpartition(":")
    if not engine.startswith(SCHEME) or not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ClusterTrouble(
            f"{engine} is no address of a cluster. Nothing was done. It would look like dask://HOST:8786."
        )
    if tls is None and not _is_here(host):
        raise ClusterTrouble(
            f"{host} is another machine, to be spoken to by TLS alone. Nothing was done. Give --tls-ca, "
            "--tls-cert and --tls-key, so that both ends know each other."
        )
    return Cluster(host, int(port), tls)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
