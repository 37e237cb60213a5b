"""Taking out and bringing in without a server."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from slackwater.journal.errors import ExportTooLarge
from slackwater.journal.keys import Passphrase
from slackwater.journal.parcel import FILE_MOST, open_parcel
from slackwater.journal.sealed_file import is_sealed, open_sealed
from slackwater.live.bringing import take_in
from slackwater.tongues import worded
from slackwater.web import retelling
from slackwater.web.owning.saying import said

Ask = Callable[[str], str]


def take_out(folder: Path, *, ask: Ask, code: bool, locked: bool) -> bytes:
    """Everything in the journal of this folder, as one file; beside a server that runs, too."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "slackwater.web.settings"
    import django  # noqa: PLC0415 -- the page in the file is a template

    django.setup()
    from slackwater.web.owning import export  # noqa: PLC0415

    with retelling.open_journal(folder, ask=ask, code=code) as journal:
        if not locked:
            return export.take_out(journal, int(time.time()))
        return export.take_out_sealed(
            journal, Passphrase(ask(worded("A passphrase for the file"))), int(time.time())
        )


def bring_in(folder: Path, file: Path, *, ask: Ask, code: bool) -> Iterator[str]:
    """What came of bringing this file into the journal of this folder, a sentence each."""
    if file.stat().st_size > FILE_MOST:
        raise ExportTooLarge
    content = file.read_bytes()
    if is_sealed(content):
        content = open_sealed(ask(worded("The passphrase of the file")), content)
    with retelling.open_journal(folder, ask=ask, code=code, writing=True) as journal:
        yield from said(take_in(journal, open_parcel(content), int(time.time())))
