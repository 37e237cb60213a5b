"""Another language's table brings words and nothing else."""

from pathlib import Path

from slackwater.practices.rewording import file_in, read_words, reworded, unlike

ENGLISH = {
    "id": "rest",
    "language": "en",
    "title": "Rest",
    "steps": ["You lie down.", "You rest."],
    "variant": {"floor": "On the floor"},
    "line": [{"clip": "work", "at_s": 5, "text": "You can rest.", "variant": ["floor"], "kind": "stop"}],
}
GERMAN = {
    "id": "ruhe",
    "language": "de",
    "title": "Ruhe",
    "steps": ["Du liegst.", "Du ruhst."],
    "variant": {"floor": "Am Boden", "chair": "Am Stuhl"},
    "line": [{"clip": "rest", "at_s": 9, "text": "Du kannst ruhen.", "variant": ["chair"], "kind": "invite"}],
}


def test_only_words_are_taken() -> None:
    assert reworded(ENGLISH, GERMAN) == {
        "id": "rest",
        "language": "en",
        "title": "Ruhe",
        "steps": ["Du liegst.", "Du ruhst."],
        "variant": {"floor": "Am Boden"},
        "line": [
            {"clip": "work", "at_s": 5, "text": "Du kannst ruhen.", "variant": ["floor"], "kind": "stop"}
        ],
    }


def test_what_is_missing_empty_or_of_another_shape_is_english() -> None:
    assert reworded(ENGLISH, {"title": "", "steps": ["Eins."], "line": "keine"}) == ENGLISH


def test_every_difference_but_words_is_named() -> None:
    found = {what for _, what in unlike(ENGLISH, GERMAN)}
    assert found == {
        "chair is too much",
        "it is 'rest' in English",
        "it is 'work' in English",
        "it is 5 in English",
        "it is ['floor'] in English",
        "it is 'stop' in English",
    }
    assert [what for _, what in unlike({"a": ["x y", "z z"], "b": "c d"}, {"a": ["x y"], "b": " "})] == [
        "1 entries, not 2",
        "a word is missing",
    ]


def test_a_file_that_is_not_there_is_english(tmp_path: Path) -> None:
    english = tmp_path / "words.en.toml"
    english.write_text('title = "Rest"\n', encoding="utf-8")
    assert file_in(english, "de").name == "words.de.toml"
    assert read_words(english, "de") == {"title": "Rest"}
    (tmp_path / "words.de.toml").write_text('title = "Ruhe"\n', encoding="utf-8")
    assert read_words(english, "de") == {"title": "Ruhe"}
    assert read_words(english, "en") == {"title": "Rest"}
