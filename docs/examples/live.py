"""Two hundred virtual people of a world live through one session each: live.py WORLD LEVEL. A hypothesis throughout."""

import sys

import numpy as np

from slackwater.body.chance import keys
from slackwater.body.errors import BadWorld
from slackwater.body.people import begin, draw_people, live_on, on_day, overwhelmed_later_h
from slackwater.body.sessions import bouts, live
from slackwater.body.world import load_world

try:
    world = load_world(sys.argv[1])
except BadWorld as error:
    raise SystemExit(str(error)) from error

people = draw_people(world, experiment=1, numbers=np.arange(200))
before = begin(people)
lived = live(on_day(people, 1), before, bouts(), float(sys.argv[2]) / 10, keys(1, people.numbers, 1))
later = overwhelmed_later_h(people, 1, lived)
after = live_on(people, lived.body, 48, later)

print(f"{world.name}: {world.about}")
print(f"overwhelmed within the session: {np.mean(~np.isnan(lived.overwhelmed_at_s)):.1%}")
print(f"overwhelmed hours later: {np.mean(~np.isnan(later)):.1%}")
print(f"holding pattern: {np.mean(before.holding):.3f} before, {np.mean(after.holding):.3f} two days after")
