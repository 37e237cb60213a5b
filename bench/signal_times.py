"""Times the signals beside peers in the peers' own environment; prints one JSON object.

Everything takes turns in one process, processor time of one thread, so that only the ratios of one run are compared.
"""

import json
import time
import warnings
from collections.abc import Callable, Iterable
from itertools import pairwise
from statistics import median

import numpy as np
from scipy.signal import butter, sosfilt

from accuracy.generators.breath import belt
from accuracy.generators.motion import rocking
from slackwater.signals.breath.belt import BreathStream
from slackwater.signals.heart.breathing import RrBreathStream
from slackwater.signals.heart.ecg import EcgStream
from slackwater.signals.heart.hrv import frequency_domain, time_domain
from slackwater.signals.heart.rr import RrStream, correct
from slackwater.signals.motion.stream import MotionStream

HOUR_S = 3600.0
TURNS = 7
PIECE_S = 0.1
LIVE_S = 600.0
BELT_HZ, MOTION_HZ, ECG_HZ = 50, 100, 130

Run = Callable[[], object]


def intervals() -> np.ndarray:
    """(n,) an hour of RR, ms: a heart at about 100 beats a minute that sways, with some unrest."""
    rng = np.random.default_rng(1)
    ends = np.cumsum(np.full(6067, 0.5934))
    return np.round(593.4 + 30 * np.sin(2 * np.pi * 0.25 * ends) + 20 * np.sin(2 * np.pi * 0.1 * ends)
                    + rng.normal(0, 8, 6067))  # fmt: skip


def electrocardiogram() -> np.ndarray:
    """(n,) an hour of ECG at 130 Hz, mV: a narrow and a broad wave for each beat, and noise."""
    rng, t = np.random.default_rng(2), np.arange(int(HOUR_S * ECG_HZ)) / ECG_HZ
    phase = (t * 1.1 + 0.05 * np.sin(2 * np.pi * 0.25 * t)) % 1
    waves = np.exp(-(((phase - 0.5) / 0.012) ** 2)) + 0.25 * np.exp(-(((phase - 0.75) / 0.05) ** 2))
    return waves + rng.normal(0, 0.02, len(t))


def movement() -> tuple[np.ndarray, np.ndarray]:
    """(n,), (n, 3) an hour of motion at 100 Hz: sixty minutes of rocking, one after another."""
    acc = np.concatenate([rocking(seed).acc_g for seed in range(60)])
    return np.arange(len(acc)) / MOTION_HZ, acc


def take_turns(runs: dict[str, Run]) -> dict[str, float]:
    """Milliseconds of processor time of each, the median of turns after one that does not count."""
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(TURNS + 1):
        for name, run in runs.items():
            began = time.process_time()
            run()
            if turn:
                spent[name].append(1000 * (time.process_time() - began))
    return {name: median(each) for name, each in spent.items()}


def whole(make: Callable[[], object], *given: np.ndarray) -> Run:
    """A stream fed whole and finished."""

    def run() -> None:
        stream = make()
        stream.feed(*given)  # type: ignore[attr-defined]
        stream.finish()  # type: ignore[attr-defined]

    return run


def variability() -> dict[str, float]:
    """Time and frequency domain of corrected intervals."""
    from systole.hrv import frequency_domain as frequency  # noqa: PLC0415
    from systole.hrv import time_domain as over_time  # noqa: PLC0415

    rr_ms = intervals()
    corrected = correct(rr_ms)
    grid = np.interp(np.arange(0, HOUR_S, 0.25), np.cumsum(rr_ms) / 1000, rr_ms)
    return take_turns({
        "ours": lambda: (time_domain(corrected), frequency_domain(corrected)),
        "systole": lambda: (over_time(rr_ms), frequency(rr_ms)),
        "floor": lambda: np.fft.rfft(grid),
    })  # fmt: skip


def correction() -> dict[str, float]:
    """Six thousand intervals put right."""
    import neurokit2  # noqa: PLC0415
    from systole.correction import correct_rr  # noqa: PLC0415

    rr_ms = intervals()[:6000]
    rr_ms[::100] *= 2
    peaks = np.round(np.concatenate(([0.0], np.cumsum(rr_ms)))).astype(int)
    return take_turns({
        "ours": lambda: correct(rr_ms),
        "systole": lambda: correct_rr(rr_ms, verbose=False),
        "neurokit": lambda: neurokit2.signal_fixpeaks(peaks, sampling_rate=1000, iterative=False, method="Kubios"),
        "floor": lambda: np.sort(np.lib.stride_tricks.sliding_window_view(rr_ms, 11), axis=1),
    })  # fmt: skip


