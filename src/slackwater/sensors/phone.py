"""A phone's motion: the page's messages in, timed accelerations out.

A browser rounds accelerations to 0.1 m/s² and gives them some 60 times a second, unevenly. Nothing is evened out
here: each sample keeps the time of its own event.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import ArrayLike, NDArray

from slackwater.sensors.errors import MalformedFrame, written

MOST_SAMPLES = 64
"""In one message: a quarter of a second at 100 Hz, and room for a page that was held up."""

LONGEST_STEP_MS = 3_600_000.0
"""Before the first sample of a message: an hour of a page that slept. It is a hole, and whoever reads leaves it one."""

LONGEST_SPAN_MS = 5000.0
"""From the first sample of a message to its last: more is no quarter of a second that was held up. ENG."""

MOST_MS2 = 400.0
"""Beyond ±32 g no phone's sensor reads (common parts end at ±16 g): such a number is no measurement."""

FIELDS = {"type", "at_s", "samples"}

LONGEST_S = 1e9
"""Of a sender's running clock: thirty years."""

US = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class PhoneMotion:
    """A few samples of acceleration, gravity in it."""

    at_us: int
    """When the **last** sample was taken, µs on the sender's running clock."""
    dt_us: NDArray[np.int64]
    """(n,) µs since the sample before; the first one's since the last of the message before."""
    ms2: NDArray[np.float64]
    """(n, 3) m/s², x, y, z of the device as its own browser signs them, oldest first."""

    @property
    def t_s(self) -> NDArray[np.float64]:
        """(n,) s on the sender's running clock."""
        later_us = np.append(np.cumsum(self.dt_us[:0:-1])[::-1], 0)
        seconds: NDArray[np.float64] = (self.at_us - later_us) / US
        return seconds

    @property
    def follows_us(self) -> int:
        """The time of the last sample before these, µs: another than was heard last means that a message is lost."""
        return int(self.at_us - self.dt_us.sum())


def decode(frame: bytes) -> PhoneMotion:
    """Give the samples of a message as text; raises :class:`MalformedFrame` where it does not add up.

    One JSON object::

        {"type": "motion", "at_s": 12.25, "samples": [[16.7, 0.1, -0.3, 9.8], …]}

    ``at_s``: the last sample's time. Each sample: ms since the one before, then x, y, z in m/s² with gravity. The
    steps after the first add up to 5 s at the most.
    """
    try:
        message = json.loads(frame)
    except (ValueError, RecursionError):
        raise MalformedFrame(frame, "it is no JSON", "motion") from None
    return read(message)


def read(message: object) -> PhoneMotion:
    """Give the samples of a parsed message; the same errors as :func:`decode`."""
    if not isinstance(message, Mapping) or message.get("type") != "motion" or set(message) != FIELDS:
        raise _malformed(message, "it is no message of motion")
    samples, at_s = message.get("samples"), message.get("at_s")
    if not isinstance(samples, Sequence) or not 0 < len(samples) <= MOST_SAMPLES:
        raise _malformed(message, f"it holds no samples, or more than {MOST_SAMPLES}")
    if not (_is_number(at_s) and all(_is_sample(one) for one in samples)):
        raise _malformed(message, "a sample is not four numbers, or the time is none")
    try:
        table = np.array(samples, float)
    except OverflowError:
        raise _malformed(message, "a number has no end") from None
    if not np.isfinite(table).all() or not 0 <= at_s <= LONGEST_S:
        raise _malformed(message, "a number is not finite, or the time is before the clock began")
    if (table[:, 0] < 0).any() or table[0, 0] > LONGEST_STEP_MS:
        raise _malformed(message, "time runs backwards, or over an hour passed before its first sample")
    dt_us = np.rint(table[:, 0] * 1000).astype(np.int64)
    if (table[1:, 0] > LONGEST_SPAN_MS).any() or dt_us[1:].sum() > LONGEST_SPAN_MS * 1000:
        raise _malformed(message, f"its samples span over {LONGEST_SPAN_MS / 1000:g} s")
    if (np.abs(table[:, 1:]) > MOST_MS2).any():
        raise _malformed(message, f"an acceleration is over {MOST_MS2:g} m/s²")
    return _motion(round(at_s * US), dt_us, table[:, 1:])


def message_of(motion: PhoneMotion) -> dict[str, Any]:
    """Give the socket message that carries these samples; ``read`` gives the same samples back."""
    rows = zip((motion.dt_us / 1000).tolist(), *motion.ms2.T.tolist(), strict=True)
    return {"type": "motion", "at_s": motion.at_us / US, "samples": [list(row) for row in rows]}


def motion_between(before_us: int, t_us: ArrayLike, ms2: ArrayLike) -> PhoneMotion:
    """Give samples taken at ``t_us`` (n,) as one message's worth, after a last sample at ``before_us``."""
    times = np.asarray(t_us, np.int64)
    return _motion(int(times[-1]), np.diff(times, prepend=before_us), np.asarray(ms2, float))


def _motion(at_us: int, dt_us: NDArray[np.int64], ms2: NDArray[np.float64]) -> PhoneMotion:
    dt_us.flags.writeable = False
    values = ms2.copy()
    values.flags.writeable = False
    return PhoneMotion(at_us, dt_us, values)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_sample(value: object) -> bool:
    return isinstance(value, Sequence) and len(value) == 4 and all(_is_number(one) for one in value)


def _malformed(message: object, why: str) -> MalformedFrame:
    return MalformedFrame(written(message), why, "motion")
