"""Which phones are let in: codes that fit once and soon end, and the phones that brought one."""

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from hmac import compare_digest
from typing import Any

from slackwater.live.clock import Clock

CODE_BYTES = 24
"""192 random bits: nobody guesses them in ten minutes. ENG."""
CODE_LASTS_S = 600.0
"""Ten minutes, to find the phone and read two pages. ENG."""
WRONG_MOST = 5
"""So many wrong codes, and those that stand end too: whoever guesses is told nothing, and the person asks anew. ENG."""
TOKEN_BYTES = 32
MOST_PHONES = 16
"""ENG: more than one person has."""
NAME_MOST = 40


class Part(Enum):
    """What a phone may do."""

    WATCH = "watch"
    """Over a connection it trusts: see the session, give motion, and stop."""
    STOP = "stop"
    """Over any connection: stop, and nothing else."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One paired phone. Its token is known to the phone alone."""

    id: str
    name: str
    part: Part
    since_unix_s: int
    token_sha256: str

    def as_kept(self) -> dict[str, Any]:
        """What the journal keeps of it."""
        return {
            "id": self.id,
            "name": self.name,
            "part": self.part.value,
            "since_unix_s": self.since_unix_s,
            "token_sha256": self.token_sha256,
        }

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "Phone":
        """The phone as it was kept."""
        return cls(
            str(kept["id"]),
            str(kept["name"]),
            Part(kept["part"]),
            int(kept["since_unix_s"]),
            str(kept["token_sha256"]),
        )


def new_phone(name: str, part: Part, now_unix_s: int) -> tuple[Phone, str]:
    """A phone that is paired now, and its token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return Phone(secrets.token_hex(8), name[:NAME_MOST], part, now_unix_s, _digest(token)), token


class Codes:
    """The codes that stand: at most one for each part, shown to the person's own browser."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._standing: dict[Part, tuple[str, float]] = {}
        self._wrong = 0

    def offer(self, part: Part) -> str:
        """A fresh code for this part; the one before it ends."""
        code = secrets.token_urlsafe(CODE_BYTES)
        self._standing[part] = code, self._clock.now_s() + CODE_LASTS_S
        self._wrong = 0
        return code

    def fits(self, part: Part, code: str) -> bool:
        """Whether this code stands for this part. It fits once."""
        standing, until_s = self._standing.get(part, ("", 0.0))
        if standing and self._clock.now_s() <= until_s and compare_digest(_bytes(code), _bytes(standing)):
            del self._standing[part]
            return True
        self._wrong += 1
        if self._wrong >= WRONG_MOST:
            self.end()
        return False

    def end(self) -> None:
        """No code stands."""
        self._standing.clear()


class Phones:
    """The phones that are paired."""

    def __init__(self, paired: Sequence[Phone] = ()) -> None:
        self._paired = {phone.id: phone for phone in paired}

    def __iter__(self) -> Iterator[Phone]:
        """Each of them, the oldest first."""
        return iter(sorted(self._paired.values(), key=lambda phone: phone.since_unix_s))

    def __len__(self) -> int:
        return len(self._paired)

    def __contains__(self, phone_id: str) -> bool:
        return phone_id in self._paired

    def add(self, phone: Phone) -> None:
        """From now on it is let in."""
        self._paired[phone.id] = phone

    def forget(self, phone_id: str) -> None:
        """From now on it is a stranger."""
        self._paired.pop(phone_id, None)

    def find(self, part: Part, token: str) -> Phone | None:
        """The phone with this token, for this part alone."""
        digest = _digest(token)
        found = None
        for phone in self._paired.values():  # all of them, so that time tells nothing
            if phone.part is part and compare_digest(phone.token_sha256.encode(), digest.encode()):
                found = phone
        return found


def _digest(token: str) -> str:
    """A hash of 256 random bits needs to be neither slow nor salted."""
    return hashlib.sha256(_bytes(token)).hexdigest()


def _bytes(text: str) -> bytes:
    """What a stranger sent may hold half a character: it is like no code and no token."""
    return text.encode(errors="surrogatepass")
