"""Keys that the computer's own keyring holds, each under an entry of its own.

The keyring library is imported when it is first asked: that takes two tenths of a second.
"""

import base64
import binascii
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from slackwater.journal.errors import NoKeyring, NotInKeyring

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "slackwater journal"
_SAFE_PRIORITY = 1
"""Backends below this hold keys in clear or not at all (keyring's own convention)."""


def safe_keyring() -> "KeyringBackend":
    """The keyring of this computer; raises :class:`NoKeyring` where none guards what it holds."""
    import keyring.errors  # noqa: PLC0415

    try:
        backend = keyring.get_keyring()
        priority = float(backend.priority)
    except (keyring.errors.KeyringError, RuntimeError) as none:
        raise NoKeyring from none
    if priority < _SAFE_PRIORITY:
        raise NoKeyring
    return backend


def has_safe_keyring() -> bool:
    """Whether *keyring* can be offered here."""
    if not _may_be_here():
        return False
    try:
        safe_keyring()
    except NoKeyring:
        return False
    return True


def _may_be_here() -> bool:
    """Whether it is worth the import: on Linux a safe keyring is reached over the session bus, or was chosen by name."""
    if not sys.platform.startswith("linux") or "keyring" in sys.modules:
        return True
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS") or os.environ.get("PYTHON_KEYRING_BACKEND"):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser()
    return (runtime / "bus").exists() or (config / "python_keyring" / "keyringrc.cfg").exists()


def put_key(entry: str, key: bytes) -> None:
    """The keyring now holds this key under this entry."""
    import keyring.errors  # noqa: PLC0415

    try:
        safe_keyring().set_password(SERVICE, entry, base64.b64encode(key).decode())
    except keyring.errors.KeyringError as refused:
        raise NoKeyring("the keyring took no key") from refused


def get_key(entry: str) -> bytes:
    """The key the keyring holds under this entry; raises :class:`NotInKeyring` where it does not."""
    import keyring.errors  # noqa: PLC0415

    try:
        held = safe_keyring().get_password(SERVICE, entry)
    except keyring.errors.KeyringError as closed:
        raise NotInKeyring from closed
    if held is None:
        raise NotInKeyring
    try:
        return base64.b64decode(held, validate=True)
    except binascii.Error as wrong:
        raise NotInKeyring("what it holds is not a key") from wrong


def drop_key(entry: str) -> None:
    """The keyring holds nothing under this entry any more; :class:`NotInKeyring` where it stays closed."""
    import keyring.errors  # noqa: PLC0415

    try:
        backend = safe_keyring()
        if backend.get_password(SERVICE, entry) is not None:
            backend.delete_password(SERVICE, entry)
    except (NoKeyring, keyring.errors.KeyringError) as closed:
        raise NotInKeyring("its key could not be removed there") from closed
