"""Every clip is as loud as every other, begins at once, and is speech or is refused."""

import io
import wave

import numpy as np
import pytest
from numpy.typing import NDArray

from slackwater.voices.sound import PEAK, SPOKEN_DB, NoSound, levelled, seconds

RATE_HZ = 22050


def wav(samples: NDArray[np.float64], channels: int = 1, width: int = 2) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(RATE_HZ)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return made.getvalue()


def tone(loud: float, before_s: float = 0.0, long_s: float = 1.0) -> NDArray[np.float64]:
    at = np.arange(round(long_s * RATE_HZ)) / RATE_HZ
    silence = np.zeros(round(before_s * RATE_HZ))
    return np.concatenate([silence, loud * np.sin(2 * np.pi * 220 * at), silence])


def samples_of(clip: bytes) -> NDArray[np.float64]:
    with wave.open(io.BytesIO(clip)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


@pytest.mark.parametrize("loud", [0.01, 0.2, 1.0])
def test_a_quiet_voice_and_a_loud_one_come_out_alike(loud: float) -> None:
    spoken = samples_of(levelled(wav(tone(loud))))
    middle = spoken[RATE_HZ // 4 : -RATE_HZ // 4]
    assert 20 * np.log10(np.sqrt(np.mean(middle**2))) == pytest.approx(SPOKEN_DB, abs=0.5)


def test_a_burst_in_a_quiet_line_stays_below_the_peak() -> None:
    line = tone(0.03)
    line[1000:1040] = 0.99
    assert np.abs(samples_of(levelled(wav(line)))).max() <= PEAK + 0.001


def test_silence_before_a_line_is_cut_so_that_a_stop_is_heard_at_once() -> None:
    clip = samples_of(levelled(wav(tone(0.5, before_s=0.8))))
    assert np.argmax(np.abs(clip) > 0.02) / RATE_HZ < 0.06
    assert seconds(levelled(wav(tone(0.5, before_s=0.8)))) == pytest.approx(1.2, abs=0.05)


def test_a_clip_begins_and_ends_without_a_click() -> None:
    clip = samples_of(levelled(wav(tone(0.5))))
    assert abs(clip[0]) < 0.001
    assert abs(clip[-1]) < 0.001


def test_two_channels_become_one() -> None:
    both = np.repeat(tone(0.5), 2)
    assert seconds(levelled(wav(both, channels=2))) == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize(
    "bytes_",
    [
        b"",
        b"RIFF",
        b"no sound at all" * 50,
        wav(np.zeros(RATE_HZ)),
        wav(tone(0.5, long_s=0.01)),
        wav(tone(1e-5)),
    ],
    ids=["empty", "cut", "other", "silence", "click", "hiss"],
)
def test_what_is_no_speech_is_refused(bytes_: bytes) -> None:
    with pytest.raises(NoSound):
        levelled(bytes_)


@pytest.mark.parametrize("end", [30, 44, 45, 1000])
def test_a_file_that_was_cut_at_its_head_is_refused(end: int) -> None:
    with pytest.raises(NoSound):
        levelled(wav(tone(0.5))[:end])