def breaths() -> dict[str, float]:
    """An hour of a belt at 50 Hz."""
    import neurokit2  # noqa: PLC0415
    from biosppy.signals.resp import resp  # noqa: PLC0415

    values = belt("calm", 1, HOUR_S).values[: int(HOUR_S * BELT_HZ)]
    biquads = butter(2, (0.05, 2.0), "bandpass", fs=BELT_HZ, output="sos")

    def khodadad() -> None:
        cleaned = neurokit2.rsp_clean(values, sampling_rate=BELT_HZ, method="khodadad2018")
        neurokit2.rsp_findpeaks(cleaned, sampling_rate=BELT_HZ, method="khodadad2018")

    return take_turns({
        "ours": whole(lambda: BreathStream(BELT_HZ), values),
        "biosppy": lambda: resp(values, sampling_rate=float(BELT_HZ), show=False),
        "neurokit": khodadad,
        "floor": lambda: sosfilt(biquads, values),
    })  # fmt: skip


def motion() -> dict[str, float]:
    """An hour of three axes at 100 Hz."""
    import skdh  # noqa: PLC0415

    t_s, acc = movement()
    biquads = butter(2, (3.0, 13.0), "bandpass", fs=MOTION_HZ, output="sos")
    features = skdh.features
    banded = (features.DominantFrequency(), features.DominantFrequencyValue(),
              features.RangePowerSum(low_cutoff=4.0, high_cutoff=12.0))  # fmt: skip

    def windows() -> None:
        for axis in range(3):
            view = np.lib.stride_tricks.sliding_window_view(acc[:, axis], 4 * MOTION_HZ)[::MOTION_HZ].copy()
            for feature in banded:
                feature.compute(view, MOTION_HZ, axis=-1)
            features.Range().compute(view, axis=-1)

    return take_turns({
        "ours": whole(MotionStream, t_s, acc),
        "skdh": windows,
        "floor": lambda: sosfilt(biquads, acc, axis=0),
    })  # fmt: skip


def beats() -> dict[str, float]:
    """An hour of ECG at 130 Hz."""
    import neurokit2  # noqa: PLC0415
    from biosppy.signals import ecg  # noqa: PLC0415

    mv = electrocardiogram()
    biquads = butter(2, (5.0, 20.0), "bandpass", fs=ECG_HZ, output="sos")
    return take_turns({
        "ours": whole(lambda: EcgStream(ECG_HZ), mv),
        "biosppy, at once": lambda: ecg.Pan_Tompkins_Plus_Plus_segmenter(mv, float(ECG_HZ)),
        "neurokit": lambda: neurokit2.ecg_peaks(neurokit2.ecg_clean(mv, sampling_rate=ECG_HZ), sampling_rate=ECG_HZ),
        "floor": lambda: sosfilt(biquads, mv),
    })  # fmt: skip


def pieces(samples: Iterable[np.ndarray], rate_hz: int) -> list[list[np.ndarray]]:
    """Each array in pieces of 100 ms, as a sensor would give them."""
    step = int(PIECE_S * rate_hz)
    count = int(LIVE_S / PIECE_S)
    return [[each[k * step : (k + 1) * step] for k in range(count)] for each in samples]


def live() -> dict[str, float]:
    """Times real time of ten minutes, all signals together in pieces of 100 ms; with ECG besides."""
    t_s, acc = movement()
    times, accs = pieces((t_s, acc), MOTION_HZ)
    (belts,) = pieces((belt("calm", 1).values,), BELT_HZ)
    (ecgs,) = pieces((electrocardiogram(),), ECG_HZ)
    rr_ms = intervals()
    ends = np.cumsum(rr_ms) / 1000
    edges = np.searchsorted(ends, np.arange(len(times) + 1) * PIECE_S)
    beats_of = [(ends[a:b], rr_ms[a:b]) for a, b in pairwise(edges)]

    def session(*, ecg: bool) -> None:
        rr, breathing, breath, moves, heart = (
            RrStream(), RrBreathStream(), BreathStream(BELT_HZ), MotionStream(), EcgStream(ECG_HZ)
        )  # fmt: skip
        for k in range(len(times)):
            at, intervals_ms = beats_of[k]
            if len(at):
                rr.feed(intervals_ms)
                breathing.feed(at, intervals_ms)
            breath.feed(belts[k])
            moves.feed(times[k], accs[k])
            if ecg:
                heart.feed(ecgs[k])

    spent = take_turns({"all": lambda: session(ecg=False), "with ECG": lambda: session(ecg=True)})
    return {name: LIVE_S / (each / 1000) for name, each in spent.items()}


def main() -> None:
    """Measure what is there."""
    warnings.simplefilter("ignore")
    vars(np).setdefault("trapz", np.trapezoid)  # systole calls it by a name that numpy lays down
    parts = (variability, correction, breaths, motion, beats, live)
    print(json.dumps({part.__name__: part() for part in parts}))


if __name__ == "__main__":
    main()
