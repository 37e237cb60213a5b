"""Other people's programs, asked in an environment of their own that is built on first use."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from accuracy.recordings import ROOT

PYTHON = ROOT / ".venv-peers/bin/python"
BUILD = (str(ROOT / "setup/environment.sh"), ".venv-peers", "requirements/peers.txt")


@cache
def built() -> bool:
    """Whether the peers are installed, after trying to."""
    return PYTHON.exists() or not subprocess.run(BUILD, cwd=ROOT, check=False).returncode


def ask(
    task: str, arrays: Sequence[np.ndarray], rates_hz: Sequence[float] = ()
) -> list[dict[str, np.ndarray]] | str:
    """What a peer answers to each array, or one line that says why there is no answer."""
    if not built():
        return "did not install here"
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "asked.npz", Path(folder) / "answered.npz"
        rates = np.array(rates_hz if len(rates_hz) else np.zeros(len(arrays)))
        np.savez(asked, rates=rates, **{str(number): array for number, array in enumerate(arrays)})
        command = [str(PYTHON), "-m", "accuracy.answering", task, str(asked), str(answered)]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
        if run.returncode:
            lines = run.stderr.strip().splitlines()
            return f"did not run: {lines[-1] if lines else 'no word'}"
        answers: list[dict[str, np.ndarray]] = [{} for _ in arrays]
        with np.load(answered) as held:
            for key in held.files:
                number, _, name = key.partition(".")
                answers[int(number)][name] = held[key]
        return answers
