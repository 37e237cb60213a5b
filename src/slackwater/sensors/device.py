"""What a sensor says about itself: its name, how it senses a heart, and where it lies."""

from dataclasses import dataclass
from enum import Enum

NAME_MOST = 80
"""Characters of a name that the socket carries."""


class Sensing(Enum):
    """How a heart is sensed, which says how far its beats can be trusted."""

    ELECTRIC = "electric"
    """Electrodes on the chest: each beat is its own."""
    OPTICAL = "optical"
    """Light through the skin: smoothed over many beats and late, so it informs and decides nothing."""
    UNKNOWN = "unknown"
    """Nothing tells."""


class Place(Enum):
    """Where a sensor of movement lies, as the person says."""

    CHEST = "chest"
    BELLY = "belly"
    HIP = "hip"
    THIGH = "thigh"
    HAND = "hand"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Device:
    """What is known of a sensor."""

    name: str
    sensing: Sensing = Sensing.UNKNOWN
    place: Place = Place.UNKNOWN
    battery_percent: int | None = None


_ELECTRIC = (
    "polar h",
    "hrm-",
    "hrm ",
    "tickr",
    "coospo h",
    "h6",
    "h808",
    "movesense",
    "hw706",
    "hw700",
    "magene h",
    "igpsport hr",
    "decathlon dual hr",
    "zephyr",
    "suunto smart",
)
"""How names of chest straps begin. General knowledge of what makers call them; a name not here is UNKNOWN."""

_OPTICAL = (
    "polar sense",
    "polar verity",
    "polar oh",
    "oh1",
    "scosche",
    "rhythm",
    "tickr fit",
    "hw807",
    "hw9",
    "whoop",
    "wahoo tickr fit",
    "fitbit",
    "mi band",
    "mi smart band",
    "xiaomi",
    "amazfit",
    "galaxy",
    "fenix",
    "forerunner",
    "venu",
    "vivo",
    "instinct",
    "coros",
    "polar vantage",
    "polar ignite",
    "polar pacer",
    "polar unite",
    "polar grit",
)
"""The same for bands and watches on wrist or arm."""


def sensing(name: str, *, has_ecg: bool = False) -> Sensing:
    """Give how this device senses a heart: by the ECG it offers, else by its name, else UNKNOWN.

    A strap that offers its ECG has electrodes, whatever it is called. An optical name is looked for first:
    several begin as a chest strap's does.
    """
    if has_ecg:
        return Sensing.ELECTRIC
    said = name.strip().lower()
    if said.startswith(_OPTICAL):
        return Sensing.OPTICAL
    return Sensing.ELECTRIC if said.startswith(_ELECTRIC) else Sensing.UNKNOWN
