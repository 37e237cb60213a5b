"""FIT files of watches and bike computers: the beat-to-beat intervals of their `hrv` messages (number 78).

Each message holds a few intervals as uint16, 1/1000 s; 0xFFFF fills what is left. They carry no time of their
own, so beats are placed by summing, and a pause of the recording does not show.
"""

from pathlib import Path
from typing import Any

import fitdecode
import numpy as np

from slackwater.sensors.errors import BadByte, NoBeats
from slackwater.sensors.files.broken import BROKEN
from slackwater.sensors.files.samples import Found, Kind, Piece, Tell, Track, held
from slackwater.tongues import marked, worded

HRV = 78
"""The global number of the message."""

TIME = 0
"""The number of its only field."""

FILLER = 0xFFFF
_AGAIN = marked("Export or copy the file from the watch once more.")


def read_fit(path: Path, tell: Tell) -> Found:
    """The intervals of a FIT file; raises :class:`NoBeats` where it has none, :class:`BadByte` where it is damaged."""
    values: list[int] = []
    whole = max(1, path.stat().st_size)
    reader = fitdecode.FitReader(
        str(path),
        processor=None,
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    offset = 0
    try:
        with reader:
            for frame in reader:
                offset = frame.chunk.offset if frame.chunk is not None else offset
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.global_mesg_num == HRV:
                    values += _intervals(frame)
                    tell(offset / whole)
    except fitdecode.FitCRCError as error:
        why = worded("the checksum does not fit what is in the file")
        raise BadByte(path, whole - 2, why, worded(_AGAIN)) from error
    except (fitdecode.FitError, *BROKEN) as error:
        at = int(getattr(error, "offset", offset))
        why = worded("the file ends or breaks off here")
        raise BadByte(path, at, why, worded(_AGAIN)) from error
    if not values:
        looked = worded("“hrv” messages; many watches write them only when logging HRV is switched on")
        raise NoBeats(path, looked)
    rr_ms = np.array(values, float)
    note = worded(
        "A FIT file does not say when its beats fell: they follow one another, and pauses do not show."
    )
    return Found(path, "FIT", (Track(Kind.RR, "hrv", held((Piece(0.0, rr_ms),)), notes=(note,)),))


def _intervals(frame: Any) -> list[int]:  # noqa: ANN401 -- fitdecode has no types
    """The intervals of one message, ms."""
    found: list[int] = []
    for field in frame.fields:
        if field.def_num == TIME:
            raw = field.raw_value
            several = raw if isinstance(raw, tuple | list) else (raw,)
            found += [int(each) for each in several if each is not None and 0 < each < FILLER]
    return found
