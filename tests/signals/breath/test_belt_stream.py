"""A belt's stream gives the same answers in any pieces, and says how late it is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.signals.breath.belt import Breath, BreathSecond, BreathStream

RATE_HZ = 25.0


def _belt(seconds: float, rate_hz: float = RATE_HZ) -> np.ndarray:
    """Breath of uneven length and depth with a heart and noise on it."""
    chance = np.random.default_rng(7)
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    pace = 0.25 + 0.05 * np.sin(0.21 * t) + 0.04 * np.sin(0.037 * t)
    breath = (1 + 0.3 * np.sin(0.09 * t)) * -np.cos(2 * np.pi * np.cumsum(pace) / rate_hz)
    return breath + 0.08 * np.sin(2 * np.pi * 1.2 * t) + 0.05 * chance.standard_normal(len(t))


def _told(values: np.ndarray, cuts: list[int]) -> tuple[list[Breath], list[BreathSecond]]:
    stream = BreathStream(RATE_HZ)
    outs = [stream.feed(part) for part in np.split(values, sorted(cuts))]
    outs.append(stream.finish())
    return [b for out in outs for b in out.breaths], [s for out in outs for s in out.seconds]


HOLED = _belt(150)
HOLED[[0, 1, 900, 901, 1500]] = np.nan
HOLED[2000:2150] = np.nan
WHOLE = _told(HOLED, [])


@settings(max_examples=25)
@given(st.lists(st.integers(0, len(HOLED)), max_size=120))
def test_any_pieces_give_the_same_breaths_and_seconds_bit_for_bit(cuts: list[int]) -> None:
    assert _told(HOLED, cuts) == WHOLE


def test_sample_by_sample_gives_the_same_as_the_whole() -> None:
    assert _told(HOLED, list(range(1, len(HOLED)))) == WHOLE


def test_there_is_an_answer_for_every_second_and_no_other() -> None:
    assert [second.t_s for second in WHOLE[1]] == [float(k) for k in range(150)]
