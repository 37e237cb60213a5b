"""A clip as loud as every other: no line startles, and none has to be strained for."""

import io
import wave

import numpy as np
from numpy.typing import NDArray

SPOKEN_DB = -22.0
"""How loud speech is in every clip, dB below full scale, as a root mean square over what is spoken. ENG: as loud as
the quieter of browsers' voices."""

PEAK = 0.9
"""No sample is louder, of full scale. ENG."""

QUIET = 0.02
"""Below this share of the clip's own peak nothing is spoken. ENG."""

NOISE = 0.001
"""Nor below this share of full scale: a clip of silence holds nothing to be made louder. ENG."""

LEAD_S, TAIL_S = 0.05, 0.15
"""Silence that is left before and after, s: a stop line is heard at once. ENG."""

FADE_S = 0.005
SHORTEST_S = 0.1
LONGEST_S = 60.0
"""A line that is shorter or longer was not spoken. ENG: the longest line takes about 10 s."""


class NoSound(ValueError):
    """The bytes hold no speech that could be kept."""


def levelled(wav: bytes) -> bytes:
    """The same speech as 16-bit mono, cut to what is spoken and as loud as every other clip.

    Raises ``NoSound`` where nothing is spoken in it.
    """
    samples, rate_hz = _read(wav)
    peak = float(np.abs(samples).max(initial=0.0))
    spoken = np.flatnonzero(np.abs(samples) > max(QUIET * peak, NOISE))
    if not len(spoken) or not SHORTEST_S * rate_hz < len(samples) < LONGEST_S * rate_hz:
        raise NoSound(f"{len(samples) / rate_hz:.1f} s with a peak of {peak:.3f}")
    begin = max(0, spoken[0] - round(LEAD_S * rate_hz))
    cut = samples[begin : spoken[-1] + round(TAIL_S * rate_hz)]
    gain = min(10 ** (SPOKEN_DB / 20) / float(np.sqrt(np.mean(samples[spoken] ** 2))), PEAK / peak)
    return _written(_faded(cut * gain, round(FADE_S * rate_hz)), rate_hz)


def seconds(wav: bytes) -> float:
    """How long a clip lasts, s."""
    samples, rate_hz = _read(wav)
    return len(samples) / rate_hz


def _faded(samples: NDArray[np.float64], over: int) -> NDArray[np.float64]:
    """No click at either end."""
    slope = np.linspace(0.0, 1.0, over)
    samples[:over] *= slope
    samples[-over:] *= slope[::-1]
    return samples


def _read(wav: bytes) -> tuple[NDArray[np.float64], int]:
    """Samples as (n,) of full scale, and how many a second. Raises ``NoSound`` for anything but 16-bit WAV."""
    try:
        with wave.open(io.BytesIO(wav)) as file:
            rate_hz, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as wrong:
        raise NoSound("no WAV file") from wrong
    if width != 2 or not rate_hz:
        raise NoSound(f"{8 * width} bits at {rate_hz} Hz")
    whole = np.frombuffer(frames[: len(frames) // (2 * channels) * 2 * channels], "<i2")
    return whole.reshape(-1, channels).mean(axis=1) / 32768, rate_hz


def _written(samples: NDArray[np.float64], rate_hz: int) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())
    return made.getvalue()
