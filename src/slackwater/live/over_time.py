"""What is kept of sessions, rest and weeks, read for trends; and what the person says of a week, kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from slackwater.journal.facts import HowItHasBeen, Kept, OwnAnswer, RestChosen
from slackwater.journal.journal import Journal
from slackwater.journal.past import read_sums
from slackwater.live.body_map import read_maps
from slackwater.live.follow_up import rests_owed
from slackwater.live.home import Home
from slackwater.live.morning import answers
from slackwater.live.reopening import remembered
from slackwater.tides.folding import AllKept, Calendar, Tides, first_day, fold_tides
from slackwater.tides.own import Named, asks_of_the_week, newest_names, said_of_weeks
from slackwater.tides.trend import View

HOUR_S = 3600


def day_of(unix_s: int) -> int:
    """The number of the day here, by this computer's own time zone."""
    return datetime.fromtimestamp(unix_s).toordinal()  # noqa: DTZ006 -- the person's own day


def end_h(day: int) -> float:
    """The Unix hour at which this day ends here."""
    return datetime.combine(datetime.fromordinal(day + 1), time()).timestamp() / HOUR_S


HERE = Calendar(day_of, end_h)


async def tides_of(home: Home, days: int | None) -> Tides | None:
    """The trends of the last so many days, or of all that is kept; None where nothing is kept yet."""
    running = "" if home.running is None else home.running.session
    last = day_of(home.clock.unix_s())

    def fold(journal: Journal) -> Tides | None:
        own = journal.facts(None)
        sums = read_sums(journal, remembered, running)
        kept = AllKept(sums, own, answers(own), read_maps(own), rests_owed(own))
        first = first_day(kept, day_of)
        if first is None:
            return None
        first = first if days is None else max(first, last - days + 1)
        return fold_tides(kept, View(min(first, last), last), HERE)

    return await home.cabinet.ask(fold)


async def choose_rest(home: Home) -> None:
    """Take that the person rests today, and keep it once."""
    rests = home.today.resting
    home.say_today(resting=True)
    if not rests:
        await _keep(home, RestChosen(home.clock.unix_s()))


@dataclass(frozen=True, slots=True)
class Week:
    """What is asked of the week."""

    names: Named
    last: HowItHasBeen | None
    """What was said last; None while nothing was. Weeks that were waved off do not count."""
    asks: bool
    """It is offered now."""


async def week_of(home: Home) -> Week:
    """What may be said of the week now."""
    facts = await home.cabinet.ask(lambda journal: journal.facts(None))
    weeks = said_of_weeks(facts)
    said = [one for one in weeks if one.pain is not None or one.own]
    return Week(newest_names(facts), said[-1] if said else None, asks_of_the_week(weeks, home.clock.unix_s()))


async def say_of_week(home: Home, pain: int | None, own: Iterable[OwnAnswer]) -> None:
    """Keep how the week was, as far as it was said; nothing said waves it off."""
    await _keep(home, HowItHasBeen(home.clock.unix_s(), pain, tuple(own)))


async def name_own(home: Home, names: Named) -> None:
    """Keep what the person named, where it is not named so already."""
    if (await week_of(home)).names != names:
        await _keep(home, *names.facts())


async def _keep(home: Home, *facts: Kept) -> None:
    await home.cabinet.ask(lambda journal: journal.append(None, facts))
