"""Files that were taken out, made by hand: true ones, damaged ones and made-up ones."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from slackwater.journal.journal import Journal
from slackwater.journal.parcel import MANIFEST, pack

Files = dict[str, bytes]


def files_of(journal: Journal) -> Files:
    return dict(pack(journal, "0", 1_800_000_000))


def zipped(files: Files, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", packing) as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return content.getvalue()


def taken_out(journal: Journal) -> bytes:
    return zipped(files_of(journal))


def changed(files: Files, name: str, change: Callable[[Any], Any]) -> Files:
    """The files with one part changed, and its check sum made to fit: damage that nobody sees by looking."""
    body = json.loads(files[name])
    body = change(body) or body
    raw = json.dumps(body).encode()
    listed = json.loads(files[MANIFEST])
    for part in listed["parts"]:
        if part["name"] == name:
            part["sha256"] = hashlib.sha256(raw).hexdigest()
    return {**files, name: raw, MANIFEST: json.dumps(listed).encode()}
