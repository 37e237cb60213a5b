"""A heart-rate strap: Bluetooth Heart Rate Measurement (0x2A37) in, beats out, and back again.

Written from the public Heart Rate Service layout; see ``decode`` for the bytes.
"""

import struct
from dataclasses import dataclass
from enum import Enum

from slackwater.quantities import BeatsPerMinute, Milliseconds
from slackwater.sensors.errors import MalformedFrame

UUID = "2A37"
"""The characteristic, as the socket names it."""

TICKS_PER_S = 1024
"""The strap's unit for beat-to-beat intervals: 1/1024 s."""

LONGEST_FRAME = 20
"""Bytes in one notification at the default Bluetooth packet size: room for 9 intervals."""

MOST_TICKS = 0xFFFF
"""The longest interval a frame can hold: 63.999 s."""

_WIDE = 0b0000_0001
_CONTACT_SEEN = 0b0000_0010
_CONTACT_SUPPORTED = 0b0000_0100
_ENERGY = 0b0000_1000
_INTERVALS = 0b0001_0000


class Contact(Enum):
    """What the strap says about touching skin."""

    UNKNOWN = "unknown"
    """This strap does not tell."""
    OFF = "off"
    ON = "on"


@dataclass(frozen=True, slots=True)
class HeartPacket:
    """What one notification said."""

    bpm: BeatsPerMinute
    """The strap's own smoothed rate. For showing only: the beats are in ``rr_ticks``."""
    contact: Contact = Contact.UNKNOWN
    energy_kj: int | None = None
    rr_ticks: tuple[int, ...] = ()
    """Beat-to-beat intervals in 1/1024 s, oldest first; often none, often two."""

    @property
    def rr_ms(self) -> tuple[Milliseconds, ...]:
        """The intervals in milliseconds, oldest first."""
        return tuple(Milliseconds(ticks * 1000 / TICKS_PER_S) for ticks in self.rr_ticks)


def ticks_from_ms(rr_ms: float) -> int:
    """Give the interval in the strap's 1/1024 s, to the nearest."""
    return round(rr_ms * TICKS_PER_S / 1000)


def decode(frame: bytes) -> HeartPacket:
    """Give the packet a frame holds; raises :class:`MalformedFrame` where the bytes do not add up.

    Little-endian, at most 20 bytes::

        byte 0   flags   bit 0     rate is uint16 (else uint8)
                         bits 1-2  contact: 2 supported and not felt, 3 felt, else not supported
                         bit 3     energy follows the rate
                         bit 4     intervals follow to the end
                         bits 5-7  reserved, ignored
        1 or 2   rate    beats/min
        [2]      energy  uint16, kJ since reset
        [2 x n]  RR      uint16 each, 1/1024 s, oldest first; n is 0 … 9

    ``16 4D 16 03``: flags 0x16 (contact felt, intervals), 77 beats/min, 0x0316 = 790/1024 s = 771.5 ms.
    """
    if not frame:
        raise MalformedFrame(frame, "it is empty")
    if len(frame) > LONGEST_FRAME:
        raise MalformedFrame(frame, f"{len(frame)} bytes, and {LONGEST_FRAME} is the most")
    flags = frame[0]
    rate_end = 3 if flags & _WIDE else 2
    energy_end = rate_end + (2 if flags & _ENERGY else 0)
    if len(frame) < energy_end:
        raise MalformedFrame(frame, f"{len(frame)} bytes, but its flags promise at least {energy_end}")
    intervals = frame[energy_end:]
    if intervals and not flags & _INTERVALS:
        raise MalformedFrame(frame, f"{len(intervals)} bytes more than its flags promise")
    if len(intervals) % 2:
        raise MalformedFrame(frame, "the last interval is cut in half")
    return HeartPacket(
        bpm=BeatsPerMinute(int.from_bytes(frame[1:rate_end], "little")),
        contact=_contact(flags),
        energy_kj=int.from_bytes(frame[rate_end:energy_end], "little") if flags & _ENERGY else None,
        rr_ticks=struct.unpack(f"<{len(intervals) // 2}H", intervals),
    )


def decode_hex(text: str) -> HeartPacket:
    """Give the packet a frame written in hexadecimal holds, as the socket carries it."""
    try:
        frame = bytes.fromhex(text)
    except ValueError:
        raise MalformedFrame(text.encode()[:LONGEST_FRAME], "it is not written in hexadecimal") from None
    return decode(frame)


def encode(packet: HeartPacket) -> bytes:
    """Give the frame a strap would send for this packet; ``decode`` gives the same packet back."""
    bpm = round(packet.bpm)
    flags = _contact_bits(packet.contact)
    flags |= _WIDE if bpm > 0xFF else 0
    flags |= _ENERGY if packet.energy_kj is not None else 0
    flags |= _INTERVALS if packet.rr_ticks else 0
    try:
        frame = struct.pack("<BH" if flags & _WIDE else "<BB", flags, bpm)
        if packet.energy_kj is not None:
            frame += struct.pack("<H", packet.energy_kj)
        frame += struct.pack(f"<{len(packet.rr_ticks)}H", *packet.rr_ticks)
    except struct.error as error:
        raise ValueError(f"a number in {packet} does not fit its field: {error}") from None
    if len(frame) > LONGEST_FRAME:
        raise ValueError(f"{len(packet.rr_ticks)} intervals do not fit in a frame of {LONGEST_FRAME} bytes")
    return frame


def _contact(flags: int) -> Contact:
    if not flags & _CONTACT_SUPPORTED:
        return Contact.UNKNOWN
    return Contact.ON if flags & _CONTACT_SEEN else Contact.OFF


def _contact_bits(contact: Contact) -> int:
    return {
        Contact.UNKNOWN: 0,
        Contact.OFF: _CONTACT_SUPPORTED,
        Contact.ON: _CONTACT_SUPPORTED | _CONTACT_SEEN,
    }[contact]
