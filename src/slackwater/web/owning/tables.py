"""What is kept as flat tables for a spreadsheet: one for each kept name that occurs, and two that sum up."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from io import StringIO
from typing import Any, get_args

from slackwater.journal.batch import Batch
from slackwater.journal.codec import CODEC
from slackwater.journal.facts import Decided
from slackwater.journal.names import NAMES
from slackwater.journal.parcel import carried
from slackwater.journal.past import Earlier
from slackwater.journal.replay import events_of
from slackwater.journal.stored import sentence_of, type_words
from slackwater.journal.values import Json, hints_of
from slackwater.quantities import level_words
from slackwater.session.events import Tick
from slackwater.web.owning.told import Told

PLACE = ("in_session", "kept_at", "second")
SESSIONS = (
    "session",
    "began_at",
    "seconds_of_practice",
    "highest_level",
    "too_much",
    "hours_of_rest_after",
    "came_distress",
    "came_far_away",
    "after_distress",
    "after_far_away",
)
MOMENTS = ("session", "at", "what")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Tables:
    """Tables by name, filled session by session."""

    rows: dict[str, list[list[str]]] = field(default_factory=dict)
    kinds: dict[str, type] = field(default_factory=dict)

    def add(self, session: str | None, batches: Sequence[Batch]) -> None:
        """Each kept thing as a row of its own table, decisions too."""
        second = 0
        for batch in batches:
            at = when(batch.at_unix_s)
            for fact in carried(batch):
                for value in fact.decisions if isinstance(fact, Decided) else (fact,):
                    self._row(value, [_cell(session or ""), at, "" if session is None else str(second)])
                second += sum(isinstance(event, Tick) for event in events_of(fact))

    def sum_up(self, told: Told, earlier: Earlier | None) -> None:
        """The session as one row, and as lines of words."""
        past = None if earlier is None else earlier.past
        row: list[object] = [told.session, when(told.began_unix_s)]
        row += ["", "", "", ""] if past is None else [
            past.work_s, level_words(past.completed), past.overwhelms, past.rest_owed_h,
        ]  # fmt: skip
        for reading in (told.came, told.went):
            row += ["", ""] if reading is None else [reading.distress, reading.far_away]
        self.rows.setdefault("sessions", []).append([_cell(one) for one in row])
        lines = self.rows.setdefault("moments", [])
        lines += [[_cell(one) for one in (told.session, line.at, line.text)] for line in told.moments]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each table as a CSV file, and what its columns are."""
        for name, rows in sorted(self.rows.items()):
            yield f"csv/{name}.csv", _as_csv([self._columns(name), *rows])
        yield "csv/README.md", "\n".join(self._says()).encode()

    def _row(self, value: object, place: list[str]) -> None:
        name = NAMES[type(value)].name
        self.kinds[name] = type(value)
        body = CODEC.encode(value)["body"]
        self.rows.setdefault(name, []).append([*place, *(_cell(one) for one in body.values())])

    def _columns(self, name: str) -> Sequence[str]:
        if name in ("sessions", "moments"):
            return SESSIONS if name == "sessions" else MOMENTS
        return (*PLACE, *hints_of(self.kinds[name]))

    def _says(self) -> Iterator[str]:
        yield from _TOP
        for name, kind in sorted(self.kinds.items()):
            yield f"\n## {name}.csv\n\n{sentence_of(kind)}\n"
            yield from (f"- `{column}`: {_words(hint)}" for column, hint in hints_of(kind).items())


def _words(hint: Any) -> str:  # noqa: ANN401 -- a type hint
    """What a column holds; of a choice of words, each word."""
    for one in (hint, *get_args(hint)):
        if isinstance(one, type) and issubclass(one, Enum):
            return "one of " + ", ".join(f"`{word.value}`" for word in one)
    return type_words(hint)


def when(unix_s: int) -> str:
    """A time of day as this machine has it, with how far that is from UTC."""
    return datetime.fromtimestamp(unix_s, tz=UTC).astimezone().isoformat()


def _cell(value: Json) -> str:
    """A value for one cell. A spreadsheet would run a text that begins like a formula, so a ' goes before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)


def _as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


_TOP = (
    "# What the tables hold",
    "",
    "Each file is UTF-8 text with commas, its first line the names of the columns. `sessions.csv` has one row for each",
    "session, `moments.csv` one line for each thing that happened, in words. Every other file is named as the thing is",
    "named in the journal. A text that begins with =, +, - or @ has a ' before it, so that no spreadsheet runs it; the",
    "JSON files hold it as it was.",
    "",
    "- `session`, `in_session`: the session's random name; empty for what belongs to no session",
    "- `kept_at`: when it was kept, by the clock of the machine, as ISO 8601",
    "- `second`: how many seconds of the session had passed",
    "- `began_at`: when the session began",
    "- `seconds_of_practice`, `highest_level`, `too_much`, `hours_of_rest_after`: what the session came to; empty where",
    "  that is not worked out",
    "- `came_distress`, `after_distress`: 0 to 10, as it was said at both ends; empty where not said",
    "- `came_far_away`, `after_far_away`: 0 here to 4 far away",
    "- `at`: minutes and seconds of the session; `what`: what happened, in words",
)
