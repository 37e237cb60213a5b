"""A sensor's message of the socket, as the samples it carries."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeAlias

from slackwater.sensors import phone, polar, signal
from slackwater.sensors.errors import MalformedFrame


class Kind(Enum):
    """What samples are of."""

    ECG = "ecg"
    ACCELERATION = "acceleration"
    """Of a strap, in thousandths of g."""
    MOTION = "motion"
    """Of a phone, in m/s²."""
    BREATH = "breath"


Samples: TypeAlias = polar.PolarEcg | polar.PolarAcc | phone.PhoneMotion | signal.Signal

Message: TypeAlias = Mapping[str, Any]


def unpack(message: Message) -> Samples:
    """Give the samples of a ``packet`` of Polar's, a ``motion`` or a ``signal``.

    Raises :class:`MalformedFrame` where they do not add up. A ``packet`` of a heart rate is no message of
    samples: :mod:`slackwater.sensors.strap` reads it.
    """
    return _UNPACK[message["type"]](message)


def kind_of(samples: Samples) -> Kind:
    """Give what these samples are of."""
    if isinstance(samples, signal.Signal):
        return {signal.SignalKind.ECG: Kind.ECG, signal.SignalKind.RESP: Kind.BREATH}[samples.kind]
    return {
        polar.PolarEcg: Kind.ECG,
        polar.PolarAcc: Kind.ACCELERATION,
        phone.PhoneMotion: Kind.MOTION,
    }[type(samples)]


def kind_meant(message: Message) -> Kind:
    """Give what this message would be of, also where its samples cannot be read."""
    if message["type"] == "signal":
        return Kind.BREATH if message.get("kind") == signal.SignalKind.RESP.value else Kind.ECG
    if message["type"] == "motion":
        return Kind.MOTION
    return (
        Kind.ACCELERATION if str(message.get("hex", "")).startswith(f"{polar.Stream.ACC:02x}") else Kind.ECG
    )


def _packet(message: Message) -> Samples:
    try:
        frame = bytes.fromhex(message["hex"])
    except ValueError:
        raise MalformedFrame(
            message["hex"].encode(), "it is not written in hexadecimal", "measurement"
        ) from None
    return polar.decode(frame)


_UNPACK: Mapping[str, Callable[[Message], Samples]] = {
    "packet": _packet,
    "motion": phone.read,
    "signal": signal.read,
}
