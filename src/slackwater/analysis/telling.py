"""The findings in plain words: what there is, what was put right, what cannot be said and why. No word of health."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from slackwater.analysis.beats import IN_PIECES
from slackwater.analysis.findings import Breath, Findings, Heart, MotionAt
from slackwater.quantities import Gap
from slackwater.sensors.files.samples import Kind
from slackwater.signals.heart.rr import Flag

NO_VERDICT = (
    "These are numbers about a recording. They do not say how anyone feels, and they are no diagnosis. "
    "Breathing slowly changes the rhythm of a heart by itself."
)

NAMES = {
    "rmssd_ms": ("RMSSD", "ms", "how much one interval differs from the next"),
    "sdnn_ms": ("SDNN", "ms", "how much all intervals differ"),
    "pnn50_percent": ("pNN50", "%", "steps of more than 50 ms"),
    "mean_rr_ms": ("mean interval", "ms", "from one beat to the next"),
    "mean_hr_per_min": ("mean heart rate", "a minute", "beats"),
    "lf_ms2": ("LF", "ms²", "waves of 7 to 25 seconds"),
    "hf_ms2": ("HF", "ms²", "waves of 2½ to 7 seconds"),
}
"""Name, unit and plain twin of each value."""

_KINDS = {
    Kind.ECG: "ECG",
    Kind.RR: "intervals between beats",
    Kind.RESP: "breath",
    Kind.ACC: "acceleration",
    Kind.TOLD_BREATHS: "breathing rates",
}

_NEEDS = {
    "sdnn_ms": "two minutes of clear beats",
    "lf_ms2": "a little over four minutes of clear beats without a hole",
    "hf_ms2": "a minute of clear beats without a hole",
}
_NEEDS_ELSE = "half a minute of clear beats"

WHY = {
    Gap.TOO_FEW: "there is too little of it",
    Gap.IMPLAUSIBLE: "too much of it does not look like what it should be",
    Gap.FLAT: "the signal does not move",
    Gap.POOR_CONTACT: "the sensor did not seem to lie on a body",
    Gap.MOVING: "there was too much movement",
    Gap.STALE: "samples are missing",
    Gap.NO_SENSOR: "the recording has a hole there",
    Gap.NOT_ALLOWED: "it is not to be used",
    Gap.FROM_THE_FUTURE: "its times cannot be right",
}

_PUT_RIGHT = {
    Flag.MISSED: "missed by the sensor",
    Flag.EXTRA: "part of a beat seen twice",
    Flag.ECTOPIC: "beside an early or misplaced beat",
    Flag.DOUBTFUL: "doubtful and not counted",
    Flag.IMPOSSIBLE: "not possible for a heart, so taken for a hole",
}


def tell(found: Findings) -> Iterator[str]:
    """The summary, line by line."""
    yield f"{found.path.name}: {described(found)}"
    yield from sentences(found)
    for note in found.notes:
        yield f"Note: {note}"
    yield NO_VERDICT


def described(found: Findings) -> str:
    """What the file is: ``EDF+ with ECG and acceleration, 8 min 5 s``."""
    kinds = " and ".join(_KINDS[kind] for kind in found.kinds)
    return f"{found.format}{f' with {kinds}' if kinds else ''}, {duration(found.length_s)}"


def sentences(found: Findings) -> Iterator[str]:
    """What was found, and what cannot be said."""
    if found.heart is not None:
        yield from _heart(found.heart)
    if found.breath is not None:
        yield from _breath(found.breath)
    if found.motion:
        yield from _motion(found.motion)
    if found.heart is None and found.breath is None and not found.motion:
        yield "Nothing could be read from it: no beat, no breath and no second of motion was found."


def duration(seconds: float) -> str:
    """A length as people say it: ``1 h 12 min``, ``8 min 5 s``."""
    whole = round(seconds)
    days, hours, minutes = whole // 86400, whole // 3600 % 24, whole // 60 % 60
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"


def percent(share: float) -> str:
    """A share as people say it: ``12 %``, and never nothing or all where it is neither."""
    rounded = round(100 * share)
    if rounded in {0, 100} and share not in {0.0, 1.0}:
        return "under 1 %" if rounded == 0 else "over 99 %"
    return f"{rounded} %"


def value_of(name: str, value: float) -> str:
    """One value of the variability with its unit."""
    unit = NAMES[name][1]
    return f"{value:.1f} {unit}" if value < 100 else f"{value:.0f} {unit}"


def reason_of(name: str, why: str) -> str:
    """Why one value of the variability cannot be said."""
    if why == IN_PIECES:
        return "these are many short measurements, and it would mix them"
    if why == Gap.TOO_FEW.value:
        return f"it takes {_NEEDS.get(name, _NEEDS_ELSE)}"
    return WHY.get(Gap(why), why)


def _heart(heart: Heart) -> Iterator[str]:
    corrected = heart.corrected
    rate = heart.hrv["mean_hr_per_min"]
    mean = f", {rate:.0f} a minute on average" if rate is not None else ""
    yield f"Heart: {len(heart.beats_s):,} beats{mean}; {percent(corrected.quality)} of the time was heard clearly."
    counted = Counter(flag for flag in corrected.flags if flag is not None)
    if counted:
        listed = ", ".join(f"{counted[flag]} {word}" for flag, word in _PUT_RIGHT.items() if counted[flag])
        yield f"Of {len(corrected.rr_ms):,} intervals: {listed}."
    said = [name for name in NAMES if name != "mean_hr_per_min" and heart.hrv[name] is not None]
    if said:
        listed = ", ".join(f"{NAMES[name][0]} {value_of(name, heart.hrv[name] or 0.0)}" for name in said)
        yield f"Variability: {listed}."
    unsaid: dict[str, list[str]] = {}
    for name, why in heart.missing.items():
        unsaid.setdefault(reason_of(name, why), []).append(NAMES[name][0])
    for why, names in unsaid.items():
        yield f"Not said: {', '.join(names)}: {why}."


def _breath(breath: Breath) -> Iterator[str]:
    known = [rate.per_min for rate in breath.rates if rate.per_min is not None]
    if breath.single:
        yield f"Breath: {len(breath.breaths_s):,} breaths, from {breath.source}."
    if not known:
        gaps = Counter(rate.why for rate in breath.rates if rate.why is not None)
        why = f", mostly because {WHY[gaps.most_common(1)[0][0]]}" if gaps else ""
        yield f"Breathing rate, from {breath.source}: it cannot be told{why}."
        return
    low, high = min(known), max(known)
    share = len(known) / len(breath.rates)
    yield (
        f"Breathing rate, from {breath.source}: {median(known):.1f} a minute in the middle, from {low:.1f} to "
        f"{high:.1f}, told for {percent(share)} of the time."
    )


def _motion(motion: Sequence[MotionAt]) -> Iterator[str]:
    counted = Counter(second.label for second in motion)
    order = ("still", "movement", "tremor", "missing")
    listed = ", ".join(f"{word} {percent(counted[word] / len(motion))}" for word in order if counted[word])
    yield f"Motion: {listed}, of {duration(len(motion))}."
    shaken = [second.tremor_hz for second in motion if second.tremor_hz is not None]
    if shaken:
        sizes = [second.tremor_g for second in motion if second.tremor_g is not None]
        size = f", ± {median(sizes):.2g} g" if sizes else ""
        yield f"Tremor, {duration(counted['tremor'])} of it: {median(shaken):.1f} times a second{size}."
    rocked = [each.rocking_hz for each in motion if each.rocking_hz is not None and each.label == "movement"]
    if rocked:
        yield f"A slow rhythm for {duration(len(rocked))}: {60 * median(rocked):.0f} times a minute in the middle."
    gaps = Counter(second.why for second in motion if second.why is not None)
    for why, count in gaps.most_common(3):
        yield f"Missing for {duration(count)}: {WHY[why]}."
