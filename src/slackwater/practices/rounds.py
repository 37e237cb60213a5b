"""One round of a session as it is planned."""

from dataclasses import dataclass

from slackwater.session.phases import Round


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """One round as it is to be offered, and everything around it that the engine does not know."""

    round: Round
    practice: str
    variant: str
    ways: frozenset[str]
    """The variants that screening leaves open, for when the level falls."""
    own_breath: bool
    """No tide: the person's own breath."""
    eyes_open: bool
    range_percent: int
