"""The fourteen practices: all there, all real, each on its rung."""

import json
from pathlib import Path

import pytest

from slackwater.practices import library, practice
from slackwater.practices.check import check, report, run
from slackwater.practices.errors import BrokenLibrary, Finding, UnknownPractice
from slackwater.practices.loader import LIBRARY, load_practice
from slackwater.practices.practice import Clip, LineKind, Posture, Role, Way
from slackwater.practices.sensations import Tag, fog_words, sensations
from slackwater.practices.showing import for_page
from slackwater.quantities import HalfLevel
from slackwater.session.phases import Side

ANCHORS = [
    ("diaphragmatic-breathing", "floor", 1),
    ("pelvic-tilts", "micro", 2),
    ("pelvic-tilts", "floor", 3),
    ("windshield-wiper", "floor-small", 4),
    ("windshield-wiper", "floor", 5),
    ("supported-bridge", "block", 6),
    ("supported-low-lunge", "kneeling", 7),
    ("supported-low-lunge", "rocking", 8),
    ("invited-tremor", "small", 9),
    ("invited-tremor", "wide", 10),
]


def test_the_shipped_library_has_nothing_to_mend() -> None:
    assert report(check()) == ()


def test_the_library_holds_the_fourteen_practices() -> None:
    frames = {"arriving", "coming-down", "closing", "grounding-contact", "orienting", "five-senses"}
    assert set(library()) == frames | {name for name, _, _ in ANCHORS} | {"felt-sense", "stop-drill"}


@pytest.mark.parametrize(("name", "variant", "level"), ANCHORS)
def test_each_rung_of_the_ladder_has_its_practice(name: str, variant: str, level: int) -> None:
    assert practice(name).variant(variant).level == 2 * level


@pytest.mark.parametrize("name", sorted(library()))
def test_every_practice_can_be_shown_as_json(name: str) -> None:
    shown = json.loads(json.dumps(for_page(practice(name))))
    assert shown["steps"]
    assert shown["gentler"]
    assert shown["evidence"]
    assert all(one["where"] for one in shown["sources"])


@pytest.mark.parametrize("name", [name for name, one in library().items() if one.role is Role.ROUND])
def test_every_round_has_a_gentler_way_or_is_the_gentlest(name: str) -> None:
    levels = sorted(one.level for one in practice(name).variants)
    assert len(levels) > 1 or levels[0] <= 4


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("supported-low-lunge", "side-lying"),
        ("supported-low-lunge", "bed"),
        ("windshield-wiper", "pillows"),
        ("windshield-wiper", "lying"),
        ("pelvic-tilts", "wall"),
    ],
)
def test_a_way_beside_the_ladder_opens_nothing_sooner_and_is_never_what_a_level_means(
    name: str, variant: str
) -> None:
    one = practice(name).variant(variant)
    others = [way for way in practice(name).variants if way.id != variant]
    assert any(way.level == one.level for way in others)
    assert practice(name).lowest() in others
    assert practice(name).variant_at(one.level) in others


def test_every_round_but_the_lowest_can_be_done_without_lying_on_the_back() -> None:
    upright = {Posture.CHAIR, Posture.SIDE_LYING}
    for name in ("arriving", "diaphragmatic-breathing", "pelvic-tilts", "felt-sense", "windshield-wiper"):
        assert any(one.posture in upright for one in practice(name).variants), name


@pytest.mark.parametrize("name", ["arriving", "closing", "coming-down", "grounding-contact"])
def test_a_page_tells_each_way_of_a_practice_that_follows_the_person(name: str) -> None:
    shown = for_page(practice(name))["told"]
    assert sorted(way for one in shown for way in one["ways"]) == sorted(
        one.name for one in practice(name).variants
    )
    assert all(one["lines"] for one in shown)


def test_a_page_tells_nothing_twice_where_everybody_hears_the_same() -> None:
    assert for_page(practice("five-senses"))["told"] == []
    assert for_page(practice("pelvic-tilts"))["told"] == []


def test_a_practice_shows_what_closes_it_and_what_makes_it_gentler() -> None:
    shown = for_page(practice("supported-low-lunge"))["screening"]
    assert "a new hip joint put in from the front" in shown["no"]
    assert "a sore or catching hip" in shown["practitioner"]
    assert "thin bones" in shown["modified"]


def test_the_floor_lights_six_places_one_after_another() -> None:
    contacts = practice("grounding-contact").variant("floor").contacts
    assert contacts == ("heels", "calves", "sit_bones", "back", "hands", "head")


def test_far_away_and_revved_up_are_met_differently() -> None:
    orienting = practice("orienting")
    far = {line.text for line in orienting.lines(Clip.WORK, "chair", Way.FAR_AWAY)}
    revved = {line.text for line in orienting.lines(Clip.WORK, "chair", Way.REVVED)}
    assert far - revved
    assert revved - far


def test_grounding_says_nothing_about_breath_to_somebody_far_away() -> None:
    for name in ("grounding-contact", "orienting", "five-senses"):
        for variant in practice(name).variants:
            said = practice(name).lines(Clip.WORK, variant.id, Way.FAR_AWAY)
            assert not any("breath" in f"{line.text} {line.sub}".lower() for line in said)


