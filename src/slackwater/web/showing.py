"""How a view answers: who may see it, what it renders, and what is said when something goes wrong."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from slackwater.journal.errors import JournalError
from slackwater.live.errors import LiveError
from slackwater.live.home import Home
from slackwater.live.idle import lock_if_left
from slackwater.web.browsers import browser_of
from slackwater.web.context import home_of
from slackwater.web.pages import Trouble
from slackwater.web.words import word

View = Callable[..., Coroutine[Any, Any, HttpResponseBase]]
Personal = Callable[[HttpRequest, Home], Awaitable[HttpResponseBase]]


def show(request: HttpRequest, name: str, page: object, status: int = 200) -> HttpResponse:
    """The page of this name with its value."""
    return render(request, f"{name}.html", {"page": page}, status=status)


def trouble(request: HttpRequest, error: Exception) -> HttpResponse:
    """What happened, what was not done, and what to do next."""
    return show(request, "error", Trouble(word("trouble", "title"), str(error)), status=409)


def personal(view: Personal) -> View:
    """A page about the person: seen only where the journal is open in this browser."""

    @wraps(view)
    async def answer(request: HttpRequest) -> HttpResponseBase:
        home = home_of(request)
        if not home.cabinet.decided:
            return redirect("/welcome")
        if not home.cabinet.open_in(browser_of(request)) or await lock_if_left(home):
            return redirect("/unlock")
        home.cabinet.idle.use()
        try:
            return await view(request, home)
        except (JournalError, LiveError) as error:
            return trouble(request, error)

    return answer


def is_post(request: HttpRequest) -> bool:
    """Whether a form was sent."""
    return request.method == "POST"
