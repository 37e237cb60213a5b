"""Tremor, movement and stillness: recorded phones, tasks done on purpose, rocking, and made bouts with known onsets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from accuracy import peers
from accuracy.generators.motion import Moved, rocking, still, tremor, voluntary
from accuracy.judging import figure
from accuracy.ours import motion as ours
from accuracy.recordings import GRAVITY, covered, opened, spans
from accuracy.recordings import rocking as rocking_sessions
from accuracy.scoring import macro_f1
from accuracy.shapes import Runs, Seconds
from bench.figures import Figure

LABELS = ("tremor", "movement", "still")
NAMED = {"tremor": "tremor", "movement": "movement", "motionless": "still"}
HANDLED_S = (6.0, 4.0)
"""At the beginning and the end of a recorded phone, left out as the manifest says."""

MIXED_GROUPS = (11, 12)
"""Large movement with tremor on it: scored apart."""

ON_PURPOSE = ("leg agility", "pronation supination")
MINUTES = 60
BOUT_SEEDS = range(8000, 8020)
ROCK_SEEDS = range(8100, 8100 + MINUTES)
STILL_SEEDS = range(8200, 8210)
VOLUNTARY_SEEDS = range(8300, 8320)
HERTZ_OFF = 0.5
NEAR_S = (-2.0, 4.0)
"""An onset said this long before or after the true one belongs to it."""


Sampled = tuple[np.ndarray, np.ndarray]
"""Times, s, and accelerations, g."""

Reader = Callable[[np.ndarray, np.ndarray], Seconds]
Teller = Callable[[np.ndarray, np.ndarray], tuple[Seconds, Runs]]


def phones() -> list[tuple[Sampled, str, int]]:
    """Every recorded phone: samples, its label in our words, the author's group."""
    return [
        (
            (held["t_s"].astype(float) - float(held["t_s"][0]), held["acc_g"].astype(float)),
            NAMED[str(held["label"])],
            int(held["group"]),
        )
        for _name, held in opened("phone_tremor")
    ]


def tasks() -> list[tuple[Sampled, str]]:
    """Every recorded task: samples and the name of the task."""
    return [
        (
            (held["t_s"].astype(float) - float(held["t_s"][0]), held["acc_ms2"] / GRAVITY),
            name.removeprefix("2458_").replace("_", " "),
        )
        for name, held in opened("phone_tasks_pdkit")
    ]


def unhandled(label: np.ndarray, lasting_s: float) -> np.ndarray:
    """The seconds of a recorded phone in which nobody puts it in place."""
    return label[int(HANDLED_S[0]) : int(lasting_s - HANDLED_S[1])]


def phone_figures(name: str, said: list[Seconds]) -> list[Figure]:
    """Macro F1 over all seconds of the plain groups; the mixed groups apart."""
    true, found, mixed = list[np.ndarray](), list[np.ndarray](), list[np.ndarray]()
    for ((t_s, _acc), label, group), one in zip(phones(), said, strict=True):
        inside = unhandled(one.label, t_s[-1])
        if group in MIXED_GROUPS:
            mixed.append(inside == "tremor")
            continue
        true.append(np.full(len(inside), label, dtype="<U8"))
        found.append(inside)
    score = 100 * macro_f1(np.concatenate(true), np.concatenate(found), LABELS)
    share = 100 * float(np.mean(np.concatenate(mixed)))
    return [
        figure(
            f"phones, {name}: macro F1 of seconds", score, "%", 92.0 if name == "ours" else None, more=True
        ),
        Figure(f"phones, {name}: groups 11 and 12, seconds called tremor", f"{share:.0f} %"),
    ]


def tremor_share(read: Reader, made: Iterable[Moved]) -> np.ndarray:
    """(n,) seconds called tremor in each."""
    return np.array([np.sum(read(one.t_s, one.acc_g).label == "tremor") for one in made])


@dataclass(slots=True)
class Bouts:
    """How made bouts were read, all together."""

    missed: int
    onset_off: np.ndarray
    """(b,) s, said beside true, of the bouts that were found."""
    told_after: np.ndarray
    """(b,) s of stream from the true onset until tremor was first said."""
    hertz_off: np.ndarray
    """(s,) Hz of each whole second of tremor, infinite where none was given; NaN where no tremor was said."""
    size_off: np.ndarray
    """(s,) the same as a share of the true amplitude, with its sign."""


def bouts(read: Teller, made: Iterable[Moved]) -> Bouts:
    """Onset, rate and size of each bout."""
    missed, onset, after = 0, list[float](), list[float]()
    hertz, size = list[np.ndarray](), list[np.ndarray]()
    for one in made:
        said, runs = read(one.t_s, one.acc_g)
        trembles = said.label == "tremor"
        for bout in one.bouts:
            near = runs.began_s - bout.begin_s
            belongs = (near >= NEAR_S[0]) & (near <= NEAR_S[1]) & (runs.told_s >= bout.begin_s)
            if not belongs.any():
                missed += 1
                continue
            onset.append(float(near[belongs][0]))
            after.append(float(runs.told_s[belongs][0]) - bout.begin_s)
            at = bout.seconds[bout.seconds < len(trembles)]
            known = trembles[at]
            hertz.append(np.where(known, np.abs(_known(said.hertz[at] - bout.hertz[: len(at)])), np.nan))
            size.append(np.where(known, _known(said.size_g[at] / bout.size_g[: len(at)] - 1), np.nan))
    hertz_off, size_off = (np.concatenate([np.empty(0), *each]) for each in (hertz, size))
    return Bouts(missed, np.array(onset), np.array(after), hertz_off, size_off)


def _known(apart: np.ndarray) -> np.ndarray:
    """The difference, infinite where nothing was given."""
    return np.where(np.isfinite(apart), apart, np.inf)


