"""What Today asks about an earlier session: how the body, sleep and mood are, and how a hard one is days later."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from slackwater.journal.facts import MorningAbout, SinceHard
from slackwater.live.answering import answer_also, answer_follow_up
from slackwater.live.follow_up import Due
from slackwater.live.home import Home
from slackwater.titration.log import Felt
from slackwater.web.asking import reading
from slackwater.web.pages import Later, Option
from slackwater.web.words import word

if TYPE_CHECKING:
    from slackwater.live.standing import Standing

TOO_MUCH_LATER, SKIP, FOLLOW = "too_much", "skip", "follow"
FELT: Mapping[str, Felt | None] = {
    "lighter": Felt.LIGHTER,
    "same": Felt.SAME,
    "heavier": Felt.HEAVIER,
    SKIP: None,
}
SINCE: Mapping[str, Felt | None] = {
    "lighter": Felt.LIGHTER,
    "same": Felt.SAME,
    "heavier": Felt.HEAVIER,
    TOO_MUCH_LATER: None,
    SKIP: None,
}
"""How the body has been since the last session, as far as that was said."""
NOW: Mapping[str, SinceHard | None] = {**{one.value: one for one in SinceHard}, SKIP: None}
HARD = frozenset({SinceHard.STILL_HARD.value, SinceHard.WORSE.value})
"""Answers that are met with what may help next."""
MONTH_DAYS = 31


def later(standing: "Standing") -> Later | None:
    """The one question that is asked now, if any is."""
    if standing.asks_about:
        return _later("since", "since", SINCE, standing.asks_about)
    if standing.asks_also is not None:
        session, about = standing.asks_also
        return _later(about.value, about.value, FELT, session)
    if standing.follows_up is not None:
        asked = standing.follows_up
        return _later(f"{FOLLOW}_{asked.day}", FOLLOW, NOW, asked.session, asked.day)
    return None


def _later(title: str, name: str, answers: Mapping[str, object], session: str, day: int = 0) -> Later:
    options = tuple(Option(one, word(name, one)) for one in answers)
    return Later(word("later", title), word("later", f"{name}_about"), name, options, session, day)


async def take_later(given: Mapping[str, str], home: Home) -> bool:
    """Take an answer to such a question; true where what may help next comes now."""
    session = given.get("session", "")
    since = given.get("since", "")
    if since in SINCE:
        await home.answer_about(session, SINCE[since], too_much_later=since == TOO_MUCH_LATER)
    for about in MorningAbout:
        felt = given.get(about.value, "")
        if felt in FELT:
            await answer_also(home, session, about, FELT[felt])
    now, day = given.get(FOLLOW, ""), reading(given, "day", MONTH_DAYS)
    if now not in NOW or day is None:
        return False
    return await answer_follow_up(home, Due(session, day), NOW[now]) and now in HARD
