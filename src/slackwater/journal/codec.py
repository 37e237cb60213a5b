"""A kept fact as JSON and back, under its written name and version."""

from collections.abc import Mapping

from slackwater.journal.errors import MalformedFact, UnknownFact
from slackwater.journal.facts import Fact, Kept
from slackwater.journal.names import NAMES, UPCASTS, Upcast, Written
from slackwater.journal.values import (
    Json,
    WrongShape,
    fields_from_json,
    fields_to_json,
    to_json,
)
from slackwater.session.decisions import Decision
from slackwater.session.events import Event

_NAMED = (Event, Decision, Fact)


class Codec:
    """Writes facts under their names and reads every version ever written."""

    def __init__(self, names: Mapping[type, Written], upcasts: Mapping[Written, Upcast]) -> None:
        self._written = dict(names)
        self._kinds = {written: kind for kind, written in names.items()}
        self._upcasts = dict(upcasts)
        if len(self._kinds) != len(self._written):
            raise ValueError("two kinds share a written name")

    def encode(self, value: object) -> Json:
        """The JSON a fact, event or decision is kept as."""
        written = self._written.get(type(value))
        if written is None:
            raise UnknownFact(type(value).__name__)
        return {"name": written.name, "version": written.version, "body": fields_to_json(value, self._value)}

    def decode(self, record: Json) -> Kept | Decision:
        """The fact a JSON record holds, lifted to what it is now."""
        written, body = _parts(record)
        while written in self._upcasts:
            written, body = self._upcasts[written](body)
        kind = self._kinds.get(written)
        if kind is None:
            raise UnknownFact(str(written))
        try:
            value = fields_from_json(kind, body, self._typed)
        except (WrongShape, ValueError, TypeError) as wrong:
            raise MalformedFact(f"{written}: {wrong}") from wrong
        if not isinstance(value, _NAMED):
            raise UnknownFact(str(written))
        return value

    def fact(self, record: Json) -> Kept:
        """The fact of a batch; a bare decision there is refused."""
        value = self.decode(record)
        if isinstance(value, Decision):
            raise MalformedFact("a decision stands alone")
        return value

    def _value(self, value: object) -> Json:
        if isinstance(value, _NAMED):
            return self.encode(value)
        if hasattr(value, "__dataclass_fields__"):
            return fields_to_json(value, self._value)
        return to_json(value, self._value)

    def _typed(self, kind: type, body: Json) -> object:
        if issubclass(kind, _NAMED):
            value = self.decode(body)
            if not isinstance(value, kind):
                raise WrongShape(f"{type(value).__name__} is no {kind.__name__}")
            return value
        if hasattr(kind, "__dataclass_fields__"):
            return fields_from_json(kind, body, self._typed)
        raise WrongShape(f"{kind.__name__} is never kept")


def _parts(record: Json) -> tuple[Written, Json]:
    if not isinstance(record, dict) or record.keys() != {"name", "version", "body"}:
        raise MalformedFact("a fact has a name, a version and a body")
    name, version = record["name"], record["version"]
    if type(name) is not str or type(version) is not int:
        raise MalformedFact("a name is text and a version a whole number")
    return Written(name, version), record["body"]


CODEC = Codec(NAMES, UPCASTS)
"""The codec of everything this version knows."""
