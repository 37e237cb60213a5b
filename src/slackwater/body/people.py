"""People of a world, drawn by counters: who they are, how a day finds them, what comes hours after. A HYPOTHESIS.

Person number 7 of experiment 3 is the same however many others are drawn with them, and in whatever order.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from slackwater.body.chance import normal, uniform
from slackwater.body.constants import Amount, Constants
from slackwater.body.equations import Acute, Array, Doing, at_rest, step
from slackwater.body.observing import Reporting
from slackwater.body.sessions import Lived, pick, pick_constants, rest
from slackwater.body.world import World

Numbers = NDArray[np.integer]

_ABOUT = {
    name: at
    for at, name in enumerate(
        ("heart", "rmssd", "holding", "charge", "gain", "bias", "mood", "day", "shock", "later", "later_at")
    )
}
_SPREADS = 100
"""Counters of what is drawn; the constants that differ follow from here, in the order of their names."""

_NAMES = tuple(sorted(Constants.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class People:
    """n people of a world; each quantity is (n,)."""

    world: World
    experiment: int
    numbers: Numbers
    constants: Constants
    heart: Array
    """Beats/min at rest."""
    rmssd: Array
    """ms at rest."""
    holding: Array
    """As they come."""
    charge: Array
    gain: Array
    bias: Array


def draw_people(world: World, experiment: int, numbers: Numbers) -> People:
    """Draw the people with these numbers, (n,) and not negative."""
    about = _About(experiment, numbers)
    own: dict[str, Amount] = {}
    for name, spread in world.spread:
        deviation = spread.sd * normal(experiment, numbers, _SPREADS + _NAMES.index(name))
        here = getattr(world.constants, name)
        own[name] = here * np.exp(deviation) if spread.log else here + deviation
    telling = world.telling
    return People(
        world=world,
        experiment=experiment,
        numbers=numbers,
        constants=replace(world.constants, **own),
        heart=np.clip(world.heart.mean + world.heart.sd * about.normal("heart"), 45.0, 100.0),
        rmssd=np.exp(world.rmssd.mean + world.rmssd.sd * about.normal("rmssd")),
        holding=about.between("holding", world.start.holding),
        charge=about.between("charge", world.start.charge),
        gain=telling.gain * np.exp(telling.gain_log_sd * about.normal("gain")),
        bias=telling.bias + telling.bias_sd * about.normal("bias"),
    )


@dataclass(frozen=True, slots=True)
class _About:
    experiment: int
    numbers: Numbers
    session: int = 0

    def normal(self, what: str) -> Array:
        return normal(self.experiment, self.numbers, self.session, _ABOUT[what])

    def uniform(self, what: str) -> Array:
        return uniform(self.experiment, self.numbers, self.session, _ABOUT[what])

    def between(self, what: str, ends: tuple[float, float]) -> Array:
        low, high = ends
        return low + (high - low) * self.uniform(what)


def begin(people: People) -> Acute:
    """The people at rest, as they come."""
    return at_rest(people.constants, people.holding, people.charge)


def on_day(people: People, session: int) -> Constants:
    """The people's constants on the day of this session (counted from 1): rest shifts, and a shock may have come."""
    about, days = _About(people.experiment, people.numbers, session), people.world.days
    shock = days.shock_rest * (about.uniform("shock") < days.shock_chance)
    shift = days.rest_sd * about.normal("day") + shock
    highest = people.constants.window_high - 0.2
    return replace(people.constants, rest=np.clip(people.constants.rest + shift, 0.0, highest))


def reporting(people: People, session: int) -> Reporting:
    """How the people report in this session."""
    telling = people.world.telling
    mood = 0.5 + telling.mood_sd * _About(people.experiment, people.numbers, session).normal("mood")
    return Reporting(people.gain, people.bias, telling.coupling, mood)


def overwhelmed_later_h(people: People, session: int, lived: Lived) -> Array:
    """Hours after this session at which overwhelm comes, (n,); NaN where it does not.

    It may strike only whoever was not overwhelmed within the session.
    """
    delayed = people.world.delayed
    if delayed is None:
        return np.full(len(people.numbers), np.nan)
    about = _About(people.experiment, people.numbers, session)
    chance = 1 - np.exp(-delayed.chance_a_minute * lived.over_window_s / 60)
    strikes = (about.uniform("later") < chance) & np.isnan(lived.overwhelmed_at_s)
    return np.where(strikes, about.uniform("later_at") * delayed.within_h, np.nan)


def live_on(people: People, body: Acute, hours: int, later_h: Array) -> Acute:
    """Give the bodies so many hours later; ``later_h`` (n,) is when overwhelm comes to whom, NaN for nobody.

    Holding pattern and charge carry what it does; its minutes are lived second by second.
    """
    due = np.where(np.isnan(later_h), -1, np.floor(np.minimum(later_h, hours - 1)))
    done = 0
    for hour in sorted({int(each) for each in due if each >= 0}):
        body = rest(people.constants, body, hour - done)
        body, done = _struck(people, body, due == hour), hour
    return rest(people.constants, body, hours - done)


def _struck(people: People, body: Acute, whom: NDArray[np.bool_]) -> Acute:
    delayed = people.world.delayed
    if delayed is None:
        return body
    constants, struck = pick_constants(people.constants, whom), pick(body, whom)
    for _ in range(round(60 * delayed.lasts_min)):
        struck = step(constants, struck, Doing(threat=delayed.threat))
    holding, charge = np.array(body.holding), np.array(body.charge)
    holding[whom], charge[whom] = struck.holding, struck.charge
    return at_rest(people.constants, holding, charge)
