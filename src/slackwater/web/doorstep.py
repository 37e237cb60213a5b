"""A page on the disk that leads the owner's browser in: the key stands in a file, never on a command line."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path

from slackwater.tongues import LANGUAGES, spoken, worded

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>Slackwater</title>
<meta http-equiv="refresh" content="0; url={address}">
<p><a href="{address}">{here}</a></p></html>
"""


@contextmanager
def doorstep(address: str) -> Iterator[str | None]:
    """Where a browser finds the page that leads to this address, for its owner alone; None where no disk took it.

    The page stands in the home folder itself: a browser in a box of its own (snap) reads neither hidden folders
    nor the shared temporary one.
    """
    language = LANGUAGES[spoken()]
    page = _PAGE.format(
        language=language.code,
        direction="rtl" if language.to_the_left else "ltr",
        here=escape(worded("Slackwater is here")),
        address=escape(address),
    )
    path = _write(page)
    try:
        yield None if path is None else path.as_uri()
    finally:
        if path is not None:
            path.unlink(missing_ok=True)


def _write(page: str) -> Path | None:
    for folder in (Path.home(), Path(tempfile.gettempdir())):
        with suppress(OSError):
            handle, name = tempfile.mkstemp(prefix="slackwater-", suffix=".html", dir=folder)  # mode 0600
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(page)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            return Path(name)
    return None
