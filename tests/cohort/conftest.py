"""A world in which overwhelm is common, so that what follows it is seen with few people."""

from dataclasses import replace

import pytest

from slackwater.body.world import World, load_world
from slackwater.cohort.settings import Settings


def easily_overwhelmed(times: float = 5.0) -> World:
    """The world as written, with movement arousing so many times as much."""
    world = load_world("as-written")
    stronger = replace(world.constants, arousal_from_movement=world.constants.arousal_from_movement * times)
    return replace(world, name="easily-overwhelmed", constants=stronger)


@pytest.fixture(scope="session")
def harsh() -> World:
    return easily_overwhelmed()


@pytest.fixture(scope="session")
def small(harsh: World) -> Settings:
    """Few people, few weeks, all that a report needs."""
    return Settings((harsh,), ("ours", "staircase", "oracle", "rest"), people=4, weeks=2, seed=7)
