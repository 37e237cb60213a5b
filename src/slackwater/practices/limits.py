"""What each practice may show, beyond what joints can do: one row per limit, with its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from slackwater.practices.figure import CHANNEL
from slackwater.practices.motion import knee_swing, pose_at
from slackwater.practices.poses import Scored, Staging
from slackwater.practices.practice import LYING

STEPS: Final = 240
"""Moments of a clip at which a limit is looked at."""


@dataclass(frozen=True, slots=True)
class PracticeNumbers:
    """What ``practice.toml`` says, as read."""

    id: str
    variants: Mapping[str, Mapping[str, Any]]
    table: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that a variant does not keep."""

    what: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A joint of one practice's ``work`` clip stays within bounds."""

    practice: str
    channel: str
    least: float
    most: float
    source: str
    upright: bool = False
    """Only for ways that are not done lying: how far a trunk leans is no question there."""


LUNGE: Final = "FACTS §1.1 A3, the most the app allows"
TRUNK: Final = "FACTS §1.1 A: trunk 0 to 5 forward, more only at rest; ENG"
WIPER: Final = "FACTS §1.1 B, caps"
LIMITS: Final[tuple[Limit, ...]] = (
    Limit("supported-low-lunge", "right_hip.flex", -15, 105, LUNGE),
    Limit("supported-low-lunge", "left_hip.flex", -15, 105, LUNGE),
    Limit("supported-low-lunge", "lean", -2, 16, TRUNK, upright=True),
    Limit("supported-low-lunge", "tilt", -10, 0, "FACTS §1.1 A1: tuck 6 to 10, never an arch"),
    Limit("windshield-wiper", "right_hip.rotate", -35, 45, WIPER),
    Limit("windshield-wiper", "left_hip.rotate", -35, 45, WIPER),
    Limit("windshield-wiper", "yaw", -15, 15, WIPER),
    Limit("windshield-wiper", "lumbar.turn", -8, 8, WIPER),
    Limit("pelvic-tilts", "tilt", -8, 6, "FACTS §1.1 D"),
    Limit("supported-bridge", "neck.turn", 0, 0, "FACTS §1.1 C: never turn the head while up"),
    Limit("supported-bridge", "tilt", -5, 0, "FACTS §1.1 C"),
    Limit("invited-tremor", "right_hip.abduct", -10, 45, "FACTS §1.1: butterfly 45 to 8"),
    Limit("invited-tremor", "left_hip.abduct", -10, 45, "FACTS §1.1: butterfly 45 to 8"),
    Limit("stop-drill", "right_hip.abduct", -10, 20, "FACTS §1.1: parallel 0 to 20"),
    Limit("stop-drill", "left_hip.abduct", -10, 20, "FACTS §1.1: parallel 0 to 20"),
)
"""Bounds per practice; joints without a row keep the reach of ``ranges.REACHES``."""

_LYING: Final = frozenset(posture.value for posture in LYING)

AMPLITUDE_CHANNEL: Final[Mapping[str, tuple[str, ...]]] = {
    "pelvic-tilts": ("tilt",),
    "windshield-wiper": ("right_hip.rotate", "left_hip.rotate"),
    "stop-drill": ("right_hip.abduct", "left_hip.abduct"),
}
"""The joint whose largest angle is the amplitude that ``practice.toml`` names."""

ROCKING_HZ: Final = 0.1
ROCKING_DEG: Final = 4.0
TREMOR_DEG: Final = (0.5, 4.0)
"""The largest swing of a knee in a tremor: FACTS §2.4, 1 to 4 degrees; nearly together less (ENG)."""
BREATH_MM: Final = {"belly_mm": 20.0, "ribs_mm": 10.0, "chest_mm": 3.0}
"""FACTS §1.1 E: belly 10 to 20 mm, lower ribs 5 to 10 mm, upper chest at most 3 mm."""


def breaches(numbers: PracticeNumbers, staging: Staging) -> Iterator[Breach]:
    """Each limit that this variant of a practice does not keep."""
    for rule in (_bounds, _amplitude, _rocking, _tremor, _breath, _tide, _held_by):
        yield from rule(numbers, staging)


def swept(scored: Scored, channel: str) -> tuple[float, float]:
    """The least and the most a joint reaches while a clip runs."""
    place = CHANNEL[channel]
    seconds = scored.clip.seconds
    angles = [pose_at(scored.clip, seconds * (i / STEPS - 1e-9))[place] for i in range(1, STEPS + 1)]
    return min(angles), max(angles)


def _bounds(numbers: PracticeNumbers, staging: Staging) -> Iterator[Breach]:
    lies = numbers.variants.get(staging.name, {}).get("posture") in _LYING
    for limit in (one for one in LIMITS if one.practice == numbers.id and not (one.upright and lies)):
        for name, scored in staging.clips.items():
            if name == "work" or limit.channel != "lean":
                least, most = swept(scored, limit.channel)
                if least < limit.least - 0.05 or most > limit.most + 0.05:
                    reached = least if least < limit.least else most
                    yield Breach(
                        f"{limit.channel} reaches {reached:.1f}° in clip {name}",
                        f"keep it from {limit.least:g} to {limit.most:g} ({limit.source})",
                    )


