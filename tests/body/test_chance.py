"""Counters alone decide: the same in any order, in any company, and even enough to simulate with."""

import numpy as np
import pytest

from slackwater.body.chance import draw, keys, nearly_normal, normal, uniform

PEOPLE = np.arange(20_000)


def test_chance_does_not_depend_on_order_or_company() -> None:
    together = keys(7, PEOPLE, 3)
    assert (keys(7, PEOPLE[::-1], 3)[:, ::-1] == together).all()
    assert (keys(7, PEOPLE[100:200], 3) == together[:, 100:200]).all()
    assert (keys(7, 150, 3) == together[:, 150]).all()


def test_every_counter_matters() -> None:
    ways = [keys(1, 2, 3), keys(2, 2, 3), keys(1, 3, 3), keys(1, 2, 4), keys(1, 2 + 2**32, 3), keys(1, 2)]
    assert len({tuple(way.tolist()) for way in ways}) == len(ways)


def test_a_million_sessions_share_no_key() -> None:
    key = keys(1, np.arange(1_000_000), 1).astype(np.uint64)
    assert len(np.unique(key[0] << np.uint64(32) | key[1])) == 1_000_000


def test_bits_are_even_in_every_place() -> None:
    word = np.concatenate([draw(keys(5, PEOPLE), counter) for counter in range(20)])
    for bit in range(32):
        share = float((word >> np.uint32(bit) & np.uint32(1)).mean())
        assert share == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(len(word)))


def test_neighbours_are_unrelated() -> None:
    """Neighbouring people, and neighbouring seconds of one person."""
    draws = np.array([nearly_normal(draw(keys(5, PEOPLE), counter)) for counter in range(40)])
    for one, other in ((draws[:, :-1], draws[:, 1:]), (draws[:-1], draws[1:]), (draws[:-2], draws[2:])):
        assert float((one * other).mean()) == pytest.approx(0, abs=4 / np.sqrt(one.size))


def test_small_normals_have_mean_0_variance_1_and_end_at_3_46() -> None:
    draws = np.concatenate([nearly_normal(draw(keys(9, PEOPLE), counter)) for counter in range(20)])
    assert float(draws.mean()) == pytest.approx(0, abs=4 / np.sqrt(draws.size))
    assert float(draws.var()) == pytest.approx(1, abs=0.01)
    assert 3.3 < float(np.abs(draws).max()) <= 3.4507


def test_normals_have_the_tails_of_a_normal() -> None:
    draws = normal(4, np.arange(400_000))
    assert float(draws.mean()) == pytest.approx(0, abs=0.006)
    assert float(draws.std()) == pytest.approx(1, abs=0.006)
    assert float((np.abs(draws) > 3).mean()) == pytest.approx(0.0027, abs=0.0004)
    assert float(np.abs(draws).max()) > 4


def test_uniforms_stay_strictly_between_0_and_1() -> None:
    draws = uniform(6, np.arange(400_000))
    assert 0 < float(draws.min()) < 1e-4
    assert 1 - 1e-4 < float(draws.max()) < 1
