"""Where a server is and what lets one in: its address with a key, and the same in a file for its owner's programs."""

import hmac
import os
import secrets
from hmac import compare_digest
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

FILE = "address"
"""Beside the journal; readable by its owner alone."""

KEY = "key"
"""The name of the key in an address."""

KEY_BYTES = 24
"""192 random bits: nobody guesses them while a server runs. ENG."""


class Keyhole:
    """What lets a browser into one server. Every key ends with the server."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(KEY_BYTES)
        """Fits for as long as the server runs: it is printed, and kept in the owner's file."""
        self._once: set[str] = set()

    def one_time(self) -> str:
        """A key that fits once: for a browser that we open, which may remember where it has been."""
        key = secrets.token_urlsafe(KEY_BYTES)
        self._once.add(key)
        return key

    def fits(self, key: str) -> bool:
        """Whether this key lets in now."""
        if compare_digest(key.encode(), self.key.encode()):
            return True
        once = next((one for one in self._once if compare_digest(key.encode(), one.encode())), None)
        self._once.discard(once or "")
        return once is not None


def with_key(address: str, key: str, page: str = "") -> str:
    """The address of this page that lets in whoever opens it."""
    return f"{urljoin(address, page)}?{urlencode({KEY: key})}"


def has_key(address: str) -> bool:
    """Whether there is a key in this address."""
    return KEY in parse_qs(urlsplit(address).query)


def key_in(address: str) -> str:
    """The key in this address, or empty."""
    return parse_qs(urlsplit(address).query).get(KEY, [""])[0]


def proof(key: str, port: int, nonce: str) -> str:
    """What only a server with this key can say of this nonce; the port is in it, so that nobody passes it on."""
    return hmac.digest(key.encode(), f"slackwater alive {port} {nonce}".encode(), "sha256").hex()


def write_address(folder: Path, address: str) -> None:
    """Keep the address of the server that runs here, for its owner alone."""
    write_for_owner(folder / FILE, address)


def write_for_owner(path: Path, text: str) -> None:
    """A file that only its owner can read, whole or not at all."""
    fresh = path.with_name(f"{path.name}-fresh")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def read_address(folder: Path) -> str:
    """The address of the server that runs here, or ran last; empty where none did."""
    try:
        return (folder / FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
