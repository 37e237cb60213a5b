"""What is kept, in plain words: for pages, for a file that is taken out, and as ``docs/what-is-stored.md``.

``python -m slackwater.journal.stored`` prints the document.
"""

import inspect
import re
import sys
import tomllib
import types
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from slackwater.journal.batch import LEFT, PAD_BYTES, RECORD
from slackwater.journal.chain import MARK
from slackwater.journal.keys import PASSPHRASE_LEAST, Hardness
from slackwater.journal.names import DECISIONS, EVENTS, FACTS, NAMES, Written
from slackwater.journal.opened import PRIVATE
from slackwater.journal.recovery import BITS, GROUPS
from slackwater.journal.values import hints_of
from slackwater.tongues import in_each_language, worded

FILE = Path(__file__).with_name("stored.en.toml")
KINDS: Mapping[str, Mapping[type, Written]] = {"said": EVENTS, "decided": DECISIONS, "beside": FACTS}
"""The groups of sentences, and the kinds each speaks of."""
SETTINGS = "settings"
"""The group with a sentence for each name of a setting."""


@in_each_language
def sentences() -> Mapping[str, Mapping[str, str]]:
    """By group and kept name: what it is, in one plain sentence of the language spoken now."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        group: {name: worded(text, f"stored.{group}") for name, text in table[group].items()}
        for group in (*KINDS, SETTINGS)
    }


def sentence_of(kind: type) -> str:
    """What a kept thing of this kind is, in one plain sentence."""
    group = next(group for group, kinds in KINDS.items() if kind in kinds)
    return sentences()[group][NAMES[kind].name]


def what_is_stored() -> str:
    """The whole document."""
    parts = [
        _top() + _LIMITS,
        _table("What you say and what happens", EVENTS),
        _table("What is decided", DECISIONS),
    ]
    parts += [_table("What is kept beside it", FACTS), _settings(), _shapes(), _vocabularies()]
    return "\n".join(parts)


def _top() -> str:
    hardness = Hardness()
    return f"""# What is kept, and how

Made from the code by `python -m slackwater.journal.stored`; a test compares it.

Nothing leaves this computer. With *keep nothing this time* everything stays in memory and ends with the
program. Otherwise a journal is one SQLite file, readable by its owner alone, in the data folder
(`slackwater doctor` names it), with a small `-mark` file beside it and, while in use, `-wal` and `-shm`.
Raw samples of a sensor are never kept: only estimates that reached the engine.

## What somebody who has the file can see
- a random number for the person; the numbers of the records in order, how many there are and how long
  (rounded up to {PAD_BYTES} bytes); when the file was last written;
- neutral names of records: {_clear_names()};
- which ways open the journal, with the salt and the cost of guessing a passphrase; a public key.

Everything else is sealed: which session, when, every word and number.

## How it is sealed
- Each record with AES-256-GCM-SIV under the person's own random key, bound to person, place, name and
  version. A changed, moved, swapped or missing record is noticed, the last ones too.
