"""RR artefacts put into healthy people's recordings: found, named, mended; and what a clean hour loses by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from accuracy import peers
from accuracy.generators.rr import Artefact, Marred, mar
from accuracy.judging import figure
from accuracy.ours import heart as ours
from accuracy.recordings import opened
from accuracy.scoring import rmssd_ms
from accuracy.shapes import Read
from bench.figures import Figure

BLOCK = 1500
BLOCKS = 8
"""Of so many intervals each, spread evenly over the first twelve hours of each recording; those with a gap move on."""

LAWFUL_MS = (300.0, 2000.0)
NATURAL = 0.2
"""An interval this far from the median of the eleven round it may be a true ectopic beat: its truth is not known."""

WINDOW_S = 300.0
SEED = 4001


@dataclass(slots=True)
class Score:
    """Sums over all blocks."""

    events: dict[Artefact, list[bool]] = field(
        default_factory=lambda: {kind: [] for kind in Artefact if kind}
    )
    right: int = 0
    wrong: int = 0
    wrong_at_natural: int = 0
    steady_off: list[float] = field(default_factory=list)
    """RMSSD of each window without natural irregularities beside that of the clean series, as a share."""
    other_off: list[float] = field(default_factory=list)
    """The same of windows with some: nobody knows their truth."""
    lost: int = 0
    """Windows with less than half of their time left."""

    @property
    def sensitivity(self) -> float:
        """Share of the artefacts with an alarm on them or beside."""
        return float(np.mean([one for kind in self.events.values() for one in kind]))

    @property
    def ppv(self) -> float:
        """Share of the alarms that lie on an artefact or beside one, natural irregularities left out."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def strict_ppv(self) -> float:
        """The same with every alarm at a natural irregularity counted as wrong."""
        return self.right / max(self.right + self.wrong + self.wrong_at_natural, 1)


Reader = Callable[[list[np.ndarray]], list[Read] | str]


def blocks() -> Iterator[np.ndarray]:
    """Stretches of RR without a recorder's gap, ms."""
    for _name, held in opened("rr_nsr_chf", "nsr*"):
        rr = held["rr_ms"].astype(float)
        bad = np.concatenate(([0], np.cumsum((rr < LAWFUL_MS[0]) | (rr > LAWFUL_MS[1]))))
        starts = np.arange(len(rr) - BLOCK)
        clear = starts[bad[starts + BLOCK] == bad[starts]]
        end = 0
        for wish in np.linspace(0, len(rr) - BLOCK, BLOCKS):
            later = clear[clear >= max(int(wish), end)]
            if len(later):
                end = int(later[0]) + BLOCK
                yield rr[later[0] : end]


def natural(rr_ms: np.ndarray) -> np.ndarray:
    """(n,) intervals whose truth nobody knows, and those beside them."""
    padded = np.pad(rr_ms, 5, mode="edge")
    median = np.median(np.lib.stride_tricks.sliding_window_view(padded, 11), axis=1)
    return beside(np.abs(rr_ms - median) > NATURAL * median)


def beside(marks: np.ndarray) -> np.ndarray:
    """(n,) the marks and their neighbours."""
    wide = marks.copy()
    wide[1:] |= marks[:-1]
    wide[:-1] |= marks[1:]
    return wide


def score(clean: list[np.ndarray], marred: list[Marred], read: list[Read]) -> Score:
    """How a corrector does on these blocks."""
    total = Score()
    for before, mar_ed, found in zip(clean, marred, read, strict=True):
        count_alarms(total, before, mar_ed, found)
        compare_rmssd(total, before, found)
    return total


def count_alarms(total: Score, clean: np.ndarray, marred: Marred, found: Read) -> None:
    """Artefacts found, and alarms that are right, wrong, or at an interval of unknown truth."""
    near = beside(found.alarms)
    for number in range(marred.event.max() + 1):
        mine = marred.event == number
        total.events[Artefact(int(marred.truth[mine][0]))].append(bool(near[mine].any()))
    true = beside(marred.truth != Artefact.NONE)
    ends = np.cumsum(clean)
    unknown = natural(clean)[np.minimum(np.searchsorted(ends, np.cumsum(marred.rr_ms)), len(clean) - 1)]
    total.right += int(np.sum(found.alarms & true))
    total.wrong += int(np.sum(found.alarms & ~true & ~unknown))
    total.wrong_at_natural += int(np.sum(found.alarms & ~true & unknown))


