"""The ways to open a journal: each wraps the same random data key, so changing one re-seals nothing.

========== ============================================ =========================================
way        the wrapping key comes from                  what is written beside it
========== ============================================ =========================================
passphrase Argon2id (RFC 9106, second recommendation)   salt, iterations, lanes, memory
recovery   HKDF-SHA256 of the printed code's 140 bits   salt
keyring    256 random bits held by the OS keyring       the entry's name
========== ============================================ =========================================

A wrap is bound to its person, way, version and parameters. A short checksum in clear tells a damaged wrap
from a wrong key; it is a hash of what is on disk already and says nothing about either key.
"""

import hashlib
import json
import os
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from slackwater.journal import ring
from slackwater.journal.errors import KeyDamaged, NotInKeyring, SealingMissing, ShortPassphrase, WrongKey
from slackwater.journal.recovery import new_code, read_code
from slackwater.journal.sealing import KEY_BYTES, new_key, open_bytes, seal_bytes
from slackwater.journal.values import canonical

WRAP_VERSION = 1
SALT_BYTES = 16
CHECK_BYTES = 8
PASSPHRASE_LEAST = 8
"""Characters, NIST SP 800-63B; the pages suggest four words or more (ENG)."""
MEMORY_MOST_KIB = 4 * 1024 * 1024
"""Parameters on disk that ask for more than 4 GiB are damage, not a wish (ENG)."""

Parameters = Mapping[str, str | int]


class Way(Enum):
    """How a journal opens."""

    PASSPHRASE = "passphrase"  # noqa: S105 -- the name of a way, no secret
    RECOVERY = "recovery"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class Hardness:
    """What a guess at a passphrase costs: RFC 9106 §4, second recommended option (0.2 s here; ENG)."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 64 * 1024


@dataclass(frozen=True, slots=True)
class Wrap:
    """The data key wrapped one way, as it stands on disk."""

    way: Way
    version: int
    parameters: str
    """Canonical JSON."""
    wrapped: bytes


class Key(ABC):
    """One way to open a journal, as the person brings it."""

    __slots__ = ()
    way: Way

    @abstractmethod
    def fresh(self, person: bytes) -> Parameters:
        """The parameters of a fresh wrap."""

    @abstractmethod
    def wrapping_key(self, person: bytes, parameters: Parameters) -> bytes:
        """The 256-bit key that wraps the data key."""


@dataclass(frozen=True, slots=True)
class Passphrase(Key):
    """Words only the person knows. Compared after Unicode NFKC, so that every keyboard types the same."""

    way = Way.PASSPHRASE
    text: str = field(repr=False)
    hardness: Hardness = Hardness()

    def fresh(self, person: bytes) -> Parameters:
        """A new salt and the hardness; a short passphrase is refused."""
        del person
        if len(self._normal()) < PASSPHRASE_LEAST:
            raise ShortPassphrase(f"{PASSPHRASE_LEAST} characters at least")
        return {
            "kdf": "argon2id",
            "salt": os.urandom(SALT_BYTES).hex(),
            "iterations": self.hardness.iterations,
            "lanes": self.hardness.lanes,
            "memory_kib": self.hardness.memory_kib,
        }

    def wrapping_key(self, person: bytes, parameters: Parameters) -> bytes:
        """Argon2id with the parameters written beside the wrap."""
        del person
        memory = int(parameters["memory_kib"])
        if memory > MEMORY_MOST_KIB:
            raise KeyDamaged
        try:
            kdf = Argon2id(
                salt=bytes.fromhex(str(parameters["salt"])),
                length=KEY_BYTES,
                iterations=int(parameters["iterations"]),
                lanes=int(parameters["lanes"]),
                memory_cost=memory,
            )
        except UnsupportedAlgorithm as missing:
            raise SealingMissing from missing
        return kdf.derive(self._normal().encode())

    def _normal(self) -> str:
        return unicodedata.normalize("NFKC", self.text).strip()


@dataclass(frozen=True, slots=True)
class RecoveryCode(Key):
    """The printed code."""

    way = Way.RECOVERY
    text: str = field(repr=False)

    def fresh(self, person: bytes) -> Parameters:
        """A new salt."""
        del person
        return {"kdf": "hkdf-sha256", "salt": os.urandom(SALT_BYTES).hex()}

    def wrapping_key(self, person: bytes, parameters: Parameters) -> bytes:
        """HKDF of the code: 140 random bits need no slow hash. A slip raises :class:`RecoveryTypo`."""
        secret = read_code(self.text)
        salt = bytes.fromhex(str(parameters["salt"]))
        info = b"slackwater recovery v1" + person
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


@dataclass(frozen=True, slots=True)
class ComputerKeyring(Key):
    """The keyring of this computer holds the wrapping key."""

    way = Way.KEYRING

    def fresh(self, person: bytes) -> Parameters:
        """Put a new random key into the keyring, under its own entry: the old one stays until dropped."""
        entry = f"{person.hex()}.{os.urandom(8).hex()}"
        ring.put_key(entry, new_key())
        return {"kdf": "keyring", "entry": entry}

    def wrapping_key(self, person: bytes, parameters: Parameters) -> bytes:
        """What the keyring holds."""
        del person
        key = ring.get_key(str(parameters["entry"]))
        if len(key) != KEY_BYTES:
            raise WrongKey
        return key


def new_recovery_code() -> RecoveryCode:
    """A fresh code to print; ``.text`` is what the person sees."""
    return RecoveryCode(new_code())


def wrap(key: Key, person: bytes, data_key: bytes) -> Wrap:
    """The data key wrapped by one key, with fresh parameters."""
    parameters = key.fresh(person)
    written = canonical(parameters).decode()
    bound = _bound(person, key.way, WRAP_VERSION, written)
    sealed = seal_bytes(key.wrapping_key(person, parameters), data_key, bound)
    return Wrap(key.way, WRAP_VERSION, written, _check(bound, sealed) + sealed)


def unwrap(key: Key, person: bytes, held: Wrap) -> bytes:
    """The data key; raises :class:`WrongKey`, or :class:`KeyDamaged` where the wrap was changed."""
    bound = _bound(person, held.way, held.version, held.parameters)
    check, sealed = held.wrapped[:CHECK_BYTES], held.wrapped[CHECK_BYTES:]
    if held.version != WRAP_VERSION or check != _check(bound, sealed):
        raise KeyDamaged
    data_key = open_bytes(key.wrapping_key(person, json.loads(held.parameters)), sealed, bound)
    if data_key is None:
        raise WrongKey
    return data_key


def clear_up(held: Wrap) -> None:
    """What a wrap that is gone left elsewhere is gone too: its entry in the keyring."""
    if held.way is Way.KEYRING:
        with suppress(NotInKeyring):  # a closed keyring keeps an entry that opens nothing: its wrap is gone
            ring.drop_key(str(json.loads(held.parameters)["entry"]))


def _bound(person: bytes, way: Way, version: int, parameters: str) -> bytes:
    return canonical(["slackwater wrap", person.hex(), way.value, version, parameters])


def _check(bound: bytes, sealed: bytes) -> bytes:
    return hashlib.sha256(bound + sealed).digest()[:CHECK_BYTES]
