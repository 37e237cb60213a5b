"""How far each joint may go in a drawing, with where the number comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from slackwater.practices.figure import CHANNEL, SIDES

NORMS: Final = "FACTS §1, adult goniometry norms (AAOS, CDC)"
AAOS: Final = "AAOS joint motion norms, from memory, high confidence"


@dataclass(frozen=True, slots=True)
class Reach:
    """Least and most degrees of one joint."""

    joint: str
    least: float
    most: float
    source: str


REACHES: Final[tuple[Reach, ...]] = (
    Reach("tilt", -9, 11, "FACTS §1: voluntary tilt +11, -9 (Levine and Whittle 1996)"),
    Reach("lumbar curve", -25, 50, NORMS),
    Reach("lumbar.side", -25, 25, AAOS),
    Reach("lumbar.turn", -35, 35, AAOS),
    Reach("neck.flex", -45, 45, AAOS),
    Reach("neck.side", -40, 40, AAOS),
    Reach("neck.turn", -60, 60, AAOS),
    Reach("shoulder.flex", -60, 170, AAOS),
    Reach("shoulder.abduct", -45, 170, AAOS),
    Reach("shoulder.rotate", -90, 90, AAOS),
    Reach("elbow", 0, 150, AAOS),
    Reach("forearm", 0, 160, AAOS),
    Reach("wrist", -80, 85, "AAOS 70; weight on a flat hand bends it on to 85 (ENG)"),
    Reach("thigh to pelvis", -20, 120, NORMS),
    Reach("hip.abduct", -25, 45, NORMS),
    Reach("hip.rotate", -40, 45, NORMS),
    Reach("knee", 0, 150, NORMS),
    Reach("ankle", -50, 20, NORMS),
    Reach("foot", -20, 35, AAOS),
    Reach("toes", -30, 70, AAOS),
)
"""Joints by their channel, or by a sum of two: the lumbar curve, the thigh against the pelvis."""


def joints(pose: Sequence[float]) -> Iterator[tuple[str, float, Reach]]:
    """Each joint of a pose by name, its degrees now and its reach."""
    tilt = pose[CHANNEL["tilt"]]
    for reach in REACHES:
        if reach.joint == "lumbar curve":
            yield reach.joint, pose[CHANNEL["lumbar.flex"]] - tilt, reach
        elif reach.joint == "thigh to pelvis":
            yield from (
                (f"{side} {reach.joint}", pose[CHANNEL[f"{side}_hip.flex"]] + tilt, reach) for side in SIDES
            )
        elif reach.joint in CHANNEL:
            yield reach.joint, pose[CHANNEL[reach.joint]], reach
        else:
            for side in SIDES:
                yield f"{side}_{reach.joint}", pose[CHANNEL[f"{side}_{reach.joint}"]], reach
