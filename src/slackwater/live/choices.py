"""What the person chose for every session: senses set aside, and how they breathe. The newest of each holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from slackwater.journal.facts import Kept, PersonSet
from slackwater.live.senses import Sense
from slackwater.live.tide import Pacing

BARRED = "senses_barred"
BREATHING = "breathing"


@dataclass(frozen=True, slots=True)
class Choices:
    """Nothing chosen: every sense that is joined counts, and breath follows the practice's pace."""

    barred: frozenset[Sense] = frozenset()
    breathing: Pacing = Pacing.PLANNED

    def facts(self) -> tuple[PersonSet, ...]:
        """The choices as they are kept."""
        barred = sorted(one.value for one in self.barred)
        return PersonSet(BARRED, barred), PersonSet(BREATHING, self.breathing.value)


def newest_choices(facts: Iterable[Kept]) -> Choices:
    """The newest choices among the person's own facts; what is not understood counts as not chosen."""
    kept = {fact.name: fact.value for fact in facts if isinstance(fact, PersonSet)}
    known = {one.value: one for one in Sense}
    ways = {one.value: one for one in Pacing}
    named = kept.get(BARRED)
    barred = (
        frozenset(known[one] for one in named if one in known) if isinstance(named, list) else frozenset()
    )
    way = kept.get(BREATHING)
    return Choices(barred, ways.get(way, Pacing.PLANNED) if isinstance(way, str) else Pacing.PLANNED)
