"""How fast virtual people live: lanes, a tuned C loop, numpy across people, SciPy and simglucose, in one run.

All take processor time on one thread, so that what else the machine does counts little; lanes and C take turns, and
their ratio is taken turn by turn. Then a million half-hour sessions, by the clock, on all cores.
"""

import ctypes
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import numpy as np

from figures import Figure
from serving import ROOT
from slackwater.body import lanes, sessions
from slackwater.body.chance import keys
from slackwater.body.people import People, begin, draw_people
from slackwater.body.sessions import Schedule, bouts
from slackwater.body.world import load_world

TURNS = 9
PEOPLE = 16_384
NUMPY_PEOPLE = 10_000
NUMPY_STEPS = 60
CHUNK = 65_536
MILLION = 1_000_000
AIM = 0.8
"""Of the tuned C loop."""
SAME = 1e-4
FLAGS = ("-O3", "-march=native", "-ffast-math", "-fopenmp-simd", "-mprefer-vector-width=512")
"""Tried beside 256-bit vectors and unrolled loops; the fastest of them here."""

Turn = Callable[[], object]


def measure() -> list[Figure]:
    """Patient-seconds a second of each engine, and how many times slower than lanes it is."""
    laid = lay_out()
    engines: dict[str, Turn] = {
        "lanes, numba, float32": lambda: lanes.compiled(exact=False)(
            *laid.arguments, np.float32(1), 0, laid.blocks
        ),
        "lanes, every operation in its place": lambda: lanes.compiled(exact=True)(
            *laid.arguments, np.float32(1), 0, laid.blocks
        ),
    }
    with tempfile.TemporaryDirectory() as folder:
        loop = compile_c(Path(folder))
        if loop is not None:
            agree(laid, loop)
            engines["C, tuned, float32"] = lambda: loop(laid)
        rates = take_turns(engines)
    figures = beside(rates)
    fastest = median(rates["lanes, numba, float32"])
    for name, rate in {**across_people(), **peers()}.items():
        figures.append(slower(name, rate, fastest))
    return [*figures, *million()]


def people(first: int, end: int) -> People:
    """People of the world as written."""
    return draw_people(load_world("as-written"), 1, np.arange(first, end))


def lay_out() -> lanes.LaidOut:
    """A session of half an hour, laid out for the loops."""
    who = people(0, PEOPLE)
    level = np.linspace(0.1, 0.6, PEOPLE)
    return lanes.lay_out(who.constants, begin(who), bouts(), level, keys(1, who.numbers, 1))


