"""Made belts and bellies: breaths, in and out, holds; offline, and live in pieces of 100 ms."""

import numpy as np
from scipy.signal import butter, sosfiltfilt

from accuracy.generators.breath import Belt, Breathed, Lying, State, belly, belt
from accuracy.judging import figure
from accuracy.ours import breath as ours
from accuracy.parts.breaths import FINDERS
from accuracy.scoring import Matched, agreement, match, pooled_f1
from accuracy.shapes import Turns
from bench.figures import Figure

SEEDS = range(6000, 6008)
AIMS = {"calm": 99.5, "slow": 99.0, "fast": 99.5, "mixed": 93.0}
STEP_S = 0.05
"""Grid on which states are compared."""

LIMITS_HZ = (0.6, 0.8, 1.0, 1.5, 2.0)
"""Low passes of somebody who knows the turns; the best of them for a kind is told."""

BELLY_KINDS = ("calm", "slow")
"""What a belly is used for: free and paced rest. Faster breath is a belt's."""


def matched(truth: Breathed, turns: Turns) -> Matched:
    """Breaths by their fullest moment, which lasts while a full breath is held.

    Within a second, or within two fifths of the cycle where that is less.
    """
    within = np.minimum(1.0, 0.4 * truth.cycle_s())
    return match(truth.full_s, turns.out_s, within, until_s=truth.out_s)


def offline_states(truth: Breathed, turns: Turns) -> tuple[np.ndarray, np.ndarray]:
    """(n,), (n,) true states on a grid, and those that the turns found say; −1 before the first."""
    at = np.arange(0, truth.t_s[-1], STEP_S)
    times = np.concatenate((turns.in_s, turns.out_s))
    kinds = np.concatenate((np.full(len(turns.in_s), State.IN), np.full(len(turns.out_s), State.OUT)))
    order = np.argsort(times, kind="stable")
    index = np.searchsorted(times[order], at, side="right") - 1
    said = np.where(index < 0, -1, kinds[order][np.maximum(index, 0)]) if len(times) else np.full(len(at), -1)
    return truth.state(at), said


def best_of(one: Belt, below_hz: float) -> Turns:
    """The turns of somebody who knows where to look: extremes of the smoothed belt within a third of a cycle of each.

    Smoothed without delay (Butterworth, fourth order, both ways). What is wrong even here is what heart, noise and
    drift make of the turns themselves.
    """
    smooth = sosfiltfilt(butter(4, below_hz, fs=one.rate_hz, output="sos"), one.values)
    reach = int(float(np.median(one.truth.cycle_s())) / 3 * one.rate_hz)

    def near(at_s: float, sign: int) -> float:
        middle = int(at_s * one.rate_hz)
        begin = max(0, middle - reach)
        return (begin + int(np.argmax(sign * smooth[begin : middle + reach + 1]))) / one.rate_hz

    ins, outs = (
        [near(at, sign) for at in turns] for turns, sign in ((one.truth.in_s, -1), (one.truth.out_s, 1))
    )
    return Turns(np.array(ins), np.array(outs))


