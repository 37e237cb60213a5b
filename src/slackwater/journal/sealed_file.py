"""A file sealed with a passphrase of its own, to carry what was taken out.

A line that says what it is, one line of canonical JSON with the parameters of Argon2id, then pieces of at most
1 MiB, each sealed with AES-GCM-SIV and bound to the lines before, to its number and to whether it is the last: a
changed, moved, cut or added piece does not open.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from slackwater.journal.errors import ExportDamaged, ExportLocked
from slackwater.journal.keys import Hardness, Parameters, Passphrase
from slackwater.journal.sealing import open_bytes, seal_bytes
from slackwater.journal.values import canonical

MAGIC = b"slackwater sealed export 1\n"
PIECE = 1 << 20
_MORE = 28
"""Bytes that sealing adds: a nonce and a tag."""
_NOBODY = b""
_HARDEST = Hardness(iterations=16, lanes=16, memory_kib=1 << 18)
"""A file that asks for more is damage or malice: 256 MiB and some seconds (ENG)."""


def seal_file(key: Passphrase, content: bytes) -> bytes:
    """The sealed file; a short passphrase is refused (:class:`~slackwater.journal.errors.ShortPassphrase`)."""
    parameters = key.fresh(_NOBODY)
    head = MAGIC + canonical(parameters) + b"\n"
    wrapping = key.wrapping_key(_NOBODY, parameters)
    pieces = [content[at : at + PIECE] for at in range(0, max(1, len(content)), PIECE)]
    last = len(pieces) - 1
    sealed = (
        seal_bytes(wrapping, piece, _bound(head, at, last=at == last)) for at, piece in enumerate(pieces)
    )
    return head + b"".join(sealed)


def is_sealed(content: bytes) -> bool:
    """Whether this is such a file."""
    return content.startswith(MAGIC)


def open_sealed(passphrase: str, content: bytes) -> bytes:
    """What was sealed; raises :class:`ExportLocked` for another passphrase or a changed file."""
    line_end = content.find(b"\n", len(MAGIC), len(MAGIC) + 1000)
    if not is_sealed(content) or line_end < 0:
        raise ExportDamaged("its first lines")
    head, body = content[: line_end + 1], content[line_end + 1 :]
    parameters = _parameters(content[len(MAGIC) : line_end])
    wrapping = Passphrase(passphrase).wrapping_key(_NOBODY, parameters)
    return b"".join(_pieces(wrapping, head, body))


def _pieces(key: bytes, head: bytes, body: bytes) -> Iterator[bytes]:
    step = PIECE + _MORE
    starts = range(0, max(1, len(body)), step)
    for number, at in enumerate(starts):
        plain = open_bytes(key, body[at : at + step], _bound(head, number, last=number == len(starts) - 1))
        if plain is None:
            raise ExportLocked(f"piece {number + 1} of {len(starts)}")
        yield plain


def _parameters(line: bytes) -> Parameters:
    """The cost that the file names, no more than we would ever pay."""
    try:
        told = json.loads(line)
        asked = replace(
            _HARDEST,
            iterations=int(told["iterations"]),
            lanes=int(told["lanes"]),
            memory_kib=int(told["memory_kib"]),
        )
        bytes.fromhex(told["salt"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as wrong:
        raise ExportDamaged("its first lines") from wrong
    fits = (
        1 <= asked.iterations <= _HARDEST.iterations
        and 1 <= asked.lanes <= _HARDEST.lanes
        and 8 * asked.lanes <= asked.memory_kib <= _HARDEST.memory_kib
        and len(told["salt"]) == 32
    )
    if not fits or told.get("kdf") != "argon2id":
        raise ExportDamaged("its first lines")
    return {name: told[name] for name in ("kdf", "salt", "iterations", "lanes", "memory_kib")}


def _bound(head: bytes, number: int, *, last: bool) -> bytes:
    return head + number.to_bytes(8, "big") + bytes([last])
