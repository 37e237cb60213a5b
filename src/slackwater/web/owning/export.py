"""Everything of one person as one file: to read, for a spreadsheet, and to bring into another Slackwater.

It is made in memory, never on the disk.
"""

import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from slackwater import __version__
from slackwater.journal.batch import Batch
from slackwater.journal.codec import CODEC
from slackwater.journal.journal import Journal
from slackwater.journal.keys import Passphrase
from slackwater.journal.parcel import carried, pack
from slackwater.journal.past import read_past
from slackwater.journal.sealed_file import seal_file
from slackwater.journal.stored import sentence_of
from slackwater.live.reopening import remembered
from slackwater.practices.asking import questions
from slackwater.session.events import Arrived, CheckedIn
from slackwater.tongues import spoken
from slackwater.web.owning.pages import Paper, PaperRow, PaperSession
from slackwater.web.owning.tables import Tables
from slackwater.web.owning.told import Told, tell
from slackwater.web.tongue import speaking_all
from slackwater.web.words import word

STATIC = Path(__file__).parents[1] / "static"
SHEETS = ("look/tokens.css", "look/taken-out.css")
EARLIEST_ZIP = 315_619_200
"""1980, before which a zip knows no time."""


def take_out(journal: Journal, now_unix_s: int) -> bytes:
    """The whole zip, which opens without a key."""
    content = BytesIO()
    # In a thread, and for a command, Django does not know what is spoken.
    with speaking_all(spoken()), zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in _files(journal, now_unix_s):
            packed.writestr(_entry(name, now_unix_s), body, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def take_out_sealed(journal: Journal, passphrase: Passphrase, now_unix_s: int) -> bytes:
    """The same, sealed with a passphrase of its own."""
    return seal_file(passphrase, take_out(journal, now_unix_s))


def file_name(now_unix_s: int, *, sealed: bool) -> str:
    """What the file is called: its day, and nothing about what is in it."""
    day = datetime.fromtimestamp(now_unix_s, tz=UTC).astimezone().strftime("%Y-%m-%d")
    return f"slackwater-{day}.{'sealed' if sealed else 'zip'}"


def _entry(name: str, now_unix_s: int) -> zipfile.ZipInfo:
    made = datetime.fromtimestamp(max(now_unix_s, EARLIEST_ZIP), tz=UTC)
    return zipfile.ZipInfo(name, made.timetuple()[:6])


def _files(journal: Journal, now_unix_s: int) -> Iterator[tuple[str, bytes]]:
    tables, told = Tables(), []
    earlier = {one.id: one for one in read_past(journal, remembered)}
    tables.add(None, journal.read(None))
    for kept in journal.sessions():
        batches = journal.read(kept.id)
        tables.add(kept.id, batches)
        one = tell(kept.id, batches)
        if one is not None:
            tables.sum_up(one, earlier.get(kept.id))
            told.append(_session(one))
    yield "README.txt", render_to_string("own/read-me.txt").encode()
    paper = Paper(_when(now_unix_s), tuple(reversed(told)), tuple(_own(journal.read(None))))
    yield "journal.html", render_to_string("own/journal.html", {"page": paper, "style": _style()}).encode()
    yield from tables.files()
    yield from pack(journal, __version__, now_unix_s)


def _session(told: Told) -> PaperSession:
    return PaperSession(
        _when(told.began_unix_s),
        _reading("came", told.came),
        _reading("went", told.went),
        told.moments,
        told.notes,
        ", ".join(told.words),
    )


def _reading(name: str, said: Arrived | CheckedIn | None) -> str:
    if said is None:
        return ""
    return word("own", name).format(distress=said.distress, far_away=said.far_away)


def _own(batches: Sequence[Batch]) -> Iterator[PaperRow]:
    """The person's own facts, the newest first."""
    for batch in reversed(batches):
        for fact in reversed(carried(batch)):
            body = CODEC.encode(fact)["body"]
            fields = tuple((name.replace("_", " "), _plain(name, value)) for name, value in body.items())
            yield PaperRow(_when(batch.at_unix_s), sentence_of(type(fact)), fields)


def _plain(name: str, value: object) -> str:
    """A field's value for reading: times as times, ticks in the words that were ticked."""
    if name == "at_unix_s" and isinstance(value, int):
        return _when(value)
    if name == "answers" and isinstance(value, dict):
        return "\n".join(_ticked(tick, str(said)) for tick, said in value.items())
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _ticked(tick: str, said: str) -> str:
    """One answer about health, as it was asked."""
    asked = questions()
    if tick == "adult":
        return f"{asked.adult} {asked.yes if said == 'yes' else asked.no}"
    for group in asked.groups:
        texts = {one.id: one.text for one in group.options}
        texts |= {f"{group.id}.none": group.none, f"{group.id}.unsure": group.unsure}
        if tick in texts:
            return f"{group.ask} {texts[tick]}"
    return f"{tick}: {said}"


def _when(unix_s: int) -> str:
    return datetime.fromtimestamp(unix_s, tz=UTC).astimezone().strftime("%Y-%m-%d %H:%M")


@cache
def _style() -> SafeString:
    sheets = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in SHEETS)
    return mark_safe(f"<style>\n{sheets}</style>")  # noqa: S308 -- our own sheets, nothing of a person's
