"""How fast the signals are: an hour of data at once, beside the fastest peer and one filter pass; and live."""

import json
import os
import subprocess
import sys
from pathlib import Path

from figures import Figure
from serving import ROOT

AIMS_MS = {"variability": 1.0, "correction": 5.0, "breaths": 3.0, "motion": 60.0, "beats": None}
TOLD = {
    "variability": "HRV, time and frequency, an hour of RR",
    "correction": "RR correction, 6,000 intervals",
    "breaths": "breaths, an hour of a belt at 50 Hz",
    "motion": "motion, an hour at 100 Hz",
    "beats": "R peaks, an hour of ECG at 130 Hz",
}
AIM_LIVE = 5000.0
AIM_CORE = 0.5
"""Percent of one core that a session's sensors may take."""


def measure() -> list[Figure]:
    """Ours, peers and floors, timed in the peers' environment."""
    python = ROOT / ".venv-peers/bin/python"
    build = [str(ROOT / "setup/environment.sh"), ".venv-peers", "requirements/peers.txt"]
    if not python.exists() and subprocess.run(build, check=False).returncode:
        return [Figure("signals and their peers", "did not install here")]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "OMP_NUM_THREADS": "1",
    }
    script = Path(__file__).with_name("signal_times.py")
    run = subprocess.run([python, script], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        print(run.stderr, file=sys.stderr)
        return [Figure("signals and their peers", f"did not run: {run.stderr.strip().splitlines()[-1]}")]
    times: dict[str, dict[str, float]] = json.loads(run.stdout)
    figures = [figure for part, aim in AIMS_MS.items() for figure in beside(TOLD[part], times[part], aim)]
    return [*figures, *live(times["live"])]


def beside(what: str, spent_ms: dict[str, float], aim_ms: float | None) -> list[Figure]:
    """Our time, and as how many times of the fastest peer's and of the floor's."""
    ours = spent_ms["ours"]
    peer = min((name for name in spent_ms if name not in {"ours", "floor"}), key=spent_ms.__getitem__)
    if aim_ms is None:
        figures = [Figure(what, f"{ours:.2f} ms")]
    else:
        figures = [Figure(what, f"{ours:.2f} ms", f"≤ {aim_ms:g} ms", ours <= aim_ms)]
    return [
        *figures,
        Figure(
            f"{what}: fastest peer, {peer}", f"{spent_ms[peer]:.2f} ms, ours {ours / spent_ms[peer]:.2f} ×"
        ),
        Figure(f"{what}: floor", f"{spent_ms['floor']:.2f} ms, ours {ours / spent_ms['floor']:.1f} ×"),
    ]


def live(speed: dict[str, float]) -> list[Figure]:
    """How many times faster than life, and what share of a core that is."""
    figures = []
    for name, what in (("all", "RR, breath and motion"), ("with ECG", "RR, breath, motion and ECG")):
        times, share = speed[name], 100 / speed[name]
        head = f"{what} together, live in pieces of 100 ms"
        figures += [
            Figure(head, f"{times:,.0f} × real time", f"≥ {AIM_LIVE:,.0f} ×", times >= AIM_LIVE),
            Figure(f"{head}: of one core", f"{share:.3f} %", f"≤ {AIM_CORE:g} %", share <= AIM_CORE),
        ]
    return figures
