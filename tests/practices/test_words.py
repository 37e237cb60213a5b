"""What is said and what is not: banned words, commands, claims, length and reading age."""

from pathlib import Path

import pytest

from slackwater.practices.banned import Speech
from slackwater.practices.reading import reading_grade, syllables
from slackwater.practices.strings import check_file, texts_in
from slackwater.practices.words import Place, check_reading, check_text

HERE = Place("words.txt", 7)
WEB = Path(__file__).parents[2] / "src" / "slackwater" / "web"
LIVE = WEB.parent / "live"


def rules(text: str, speech: Speech = Speech.LIVE) -> list[str]:
    return [finding.rule for finding in check_text(text, HERE, speech)]


@pytest.mark.parametrize(
    "word",
    [
        "should",
        "must",
        "surrender",
        "push",
        "heal",
        "detox",
        "score",
        "streak",
        "fail",
        "stored",
        "let go",
        "just relax",
    ],
)
def test_each_word_that_is_never_said_is_found(word: str) -> None:
    assert "word" in rules(f"You {word} here now")


@pytest.mark.parametrize(
    "text",
    [
        "Your heel may rest.",
        "A healthy plant.",
        "Your shoulder is wide.",
        "The mustard is yellow.",
        "It is restored.",
    ],
)
def test_words_that_only_look_like_them_pass(text: str) -> None:
    assert rules(text) == []


def test_a_finding_names_its_file_line_and_a_suggestion() -> None:
    finding = check_text("You should rest.", HERE, Speech.LIVE)[0]
    assert str(finding) == "words.txt:7: “should” is not said here — use 'you might' or 'you can'"


@pytest.mark.parametrize(
    "text",
    [
        "Breathe in.",
        "Now lift your hips.",
        "Gently close your hands.",
        "Don’t move.",
        "Never stop.",
        "You rest. Hold on.",
    ],
)
def test_an_opening_that_commands_is_found(text: str) -> None:
    assert "command" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "You might breathe in.",
        "When you are ready, lie down.",
        "Rest is practice.",
        "Is it warm?",
        "Slowly, or not at all.",
    ],
)
def test_an_invitation_passes(text: str) -> None:
    assert rules(text) == []


def test_a_stop_line_may_command() -> None:
    assert rules("Stop. Knees together, feet flat.", Speech.STOP) == []


def test_a_stop_line_is_as_short_as_any_live_line() -> None:
    assert rules(" ".join(["now"] * 13), Speech.STOP) == ["long"]


def test_twelve_words_fit_a_live_line() -> None:
    assert rules("As you breathe out, let your lower back rest into the floor") == []


def test_a_side_counts_as_one_word() -> None:
    assert rules("You might kneel, with your {side} foot in front of you now") == []


@pytest.mark.parametrize(
    "claim",
    [
        "Trauma is stored in your hips.",
        "This releases old tension.",
        "Tension is held in the psoas.",
        "It treats depression.",
        "It cures back pain.",
        "A proven way to rest.",
        "It resets your nervous system.",
        "Your vagus nerve wakes up.",
        "Animals shake off fear.",
        "You complete the stress cycle.",
        "Your heart is calm.",
        "You are safe now.",
        "It lengthens tight muscles.",
        "Your body remembers.",
        "Less cortisol in minutes.",
        "Good for everyone.",
    ],
)
def test_each_claim_that_nothing_supports_is_found(claim: str) -> None:
    assert "claim" in rules(claim, Speech.PRACTICE)


@pytest.mark.parametrize(
    "text",
    [
        "It treats nothing.",
        "It is not a cure.",
        "It does not diagnose.",
        "Slow breathing may ease stress for some.",
    ],
)
def test_an_honest_line_passes(text: str) -> None:
    assert rules(text, Speech.EVIDENCE) == []


def test_a_page_about_the_disk_may_say_what_is_stored_where() -> None:
    assert rules("What is stored where", Speech.PAGE) == []


def test_a_trademark_may_stand_in_a_note() -> None:
    assert rules("TRE is a trademark of its owner.", Speech.EVIDENCE) == []
    assert rules("Now some TRE.", Speech.LIVE) == ["name"]


def test_a_screening_question_may_name_a_condition() -> None:
    assert rules("Stress after something terrible (PTSD)", Speech.SCREENING) == []


def test_a_hard_word_is_found_with_its_plain_twin() -> None:
    finding = check_text("Your psoas may rest.", HERE, Speech.LIVE)[0]
    assert finding.rule == "jargon"
    assert "the deep hip muscle" in finding.suggestion


@pytest.mark.parametrize(
    ("word", "count"), [("breath", 1), ("belly", 2), ("little", 2), ("together", 3), ("eased", 1)]
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


def test_longer_words_read_at_a_higher_grade() -> None:
    assert reading_grade("The sea is still. You can rest here.") < 3
    assert reading_grade("Considerable physiological reorganisation necessitates patience.") > 9


def test_a_hard_text_among_easy_ones_is_named() -> None:
    easy = [("You can rest here now.", HERE)] * 20
    hard = (
        "Considerable physiological reorganisation necessitates extraordinary patience.",
        Place("words.txt", 9),
    )
    assert [finding.line for finding in check_reading([*easy, hard])] == [9]


def test_the_words_of_a_template_are_its_text_and_what_is_read_out(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '{% load x %}\n<p title="You can rest">It is\n{{ n }} now</p>\n{# should #}\n<script>a b</script>'
    )
    assert [(text, place.line) for text, place in texts_in(page)] == [
        ("You can rest", 2),
        ("It is {value} now", 2),
    ]


def test_the_words_of_a_script_leave_out_comments_and_code(tmp_path: Path) -> None:
    script = tmp_path / "say.js"
    script.write_text(
        "// You should not see this\nconst a = 'You can rest';\nfind('.a .b');\nsay(`It is ${n} now`);\n"
    )
    assert [(text, place.line) for text, place in texts_in(script)] == [
        ("You can rest", 2),
        ("It is one now", 4),
    ]


def test_the_words_of_a_module_leave_out_docstrings(tmp_path: Path) -> None:
    module = tmp_path / "say.py"
    module.write_text('"""You should not see this."""\nWORDS = "You can rest"\nPATH = "a/b c"\n')
    assert [(text, place.line) for text, place in texts_in(module)] == [("You can rest", 2)]


def test_the_words_of_a_module_leave_out_types(tmp_path: Path) -> None:
    module = tmp_path / "say.py"
    module.write_text('WORD: "Map Of 2 Words" = "You can rest"\ndef say(it: "Map Of 2") -> "Map Of 2": ...\n')
    assert [(text, place.line) for text, place in texts_in(module)] == [("You can rest", 1)]


SHOWN = sorted(
    [
        *WEB.rglob("*.html"),
        *WEB.glob("static/**/*.js"),
        *WEB.glob("*.py"),
        *WEB.glob("*.toml"),
        *LIVE.glob("*.py"),
    ]
)


@pytest.mark.parametrize("file", SHOWN, ids=lambda file: file.relative_to(WEB.parent).as_posix())
def test_every_page_and_message_keeps_to_the_words(file: Path) -> None:
    found = check_file(file)
    assert not found, "\n".join(map(str, found))
