"""Feeding in one piece or in any pieces gives the same seconds and runs, bit for bit."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.signals.motion.second import MotionSecond, Tremor
from slackwater.signals.motion.stream import MotionStream


def _walked(seed: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Uneven times with silences, and a body that trembles, rocks, moves and rests in turn."""
    chance = np.random.default_rng(seed)
    t = np.cumsum(
        chance.uniform(0.008, 0.022, size) + (chance.random(size) < 0.002) * chance.uniform(0.1, 3.0, size)
    )
    acc = np.tile([0.1, -0.2, 0.97], (size, 1)) + chance.normal(0, 0.003, (size, 3))
    acc[:, 0] += 0.1 * np.sin(2 * np.pi * 6.3 * t) * (t % 11 > 6)
    acc[:, 1] += 0.2 * np.sin(2 * np.pi * 0.8 * t) * (t % 17 > 9)
    acc[:, 2] += 0.05 * chance.normal(size=size) * (t % 23 > 19)
    return t, np.round(acc, 2) if seed % 2 else acc


def _feed(t: np.ndarray, acc: np.ndarray, cuts: list[int]) -> tuple[list[MotionSecond], tuple[Tremor, ...]]:
    stream = MotionStream()
    seconds: list[MotionSecond] = []
    for begin, end in zip([0, *cuts], [*cuts, len(t)], strict=True):
        seconds.extend(stream.feed(t[begin:end], acc[begin:end]))
    seconds.extend(stream.finish())
    return seconds, stream.tremors


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 4000), st.data())
def test_any_pieces_give_the_same_answer(seed: int, size: int, data: st.DataObject) -> None:
    t, acc = _walked(seed, size)
    cuts = sorted(data.draw(st.lists(st.integers(0, size), max_size=60)))
    assert _feed(t, acc, cuts) == _feed(t, acc, [])


def test_one_sample_at_a_time_gives_the_same_answer() -> None:
    t, acc = _walked(3, 3000)
    assert _feed(t, acc, list(range(1, 3000))) == _feed(t, acc, [])


def test_a_silence_that_ends_within_a_block_is_the_same_in_any_pieces() -> None:
    t, acc = _walked(6, 3000)
    kept = (t < 10.2) | (t > 14.9)
    t, acc = t[kept], acc[kept]
    for past in range(1, 60):
        cut = int(np.searchsorted(t, 14.9)) + past
        assert _feed(t, acc, [cut]) == _feed(t, acc, [])


def test_every_whole_second_is_answered_once_and_in_order() -> None:
    t, acc = _walked(4, 6000)
    seconds, _ = _feed(t, acc, list(range(0, 6000, 7)))
    assert [each.t_s for each in seconds] == list(range(int(t[-1] - t[0])))


def test_a_caller_may_fill_its_arrays_anew() -> None:
    t, acc = _walked(5, 2000)
    stream, t_again, again = MotionStream(), np.empty(10), np.empty((10, 3))
    seconds: list[MotionSecond] = []
    for begin in range(0, 2000, 10):
        t_again[:], again[:] = t[begin : begin + 10], acc[begin : begin + 10]
        seconds.extend(stream.feed(t_again, again))
    assert [*seconds, *stream.finish()] == _feed(t, acc, [])[0]
