"""How far a heart can be trusted, by what its sensor is."""

import pytest

from slackwater.sensors.device import Sensing, sensing


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("Polar H10 12345678", Sensing.ELECTRIC),
        ("Polar H9 1", Sensing.ELECTRIC),
        ("HRM-Dual:123456", Sensing.ELECTRIC),
        ("TICKR 1A2B", Sensing.ELECTRIC),
        ("TICKR FIT 1A2B", Sensing.OPTICAL),
        ("Polar Sense 99", Sensing.OPTICAL),
        ("Polar OH1 77", Sensing.OPTICAL),
        ("Forerunner 255", Sensing.OPTICAL),
        ("Somebody's heart thing", Sensing.UNKNOWN),
        ("", Sensing.UNKNOWN),
    ],
)
def test_a_name_tells_electrodes_from_light_or_nothing(name: str, how: Sensing) -> None:
    assert sensing(name) is how


def test_who_gives_an_ecg_has_electrodes_whatever_the_name() -> None:
    assert sensing("Somebody's heart thing", has_ecg=True) is Sensing.ELECTRIC
