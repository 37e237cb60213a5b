"""Motion: seconds of tremor, movement and stillness, rocking, and runs of tremor."""

from itertools import pairwise

import numpy as np

from accuracy.ours import PIECE_S, value
from accuracy.shapes import Runs, Seconds
from slackwater.signals.motion.second import MotionSecond
from slackwater.signals.motion.stream import MotionStream


def seconds(t_s: np.ndarray, acc_g: np.ndarray) -> Seconds:
    """Motion, fed whole."""
    stream = MotionStream()
    return _arrays([*stream.feed(t_s, acc_g), *stream.finish()])


def _arrays(said: list[MotionSecond]) -> Seconds:
    """Seconds as arrays; they follow each other from the first."""
    return Seconds(
        np.array([one.label.value for one in said]),
        np.array([value(one.tremor_hz) for one in said]),
        np.array([value(one.tremor_g) for one in said]),
        np.array([one.rocking for one in said]),
        np.array([value(one.rocking_hz) for one in said]),
    )


def live_motion(t_s: np.ndarray, acc_g: np.ndarray) -> tuple[Seconds, Runs]:
    """Motion, fed in pieces of 100 ms, and when each run of tremor was first told."""
    stream, said = MotionStream(), list[MotionSecond]()
    told: dict[float, float] = {}
    edges = np.searchsorted(t_s, np.arange(t_s[0], t_s[-1] + PIECE_S, PIECE_S))
    for begin, end in pairwise(edges):
        said += stream.feed(t_s[begin:end], acc_g[begin:end])
        if stream.tremor_now is not None:
            told.setdefault(stream.tremor_now.began_s, float(t_s[end - 1]))
    said += [*stream.feed(t_s[edges[-1] :], acc_g[edges[-1] :]), *stream.finish()]
    return _arrays(said), Runs(np.array([*told]) + t_s[0], np.array([*told.values()]))
