"""An even stream of one signal, such as a breathing belt over the lab streaming layer: messages in, samples out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import ArrayLike, NDArray

from slackwater.sensors.errors import MalformedFrame, written

MOST_VALUES = 512
"""In one message: a quarter of a second of ECG at 2,048 Hz."""

RATES_HZ = (1.0, 4096.0)
"""Slower holds no breath's shape, faster no more of a heart."""

FIELDS = {"type", "kind", "rate_hz", "at_s", "values"}

LONGEST_S = 1e9
"""Of a sender's running clock: thirty years."""

US = 1_000_000


class SignalKind(Enum):
    """What the values are."""

    ECG = "ecg"
    """Millivolts."""
    RESP = "resp"
    """A belt or an airflow: rising while the breath comes in, in whatever unit the device has."""


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """A stretch of one signal, evenly sampled."""

    kind: SignalKind
    rate_hz: float
    at_us: int
    """When the **last** value was taken, µs on the sender's running clock."""
    values: NDArray[np.float64]
    """(n,) oldest first; mV where the kind is ECG."""

    @property
    def t_s(self) -> NDArray[np.float64]:
        """(n,) s on the sender's running clock, to the whole µs."""
        later_us = np.rint(np.arange(len(self.values) - 1, -1, -1) * (US / self.rate_hz))
        seconds: NDArray[np.float64] = (self.at_us - later_us) / US
        return seconds


def decode(frame: bytes) -> Signal:
    """Give the samples of a message as text; raises :class:`MalformedFrame` where it does not add up.

    One JSON object::

        {"type": "signal", "kind": "resp", "rate_hz": 50, "at_s": 12.25, "values": [0.51, 0.53, …]}
    """
    try:
        message = json.loads(frame)
    except (ValueError, RecursionError):
        raise MalformedFrame(frame, "it is no JSON", "signal") from None
    return read(message)


def read(message: object) -> Signal:
    """Give the samples of a parsed message; the same errors as :func:`decode`."""
    if not isinstance(message, Mapping) or message.get("type") != "signal" or set(message) != FIELDS:
        raise _malformed(message, "it is no message of a signal")
    kind, values = message.get("kind"), message.get("values")
    rate_hz, at_s = _number(message, "rate_hz"), _number(message, "at_s")
    if not isinstance(kind, str) or kind not in {one.value for one in SignalKind}:
        raise _malformed(message, "its kind is not known")
    if not isinstance(values, Sequence) or not 0 < len(values) <= MOST_VALUES:
        raise _malformed(message, f"it holds no values, or more than {MOST_VALUES}")
    if not all(_is_number(one) for one in values):
        raise _malformed(message, "a value is not a number")
    try:
        read_values = np.array(values, float)
    except OverflowError:
        raise _malformed(message, "a number has no end") from None
    if not np.isfinite(read_values).all() or not 0 <= at_s <= LONGEST_S:
        raise _malformed(message, "a number is not finite, or the time is before the clock began")
    if not RATES_HZ[0] <= rate_hz <= RATES_HZ[1]:
        raise _malformed(message, f"its values a second are outside {RATES_HZ[0]:g} … {RATES_HZ[1]:g}")
    return signal_of(SignalKind(kind), float(rate_hz), round(at_s * US), read_values)


def message_of(signal: Signal) -> dict[str, Any]:
    """Give the socket message that carries these values; ``read`` gives the same values back."""
    return {
        "type": "signal",
        "kind": signal.kind.value,
        "rate_hz": signal.rate_hz,
        "at_s": signal.at_us / US,
        "values": signal.values.tolist(),
    }


def signal_of(kind: SignalKind, rate_hz: float, at_us: int, values: ArrayLike) -> Signal:
    """Give these values as one message's worth."""
    kept = np.array(values, float)
    kept.flags.writeable = False
    return Signal(kind, rate_hz, at_us, kept)


def _number(message: Mapping[str, Any], key: str) -> float:
    value = message.get(key)
    if not _is_number(value):
        raise _malformed(message, f"{key} is not a number")
    return value


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _malformed(message: object, why: str) -> MalformedFrame:
    return MalformedFrame(written(message), why, "signal")
