"""The library as a ladder: its anchors, lengths and ranges are the practices' own data."""

from slackwater.guiding.ladder import ladder_of
from slackwater.practices import library
from slackwater.practices.practice import Role
from slackwater.quantities import HalfLevel

LADDER = ladder_of(library())


def test_every_variant_of_every_round_stands_at_its_own_half_level() -> None:
    ways = {(way.practice, way.variant): way for way in LADDER.ways}
    wanted = {
        (one.id, variant.id): variant.level
        for one in library().values()
        if one.role is Role.ROUND
        for variant in one.variants
    }
    assert {name: way.anchor for name, way in ways.items()} == wanted


def test_at_its_usual_seconds_and_whole_range_a_way_is_its_anchor() -> None:
    for way in LADDER.ways:
        if way.work_s == way.usual_s and way.range_percent == 100:
            assert way.step() == way.anchor


def test_lengths_are_the_practices_own() -> None:
    for way in LADDER.ways:
        work = library()[way.practice].amounts["work"]
        assert work.least <= way.work_s <= work.most


def test_the_ladder_begins_small_enough_to_begin_on() -> None:
    """Half a level, so that somebody new need not starve at rest."""
    assert LADDER.steps[0] == 1
    assert LADDER.at_most(HalfLevel(20)) == 20


def test_a_whole_range_is_reached_from_half_of_it_alone() -> None:
    small = next(w for w in LADDER.ways if (w.variant, w.range_percent, w.work_s) == ("floor", 50, 45)
                 and w.practice == "windshield-wiper")  # fmt: skip
    offered = LADDER.offer("windshield-wiper", HalfLevel(20), small)
    assert offered is not None
    assert offered.changes_from(small) == 1
