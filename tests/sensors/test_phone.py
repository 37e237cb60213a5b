"""What a message of motion may hold: a hole before it, and none within."""

from collections.abc import Callable
from typing import Any

import pytest

from slackwater.sensors import phone, signal
from slackwater.sensors.errors import MalformedFrame

BREATH: dict[str, Any] = {
    "type": "signal",
    "kind": "resp",
    "rate_hz": 50,
    "at_s": 12.25,
    "values": [0.51, 0.53],
}
HUGE = 10**400
LONGER_THAN_ANY_TEXT = 10**5000
"""Python writes no number with more than 4,300 digits."""


def message(*steps_ms: float) -> dict[str, Any]:
    return {"type": "motion", "at_s": 1e6, "samples": [[step, 0.1, 0.2, 9.8] for step in steps_ms]}


@pytest.mark.parametrize(
    "steps_ms", [(0, 5001), (0, 2500, 2501), (16, *[1000] * 6), (0, *[3_600_000] * 63)], ids=str
)
def test_samples_that_span_more_than_five_seconds_are_no_message(steps_ms: tuple[float, ...]) -> None:
    with pytest.raises(MalformedFrame, match="span"):
        phone.read(message(*steps_ms))


def test_what_passed_before_the_first_sample_is_a_hole_of_any_length() -> None:
    read = phone.read(message(3_600_000, 2500, 2500))
    assert read.t_s.tolist() == [1e6 - 5, 1e6 - 2.5, 1e6]
    assert read.follows_us == 996_395_000_000


@pytest.mark.parametrize("number", [HUGE, -HUGE, LONGER_THAN_ANY_TEXT], ids=["huge", "low", "longest"])
@pytest.mark.parametrize(
    "put",
    [
        lambda number: (phone.read, {**message(16), "at_s": number}),
        lambda number: (phone.read, {**message(16), "samples": [[number, 0, 0, 0]]}),
        lambda number: (phone.read, {**message(16), "samples": [[16, 0, 0, number]]}),
        lambda number: (signal.read, {**BREATH, "rate_hz": number}),
        lambda number: (signal.read, {**BREATH, "at_s": number}),
        lambda number: (signal.read, {**BREATH, "values": [number]}),
    ],
    ids=["motion-at", "step", "axis", "rate", "signal-at", "value"],
)
def test_a_number_no_sensor_has_is_a_malformed_message(
    put: Callable[[int], tuple[Callable[[object], object], dict[str, Any]]], number: int
) -> None:
    read, spoilt = put(number)
    with pytest.raises(MalformedFrame):
        read(spoilt)
