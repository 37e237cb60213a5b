"""What the person names and says of a week, in their own words, once a week at most."""

from slackwater.journal.facts import HowItHasBeen, Own, OwnAnswer, PersonSet
from slackwater.tides.folding import AllKept, Calendar, fold_tides
from slackwater.tides.own import ASKED_EVERY_S, Named, asks_of_the_week, named, newest_names
from slackwater.tides.trend import View

DAY_S = 86400
HERE = Calendar(lambda unix_s: unix_s // DAY_S, lambda day: (day + 1) * 24.0)


def week(at: int, stairs: int | None, pain: int | None = None, words: str = "stairs") -> HowItHasBeen:
    own = () if stairs is None else (OwnAnswer(Own.ACTIVITY, words, stairs),)
    return HowItHasBeen(at * 7 * DAY_S, pain, own)


def test_names_are_short_each_once_and_three_at_most() -> None:
    found = named(["  the   stairs ", "", "the stairs", "a", "b", "c"], ["x" * 200])
    assert found == Named(("the stairs", "a", "b"), ("x" * 60,))


def test_the_newest_names_hold_and_nonsense_counts_as_none() -> None:
    facts = (*Named(("old",), ()).facts(), *Named(("new",), ("sleep",)).facts())
    assert newest_names(facts) == Named(("new",), ("sleep",))
    assert newest_names([PersonSet("own_activities", 7), PersonSet("own_wellbeing", ["a", 3])]) == Named(
        (), ("a",)
    )


def test_it_is_offered_once_a_week_whether_it_was_said_or_waved_off() -> None:
    waved = HowItHasBeen(1000, None, ())
    assert asks_of_the_week([], 0)
    assert not asks_of_the_week([waved], 1000 + ASKED_EVERY_S - 1)
    assert asks_of_the_week([waved], 1000 + ASKED_EVERY_S)
    assert asks_of_the_week([waved], 0), "a clock that was set back does not keep the question away"


def test_a_line_stays_under_its_words_when_others_are_named() -> None:
    weeks = [
        *(week(at, 4, pain=2) for at in range(1, 7)),
        *(week(at, 6, words="garden") for at in range(7, 13)),
    ]
    found = fold_tides(AllKept((), (*Named(("garden",)).facts(), *weeks)), View(0, 90), HERE)
    assert [(one.words, one.now, one.trend.known) for one in found.own] == [
        ("garden", True, 6),
        ("stairs", False, 6),
    ]
    assert (found.pain.known, found.pain.missing) == (6, 6)


def test_what_is_named_and_not_answered_yet_has_its_place() -> None:
    (line,) = fold_tides(AllKept((), Named((), ("sleep",)).facts()), View(0, 90), HERE).own
    assert (line.own, line.words, line.trend.says) == (Own.WELLBEING, "sleep", False)
