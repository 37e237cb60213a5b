"""``.npz`` recordings of numpy arrays, by the names of the arrays.

``rr_ms``; ``ecg_mv`` with ``fs``, or ``ecg`` with ``zero``, ``gain`` (counts in 1 mV) and ``fs``; ``resp`` with
``fs``; ``acc_g`` or ``acc_ms2`` (n, 3) with ``t_s``. Read whole: an array of the file has to fit in memory.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from slackwater.sensors.errors import NothingToRead, RecordingUnreadable
from slackwater.sensors.files.broken import BROKEN
from slackwater.sensors.files.samples import Floats, Found, Kind, Piece, Track, Wanted, chosen, held, sane
from slackwater.sensors.files.timing import Evener
from slackwater.sensors.files.units import G_MS2, ecg_scale
from slackwater.tongues import marked, worded

_KNOWN = ("rr_ms", "ecg_mv", "ecg", "zero", "gain", "fs", "resp", "acc_g", "acc_ms2", "t_s")
_NAMES = marked("arrays rr_ms; ecg_mv or ecg, and fs; resp and fs; acc_g or acc_ms2, and t_s")


def read_arrays(path: Path, wanted: Wanted) -> Found:
    """The tracks of an ``.npz``; raises :class:`RecordingUnreadable` or :class:`NothingToRead`."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            found = {key: np.asarray(arrays[key], float) for key in _KNOWN if key in arrays}
            tracks = tuple(_tracks(found, wanted))
    except (OSError, *BROKEN) as error:
        raise RecordingUnreadable(path, worded("its arrays cannot be read; it may be cut short")) from error
    kept = chosen(tracks, wanted.kind)
    if not kept:
        raise NothingToRead(path, worded(_NAMES), worded("Save the arrays under these names."))
    return Found(path, worded("npz arrays"), kept)


def _tracks(found: dict[str, Floats], wanted: Wanted) -> Iterator[Track]:
    rate_hz = wanted.rate_hz or (float(found["fs"].ravel()[0]) if "fs" in found else None)
    if rate_hz is not None and ("ecg_mv" in found or "ecg" in found):
        yield _ecg(found, rate_hz)
    if "rr_ms" in found:
        yield _track(Kind.RR, "rr_ms", found["rr_ms"].ravel(), None)
    if rate_hz is not None and "resp" in found:
        yield _track(Kind.RESP, "resp", found["resp"].ravel(), rate_hz)
    for name, unit_g in (("acc_g", 1.0), ("acc_ms2", 1 / G_MS2)):
        if name in found and "t_s" in found and found[name].shape == (len(found["t_s"]), 3):
            known = sane(found[name]) & np.isfinite(found["t_s"])
            at_s = found["t_s"][known]
            if not len(at_s) or (np.diff(at_s) < 0).any():
                raise ValueError(name)
            piece = Piece(0.0, found[name][known] * unit_g, at_s - at_s[0])
            yield Track(Kind.ACC, name, held((piece,)))


def _ecg(found: dict[str, Floats], rate_hz: float) -> Track:
    if "ecg_mv" in found:
        return _track(Kind.ECG, "ecg_mv", found["ecg_mv"].ravel(), rate_hz)
    counts = found["ecg"].ravel()
    if "gain" in found and "zero" in found:
        mv = (counts - found["zero"].ravel()[0]) / found["gain"].ravel()[0]
        return _track(Kind.ECG, "ecg", mv, rate_hz)
    scale = ecg_scale("", counts)
    return _track(Kind.ECG, "ecg", counts * scale.by, rate_hz, scale.note)


def _track(kind: Kind, name: str, values: Floats, rate_hz: float | None, note: str = "") -> Track:
    known = sane(values)
    if rate_hz is None:
        if not (values[known] > 0).all() or not known.all():
            raise ValueError(name)
        return Track(kind, name, held((Piece(0.0, values),)))
    even = tuple(Evener(rate_hz).feed(np.flatnonzero(known) / rate_hz, values[known]))
    return Track(kind, name, held(even), rate_hz, (note,) if note else ())
