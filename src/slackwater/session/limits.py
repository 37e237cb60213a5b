"""What a session may do at most, fixed once when it opens."""

from dataclasses import dataclass

from slackwater.quantities import HalfLevel
from slackwater.session.decisions import Reason
from slackwater.session.pausing import NUMBERS, Numbers

UNCOUNTED = -1
"""A countdown that does not run: only ``verify`` uses it, in configurations that look at something else."""

FIRST_START = HalfLevel(NUMBERS.first_level)
FIRST_CAP = HalfLevel(NUMBERS.first_level + NUMBERS.session_rise)


@dataclass(frozen=True, slots=True)
class Limits:
    """The ceilings of one session: history enters here and nowhere else."""

    start: HalfLevel = FIRST_START
    """The first round is at most this."""
    cap: HalfLevel = FIRST_CAP
    """No round is above this."""
    work_s: int = NUMBERS.session_work_s
    """Seconds of practice left: the least of session, day and week."""
    stretch_left_s: int = NUMBERS.stretch_session_s
    """Seconds of stretch left on the left side."""
    stretch_right_s: int = NUMBERS.stretch_session_s
    tremor_s: int = 0
    """Seconds of tremor; 0 is closed."""
    open_s: int = NUMBERS.open_s
    """Seconds the session stays open."""
    barred: int = 0
    """Slots that wait for a new screening, as a bitmask."""
    rest_only: bool = False
    """Rest and grounding, nothing else."""
    word: bool = False
    """A word about a practitioner is due."""
    refer: bool = False
    """Stop here and refer: a practitioner walks along from now on, or nobody goes on."""
    reasons: tuple[Reason, ...] = ()
    """What made the limits narrower than the table's."""
    numbers: Numbers = NUMBERS
    """The thresholds in force; ``verify`` shrinks some."""
