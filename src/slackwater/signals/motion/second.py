"""What one second of motion was, and one run of tremor: the answers of this room."""

from dataclasses import dataclass
from enum import Enum

from slackwater.quantities import Gap


class Label(Enum):
    """What a second was."""

    TREMOR = "tremor"
    """An involuntary rhythmic oscillation between 4 and 12 Hz, more than half of the second."""
    MOVEMENT = "movement"
    STILL = "still"
    """No more than breath, heart and a quiet hand move the sensor."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class MotionSecond:
    """One whole second since the first sample: [t_s, t_s + 1)."""

    t_s: int
    label: Label
    why: Gap | None
    """Why it is missing; None otherwise."""
    rocking: float
    """0 … 1: how much of a slow rhythm (0.1 … 3 Hz) moves the trunk. A size, not a probability; 0 where missing."""
    rocking_hz: float | None
    """Cadence, cycles a second, where one rhythm stands out."""
    rocking_range: float | None
    """Peak to peak along the main axis, in the stream's unit. Slow rocking tilts: 0.1 g is about 6°."""
    tremor_hz: float | None
    tremor_g: float | None
    """Peak amplitude of the oscillation along its main axis, in the stream's unit: a sine of ± 0.1 g says 0.1."""
    tremor_s: float
    """How much of this second was inside a run of tremor, s: what counts against a ceiling of minutes."""
    still_s: int
    """Seconds of stillness in a row, this one counted; 0 when it is not still."""

    @property
    def off_body(self) -> bool:
        """Whether the sensor seems to lie on something that does not live."""
        return self.why is Gap.POOR_CONTACT


@dataclass(frozen=True, slots=True)
class Tremor:
    """One run of tremor, timed finer than seconds. Times are seconds since the first sample."""

    began_s: float
    ended_s: float | None
    """None while it goes on."""
    hz: float
    g: float
    """Peak amplitude along the main axis, in the stream's unit, the largest of the run so far."""