def test_the_breath_starts_near_an_ordinary_one_and_slows_by_one_a_minute() -> None:
    breathing = practice("diaphragmatic-breathing")
    first, later = breathing.tide_at(0), breathing.tide_at(75)
    assert first is not None
    assert later is not None
    assert first.per_minute == pytest.approx(12)
    assert first.per_minute - later.per_minute == pytest.approx(1, abs=0.05)


def test_a_practice_without_pace_has_no_tide() -> None:
    assert practice("supported-bridge").tide_at(10) is None


def test_felt_sense_ends_with_three_times_as_long_at_the_shore() -> None:
    felt = practice("felt-sense")
    assert felt.seconds("rest") == 3 * felt.seconds("work")


def test_a_shrunk_level_is_done_in_a_lower_way() -> None:
    tilts = practice("pelvic-tilts")
    lower = tilts.variant_at(HalfLevel(3))
    assert lower is not None
    assert lower.id == "imagine"
    assert tilts.variant_at(HalfLevel(2)) is None


def test_a_shrunk_level_never_opens_what_screening_closed() -> None:
    bridge = practice("supported-bridge")
    assert bridge.variant_at(HalfLevel(8), {"blanket"}) is None


def test_the_first_words_of_rest_after_a_tremor_are_the_brake() -> None:
    first, second = practice("invited-tremor").lines(Clip.REST, "small")[:2]
    assert (first.kind, second.kind) == (LineKind.STOP, LineKind.STOP)
    assert (first.text, second.text) == ("Knees together, feet flat.", "Legs long.")


def test_both_sides_say_their_side() -> None:
    lunge = practice("supported-low-lunge")
    said = {
        side: lunge.lines(Clip.STILL, "kneeling", side=side)[0].text
        for side in (Side.LEFT, Side.RIGHT, Side.NONE)
    }
    assert said == {
        Side.LEFT: "You might kneel, with your left foot in front.",
        Side.RIGHT: "You might kneel, with your right foot in front.",
        Side.NONE: "You might kneel, with one foot in front.",
    }


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one() -> None:
    with pytest.raises(UnknownPractice, match="Did you mean pelvic-tilts"):
        practice("pelvic-tilt")


def test_a_broken_practice_is_not_loaded_and_names_its_lines(tmp_path: Path) -> None:
    (tmp_path / "practice.toml").write_text('format = 1\nid = "x"\nrole = "dance"\n')
    with pytest.raises(BrokenLibrary) as caught:
        load_practice(tmp_path)
    assert {(Path(one.file).name, one.rule) for one in caught.value.findings} >= {
        ("practice.toml", "not-allowed"),
        ("words.en.toml", "missing-file"),
    }


def test_the_command_prints_one_line_for_each_finding_and_leaves_with_one(tmp_path: Path) -> None:
    (tmp_path / "practice.toml").write_text("format = 2\n")
    lines, code = run(str(tmp_path))
    assert code == 1
    assert lines[-1] == f"{len(lines) - 1} to mend."


def test_the_command_leaves_with_nought_when_nothing_is_wrong() -> None:
    assert run() == (("14 practices, nothing to mend.",), 0)


def test_a_folder_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    lines, code = run(str(tmp_path / "nowhere"))
    assert code == 1
    assert "there is no such folder" in lines[0]


def test_two_practices_never_share_a_slot(tmp_path: Path) -> None:
    for name in ("pelvic-tilts", "windshield-wiper"):
        folder = tmp_path / name
        folder.mkdir()
        for file in (LIBRARY / name).iterdir():
            text = file.read_text(encoding="utf-8").replace("slot = 3", "slot = 2")
            (folder / file.name).write_text(text, encoding="utf-8")
    assert [finding.rule for finding in check(tmp_path)] == ["slot-taken"]


def test_a_finding_reads_file_line_what_and_suggestion() -> None:
    assert str(Finding("a.toml", 3, "this", "that", "rule")) == "a.toml:3: this — that"


def test_every_sensation_has_a_group_and_a_name() -> None:
    words = [word for group in sensations() for word in group.words]
    assert len({word.id for word in words}) == len(words) == 79


@pytest.mark.parametrize(
    "word", ["numb", "foggy", "floaty", "unreal", "not-mine", "blank", "far-away", "hollow"]
)
def test_words_that_sound_far_away_are_tagged_so(word: str) -> None:
    tags = {one.id: one.tags for group in sensations() for one in group.words}
    assert Tag.FOG in tags[word]


def test_cannot_tell_counts_beside_a_far_away_word_only() -> None:
    assert fog_words(["cannot-tell"]) == 0
    assert fog_words(["cannot-tell", "foggy"]) == 2
    assert fog_words(["numb", "blank", "warm"]) == 2


def test_sharp_and_stabbing_ask_whether_it_hurts() -> None:
    assert {word.id for group in sensations() for word in group.words if word.stop} == {"sharp", "stabbing"}
