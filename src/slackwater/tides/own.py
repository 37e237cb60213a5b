"""What the person is asked about the week: pain, and up to three activities and three wishes they named themselves.

Pain is NRS-11; activities are asked as in the Patient-Specific Functional Scale (Stratford 1995), each as a line
of its own: no mean is taken, no threshold of change is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slackwater.journal.facts import HowItHasBeen, Kept, Own, PersonSet
from slackwater.journal.values import Json

MOST = 3
"""Of each kind. PSFS asks for three to five; three wishes as in FACTS 6."""
WORDS_MOST = 60
"""Characters of a name. ENG: one line on a phone."""
ASKED_EVERY_S = 7 * 24 * 3600
"""ENG: no more than weekly, as the PCL-5 is asked."""

ACTIVITIES, WELLBEING = "own_activities", "own_wellbeing"
"""The kept names of the settings that hold what was named."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the person named, in their order."""

    activities: tuple[str, ...] = ()
    wellbeing: tuple[str, ...] = ()

    def of(self, own: Own) -> tuple[str, ...]:
        """The names of one kind."""
        return self.activities if own is Own.ACTIVITY else self.wellbeing

    def facts(self) -> tuple[PersonSet, ...]:
        """The names as they are kept."""
        return PersonSet(ACTIVITIES, list(self.activities)), PersonSet(WELLBEING, list(self.wellbeing))


def named(activities: Iterable[str], wellbeing: Iterable[str]) -> Named:
    """Names as they may be kept: short, each once, none empty."""
    return Named(_plain(activities), _plain(wellbeing))


def newest_names(facts: Iterable[Kept]) -> Named:
    """The newest names among the person's own facts; what is not understood counts as not named."""
    kept = {fact.name: fact.value for fact in facts if isinstance(fact, PersonSet)}
    return named(_texts(kept.get(ACTIVITIES)), _texts(kept.get(WELLBEING)))


def said_of_weeks(facts: Iterable[Kept]) -> tuple[HowItHasBeen, ...]:
    """Every answer of a week, the oldest first; what was waved off included."""
    return tuple(fact for fact in facts if isinstance(fact, HowItHasBeen))


def asks_of_the_week(said: Sequence[HowItHasBeen], now_unix_s: int) -> bool:
    """Whether it is offered now to say how the week was: once a week at most."""
    return not said or not 0 <= now_unix_s - said[-1].at_unix_s < ASKED_EVERY_S


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    short = (" ".join(name.split())[:WORDS_MOST].strip() for name in names)
    return tuple(dict.fromkeys(name for name in short if name))[:MOST]


def _texts(value: Json) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
