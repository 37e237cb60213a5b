"""What is said of a session once it is over: after it, the next morning, and days later. Kept as it is said."""

from slackwater.journal.facts import (
    FollowedUp,
    LookedBack,
    LookingBack,
    MorningAbout,
    MorningAlso,
    SinceHard,
)
from slackwater.live.follow_up import Due, looked_back
from slackwater.live.home import Home
from slackwater.titration.log import Felt


async def answer_also(home: Home, session: str, about: MorningAbout, felt: Felt | None) -> bool:
    """Keep how sleep or mood was after this session; false where that is not asked now."""
    if (await home.standing()).asks_also != (session, about):
        return False
    also = MorningAlso(session, home.clock.unix_s(), about, felt)
    await home.cabinet.ask(lambda journal: journal.append(None, [also]))
    return True


async def answer_follow_up(home: Home, asked: Due, now: SinceHard | None) -> bool:
    """Keep how it is with a hard session; false where that is not asked now."""
    if (await home.standing()).follows_up != asked:
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
