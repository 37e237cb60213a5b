"""H-12: a model must not reassure. The virtual person is labelled; no heart word is an all-clear."""

import inspect

import slackwater.body
from slackwater.body import acute, person
from slackwater.signals.heart import HeartWord

ALL_CLEAR = ("calm", "settled", "safe", "fine", "ok", "well", "relaxed", "good", "normal")


def test_every_module_of_the_body_opens_by_calling_itself_a_hypothesis() -> None:
    for module in (slackwater.body, acute, person):
        assert "hypothesis" in (inspect.getdoc(module) or "").splitlines()[0].lower()


def test_no_word_about_the_heart_is_an_all_clear() -> None:
    for word in HeartWord:
        assert not set(word.value.split("_")) & set(ALL_CLEAR)
