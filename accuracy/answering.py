"""Asks a peer, inside the peers' own environment: ``python -m accuracy.answering TASK ASKED.npz ANSWERED.npz``.

Each peer is called as its documentation says. Where it gives no events, they are taken from what it gives, as the
function's docstring tells.
"""

import sys
from collections.abc import Callable
from itertools import pairwise

import numpy as np

Answer = dict[str, np.ndarray]
UNIT_HZ = 1000
"""RR intervals become peaks at this rate."""


def _peaks(rr_ms: np.ndarray) -> np.ndarray:
    """(n + 1,) samples of the beats at 1000 Hz."""
    return np.round(np.concatenate(([0.0], np.cumsum(rr_ms)))).astype(int)


def systole_rr(rr_ms: np.ndarray, _rate_hz: float) -> Answer:
    """Systole's detection after Lipponen and Tarvainen, and its correction."""
    from systole.correction import correct_rr  # noqa: PLC0415 - a peer is loaded when it is asked
    from systole.detection import rr_artefacts  # noqa: PLC0415

    found = rr_artefacts(rr_ms)
    kinds = np.zeros(len(rr_ms))
    for number, name in enumerate(("missed", "extra", "ectopic", "long", "short"), start=1):
        kinds[np.asarray(found[name], dtype=bool)[: len(rr_ms)]] = number
    cleaned, _counts = correct_rr(rr_ms, verbose=False)
    return {"kinds": kinds, "nn_ms": np.asarray(cleaned, dtype=float)}


def neurokit_rr(rr_ms: np.ndarray, _rate_hz: float) -> Answer:
    """NeuroKit's correction in the manner of Kubios, once through, as the paper has it."""
    import neurokit2  # noqa: PLC0415

    peaks = _peaks(rr_ms)
    found, corrected = neurokit2.signal_fixpeaks(
        peaks, sampling_rate=UNIT_HZ, iterative=False, method="Kubios"
    )
    kinds = np.zeros(len(rr_ms))
    for number, name in enumerate(("missed", "extra", "ectopic", "longshort"), start=1):
        at = np.asarray(found[name], dtype=int) - 1
        kinds[at[(at >= 0) & (at < len(rr_ms))]] = number
    return {"kinds": kinds, "nn_ms": np.diff(np.asarray(corrected, dtype=float))}


def systole_power(rr_ms: np.ndarray, _rate_hz: float) -> Answer:
    """Systole's LF and HF, ms²."""
    from systole.hrv import frequency_domain  # noqa: PLC0415

    table = frequency_domain(rr_ms, input_type="rr_ms")
    values = dict(zip(table["Metric"], table["Values"], strict=True))
    return {"power": np.array([values["lf_power"], values["hf_power"]], dtype=float)}


def neurokit_power(rr_ms: np.ndarray, _rate_hz: float) -> Answer:
    """NeuroKit's LF and HF, ms², not divided by the greatest."""
    import neurokit2  # noqa: PLC0415

    table = neurokit2.hrv_frequency(_peaks(rr_ms), sampling_rate=UNIT_HZ, normalize=False)
    return {"power": np.array([table["HRV_LF"].iloc[0], table["HRV_HF"].iloc[0]], dtype=float)}


def biosppy_breaths(values: np.ndarray, rate_hz: float) -> Answer:
    """BioSPPy's filter and crossings; a breath is the highest sample between a rise through zero and the next fall."""
    from biosppy.signals.resp import resp  # noqa: PLC0415

    _t, filtered, crossings, *_ = resp(values, sampling_rate=rate_hz, show=False)
    peaks, troughs = list[int](), list[int]()
    for begin, end in pairwise(crossings):
        piece = filtered[begin : end + 1]
        if piece.mean() > 0:
            peaks.append(begin + int(np.argmax(piece)))
        else:
            troughs.append(begin + int(np.argmin(piece)))
    return {"in_s": np.array(troughs) / rate_hz, "out_s": np.array(peaks) / rate_hz}


def neurokit_breaths(values: np.ndarray, rate_hz: float) -> Answer:
    """NeuroKit's breaths after Khodadad 2018, its default."""
    import neurokit2  # noqa: PLC0415

    cleaned = neurokit2.rsp_clean(values, sampling_rate=rate_hz, method="khodadad2018")
    found = neurokit2.rsp_findpeaks(cleaned, sampling_rate=rate_hz, method="khodadad2018")
    return {
        "in_s": np.asarray(found["RSP_Troughs"], dtype=float) / rate_hz,
        "out_s": np.asarray(found["RSP_Peaks"], dtype=float) / rate_hz,
    }