def _amplitude(numbers: PracticeNumbers, staging: Staging) -> Iterator[Breach]:
    amplitude = numbers.variants.get(staging.name, {}).get("amplitude")
    work = staging.clips.get("work")
    if amplitude is None or work is None or amplitude["unit"] != "deg":
        return
    for channel in AMPLITUDE_CHANNEL.get(numbers.id, ()):
        reached = max(map(abs, swept(work, channel)))
        if reached > amplitude["value"] + 0.55:
            yield Breach(f"{channel} reaches {reached:.1f}°", f"practice.toml says {amplitude['value']:g}°")


def _rocking(numbers: PracticeNumbers, staging: Staging) -> Iterator[Breach]:
    work = staging.clips.get("work")
    if numbers.id != "supported-low-lunge" or work is None or not work.clip.loop:
        return
    cycle = work.clip.seconds - work.clip.loop_from_s
    if cycle * ROCKING_HZ < 1 - 1e-9:
        yield Breach(
            f"it rocks once in {cycle:g} s", f"at most {ROCKING_HZ} Hz: at least 10 s (FACTS §1.1 A)"
        )
    place = CHANNEL["left_hip.flex"]
    steps = [work.clip.loop_from_s + cycle * i / STEPS for i in range(STEPS)]
    angles = [pose_at(work.clip, t)[place] for t in steps]
    if max(angles) - min(angles) > 2 * ROCKING_DEG + 0.1:
        yield Breach(
            f"the back hip rocks {max(angles) - min(angles):.1f}°", "at most 4° either way (FACTS §1.1 A)"
        )


def _tremor(_: PracticeNumbers, staging: Staging) -> Iterator[Breach]:
    for name, scored in staging.clips.items():
        tremor = scored.clip.tremor
        if tremor is None:
            continue
        if not 4 <= tremor.rate_hz * (1 - tremor.jitter) <= tremor.rate_hz * (1 + tremor.jitter) <= 8:
            yield Breach(
                f"clip {name} trembles at {tremor.rate_hz:g} Hz", "4 to 8 Hz with its jitter (FACTS §2.4)"
            )
        apart = scored.clip.poses[scored.clip.moves[-1].path[-1]][CHANNEL["right_hip.abduct"]]
        most = max(knee_swing(tremor, 20 + i / 48, apart, left=False) for i in range(960))
        if not TREMOR_DEG[0] <= most <= TREMOR_DEG[1]:
            yield Breach(f"a knee swings {most:.1f}° in clip {name}", "at most 4° (FACTS §2.4)")
        together = knee_swing(tremor, 20.3, 8, left=False)
        if together != 0:
            yield Breach("it trembles with the knees together", "knees together is the brake (FACTS §2.3)")


def _breath(_: PracticeNumbers, staging: Staging) -> Iterator[Breach]:
    for name, scored in staging.clips.items():
        for part, most in BREATH_MM.items():
            if not 0 <= getattr(scored.clip.breath, part) <= most:
                yield Breach(f"{part} is {getattr(scored.clip.breath, part):g} in clip {name}",
                             f"at most {most:g} (FACTS §1.1 E)")  # fmt: skip


def _tide(numbers: PracticeNumbers, staging: Staging) -> Iterator[Breach]:
    """A movement that follows the breath takes as long as the tide's breath, and breathes with it."""
    tides, work = numbers.table.get("tide", []), staging.clips.get("work")
    if not tides or work is None or not work.clip.loop:
        return
    shown, wanted = work.clip.breath, tides[0]
    if (shown.in_s, shown.out_s) != (wanted["in_s"], wanted["out_s"]):
        yield Breach(
            f"its breath is {shown.in_s:g} s in, {shown.out_s:g} s out",
            f"the tide is {wanted['in_s']:g} and {wanted['out_s']:g}",
        )
    cycle, breath = work.clip.seconds - work.clip.loop_from_s, wanted["in_s"] + wanted["out_s"]
    if abs(cycle - breath) > 1e-9:
        yield Breach(f"one cycle takes {cycle:g} s", f"one breath takes {breath:g} s")


def _held_by(numbers: PracticeNumbers, staging: Staging) -> Iterator[Breach]:
    """What is under somebody who lies is named, so that coming down from it can be told (H7)."""
    variant = numbers.variants.get(staging.name, {})
    if numbers.table.get("role") != "round" or variant.get("posture") not in _LYING:
        return
    said = {variant["held_by"]} if "held_by" in variant else set()
    for prop in sorted(said ^ holding(staging)):
        yield Breach(f"its poses and held_by differ about the {prop}", "name in held_by what is under it")


def holding(staging: Staging) -> frozenset[str]:
    """The props that hold up more than the head of somebody who lies, beside what they lie on."""
    poses = (staging.poses[name] for scored in staging.clips.values() for name in scored.names)
    supports = (
        support
        for pose in poses
        for contact, support in (*pose.on.items(), *pose.slides.items())
        if contact != "head"
    )
    return frozenset(one for one in supports if one in staging.props) - {"mat", "bed"}
