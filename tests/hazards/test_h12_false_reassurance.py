"""H-12: a model must not reassure. The virtual person is labelled; no heart word is an all-clear."""

import ast
from pathlib import Path

import slackwater.body
import slackwater.web
from slackwater.signals.heart.rate import HeartWord
from slackwater.web.claims import words

ALL_CLEAR = ("calm", "settled", "safe", "fine", "ok", "well", "relaxed", "good", "normal")


def test_every_module_of_the_body_opens_by_calling_itself_a_hypothesis() -> None:
    told = {"chance.py", "errors.py"}
    """Nothing about a body stands in these two."""
    for module in Path(slackwater.body.__path__[0]).glob("*.py"):
        if module.name not in told:
            doc = ast.get_docstring(ast.parse(module.read_text())) or ""
            assert "hypothesis" in doc.splitlines()[0].lower(), module.name


def test_every_world_opens_by_calling_itself_a_hypothesis() -> None:
    for world in (Path(slackwater.body.__path__[0]) / "worlds").glob("*.toml"):
        assert "hypothesis" in world.read_text().splitlines()[0], world.name


def test_no_word_about_the_heart_is_an_all_clear() -> None:
    for word in HeartWord:
        assert not set(word.value.split("_")) & set(ALL_CLEAR)


def test_the_picture_of_the_story_says_first_whom_it_is_not_about() -> None:
    page = (Path(slackwater.web.__file__).parent / "templates" / "how.html").read_text()
    label = page.index("This is an illustration. It is not about you.")
    assert label < page.index("story-picture.html", page.index("{% block main %}"))


def test_no_sentence_of_the_picture_is_about_the_reader() -> None:
    """Nothing that is worked out from the equations speaks of *you* or of anybody's own body."""
    for says in words()["says"].values():
        assert not {"you", "your", "yours"} & set(says.lower().replace(",", " ").replace(".", " ").split()), (
            says
        )
