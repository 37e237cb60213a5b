"""What is said of a session once it is over: after it, the next morning, and days later. Kept as it is said."""

from slackwater.journal.facts import (
    FollowedUp,
    LookedBack,
    LookingBack,
    MorningAbout,
    MorningAlso,
    SinceHard,
)
from slackwater.live.follow_up import RESTS_H, Due, looked_back
from slackwater.live.home import Home
from slackwater.live.morning import may_be_heavier
from slackwater.titration.log import Felt


async def answer_also(home: Home, session: str, about: MorningAbout, felt: Felt | None) -> bool:
    """Keep how sleep or mood was after this session; false where that is not asked now.

    That it was heavier is heard from a page that stood open for longer, too.
    """
    asked, now_unix_s = (await home.standing()).asks_also == (session, about), home.clock.unix_s()
    facts = await home.cabinet.ask(lambda journal: journal.facts(None))
    if not asked and not (felt is Felt.HEAVIER and may_be_heavier(facts, session, about, now_unix_s)):
        return False
    also = MorningAlso(session, now_unix_s, about, felt)
    await home.cabinet.ask(lambda journal: journal.append(None, [also]))
    return True


async def answer_follow_up(home: Home, asked: Due, now: SinceHard | None) -> bool:
    """Keep how it is with a hard session; false where that is not asked now.

    A hard answer is heard whenever it comes, from a page that stood open and while another session runs.
    """
    standing = await home.standing()
    if standing.follows_up != asked and not (now in RESTS_H and asked in standing.unanswered):
        return False
    said = FollowedUp(asked.session, home.clock.unix_s(), asked.day, now)
    await home.cabinet.ask(lambda journal: journal.append(None, [said]))
    return True


async def look_back(home: Home, session: str, how: LookingBack) -> None:
    """Take how a session was, all in all, on its way to the disk; what is kept so already is kept once."""
    if await how_it_was(home, session) is not how:
        put = home.cabinet.writer.put(None, [LookedBack(session, home.clock.unix_s(), how)])
        if not put.taken:
            put.result()


async def how_it_was(home: Home, session: str) -> LookingBack | None:
    """How a session was, all in all, as far as that was said."""
    return looked_back(await home.cabinet.ask(lambda journal: journal.facts(None)), session)
