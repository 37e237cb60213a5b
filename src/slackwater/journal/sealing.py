"""Sealing with AES-GCM-SIV: bytes in, sealed bytes out, bound to their place in the journal.

A sealed record is a nonce (12 bytes) and the ciphertext with its tag. Bound as associated data are the
person, the sequence, the record's name and version: moved, swapped or renamed, it does not open.
AES-GCM-SIV (RFC 8452) keeps its promises even if a nonce is ever drawn twice.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from slackwater.journal.errors import SealingMissing, Tampered
from slackwater.journal.names import Written

KEY_BYTES = 32
NONCE_BYTES = 12
PUBLIC_BYTES = 32
_BOX = b"slackwater box v1"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed record stands, in clear: the only things the host can read."""

    person: bytes
    """16 random bytes."""
    sequence: int
    written: Written

    def bound(self) -> bytes:
        """The associated data: fields of fixed length first, so that no two places give the same bytes."""
        return b"".join(
            (
                b"slackwater",
                self.person,
                self.sequence.to_bytes(8, "big"),
                self.written.version.to_bytes(2, "big"),
                self.written.name.encode(),
            )
        )


def new_key() -> bytes:
    """A random 256-bit key."""
    return os.urandom(KEY_BYTES)


def _cipher(key: bytes) -> AESGCMSIV:
    try:
        return AESGCMSIV(key)
    except UnsupportedAlgorithm as missing:
        raise SealingMissing from missing


def seal_bytes(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """The bytes sealed under a key, bound to ``bound``."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, plain, bound)


def open_bytes(key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """The bytes that were sealed; None where key, bytes or place are not the ones they were sealed with."""
    cipher = _cipher(key)
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        return None


def seal(key: bytes, plain: bytes, place: Place) -> bytes:
    """A record sealed for its place."""
    return seal_bytes(key, plain, place.bound())


def unseal(key: bytes, sealed: bytes, place: Place) -> bytes:
    """The record sealed for this place; raises :class:`Tampered` where it is not what was written there."""
    plain = open_bytes(key, sealed, place.bound())
    if plain is None:
        raise Tampered(f"{place.written.name} {place.sequence}", place.sequence)
    return plain


def new_pair() -> tuple[bytes, bytes]:
    """A private and a public X25519 key, raw."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_to(public: bytes, plain: bytes, place: Place) -> bytes:
    """A record that only the holder of the private key opens: a fresh public key, then the sealed bytes."""
    fresh = X25519PrivateKey.generate()
    shared = fresh.exchange(X25519PublicKey.from_public_bytes(public))
    fresh_public = fresh.public_key().public_bytes_raw()
    return fresh_public + seal_bytes(_box_key(shared, fresh_public, public), plain, place.bound())


def unseal_from(private: bytes, box: bytes, place: Place) -> bytes:
    """The record sealed to the public key of ``private`` for this place; else :class:`Tampered`."""
    fresh_public, sealed = box[:PUBLIC_BYTES], box[PUBLIC_BYTES:]
    plain = None
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(fresh_public)
        )
    except ValueError:
        shared = None
    if shared is not None:
        plain = open_bytes(_box_key(shared, fresh_public, public_of(private)), sealed, place.bound())
    if plain is None:
        raise Tampered(f"{place.written.name} {place.sequence}", place.sequence)
    return plain


def _box_key(shared: bytes, fresh_public: bytes, public: bytes) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=fresh_public + public, info=_BOX)
    return kdf.derive(shared)
