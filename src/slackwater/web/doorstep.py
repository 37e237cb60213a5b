"""A page on the disk that leads the owner's browser in: the key stands in a file, never on a command line."""

from html import escape
from pathlib import Path

from slackwater.live.address import write_for_owner

FILE = "open.html"

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Slackwater</title>
<meta http-equiv="refresh" content="0; url={address}">
<p><a href="{address}">Slackwater is here</a></p></html>
"""


def write_doorstep(folder: Path, address: str) -> str:
    """Where a browser finds the page that leads to this address; only its owner can read it."""
    path = folder.resolve() / FILE
    write_for_owner(path, _PAGE.format(address=escape(address)))
    return path.as_uri()


def sweep_doorstep(folder: Path) -> None:
    """The page is gone."""
    (folder / FILE).unlink(missing_ok=True)