def compile_c(folder: Path) -> Callable[[lanes.LaidOut], None] | None:
    """The C loop, compiled for this machine, or None where there is no compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    library = folder / "lanes.so"
    source = Path(__file__).with_name("lanes.c")
    subprocess.run([compiler, *FLAGS, "-shared", "-fPIC", str(source), "-o", str(library)], check=True)
    live = ctypes.CDLL(str(library)).live

    def loop(laid: lanes.LaidOut) -> None:
        arrays = (np.array(laid.shared, dtype=np.float32), *laid.arguments[1:])
        pointers = [array.ctypes.data_as(ctypes.c_void_p) for array in arrays]
        counts = (laid.out.shape[1], len(laid.plan), 0, laid.blocks)
        live(*pointers, ctypes.c_float(1), *map(ctypes.c_long, counts))

    return loop


def agree(laid: lanes.LaidOut, loop: Callable[[lanes.LaidOut], None]) -> None:
    """Stop unless C and lanes end in the same states: only the same work may be compared."""
    loop(laid)
    theirs = laid.out.copy()
    lanes.compiled(exact=False)(*laid.arguments, np.float32(1), 0, laid.blocks)
    apart = float(np.quantile(np.abs(laid.out - theirs)[:8].max(axis=0), 0.999))
    if apart > SAME:
        raise SystemExit(f"the C loop lives other lives than the lanes: {apart:.2g} apart")


def take_turns(engines: dict[str, Turn]) -> dict[str, list[float]]:
    """Patient-seconds a second of processor time, turn by turn, after one that does not count."""
    rates: dict[str, list[float]] = {name: [] for name in engines}
    for turn in range(TURNS + 1):
        for name, run in engines.items():
            began = time.process_time()
            with ThreadPoolExecutor(1) as pool:  # as lanes.live runs them
                pool.submit(run).result()
            if turn:
                rates[name].append(PEOPLE * bouts().steps / (time.process_time() - began))
    return rates


def beside(rates: dict[str, list[float]]) -> list[Figure]:
    """The engines that took turns, and lanes as a share of C."""
    figures = [
        Figure(f"{name}: patient-seconds", f"{median(rate):,.2g} a second") for name, rate in rates.items()
    ]
    theirs = rates.get("C, tuned, float32")
    if theirs is None:
        return [*figures, Figure("lanes as a share of the tuned C loop", "no C compiler here", f"≥ {AIM:g}")]
    for name in [name for name in rates if name.startswith("lanes")]:
        share = median(ours / each for ours, each in zip(rates[name], theirs, strict=True))
        figures.append(
            Figure(f"{name}: share of the tuned C loop", f"{share:.2f}", f"≥ {AIM:g}", share >= AIM)
        )
    return figures


def slower(name: str, rate: float | str, fastest: float) -> Figure:
    """A peer, and how many times longer it takes than lanes."""
    if isinstance(rate, str):
        return Figure(f"{name}: patient-seconds", rate)
    return Figure(f"{name}: patient-seconds", f"{rate:,.2g} a second, lanes {fastest / rate:,.0f} ×")


def across_people() -> dict[str, float]:
    """The reference, across ten thousand people, one thread."""
    who = people(0, NUMPY_PEOPLE)
    plan = bouts(settle_s=0, work_s=NUMPY_STEPS // 2, rest_s=NUMPY_STEPS // 2, times=1, close_s=0)
    start, key, runs = begin(who), keys(1, who.numbers, 1), []
    for _ in range(3):
        began = time.process_time()
        sessions.live(who.constants, start, plan, 0.4, key)
        runs.append(NUMPY_PEOPLE * NUMPY_STEPS / (time.process_time() - began))
    return {"numpy across 10,000 people, float64 (the reference)": median(runs)}


def peers() -> dict[str, float | str]:
    """SciPy and simglucose, in an environment of their own, built on first use."""
    python = ROOT / ".venv-bench/bin/python"
    build = [str(ROOT / "setup/environment.sh"), ".venv-bench", "requirements/bench.txt"]
    if not python.exists() and subprocess.run(build, check=False).returncode:
        return {"SciPy and simglucose": "did not install here"}
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    script = Path(__file__).with_name("peers.py")
    run = subprocess.run([python, script], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        return {"SciPy and simglucose": f"did not run: {run.stderr.strip().splitlines()[-1]}"}
    found: dict[str, float | str] = json.loads(run.stdout)
    return found


def million() -> list[Figure]:
    """A million half-hour sessions by the clock, people drawn anew, on all cores."""
    plan, cores = bouts(), os.cpu_count() or 1
    lived_s = drawn_s = 0.0
    for first in range(0, MILLION, CHUNK):
        began = time.perf_counter()
        who = people(first, min(MILLION, first + CHUNK))
        start, key = begin(who), keys(1, who.numbers, 1)
        drawn_s += time.perf_counter() - began
        lived_s += by_the_clock(who, start, plan, key, cores)
    return [
        Figure("a million half-hour sessions in lanes, all cores", f"{lived_s:.1f} s"),
        Figure("drawing the million people besides", f"{drawn_s:.1f} s"),
    ]


def by_the_clock(who: People, start: sessions.Acute, plan: Schedule, key: np.ndarray, cores: int) -> float:
    """Seconds that these people's sessions take."""
    began = time.perf_counter()
    lanes.live(who.constants, start, plan, 0.4, key, exact=False, threads=cores)
    return time.perf_counter() - began
