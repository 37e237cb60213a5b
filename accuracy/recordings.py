"""The recordings that ``SLACKWATER_SHARED`` names, as their manifest describes them."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
FOLDER = (ROOT / os.environ.get("SLACKWATER_SHARED", "../shared")).resolve() / "data"

GRAVITY = 9.80665
"""m/s²."""

ROCKING_ZERO = 256
"""Counts of no acceleration: the 10-bit values lie about a quarter of the range; 1 g is their median length from it."""


def there() -> bool:
    """Whether the recordings are here."""
    return (FOLDER / "MANIFEST.md").is_file()


def opened(kind: str, like: str = "*") -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """Name and arrays of each recording of a kind, in order."""
    for path in sorted((FOLDER / kind).glob(f"{like}.npz")):
        with np.load(path) as held:
            yield path.stem, {key: held[key] for key in held.files}


def rocking() -> Iterator[tuple[str, np.ndarray, np.ndarray, dict[str, np.ndarray]]]:
    """Name, seconds, acceleration in g and the rest of each session of stereotyped movement."""
    for name, held in opened("rocking_smm"):
        counts = held["xyz"].astype(float) - ROCKING_ZERO
        one_g = float(np.median(np.linalg.norm(counts, axis=1)))
        yield name, held["t_ms"] / 1000, counts / one_g, held


def spans(held: dict[str, np.ndarray], *labels: str) -> np.ndarray:
    """(k, 2) begin and end, s, of the spans with one of these labels."""
    chosen = np.isin(held["lab"], labels)
    return np.stack((held["lab_start_s"][chosen], held["lab_stop_s"][chosen]), axis=1)


def covered(seconds: int, between_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) whole seconds that lie entirely in one of the spans, and those that touch one."""
    whole, touched = np.zeros(seconds, dtype=bool), np.zeros(seconds, dtype=bool)
    at = np.arange(seconds)
    for begin, end in between_s:
        whole |= (at >= begin) & (at + 1 <= end)
        touched |= (at + 1 > begin) & (at < end)
    return whole, touched
