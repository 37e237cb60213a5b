"""Writers of real files, from the public descriptions of their formats: what other programs would have saved."""

import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import edfio
import numpy as np
from numpy.typing import NDArray

from slackwater.sensors.files.opening import open_file
from slackwater.sensors.files.samples import Found, Kind, Track, Wanted, silent

Floats = NDArray[np.float64]


def opened(path: Path, **wanted: object) -> Found:
    return open_file(path, Wanted(**wanted), silent)  # type: ignore[arg-type]


def only(found: Found, kind: Kind) -> Track:
    """Its one track, of this kind."""
    (track,) = found.tracks
    assert track.kind is kind
    return track


def samples(track: Track) -> Floats:
    return np.concatenate([piece.values for piece in track.pieces(silent)])


# FIT: a 14-byte header, records, a CRC; little-endian (the FIT protocol's public description)

_CRC = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip


def crc(data: bytes) -> int:
    value = 0
    for byte in data:
        for part in (byte & 0xF, byte >> 4):
            value = (value >> 4) & 0x0FFF ^ _CRC[value & 0xF] ^ _CRC[part]
    return value


def fit_bytes(messages: Iterable[Sequence[int]]) -> bytes:
    """A FIT file with a file_id message and hrv messages (78) of five intervals, filled up with 0xFFFF."""
    file_id = struct.pack("<BBBHB3B", 0x40, 0, 0, 0, 1, 0, 1, 0x00) + bytes((0, 4))
    hrv = struct.pack("<BBBHB3B", 0x41, 0, 0, 78, 1, 0, 10, 0x84)
    records = file_id + hrv
    for message in messages:
        filled = [*message, *[0xFFFF] * (5 - len(message))]
        records += b"\x01" + struct.pack("<5H", *filled)
    header = struct.pack("<BBHI4s", 14, 0x20, 2100, len(records), b".FIT")
    header += struct.pack("<H", crc(header))
    return header + records + struct.pack("<H", crc(header + records))


# XDF: "XDF:" and chunks of length, tag and content (the sccn/xdf description, version 1.0)


def xdf_chunk(tag: int, content: bytes) -> bytes:
    length = len(content) + 2
    return b"\x04" + struct.pack("<IH", length, tag) + content


def xdf_header(number: int, name: str, kind: str, rate_hz: float, labels: Sequence[tuple[str, str]]) -> bytes:
    channels = "".join(
        f"<channel><label>{label}</label><unit>{unit}</unit></channel>" for label, unit in labels
    )
    xml = (
        f"<?xml version='1.0'?><info><name>{name}</name><type>{kind}</type>"
        f"<channel_count>{len(labels)}</channel_count><nominal_srate>{rate_hz}</nominal_srate>"
        f"<channel_format>float32</channel_format><desc><channels>{channels}</channels></desc></info>"
    )
    return xdf_chunk(2, struct.pack("<I", number) + xml.encode())


def xdf_samples(number: int, at_s: Floats, values: Floats) -> bytes:
    body = b"".join(
        b"\x08" + struct.pack("<d", stamp) + np.asarray(row, "<f4").tobytes()
        for stamp, row in zip(at_s, values.reshape(len(at_s), -1), strict=True)
    )
    return xdf_chunk(3, struct.pack("<I", number) + b"\x04" + struct.pack("<I", len(at_s)) + body)


def xdf_bytes(*chunks: bytes) -> bytes:
    return (
        b"XDF:" + xdf_chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>") + b"".join(chunks)
    )


# Apple Health


def apple_record(kind: str, start: str, value: float, beats: Sequence[tuple[int, str]] = ()) -> str:
    inner = "".join(f'<InstantaneousBeatsPerMinute bpm="{bpm}" time="{time}"/>' for bpm, time in beats)
    listed = f"<HeartRateVariabilityMetadataList>{inner}</HeartRateVariabilityMetadataList>" if beats else ""
    return (
        f'<Record type="HKQuantityTypeIdentifier{kind}" sourceName="Watch" unit="x" '
        f'startDate="{start}" endDate="{start}" value="{value}">{listed}</Record>\n'
    )


APPLE_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
]>
<HealthData locale="en_GB">
<ExportDate value="2026-11-01 10:00:00 +0000"/>
"""


def apple_zip(path: Path, records: Iterable[str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
        with archive.open("apple_health_export/export.xml", "w", force_zip64=True) as file:
            file.write(APPLE_HEAD.encode())
            for record in records:
                file.write(record.encode())
            file.write(b"</HealthData>\n")
    return path


def edf_file(path: Path, *signals: tuple[str, str, float, Floats]) -> Path:
    """An EDF+ file of (label, unit, rate, samples), written by edfio."""
    made = [
        edfio.EdfSignal(values, sampling_frequency=rate_hz, label=label, physical_dimension=unit)
        for label, unit, rate_hz, values in signals
    ]
    edfio.Edf(made, annotations=[edfio.EdfAnnotation(0, None, "begin")]).write(path)
    return path
