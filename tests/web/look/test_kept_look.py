"""What a browser keeps of the look: shape and skin apart, and what it kept before still opens."""

from http.cookies import SimpleCookie

import pytest
from django.http import HttpRequest, HttpResponse

from slackwater.web.look import NAME, SHAPES, TIDE, TONES, USUAL_FIGURE, Look, keep_look, look_of

from .gallery import ready_templates


@pytest.fixture(autouse=True, scope="module")
def django() -> None:
    ready_templates()


def read(kept: str) -> Look:
    request = HttpRequest()
    request.COOKIES = {NAME: kept}
    return look_of(request)


def kept_and_read(look: Look) -> Look:
    response = HttpResponse()
    keep_look(response, look)
    cookies: SimpleCookie = response.cookies
    return read(cookies[NAME].value)


@pytest.mark.parametrize("shape", [*SHAPES, TIDE])
@pytest.mark.parametrize("tone", TONES)
def test_every_shape_may_have_every_skin(shape: str, tone: str) -> None:
    look = kept_and_read(Look(figure=f"{shape}-{tone}"))
    assert (look.shape, look.tone) == (shape, tone)


@pytest.mark.parametrize(
    ("kept", "shape", "tone"),
    [
        ("slim-rose", "slim", "rose"),
        ("round-umber", "round", "umber"),
        ("even-clay", "even", "clay"),
        ("tide", "tide", "sand"),
    ],
)
def test_what_was_kept_before_shape_and_skin_were_apart_still_holds(kept: str, shape: str, tone: str) -> None:
    look = read(f"theme=dusk&figure={kept}&voice=on")
    assert (look.shape, look.tone) == (shape, tone)


@pytest.mark.parametrize(
    "kept", ["", "figure=", "figure=-", "figure=even", "figure=even-plaid", "figure=x-clay-y"]
)
def test_anything_unknown_is_as_if_it_were_not_chosen(kept: str) -> None:
    assert read(kept).figure == USUAL_FIGURE
