"""What one sealed record holds: facts of one session that became durable together."""

import json
from dataclasses import dataclass

from slackwater.journal.codec import CODEC
from slackwater.journal.errors import MalformedFact
from slackwater.journal.facts import Kept, Remembered, Said, SessionBrought, SessionClosed, SummedUp
from slackwater.journal.names import NAMES, Written
from slackwater.journal.values import Json, canonical

RECORD = Written("journal.batch", 1)
LEFT = Written("journal.left", 1)
REMEMBERING = {NAMES[Remembered].name, NAMES[SummedUp].name}
PAD_BYTES = 256
"""Plain text is filled up to a multiple of this, so that its length tells a host little (ENG)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Facts of one session, in order; of the person where ``session`` is None."""

    session: str | None
    at_unix_s: int
    late: bool
    """They were left while the journal was locked."""
    facts: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What an index needs of a record, without reading its facts."""

    session: str | None
    at_unix_s: int
    closes: bool
    remembers: bool
    """It only repeats what the session's own records say."""
    beside: bool
    """It says that the session was brought in beside others."""
    said: tuple[str, ...]
    summed_up: Json = None
    """The session's :class:`SummedUp` as it is kept, not read yet; None where there is none."""


def to_bytes(batch: Batch) -> bytes:
    """The plain text that is sealed."""
    text = canonical(
        {
            "session": batch.session,
            "at": batch.at_unix_s,
            "late": batch.late,
            "facts": [CODEC.encode(fact) for fact in batch.facts],
        }
    )
    return text + b" " * (-len(text) % PAD_BYTES)


def from_bytes(plain: bytes) -> Batch:
    """The batch of a plain text, every fact lifted to what it is now."""
    body = _body(plain)
    facts = tuple(CODEC.fact(record) for record in body["facts"])
    return Batch(body["session"], body["at"], body["late"], facts)


def glance(plain: bytes) -> Glance:
    """What an index needs, cheaply."""
    body = _body(plain)
    records: list[Json] = body["facts"]
    names = {record["name"] for record in records}
    said = tuple(record["body"]["id"] for record in records if record["name"] == NAMES[Said].name)
    return Glance(
        session=body["session"],
        at_unix_s=body["at"],
        closes=NAMES[SessionClosed].name in names,
        remembers=names <= REMEMBERING,
        beside=any(
            record["name"] == NAMES[SessionBrought].name and record["body"]["beside"] for record in records
        ),
        said=said,
        summed_up=next((record for record in records if record["name"] == NAMES[SummedUp].name), None),
    )


def _body(plain: bytes) -> Json:
    body = json.loads(plain)
    if not isinstance(body, dict) or body.keys() != {"session", "at", "late", "facts"}:
        raise MalformedFact("a batch has a session, a time and facts")
    return body
