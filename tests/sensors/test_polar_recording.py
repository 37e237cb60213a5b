"""A real Polar H10's ECG through the door it came by: frames out, frames in."""

from pathlib import Path

import numpy as np
import pytest

from slackwater.sensors.polar import LONGEST_FRAME, PolarEcg, decode, encode
from slackwater.sensors.sample_clock import SampleClock

pytestmark = pytest.mark.recordings
FRAME = 73


def test_ten_minutes_of_a_real_ecg_keep_every_microvolt_and_every_time(shared: Path) -> None:
    recorded = np.load(shared / "ecg_polar_h10" / "broman_10min.npz", allow_pickle=False)
    uv = np.rint(recorded["ecg_mv"] * 1000).astype(np.int32)
    taken_ns = np.rint(recorded["t_s"] * 1e9).astype(np.int64)
    clock, values, times = SampleClock(130.0), [], []
    for end in range(FRAME, len(uv) + 1, FRAME):
        frame = encode(PolarEcg(int(taken_ns[end - 1]), uv[end - FRAME : end]))
        assert len(frame) <= LONGEST_FRAME
        read = decode(frame)
        assert isinstance(read, PolarEcg)
        values.append(read.uv)
        times.append(clock.place(read.at_ns, FRAME).t_s)
    whole = len(values) * FRAME
    np.testing.assert_array_equal(np.concatenate(values), uv[:whole])
    np.testing.assert_allclose(np.concatenate(times), recorded["t_s"][:whole], atol=1e-3)
    assert clock.rate_hz == pytest.approx(float(recorded["fs"]), rel=1e-5)