def compare_rmssd(total: Score, clean: np.ndarray, found: Read) -> None:
    """RMSSD of each five minutes beside that of the clean series."""
    ends, doubtful = np.cumsum(clean) / 1000, natural(clean)
    for begin in np.arange(0, ends[-1] - WINDOW_S + 1, WINDOW_S):
        inside = (ends >= begin) & (ends < begin + WINDOW_S)
        mine = (found.nn_end_s >= begin) & (found.nn_end_s < begin + WINDOW_S)
        if found.nn_ms[mine].sum() < 500 * WINDOW_S:
            total.lost += 1
            continue
        off = abs(rmssd_ms(found.nn_ms[mine], found.anew[mine]) / rmssd_ms(clean[inside]) - 1)
        (total.other_off if doubtful[inside].any() else total.steady_off).append(off)


def systole(series: list[np.ndarray]) -> list[Read] | str:
    """Systole, all of its kinds counted as alarms."""
    return of_peer("systole_rr", series)


def neurokit(series: list[np.ndarray]) -> list[Read] | str:
    """NeuroKit, all of its kinds counted as alarms."""
    return of_peer("neurokit_rr", series)


def of_peer(task: str, series: list[np.ndarray]) -> list[Read] | str:
    """A peer's alarms and corrected intervals, laid end to end."""
    answers = peers.ask(task, series)
    if isinstance(answers, str):
        return answers
    return [
        Read(
            np.pad(one["kinds"], (0, max(0, len(rr) - len(one["kinds"]))))[: len(rr)] > 0,
            one["nn_ms"],
            np.cumsum(one["nn_ms"]) / 1000,
            np.zeros(len(one["nn_ms"]), dtype=bool),
        )
        for rr, one in zip(series, answers, strict=True)
    ]


def measure() -> list[Figure]:
    """Ours and the peers on the same blocks."""
    clean = list(blocks())
    figures = []
    readers: dict[str, Reader] = {"ours": ours.corrections, "systole": systole, "neurokit": neurokit}
    for percent in (1, 3):
        marred = [mar(rr, percent / 100, SEED + number) for number, rr in enumerate(clean)]
        for name, reader in readers.items():
            read = reader([one.rr_ms for one in marred])
            head = f"RR artefacts, {percent} %, {name}"
            if isinstance(read, str):
                figures.append(Figure(head, read))
                continue
            figures += told(head, score(clean, marred, read), aimed=name == "ours")
    for name, reader in readers.items():
        read = reader(clean)
        if isinstance(read, str):
            continue
        figures += left_alone(name, clean, read)
    return figures


def told(head: str, total: Score, *, aimed: bool) -> list[Figure]:
    """The figures of one corrector at one share of artefacts."""
    off, other = 100 * np.array(total.steady_off), 100 * np.array(total.other_off)
    kinds = ", ".join(
        f"{kind.name.lower()} {100 * np.mean(found):.1f}" for kind, found in total.events.items()
    )
    rows = [
        ("sensitivity", 100 * total.sensitivity, 98.0, True),
        ("PPV", 100 * total.ppv, 95.0, True),
        ("RMSSD of 5 min off, median", float(np.median(off)), 3.0, False),
        ("RMSSD of 5 min off, p90", float(np.quantile(off, 0.9)), 10.0, False),
    ]
    figures = [
        figure(f"{head}: {what}", value, "%", aim if aimed else None, more=more)
        for what, value, aim, more in rows
    ]
    both = f"{np.median(other):.1f} %, {np.quantile(other, 0.9):.1f} %"
    return [
        *figures,
        Figure(f"{head}: found by kind", f"{kinds} %"),
        Figure(f"{head}: PPV, natural irregularities as wrong", f"{100 * total.strict_ppv:.1f} %"),
        Figure(f"{head}: RMSSD off where hearts are irregular by nature, median, p90", both),
        Figure(f"{head}: windows without an answer", f"{total.lost} of {total.lost + len(off) + len(other)}"),
    ]


def left_alone(name: str, clean: list[np.ndarray], read: list[Read]) -> list[Figure]:
    """What a corrector changes where nothing was put in."""
    total = Score()
    for rr, found in zip(clean, read, strict=True):
        compare_rmssd(total, rr, found)
    head = f"clean RR, {name}: RMSSD of 5 min changed"
    steady, other = 100 * np.array(total.steady_off), 100 * np.array(total.other_off)
    aim = 0.5 if name == "ours" else None
    return [
        figure(f"{head}, median", float(np.median(steady)), "%", aim, more=False, digits=2),
        figure(f"{head}, mean", float(np.mean(steady)), "%", aim, more=False, digits=2),
        Figure(f"{head}, share of windows unchanged", f"{np.mean(steady < 0.05) * 100:.0f} %"),
        Figure(f"{head} where irregular by nature, mean", f"{np.mean(other):.2f} %"),
    ]
