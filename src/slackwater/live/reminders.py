"""Reminders as the person set them: off by default, in words of their own, silent in quiet hours and after hard days."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hmac import compare_digest
from typing import Any

from slackwater.guiding.diary import HOUR_S
from slackwater.journal.facts import Kept, PersonSet
from slackwater.live.errors import ReminderNotSet
from slackwater.live.keeping import Cabinet
from slackwater.session.history import DAY_H, PastSession
from slackwater.tongues import marked, worded

REMINDERS = "calendar.reminders"
"""Kept under a name of this machine: the address in it goes into no file that is taken out."""

WORDS = marked("A quiet moment")
"""What stands in the calendar while the person wrote nothing else: it says nothing of practice or health."""
WORDS_MOST = 40
"""Characters. ENG: one line of a calendar."""

ENDS_AFTER = timedelta(days=28)
"""Without a session for so long they end by themselves: whoever lets them pass is left in peace. ENG."""

TOKEN_BYTES = 32
"""256 random bits: nobody guesses the feed's address."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """Nothing set: off, and no address that could be read."""

    on: bool = False
    words: str = WORDS
    days: frozenset[int] = frozenset({0, 3})
    """Of the week; Monday is 0."""
    at: time = time(18, 0)
    quiet_from: time = time(21, 0)
    quiet_to: time = time(8, 0)
    """Nothing is reminded between these; the same twice is no quiet hour at all."""
    token: str = ""
    """The secret part of the feed's address; empty where there is no feed."""
    uid: str = ""
    since_unix_s: int = 0

    def fact(self) -> PersonSet:
        """As it is kept, sealed."""
        return PersonSet(
            REMINDERS,
            {
                "on": self.on,
                "words": self.words,
                "days": sorted(self.days),
                "at": f"{self.at:%H:%M}",
                "quiet_from": f"{self.quiet_from:%H:%M}",
                "quiet_to": f"{self.quiet_to:%H:%M}",
                "token": self.token,
                "uid": self.uid,
                "since_unix_s": self.since_unix_s,
            },
        )

    @property
    def is_quiet(self) -> bool:
        """Whether the time stands in the quiet hours."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= self.at < self.quiet_to
        return self.at >= self.quiet_from or self.at < self.quiet_to

    def fits(self, token: str) -> bool:
        """Whether this is the address of the feed."""
        return self.on and bool(self.token) and compare_digest(token.encode(), self.token.encode())


def newest_reminders(facts: Iterable[Kept]) -> Reminders:
    """The newest reminders among the person's own facts; what is not understood counts as off."""
    kept = [one.value for one in facts if isinstance(one, PersonSet) and one.name == REMINDERS]
    if not kept or not isinstance(kept[-1], dict):
        return Reminders()
    said: dict[str, Any] = kept[-1]
    try:
        return Reminders(
            on=said["on"] is True,
            words=str(said["words"]),
            days=frozenset(int(one) for one in said["days"]),
            at=time.fromisoformat(said["at"]),
            quiet_from=time.fromisoformat(said["quiet_from"]),
            quiet_to=time.fromisoformat(said["quiet_to"]),
            token=str(said["token"]),
            uid=str(said["uid"]),
            since_unix_s=int(said["since_unix_s"]),
        )
    except (KeyError, TypeError, ValueError):
        return Reminders()


async def reminders_of(cabinet: Cabinet) -> Reminders:
    """The reminders as they are set."""
    return newest_reminders(await cabinet.ask(lambda journal: journal.facts(None)))


async def set_reminders(cabinet: Cabinet, wanted: Reminders, now_unix_s: int) -> Reminders:
    """Keep these reminders; raises :class:`ReminderNotSet`, and keeps nothing, where they cannot be.

    The feed keeps its address while reminders are on; switched off, it is gone, and on again it is another.
    """
    words = " ".join(wanted.words.split())[:WORDS_MOST] or worded(WORDS)
    if wanted.on and (not wanted.days or wanted.is_quiet or not words.isprintable()):
        raise ReminderNotSet
    had = await reminders_of(cabinet)
    kept = replace(
        wanted,
        words=words,
        token=(had.token or secrets.token_urlsafe(TOKEN_BYTES)) if wanted.on else "",
        uid=had.uid or secrets.token_hex(16),
        since_unix_s=now_unix_s,
    )
    await cabinet.ask(lambda journal: journal.append(None, [kept.fact()]))
    return kept


async def renew_address(cabinet: Cabinet) -> None:
    """Another address for the feed; the one before is gone."""
    had = await reminders_of(cabinet)
    if had.on:
        renewed = replace(had, token=secrets.token_urlsafe(TOKEN_BYTES))
        await cabinet.ask(lambda journal: journal.append(None, [renewed.fact()]))


def last_day(reminders: Reminders, pasts: Sequence[PastSession]) -> date:
    """The last day that is reminded of, unless the person comes back before it."""
    came = max((one.ended_h * HOUR_S for one in pasts), default=0)
    return local_day(max(came, reminders.since_unix_s)) + ENDS_AFTER


def left_in_peace(pasts: Sequence[PastSession], hard: frozenset[int], now_unix_s: int) -> frozenset[date]:
    """The days on which nothing is reminded: with a session, after a hard one, and while rest is owed.

    ``hard`` are the places of the hard ones among ``pasts``.
    """
    days: set[date] = set()
    for one in pasts:
        if _is_near(one, now_unix_s):
            days.update(_days(one.ended_h, one.ended_h))
    for at, past in enumerate(pasts):
        if at in hard or past.rest_owed_h > 0:
            rest_h = max(DAY_H, past.rest_owed_h)
            days.update(_days(past.ended_h, past.ended_h + rest_h))
    return frozenset(days)


def _is_near(past: PastSession, now_unix_s: int) -> bool:
    return now_unix_s / HOUR_S - past.ended_h < 2 * DAY_H


def _days(first_h: int, last_h: int) -> Iterable[date]:
    """The days that these hours touch, the last one whole: in some places a day begins within an hour of UTC."""
    first, last = local_day(first_h * HOUR_S), local_day((last_h + 1) * HOUR_S - 1)
    return (first + timedelta(days=one) for one in range((last - first).days + 1))


def local_day(unix_s: int) -> date:
    """The day by this machine's own clock."""
    return datetime.fromtimestamp(unix_s, tz=UTC).astimezone().date()
