"""Made signals, and files of them: what is in them is known."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import edfio
import numpy as np
from numpy.typing import NDArray

from slackwater.analysis.findings import Findings
from slackwater.analysis.looking import look
from slackwater.sensors.files.samples import Kind, Wanted, silent

Floats = NDArray[np.float64]


def looked(
    path: Path, kind: Kind | None = None, rate_hz: float | None = None, unit: str | None = None
) -> Findings:
    return look(path, Wanted(kind, rate_hz, (), unit), silent)


def intervals(count: int, *, breath_hz: float = 0.25, seed: int = 1) -> Floats:
    """Intervals of a heart of 70 a minute that quickens with each breath, ms."""
    rng = np.random.default_rng(seed)
    at_s = np.arange(count) * 0.857
    return np.asarray(np.round(857 + 30 * np.sin(2 * np.pi * breath_hz * at_s) + rng.normal(0, 6, count), 1))


def ecg(beats_s: Floats, rate_hz: float, seconds: float, seed: int = 1) -> Floats:
    """An ECG of P, QRS and T waves with a little noise, mV; the top of each R lies at its beat."""
    at_s = np.arange(round(rate_hz * seconds)) / rate_hz
    mv = np.random.default_rng(seed).normal(0, 0.01, len(at_s))
    waves = (
        (-0.16, 0.02, 0.1),
        (-0.025, 0.008, -0.1),
        (0, 0.01, 1.0),
        (0.028, 0.009, -0.2),
        (0.28, 0.04, 0.25),
    )
    for beat in beats_s:
        near = slice(max(0, int((beat - 0.4) * rate_hz)), int((beat + 0.6) * rate_hz))
        for after_s, width_s, high in waves:
            mv[near] += high * np.exp(-0.5 * ((at_s[near] - beat - after_s) / width_s) ** 2)
    return np.asarray(mv)


def breath(per_min: float, rate_hz: float, seconds: float) -> Floats:
    """A belt that is fullest a quarter of a breath after the beginning."""
    return np.asarray(np.sin(2 * np.pi * per_min / 60 * np.arange(round(rate_hz * seconds)) / rate_hz))


def shaken(hz: float, g: float, rate_hz: float, seconds: float, seed: int = 1) -> Floats:
    """(n, 3) a phone that lies flat and trembles along x, g."""
    at_s = np.arange(round(rate_hz * seconds)) / rate_hz
    acc = np.random.default_rng(seed).normal(0, 0.002, (len(at_s), 3))
    acc[:, 2] += 1
    acc[:, 0] += g * np.sin(2 * np.pi * hz * at_s)
    return np.asarray(acc)


def csv(path: Path, header: str, *columns: Sequence[float] | Floats, form: str = "%.6g") -> Path:
    np.savetxt(path, np.column_stack(columns), fmt=form, delimiter=",", header=header, comments="")
    return path


def edf(path: Path, *signals: tuple[str, str, float, Floats]) -> Path:
    """An EDF+ file of (label, unit, rate, samples)."""
    made = [
        edfio.EdfSignal(x, rate_hz, label=label, physical_dimension=unit)
        for label, unit, rate_hz, x in signals
    ]
    edfio.Edf(made).write(path)
    return path


def health_export(path: Path, days: int) -> Path:
    """A minute of beats on each day at ten o'clock, as Apple Health exports it, and a breathing rate."""
    xml = '<?xml version="1.0"?>\n<HealthData locale="en_GB">\n'
    for day in range(1, days + 1):
        at_s = np.cumsum(intervals(68, seed=day)) / 1000
        beats = "".join(
            f'<InstantaneousBeatsPerMinute bpm="70" time="10:{int(each // 60):02d}:{each % 60:05.2f}"/>'
            for each in at_s
        )
        when = f'startDate="2024-05-{day:02d} 10:00:00 +0000"'
        xml += f'<Record type="HKQuantityTypeIdentifierHeartRateVariabilitySDNN" {when} value="40">{beats}</Record>\n'
        xml += f'<Record type="HKQuantityTypeIdentifierRespiratoryRate" {when} value="14"/>\n'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("apple_health_export/export.xml", f"{xml}</HealthData>")
    return path