def neurokit_ecg_breath(ecg: np.ndarray, rate_hz: float) -> Answer:
    """NeuroKit's breath from the ECG (van Gent 2019), and the breaths in it."""
    import neurokit2  # noqa: PLC0415

    cleaned = neurokit2.ecg_clean(ecg, sampling_rate=rate_hz)
    _signals, info = neurokit2.ecg_peaks(cleaned, sampling_rate=rate_hz)
    swing = neurokit2.ecg_rate(info["ECG_R_Peaks"], sampling_rate=rate_hz, desired_length=len(ecg))
    return neurokit_breaths(neurokit2.ecg_rsp(swing, sampling_rate=rate_hz), rate_hz)


def biosppy_beats(ecg_mv: np.ndarray, rate_hz: float) -> Answer:
    """BioSPPy's Pan-Tompkins++ on its own filtered ECG, beats put on their peaks as its ``ecg`` does."""
    from biosppy.signals import ecg, tools  # noqa: PLC0415

    filtered, *_ = tools.filter_signal(
        signal=ecg_mv - ecg_mv.mean(), ftype="FIR", band="bandpass", order=int(1.5 * rate_hz),
        frequency=[0.67, 45], sampling_rate=rate_hz,
    )  # fmt: skip
    (found,) = ecg.Pan_Tompkins_Plus_Plus_segmenter(signal=filtered, sampling_rate=rate_hz)
    (placed,) = ecg.correct_rpeaks(
        signal=filtered, rpeaks=np.asarray(found, dtype=int), sampling_rate=rate_hz, tol=0.05
    )
    return {"beats_s": np.unique(placed) / rate_hz}


def sleepecg_beats(ecg_mv: np.ndarray, rate_hz: float) -> Answer:
    """SleepECG's detector."""
    import sleepecg  # noqa: PLC0415

    return {"beats_s": sleepecg.detect_heartbeats(ecg_mv, rate_hz) / rate_hz}


def neurokit_beats(ecg_mv: np.ndarray, rate_hz: float) -> Answer:
    """NeuroKit's default."""
    import neurokit2  # noqa: PLC0415

    _signals, info = neurokit2.ecg_peaks(
        neurokit2.ecg_clean(ecg_mv, sampling_rate=rate_hz), sampling_rate=rate_hz
    )
    return {"beats_s": np.asarray(info["ECG_R_Peaks"], dtype=float) / rate_hz}


def skdh_motion(acc_g: np.ndarray, rate_hz: float) -> Answer:
    """scikit-digital-health's features of every 4 s, a second apart, of the axis that moves most.

    ``share`` is what lies between 4 and 12 Hz of the power between 0.5 and 15 Hz; ``range_g`` is the range.
    """
    import skdh  # noqa: PLC0415

    window, step = int(4 * rate_hz), int(rate_hz)
    along = acc_g[:, int(np.argmax(acc_g.std(axis=0)))]
    windows = np.lib.stride_tricks.sliding_window_view(along, window)[::step].copy()
    power = [
        skdh.features.RangePowerSum(low_cutoff=low, high_cutoff=high, demean=True).compute(
            windows, rate_hz, axis=-1
        )
        for low, high in ((4.0, 12.0), (0.5, 15.0))
    ]
    range_g = skdh.features.Range().compute(windows, axis=-1)
    return {"share": power[0] / np.maximum(power[1], 1e-12), "range_g": range_g}


TASKS: dict[str, Callable[[np.ndarray, float], Answer]] = {
    task.__name__: task
    for task in (
        systole_rr,
        neurokit_rr,
        systole_power,
        neurokit_power,
        biosppy_breaths,
        neurokit_breaths,
        neurokit_ecg_breath,
        biosppy_beats,
        sleepecg_beats,
        neurokit_beats,
        skdh_motion,
    )
}


def main(task: str, asked: str, answered: str) -> None:
    """Answer every array of a file into another."""
    vars(np).setdefault("trapz", np.trapezoid)  # systole calls it by a name that numpy lays down
    answers: Answer = {}
    with np.load(asked) as held:
        for number, rate_hz in enumerate(held["rates"]):
            answer = TASKS[task](held[str(number)], float(rate_hz))
            answers |= {f"{number}.{name}": np.asarray(value) for name, value in answer.items()}
    np.savez(answered, **answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