def by_share_of_band(sampled: list[Sampled]) -> list[Seconds] | str:
    """scikit-digital-health's features under a plain rule: below 20 mg of range still; tremor where 4 to 12 Hz has most.

    The rule is not tuned: more than half of the power. A window of 4 s speaks for the second that it ends with.
    """
    even = []
    for t_s, acc in sampled:
        grid = np.arange(t_s[0], t_s[-1], 0.01)
        even.append(np.stack([np.interp(grid, t_s, acc[:, axis]) for axis in range(3)], axis=1))
    answers = peers.ask("skdh_motion", even, [100.0] * len(even))
    if isinstance(answers, str):
        return answers
    said = []
    for (t_s, _acc), one in zip(sampled, answers, strict=True):
        count = int(t_s[-1] - t_s[0])
        label, none = np.full(count, "missing", dtype="<U8"), np.full(count, np.nan)
        words = np.where(one["share"] > 0.5, "tremor", "movement")
        words = np.where(one["range_g"] < 0.02, "still", words)[: count - 3]
        label[3 : 3 + len(words)] = words
        said.append(Seconds(label, none, none, none, none))
    return said


def measure() -> list[Figure]:
    """Everything that tremor is held to."""
    sampled = [one for one, *_ in phones()] + [one for one, _ in tasks()]
    figures = recorded("ours", [ours.seconds(*one) for one in sampled])
    theirs = by_share_of_band(sampled)
    if isinstance(theirs, str):
        figures.append(Figure("phones, skdh", theirs))
    else:
        figures += recorded("skdh, share of band", theirs)
    return [*figures, *annotated_rocking(), *made_up()]


def recorded(name: str, said: list[Seconds]) -> list[Figure]:
    """Phones, then tasks."""
    count = len(phones())
    figures = phone_figures(name, said[:count])
    for (_sampled, task), one in zip(tasks(), said[count:], strict=True):
        share = 100 * float(np.mean(one.label == "tremor"))
        aim = 10.0 if name == "ours" and task.startswith(ON_PURPOSE) else None
        figures.append(figure(f"{task}, {name}: seconds called tremor", share, "%", aim, more=False))
    return figures


def annotated_rocking() -> list[Figure]:
    """Seconds of rocking children that are called tremor."""
    called = []
    for _session, t_s, acc, held in rocking_sessions():
        label = ours.seconds(t_s, acc).label
        whole, _touched = covered(len(label), spans(held, "Rock", "Flap-Rock"))
        called.append(label[whole] == "tremor")
    share = 100 * float(np.mean(np.concatenate(called)))
    return [figure("annotated rocking, ours: seconds called tremor", share, "%", 1.0, more=False)]


def made_up() -> list[Figure]:
    """On made motion, at 100 Hz and as browsers give it."""
    figures = []
    for rounded in (False, True):
        how = "60 Hz rounded" if rounded else "100 Hz"
        found = bouts(ours.live_motion, [tremor(seed, rounded=rounded) for seed in BOUT_SEEDS])
        figures += bout_figures(f"made tremor, {how}", found, aimed=True)
        made = [tremor(seed, rounded=rounded, over_rocking=True) for seed in BOUT_SEEDS]
        figures += bout_figures(
            f"made tremor over rocking, {how}", bouts(ours.live_motion, made), aimed=False
        )
        false = tremor_share(ours.seconds, (rocking(seed, rounded=rounded) for seed in ROCK_SEEDS))
        head = f"made rocking, {how}: seconds of {MINUTES} min called tremor"
        figures.append(figure(head, float(false.sum()), "s", 1.0, more=False, digits=0))
        false = tremor_share(ours.seconds, (still(seed, rounded=rounded) for seed in STILL_SEEDS))
        figures.append(Figure(f"made stillness, {how}: seconds called tremor", f"{false.sum()} of 1200"))
        false = tremor_share(ours.seconds, (voluntary(seed, rounded=rounded) for seed in VOLUNTARY_SEEDS))
        figures.append(
            Figure(
                f"made rhythms on purpose, {how}: seconds called tremor",
                f"{false.sum()} of 1200, most of 60 in one {false.max()}",
            )
        )
    return figures


def bout_figures(head: str, found: Bouts, *, aimed: bool) -> list[Figure]:
    """The figures of made bouts."""
    known = ~np.isnan(found.hertz_off)
    sizes = np.abs(found.size_off[known])
    rows = [
        ("onset off, median", float(np.median(np.abs(found.onset_off))), "s", 0.5, False, 2),
        ("first told after, median", float(np.median(found.told_after)), "s", None, False, 2),
        ("first told after, p90", float(np.quantile(found.told_after, 0.9)), "s", 1.5, False, 2),
        ("Hz within 0.5", 100 * float(np.mean(found.hertz_off[known] <= HERTZ_OFF)), "%", 99.0, True, 1),
        ("amplitude off, median", 100 * float(np.median(sizes)), "%", 5.0, False, 1),
        ("amplitude off, p90", 100 * float(np.quantile(sizes, 0.9)), "%", None, False, 1),
    ]
    figures = [figure(f"{head}: {what}", value, unit, aim if aimed else None, more=more, digits=digits)
               for what, value, unit, aim, more, digits in rows]  # fmt: skip
    leaning = 100 * float(np.median(found.size_off[known]))
    figures.append(Figure(f"{head}: amplitude off with its sign, median", f"{leaning:+.1f} %"))
    figures.append(
        Figure(f"{head}: bouts missed", f"{found.missed} of {found.missed + len(found.onset_off)}")
    )
    figures.append(Figure(f"{head}: whole seconds inside called tremor", f"{100 * np.mean(known):.1f} %"))
    return figures
