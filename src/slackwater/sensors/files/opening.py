"""Opens a recording: its format is told by its bytes, whatever the file is called."""

import zipfile
from pathlib import Path

from slackwater.sensors.errors import NoBeats, NotSure, RecordingUnreadable
from slackwater.sensors.files.broken import BROKEN
from slackwater.sensors.files.csv_table import read_table
from slackwater.sensors.files.kubios import is_report, read_report
from slackwater.sensors.files.samples import Found, Kind, Tell, Wanted
from slackwater.sensors.files.table import HEAD, is_skipped, lay_out
from slackwater.tongues import worded

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


def open_file(path: Path, wanted: Wanted, tell: Tell) -> Found:
    """What a file holds; raises a :class:`~slackwater.sensors.errors.RecordingError` that says why not."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise RecordingUnreadable(path, why_not(error)) from error
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _open_zip(path, wanted, tell)
    if head[8:12] == b".FIT":
        from slackwater.sensors.files.fit import read_fit

        return read_fit(path, tell)
    if head.startswith((b"XDF:", b"\x1f\x8b")):
        from slackwater.sensors.files.xdf import read_xdf

        return read_xdf(path, wanted)
    if head.startswith((b"0       ", b"\xffBIOSEMI")):
        from slackwater.sensors.files.edf import read_edf

        return read_edf(path, wanted)
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith((b"<?xml", b"<HealthData", b"<!DOCTYPE HealthData")):
        from slackwater.sensors.files.apple_health import read_xml

        return read_xml(path, tell)
    return _open_text(path, head, wanted)


def why_not(error: OSError) -> str:
    """Why a file cannot be opened, in words."""
    if isinstance(error, FileNotFoundError):
        return worded("there is no such file")
    if isinstance(error, IsADirectoryError):
        return worded("this is a folder, not a file")
    if isinstance(error, PermissionError):
        return worded("reading it is not allowed")
    return worded("it cannot be read ({why})").format(why=error.strerror)


def _open_zip(path: Path, wanted: Wanted, tell: Tell) -> Found:
    from slackwater.sensors.files.apple_health import find_export, read_export
    from slackwater.sensors.files.arrays import read_arrays

    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, *BROKEN) as error:
        why = (
            worded("its arrays cannot be read; it may be cut short")
            if path.suffix == ".npz"
            else worded("this archive is damaged; it may be cut short")
        )
        raise RecordingUnreadable(path, why, worded("Copy or export it once more.")) from error
    if any(name.endswith(".npy") for name in names):
        return read_arrays(path, wanted)
    member = find_export(names)
    if member is None:
        no_kind = worded("this archive is no Apple Health export and no .npz recording")
        raise RecordingUnreadable(path, no_kind)
    return read_export(path, member, tell)


def _open_text(path: Path, head: bytes, wanted: Wanted) -> Found:
    layout = lay_out(path, head)
    encoding = layout.encoding if layout else "utf-8"
    if is_report(head.decode(encoding, "replace")) and wanted.kind in {None, Kind.RR}:
        return read_report(path, encoding)
    if layout is None:
        text = head.decode(encoding, "replace")
        if all(is_skipped(line) for line in text.splitlines()):
            raise NoBeats(path, worded("one interval on each line"))
        needs = worded("A table needs one row on each line, below its header.")
        raise NotSure(path, worded("no line of it holds numbers alone"), needs)
    return read_table(path, layout, wanted)
