"""Angles for a pose whose contacts must meet their supports: used while writing poses, never in a session."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from slackwater.practices import figure
from slackwater.practices.contacts import balls, gap
from slackwater.practices.figure import CHANNELS
from slackwater.practices.poses import KeyPose, Prop
from slackwater.practices.ranges import joints

STIFF_PER_DEG: Final = 5e-5
"""Cost of turning a joint by one degree, in statures of gap: 20 degrees weigh as much as 1.7 mm (ENG)."""
STIFF_AT: Final = 0.005
"""Cost of moving the pelvis, per stature (ENG)."""
STEP: Final = 1e-4

Vector = npt.NDArray[np.float64]


def fit(
    pose: KeyPose,
    props: Mapping[str, Prop],
    reference: KeyPose | None = None,
    keep: Sequence[str] = (),
    pins: Mapping[str, Sequence[float | None]] | None = None,
) -> tuple[float, ...]:
    """The pose's channels, changed as little as it takes for every contact to meet its support.

    Contacts that rest on the same support in ``reference`` also keep the place they have there. Channels
    whose name begins with a word of ``keep`` stay as written; ``pins`` are points with x, y or z they go to.
    Damped least squares (Levenberg 1944, Marquardt 1963) with differences for slopes.
    """
    start = np.array(pose.channels)
    free = [i for i, name in enumerate(CHANNELS) if not name.startswith(tuple(keep))]
    stiff = [STIFF_AT if CHANNELS[i].startswith("at.") else STIFF_PER_DEG for i in free]
    places = _places(pose, reference)

    def residual(values: Vector) -> Vector:
        channels = start.copy()
        channels[free] = values
        points = figure.points(channels.tolist())
        rests = [*pose.on.items(), *pose.slides.items()]
        out = [2 * gap(ball, support, props, points) for c, support in rests for ball in balls(c, points)]
        for contact, kept in places.items():
            for (now, _), (then, _) in zip(balls(contact, points), kept, strict=True):
                out.extend(a - b for a, b in zip(now, then, strict=True))
        for name, goal in (pins or {}).items():
            now = points[figure.POINT[name]]
            out.extend(a - b for a, b in zip(now, goal, strict=True) if b is not None)
        out.extend((values - start[free]) * stiff)
        out.extend(max(0.0, v - r.most, r.least - v) * 0.01 for _, v, r in joints(channels.tolist()))
        return np.array(out)

    fitted = start.copy()
    fitted[free] = _descend(residual, start[free])
    return tuple(float(value) for value in fitted)


def advise(pose: KeyPose, props: Mapping[str, Prop], reference: KeyPose) -> str:
    """In words, the three largest changes that would bring this pose onto its supports."""
    held = reference if reference is not pose else None
    fitted = fit(pose, props, held, keep=("roll", "yaw", "tilt"))
    weighed = [
        (abs(new - old) * (170 if name.startswith("at.") else 1), name, new)
        for name, old, new in zip(CHANNELS, pose.channels, fitted, strict=True)
    ]
    largest = sorted(weighed, reverse=True)[:3]
    some = [f"{name} {new:.4g}" for size, name, new in largest if size > 0.5]
    return f"try {', '.join(some)}" if some else "add a pose half way, under via"


def _places(pose: KeyPose, reference: KeyPose | None) -> dict[str, list[tuple[figure.Point, float]]]:
    if reference is None:
        return {}
    points = figure.points(reference.channels)
    both = [
        c
        for c, support in pose.on.items()
        if reference.on.get(c) == support and not support.startswith("own:")
    ]
    return {contact: balls(contact, points) for contact in both}


def _descend(residual: Callable[[Vector], Vector], values: Vector, rounds: int = 60) -> Vector:
    damping, now = 1e-3, residual(values)
    for _ in range(rounds):
        slope = np.stack(
            [(residual(values + STEP * unit) - now) / STEP for unit in np.eye(len(values))], axis=1
        )
        square = slope.T @ slope
        step = np.linalg.solve(square + damping * np.diag(np.diag(square) + 1e-12), -slope.T @ now)
        then = residual(values + step)
        if then @ then < now @ now:
            done = now @ now - then @ then < 1e-12
            values, now, damping = values + step, then, damping / 3
            if done:
                break
        else:
            damping *= 4
    return values
