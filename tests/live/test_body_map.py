"""What is kept of the body map: the newest of a session, the person's own words, and nothing that allows more."""

from slackwater.journal.facts import BodyMark, BodyMarked, Kept, PersonSet
from slackwater.journal.journal import Journal
from slackwater.live.body_map import (
    AGAIN_S,
    HIDDEN,
    OWN_WORDS,
    PlaceWords,
    keep_map,
    newest_place_words,
    read_maps,
    shows_care,
    sounds_far_away,
)

TIGHT = BodyMark("right-hip-crease", 3, ("tight",))
WARM = BodyMark("sacrum", None, ("warm",))


def test_of_a_session_the_newest_map_holds_and_the_others_stand_alone() -> None:
    kept: list[Kept] = [
        BodyMarked(10, "one", (TIGHT,)),
        BodyMarked(20, "", (WARM,)),
        BodyMarked(30, "", (TIGHT,)),
        PersonSet("theme", "dusk"),
        BodyMarked(40, "one", (WARM,)),
    ]
    assert [one.at_unix_s for one in read_maps(kept)] == [20, 30, 40]


def test_a_map_that_was_cleared_is_gone_from_what_is_read() -> None:
    assert read_maps([BodyMarked(10, "one", (TIGHT,)), BodyMarked(20, "one", ())]) == ()


def test_a_place_or_a_strength_that_is_not_understood_counts_as_not_marked_or_not_said() -> None:
    moon, loud = BodyMark("moon", 2, ()), BodyMark("sacrum", 9, ("warm",))
    (read,) = read_maps([BodyMarked(10, "one", (moon, loud, TIGHT)), BodyMarked(20, "", (moon,))])
    assert read.marks == (WARM, TIGHT)


def test_the_same_tap_is_kept_once_and_a_later_one_anew() -> None:
    journal = Journal.keep_nothing()
    for at in (100, 101, 100 + AGAIN_S):
        keep_map(journal, BodyMarked(at, "", (TIGHT,)))
    assert [one.at_unix_s for one in read_maps(journal.facts(None))] == [100, 100 + AGAIN_S]


def test_own_words_are_read_back_and_a_place_without_one_has_ours() -> None:
    chosen = PlaceWords({"genitals": "Down there"}, frozenset({"tailbone"}))
    words = newest_place_words([*PlaceWords({"face": "Front"}).facts(), *chosen.facts()])
    assert words == chosen
    assert (words.of("genitals"), words.of("face")) == ("Down there", "Face and jaw")


def test_words_that_are_not_understood_count_as_not_chosen() -> None:
    odd: list[Kept] = [PersonSet(OWN_WORDS, ["?"]), PersonSet(HIDDEN, 7)]
    assert newest_place_words(odd) == PlaceWords()
    assert (
        newest_place_words([PersonSet(HIDDEN, ["moon"]), PersonSet(OWN_WORDS, {"moon": "M"})]) == PlaceWords()
    )


def test_two_words_of_far_away_ask_and_one_does_not() -> None:
    numb, foggy, unsure = (BodyMark("head", 1, (word,)) for word in ("numb", "foggy", "cannot-tell"))
    assert sounds_far_away((numb, foggy))
    assert sounds_far_away((numb, unsure))
    assert not sounds_far_away((numb, TIGHT))
    assert not sounds_far_away((unsure, TIGHT))


def test_one_red_flag_among_other_marks_is_enough() -> None:
    assert shows_care((TIGHT, BodyMark("pelvic-floor", None, ("numb",))))
    assert not shows_care((TIGHT, WARM))
