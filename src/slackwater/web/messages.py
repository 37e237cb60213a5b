"""The protocol's messages: read against the schema, and written."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slackwater.live.lease import LEASE_S
from slackwater.web.words import word

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

Json = dict[str, Any]
SCHEMA = Path(__file__).with_name("socket.schema.json")
PROTOCOL = 1
OF_SENSORS = ("packet", "motion", "signal", "device")
TO_SERVER = ("hello", "beat", "say", "bar", "strap", *OF_SENSORS)


@cache
def schema() -> Json:
    """The schema of the socket, as a stranger reads it."""
    read: Json = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return read


@cache
def validator(name: str) -> "Draft202012Validator":
    """A validator of one definition, such as ``say`` or ``toClient``."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- no page needs it before the first socket

    whole = schema()
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]})


def is_valid(name: str, message: object) -> bool:
    """Whether the message is of this definition."""
    return bool(validator(name).is_valid(message))


def is_id(value: object) -> bool:
    """Whether this can name what was said."""
    return is_valid("say", {"type": "say", "id": value, "what": "pause"})


def read(text: str) -> Json | None:
    """The JSON object of a text; None where it is none, or where nobody would write it so deep."""
    try:
        message = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def _no_number(name: str) -> None:
    """Refuse NaN and the infinities: Python would read them, and JSON has none."""
    raise ValueError(name)


def welcome(you: str, session: str | None, speed: float) -> Json:
    """The answer to a hello."""
    return {"type": "welcome", "protocol": PROTOCOL, "you": you, "session": session, "speed": speed}


def refused(why: str, say_id: object = None) -> Json:
    """A refusal in one plain sentence."""
    return {
        "type": "refused",
        "id": say_id if is_id(say_id) else None,
        "why": why,
        "text": word("refused", why),
    }


def note(why: str) -> Json:
    """Something the person can know."""
    return {"type": "note", "why": why, "text": word("note", why)}


def ack(say_id: str, *, kept: bool, late: bool) -> Json:
    """Said, applied, and on disk where anything is kept."""
    return {"type": "ack", "id": say_id, "kept": kept, "late": late}


def lease(number: int | None) -> Json:
    """Movement may show for so long."""
    return {"type": "lease", "n": number, "for_s": LEASE_S}


def ended() -> Json:
    """The session is over."""
    return {"type": "ended", "after": "/after"}


def header(scope: Mapping[str, Any], name: bytes) -> str:
    """One header of a request, or empty."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
