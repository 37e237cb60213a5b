"""A real dask cluster on this machine: a scheduler and its workers as processes of their own."""

import datetime as dt
import ipaddress
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from slackwater.cohort.addresses import Tls

WAIT_S = 60.0
DASK = "from distributed.cli.dask_{0} import main; main()"


@dataclass
class Farm:
    """A scheduler and its workers."""

    port: int
    log: Path
    tls: Tls | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    scheduler: subprocess.Popen[bytes] | None = None

    @property
    def engine(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    def open(self, workers: int) -> None:
        self.scheduler = self._begin(
            "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"
        )
        self._until("Receive client connection", "Scheduler at", "Clear task state")
        scheme = "tls" if self.tls else "tcp"
        for _ in range(workers):
            at = f"{scheme}://127.0.0.1:{self.port}"
            self.workers.append(
                self._begin(
                    "worker", at, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--memory-limit", "0"
                )
            )
        self._until(*["Register worker"] * workers)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process is not None:
                process.kill()
                process.wait()

    def _begin(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        files = []
        if self.tls:
            files = ["--tls-ca-file", str(self.tls.authority), "--tls-cert", str(self.tls.certificate)]
            files += ["--tls-key", str(self.tls.key)]
        with self.log.open("ab") as log:
            command = [sys.executable, "-c", DASK.format(what), *options, *files]
            environment = {**os.environ, "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": str(bool(self.tls))}
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=self.log.parent, env=environment)

    def _until(self, *said: str) -> None:
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            text = self.log.read_text()
            if all(text.count(one) >= said.count(one) for one in said) or any(
                one in text for one in said if len(set(said)) > 1
            ):
                return
            time.sleep(0.05)
        raise AssertionError(f"the cluster did not start:\n{self.log.read_text()}")


@contextmanager
def farm(folder: Path, workers: int = 1, tls: Tls | None = None) -> Iterator[Farm]:
    """A cluster that is gone afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    opened = Farm(port, folder / "dask.log", tls)
    try:
        opened.open(workers)
        yield opened
    finally:
        opened.close()


def certificates(folder: Path) -> Tls:
    """An authority of our own, and a certificate of it for this machine."""
    now = dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "cluster for tests")])
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    at = Tls(folder / "ca.pem", folder / "ca.pem", folder / "key.pem")
    at.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    at.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return at
