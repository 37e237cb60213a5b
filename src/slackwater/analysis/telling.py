"""The findings in plain words: what there is, what was put right, what cannot be said and why. No word of health."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from slackwater.analysis.beats import IN_PIECES
from slackwater.analysis.findings import Breath, Findings, Heart, MotionAt
from slackwater.quantities import Gap
from slackwater.sensors.files.samples import Kind
from slackwater.signals.heart.rr import Flag
from slackwater.tongues import marked, marked_many, worded, worded_many
from slackwater.tongues.numbers import listed, number

NO_VERDICT = marked(
    "These are numbers about a recording. They do not say how anyone feels, and they are no diagnosis. "
    "Breathing slowly changes the rhythm of a heart by itself."
)

NAMES = {
    "rmssd_ms": ("RMSSD", marked("{value} ms"), marked("how much one interval differs from the next")),
    "sdnn_ms": ("SDNN", marked("{value} ms"), marked("how much all intervals differ")),
    "pnn50_percent": ("pNN50", marked("{value} %"), marked("steps of more than 50 ms")),
    "mean_rr_ms": (marked("mean interval"), marked("{value} ms"), marked("from one beat to the next")),
    "mean_hr_per_min": (marked("mean heart rate"), marked("{value} a minute"), marked("beats")),
    "lf_ms2": ("LF", marked("{value} ms²"), marked("waves of 7 to 25 seconds")),
    "hf_ms2": ("HF", marked("{value} ms²"), marked("waves of 2½ to 7 seconds")),
}
"""Name, value with its unit, and plain twin of each; what science calls it is its name in every language."""

_NEEDS = {
    "sdnn_ms": marked("it takes two minutes of clear beats"),
    "lf_ms2": marked("it takes a little over four minutes of clear beats without a hole"),
    "hf_ms2": marked("it takes a minute of clear beats without a hole"),
}
_NEEDS_ELSE = marked("it takes half a minute of clear beats")
_MIXED = marked("these are many short measurements, and it would mix them")

WHY = {
    Gap.TOO_FEW: marked("there is too little of it"),
    Gap.IMPLAUSIBLE: marked("too much of it does not look like what it should be"),
    Gap.FLAT: marked("the signal does not move"),
    Gap.POOR_CONTACT: marked("the sensor did not seem to lie on a body"),
    Gap.MOVING: marked("there was too much movement"),
    Gap.STALE: marked("samples are missing"),
    Gap.NO_SENSOR: marked("the recording has a hole there"),
    Gap.NOT_ALLOWED: marked("it is not to be used"),
    Gap.FROM_THE_FUTURE: marked("its times cannot be right"),
}

_PUT_RIGHT = {
    Flag.MISSED: marked_many("{count} missed by the sensor", "{count} missed by the sensor"),
    Flag.EXTRA: marked_many("{count} part of a beat seen twice", "{count} part of a beat seen twice"),
    Flag.ECTOPIC: marked_many(
        "{count} beside an early or misplaced beat", "{count} beside an early or misplaced beat"
    ),
    Flag.DOUBTFUL: marked_many("{count} doubtful and not counted", "{count} doubtful and not counted"),
    Flag.IMPOSSIBLE: marked_many(
        "{count} not possible for a heart, so taken for a hole",
        "{count} not possible for a heart, so taken for a hole",
    ),
}


def tell(found: Findings) -> Iterator[str]:
    """The summary, line by line."""
    yield f"{found.path.name}: {described(found)}"
    yield from sentences(found)
    for note in found.notes:
        yield worded("Note: {note}").format(note=note)
    yield worded(NO_VERDICT)


def described(found: Findings) -> str:
    """What the file is: ``EDF+ with ECG and acceleration, 8 min 5 s``."""
    words = {
        Kind.ECG: worded("ECG", "in a file"),
        Kind.RR: worded("intervals between beats", "in a file"),
        Kind.RESP: worded("breath", "in a file"),
        Kind.ACC: worded("acceleration", "in a file"),
        Kind.TOLD_BREATHS: worded("breathing rates", "in a file"),
    }
    shapes = (
        worded("{format}, {length}"),
        worded("{format} with {first}, {length}"),
        worded("{format} with {first} and {second}, {length}"),
        worded("{format} with {first} and {second} and {third}, {length}"),
    )
    kinds = dict(zip(("first", "second", "third"), map(words.__getitem__, found.kinds), strict=False))
    return shapes[len(kinds)].format(format=found.format, length=duration(found.length_s), **kinds)


def sentences(found: Findings) -> Iterator[str]:
    """What was found, and what cannot be said."""
    if found.heart is not None:
        yield from _heart(found.heart)
    if found.breath is not None:
        yield from _breath(found.breath)
    if found.motion:
        yield from _motion(found.motion)
    if found.heart is None and found.breath is None and not found.motion:
        yield worded("Nothing could be read from it: no beat, no breath and no second of motion was found.")


def duration(seconds: float) -> str:
    """A length as people say it: ``1 h 12 min``, ``8 min 5 s``."""
    whole = round(seconds)
    days, hours, minutes = whole // 86400, whole // 3600 % 24, whole // 60 % 60
    if days:
        return worded("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return worded("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if minutes:
        return worded("{minutes} min {seconds} s").format(minutes=minutes, seconds=whole % 60)
    return worded("{seconds} s").format(seconds=whole)


def percent(share: float) -> str:
    """A share as people say it: ``12 %``, and never nothing or all where it is neither."""
    rounded = round(100 * share)
    if rounded in {0, 100} and share not in {0.0, 1.0}:
        return worded("under 1 %") if rounded == 0 else worded("over 99 %")
    return worded("{value} %").format(value=rounded)


def value_of(name: str, value: float) -> str:
    """One value of the variability with its unit."""
    return worded(NAMES[name][1]).format(value=number(value, ".1f" if value < 100 else ".0f"))


def reason_of(name: str, why: str) -> str:
    """Why one value of the variability cannot be said."""
    if why == IN_PIECES:
        return worded(_MIXED)
    if why == Gap.TOO_FEW.value:
        return worded(_NEEDS.get(name, _NEEDS_ELSE))
    return worded(WHY.get(Gap(why), why))


def label_of(label: str) -> str:
    """What a second of motion was, in words."""
    words = {
        "tremor": worded("tremor", "second of motion"),
        "movement": worded("movement", "second of motion"),
        "still": worded("still", "second of motion"),
        "missing": worded("missing", "second of motion"),
    }
    return words[label]


def _heart(heart: Heart) -> Iterator[str]:
    corrected = heart.corrected
    yield _beats(heart)
    counted = Counter(flag for flag in corrected.flags if flag is not None)
    if counted:
        yield _put_right(counted, len(corrected.rr_ms))
    said = [name for name in NAMES if name != "mean_hr_per_min" and heart.hrv[name] is not None]
    if said:
        values = (f"{worded(NAMES[name][0])} {value_of(name, heart.hrv[name] or 0.0)}" for name in said)
        yield worded("Variability: {values}.").format(values=listed(values))
    unsaid: dict[str, list[str]] = {}
    for name, why in heart.missing.items():
        unsaid.setdefault(reason_of(name, why), []).append(worded(NAMES[name][0]))
    for why, names in unsaid.items():
        yield worded("Not said: {names}: {why}.").format(names=listed(names), why=why)


def _beats(heart: Heart) -> str:
    count, rate = len(heart.beats_s), heart.hrv["mean_hr_per_min"]
    told = worded_many(
        "Heart: {count} beat, {rate} a minute on average; {share} of the time was heard clearly.",
        "Heart: {count} beats, {rate} a minute on average; {share} of the time was heard clearly.",
        count,
    )
    if rate is None:
        told = worded_many(
            "Heart: {count} beat; {share} of the time was heard clearly.",
            "Heart: {count} beats; {share} of the time was heard clearly.",
            count,
        )
    share = percent(heart.corrected.quality)
    return told.format(count=number(count), rate=number(rate or 0.0, ".0f"), share=share)


def _put_right(counted: Counter[Flag], intervals: int) -> str:
    parts = (
        worded_many(*words, counted[flag]).format(count=counted[flag])
        for flag, words in _PUT_RIGHT.items()
        if counted[flag]
    )
    told = worded_many("Of {count} interval: {parts}.", "Of {count} intervals: {parts}.", intervals)
    return told.format(count=number(intervals), parts=listed(parts))


def _breath(breath: Breath) -> Iterator[str]:
    known = [rate.per_min for rate in breath.rates if rate.per_min is not None]
    if breath.single:
        count = len(breath.breaths_s)
        told = worded_many("Breath: {count} breath, {source}.", "Breath: {count} breaths, {source}.", count)
        yield told.format(count=number(count), source=breath.source)
    if not known:
        yield _no_rate(breath)
        return
    told = worded(
        "Breathing rate, {source}: {middle} a minute in the middle, from {low} to {high}, told for {share} of the time."
    )
    middle, low, high = (number(each, ".1f") for each in (median(known), min(known), max(known)))
    share = percent(len(known) / len(breath.rates))
    yield told.format(source=breath.source, middle=middle, low=low, high=high, share=share)


def _no_rate(breath: Breath) -> str:
    gaps = Counter(rate.why for rate in breath.rates if rate.why is not None)
    if not gaps:
        return worded("Breathing rate, {source}: it cannot be told.").format(source=breath.source)
    told = worded("Breathing rate, {source}: it cannot be told, mostly because {why}.")
    return told.format(source=breath.source, why=worded(WHY[gaps.most_common(1)[0][0]]))


def _motion(motion: Sequence[MotionAt]) -> Iterator[str]:
    counted = Counter(second.label for second in motion)
    order = ("still", "movement", "tremor", "missing")
    shares = (f"{label_of(word)} {percent(counted[word] / len(motion))}" for word in order if counted[word])
    told = worded("Motion: {shares}, of {length}.")
    yield told.format(shares=listed(shares), length=duration(len(motion)))
    yield from _tremor(motion, counted["tremor"])
    rocked = [each.rocking_hz for each in motion if each.rocking_hz is not None and each.label == "movement"]
    if rocked:
        slow = worded("A slow rhythm for {length}: {rate} times a minute in the middle.")
        yield slow.format(length=duration(len(rocked)), rate=number(60 * median(rocked), ".0f"))
    gaps = Counter(second.why for second in motion if second.why is not None)
    for why, count in gaps.most_common(3):
        missing = worded("Missing for {length}: {why}.")
        yield missing.format(length=duration(count), why=worded(WHY[why]))


def _tremor(motion: Sequence[MotionAt], seconds: int) -> Iterator[str]:
    shaken = [second.tremor_hz for second in motion if second.tremor_hz is not None]
    if not shaken:
        return
    length, rate = duration(seconds), number(median(shaken), ".1f")
    sizes = [second.tremor_g for second in motion if second.tremor_g is not None]
    if sizes:
        told = worded("Tremor, {length} of it: {rate} times a second, ± {size} g.")
        yield told.format(length=length, rate=rate, size=number(median(sizes), ".2g"))
    else:
        yield worded("Tremor, {length} of it: {rate} times a second.").format(length=length, rate=rate)
