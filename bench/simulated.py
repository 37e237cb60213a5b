"""The heart of the demonstration's made-up person, as a text file of intervals for `slackwater play`."""

from pathlib import Path

from slackwater.body.equations import Doing
from slackwater.body.person import begin, demo_person, live_a_second

LASTS_S = 600


def write_simulated(path: Path) -> Path:
    """Ten minutes of a made-up heart at rest: one interval in ms a line."""
    person = demo_person(1)
    body = begin(person)
    lines: list[str] = []
    for _ in range(LASTS_S):
        body, beats = live_a_second(person, body, Doing(grounding=0.3))
        lines += [f"{beat:.0f}" for beat in beats]
    path.write_text("\n".join(lines) + "\n")
    return path
