"""This computer's own certificate authority, and the certificate it gives its own pages.

The authority's key is held here while the journal is open, and is kept sealed in the journal. A certificate's key
never leaves this process in clear: OpenSSL reads it from a file under a password that only this process knows,
and the file is gone at once.
"""

import hashlib
import os
import secrets
import ssl
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trustme

from slackwater.journal.authority import YEARS, new_authority, under_password
from slackwater.web.lan.addresses import NETWORKS

DAY_S = 24 * 3600
LEAF_DAYS = 396
"""Browsers and phones refuse what lasts longer than 398 days (CA/Browser Forum BR 6.3.2); one day begins early."""
RENEW_DAYS = 30
"""A certificate is renewed this long before it ends. ENG."""


@dataclass(frozen=True, slots=True)
class Authority:
    """What a phone trusts once: its certificate, and the key that vouches."""

    certificate: str
    """PEM."""
    key: str = field(repr=False)
    """PEM."""
    host: str
    """The one name it may vouch for."""
    until_unix_s: int

    @classmethod
    def new(cls, host: str, now_unix_s: int) -> "Authority":
        """A fresh authority of this computer."""
        title = f"Slackwater on {host}"[:64]  # RFC 5280: a common name has at most 64 characters
        certificate, key = new_authority(title, host, NETWORKS, now_unix_s)
        return cls(certificate.decode(), key.decode(), host, now_unix_s + 365 * YEARS * DAY_S)

    @property
    def der(self) -> bytes:
        """The certificate as phones take it."""
        return ssl.PEM_cert_to_DER_cert(self.certificate)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as phones show it."""
        digest = hashlib.sha256(self.der).hexdigest().upper()
        return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))

    def lasts(self, now_unix_s: int) -> bool:
        """Whether every certificate that is given now ends before the authority does."""
        return now_unix_s + LEAF_DAYS * DAY_S < self.until_unix_s

    def issue(self, addresses: Sequence[str], now_unix_s: int) -> "Leaf":
        """A certificate for these addresses and the one name."""
        begins, ends = now_unix_s - DAY_S, now_unix_s + (LEAF_DAYS - 1) * DAY_S
        issued = trustme.CA.from_pem(self.certificate.encode(), self.key.encode()).issue_cert(
            *addresses,
            self.host,
            common_name=self.host[:64],
            organization_name="Slackwater",
            organization_unit_name="Phone",
            not_before=datetime.fromtimestamp(begins, UTC).replace(tzinfo=None),
            not_after=datetime.fromtimestamp(ends, UTC).replace(tzinfo=None),
        )
        chain = b"".join(one.bytes() for one in issued.cert_chain_pems)
        return Leaf(chain, issued.private_key_pem.bytes(), ends)

    def as_kept(self) -> dict[str, Any]:
        """What the journal keeps of it."""
        return {
            "certificate": self.certificate,
            "key": self.key,
            "host": self.host,
            "until_unix_s": self.until_unix_s,
        }


@dataclass(frozen=True, slots=True)
class Leaf:
    """The certificate that the pages show, with its key."""

    chain: bytes
    key: bytes = field(repr=False)
    ends_unix_s: int

    def is_due(self, now_unix_s: int) -> bool:
        """Whether it is time for the next one."""
        return now_unix_s > self.ends_unix_s - RENEW_DAYS * DAY_S

    def context(self) -> ssl.SSLContext:
        """A server's side of TLS that shows this certificate. It is made whole: one in use is never changed."""
        context = server_context()
        password = secrets.token_hex(32)
        handle, name = tempfile.mkstemp(prefix="slackwater-", suffix=".pem")  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self.chain + under_password(self.key, password.encode()))
            context.load_cert_chain(name, password=password)
        finally:
            Path(name).unlink()
        return context


def server_context() -> ssl.SSLContext:
    """A server's side of TLS that has no certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