- That key is kept only wrapped: by Argon2id of a passphrase ({hardness.iterations} passes,
  {hardness.memory_kib // 1024} MiB, {hardness.lanes} lanes; {PASSPHRASE_LEAST} characters at least), by a
  printed recovery code of {GROUPS} groups ({BITS} random bits), or by the keyring of this computer.
  Changing a passphrase wraps the key again and seals no record again.
- Phones that joined, and the private key of the authority that they trust, are sealed records (`person.setting`)
  like any other; of a phone's own token only a hash is kept.
- The people somebody would call are such a record too, where that was chosen. Chosen otherwise they stand in the
  browser's own store, **not sealed**: help is there when the journal is locked, and for whoever opens that browser.
- While the journal is locked, late stops and answers are sealed to the person's public key (X25519), and
  join their session when it is unlocked. A late yes is never taken.
- **If every key is forgotten, nobody can open the journal, and nothing can bring it back.**
- Deleting overwrites the wrapped keys first, then removes every record and rewrites the file. What a disk, a
  backup or a copy still holds elsewhere stays sealed; a wrapped key in such a copy still opens with the
  passphrase or the code that belonged to it. **A file that was taken out is not reached by deleting.**
"""


_LIMITS = """\
- A journal that nobody used for a while locks by itself (an hour, or as chosen), never in a session that goes on.
- Each person who shares the machine has a journal, a key and a session of their own: the first in the data folder,
  others in `people/` beneath it, each in a folder with a random name. What can be seen of a person without their
  key is the name they chose for the door, in a small file `name`, and what is listed above.

## A file that you take out
*Take everything out*, or `slackwater export`, gives one zip: pages and tables to read, and in `json/` every fact as
it is listed below, each file with its SHA-256 in `slackwater.json`. It is made in memory, never on the disk. **It is
not locked**, unless you give it a passphrase: then it is sealed like the journal, in pieces of 1 MiB.

*Bring a journal in*, or `slackwater import`, takes such a file whole or not at all. Each session goes through the
engine again and must come to the decisions it holds. One that is here already stays as it is; one that was left open
is ended. What came in counts as if it had happened here, and loosens nothing: beside sessions of here, limits and
doses are the strictest of both histories, and health answers of both places join to the stricter. The key that
phones trust this machine by stays behind.

## A copy for safety
Close Slackwater and copy the whole data folder. To go on from an older copy of the journal, take away the
`-mark` file beside it: it is what notices that the newest records are missing.

## What sealing cannot do
- While the journal is unlocked, the key is in the memory of the program.
- Somebody who can write to the disk can put back an older copy of the whole folder, `-mark` file included;
  that is not noticed. They can remove the file. They can leave a false stop or answer, never a yes.

"""


def _clear_names() -> str:
    return ", ".join(f"`{written}`" for written in (RECORD, LEFT, MARK, PRIVATE))


def _table(title: str, kinds: Mapping[type, Written]) -> str:
    lines = [f"## {title}", "", "| name | version | what it says | fields |", "|---|---|---|---|"]
    lines += [
        f"| `{written.name}` | {written.version} | {sentence_of(kind)} | {_fields(kind)} |"
        for kind, written in sorted(kinds.items(), key=lambda pair: pair[1])
    ]
    return "\n".join([*lines, ""])


def _settings() -> str:
    """The names that a `person.setting` may have."""
    lines = ["## The settings by name", "", "| name | what it says |", "|---|---|"]
    lines += [f"| `{name}` | {text} |" for name, text in sorted(sentences()[SETTINGS].items())]
    return "\n".join([*lines, ""])


def _shapes() -> str:
    lines = ["## Values with several fields", "", "| value | what it is | fields |", "|---|---|---|"]
    shapes = {part for part in _parts() if is_dataclass(part) and part not in NAMES}
    named = [part for part in shapes if hints_of(part)]
    named.sort(key=lambda part: part.__name__)
    lines += [f"| {part.__name__} | {_says(part)} | {_fields(part)} |" for part in named]
    return "\n".join([*lines, ""])


def _vocabularies() -> str:
    lines = ["## Words a field may hold", ""]
    lines += [
        f"- **{name}**: {', '.join(f'`{word}`' for word in words)}" for name, words in vocabularies().items()
    ]
    return "\n".join([*lines, ""])


def vocabularies() -> dict[str, list[str]]:
    """Every word that a kept field may hold, by the kind of word."""
    enums = {part for part in _parts() if issubclass(part, Enum)}
    return {part.__name__: [word.value for word in part] for part in sorted(enums, key=lambda e: e.__name__)}


def enums() -> dict[str, type[Enum]]:
    """The kinds of word by name."""
    return {part.__name__: part for part in _parts() if issubclass(part, Enum)}


def _parts() -> Iterator[type]:
    """Every class that a kept value is made of."""
    seen: set[type] = set()
    waiting: list[Any] = list(NAMES)
    while waiting:
        hint = waiting.pop()
        while hasattr(hint, "__supertype__"):
            hint = hint.__supertype__
        waiting += get_args(hint)
        if not isinstance(hint, type) or get_origin(hint) is not None or hint in seen:
            continue
        seen.add(hint)
        yield hint
        if is_dataclass(hint):
            waiting += hints_of(hint).values()


def _says(kind: type) -> str:
    paragraph = inspect.cleandoc(kind.__doc__ or "").split("\n\n", maxsplit=1)[0]
    return re.sub(r":\w+:`~?([^`]+)`", r"`\1`", " ".join(paragraph.split()))


def _fields(kind: type) -> str:
    return ", ".join(f"`{name}`: {type_words(hint)}" for name, hint in hints_of(kind).items()) or "–"


_PLAIN = {
    int: "whole number",
    float: "number",
    str: "text",
    bool: "yes or no",
    type(None): "nothing",
    Any: "JSON",
}


def type_words(hint: Any) -> str:  # noqa: ANN401 -- a type hint
    """What a field of this type holds, in plain words."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " or ".join(type_words(arg) for arg in args)
    if origin in (tuple, frozenset):
        return f"list of {type_words(args[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"{type_words(args[1])} by name"
    return str(hint.__name__)


if __name__ == "__main__":
    sys.stdout.write(what_is_stored())