def in_or_out(pairs: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """Percent of the time of breathing in or out whose state is right, all belts together; holds are not counted."""
    true, said = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    return 100 * agreement(true, said, (State.IN, State.OUT))


def measure() -> list[Figure]:
    """Each kind of belt by each method; states and lateness of ours; bellies by ours."""
    figures = []
    for kind, aim in AIMS.items():
        belts = [belt(kind, seed) for seed in SEEDS]
        for name, find in FINDERS.items():
            found = find([one.values for one in belts], [one.rate_hz for one in belts])
            if isinstance(found, str):
                figures.append(Figure(f"belts, {kind}, {name}", found))
                continue
            mine = name == "ours"
            share = 100 * pooled_f1(
                [matched(one.truth, turns) for one, turns in zip(belts, found, strict=True)]
            )
            right = in_or_out(
                [offline_states(one.truth, turns) for one, turns in zip(belts, found, strict=True)]
            )
            figures.append(figure(f"belts, {kind}, {name}: F1", share, "%", aim if mine else None, more=True))
            figures.append(
                figure(
                    f"belts, {kind}, {name}: in or out right", right, "%", 97.0 if mine else None, more=True
                )
            )
        if kind != "mixed":
            limit = max(
                in_or_out([offline_states(one.truth, best_of(one, below)) for one in belts])
                for below in LIMITS_HZ
            )
            figures.append(
                Figure(f"belts, {kind}, extremes near each true turn: in or out right", f"{limit:.1f} %")
            )
        figures += live(kind, belts)
    for rounded in (False, True):
        for kind in BELLY_KINDS:
            figures += bellies(kind, rounded=rounded)
    return figures


def live(kind: str, belts: list[Belt]) -> list[Figure]:
    """What was said while the belt was fed in pieces of 100 ms: of the moment it speaks of, and how late it came."""
    told = [ours.live_phases(one.values, one.rate_hz) for one in belts]
    both = list(zip(belts, told, strict=True))
    right = in_or_out([(one.truth.state(said.about_s), said.state) for one, said in both])
    at_once = in_or_out([(one.truth.state(said.told_s), said.state) for one, said in both])
    late = float(np.max(np.concatenate([said.told_s - said.about_s for said in told])))
    figures = [
        figure(f"belts, {kind}, live: in or out right", right, "%", 92.0, more=True),
        figure(f"belts, {kind}, live: told late, most", late, "s", 0.5, more=False, digits=2),
        Figure(f"belts, {kind}, live: in or out of the moment of telling", f"{at_once:.1f} %"),
    ]
    held = [said.state[deep_in_hold(one.truth, said.about_s)] == State.HELD for one, said in both]
    if count := sum(len(each) for each in held):
        share = 100 * sum(int(each.sum()) for each in held) / count
        figures.append(
            Figure(f"belts, {kind}, live: held said from a hold's fifth second on", f"{share:.1f} %")
        )
    moving = [np.isin(one.truth.state(said.about_s), (State.IN, State.OUT)) for one, said in both]
    false = 100 * np.mean(
        np.concatenate([said.state[at] == State.HELD for at, (_, said) in zip(moving, both, strict=True)])
    )
    return [*figures, Figure(f"belts, {kind}, live: held said while it moves", f"{false:.1f} %")]


def deep_in_hold(truth: Breathed, at_s: np.ndarray) -> np.ndarray:
    """(n,) whether a hold has lasted five seconds at these times."""
    inside = (truth.holds_s[:, :1] + 5 < at_s) & (at_s < truth.holds_s[:, 1:])
    return inside.any(axis=0)


def bellies(kind: str, *, rounded: bool) -> list[Figure]:
    """Breaths from a phone on the belly; where nobody says which way is in, either turn may stand for a breath."""
    lying: list[Lying] = [belly(kind, seed, rounded=rounded) for seed in SEEDS]
    known = [ours.belly_turns(one.t_s, one.acc_g, one.inwards) for one in lying]
    unknown = [ours.belly_turns(one.t_s, one.acc_g, None) for one in lying]
    matches = [matched(one.truth, turns) for one, turns in zip(lying, known, strict=True)]
    either = [
        max(
            matched(one.truth, turns),
            matched(one.truth, Turns(turns.out_s, turns.in_s)),
            key=lambda each: each.f1,
        )
        for one, turns in zip(lying, unknown, strict=True)
    ]
    right = in_or_out([offline_states(one.truth, turns) for one, turns in zip(lying, known, strict=True)])
    head = f"phone on the belly, {kind}, {'60 Hz rounded' if rounded else '100 Hz'}"
    return [
        Figure(f"{head}: F1", f"{100 * pooled_f1(matches):.1f} %"),
        Figure(f"{head}: in or out right", f"{right:.1f} %"),
        Figure(f"{head}, which way is in not known: F1", f"{100 * pooled_f1(either):.1f} %"),
    ]
