"""Pages that are about nobody: ground, help, the practices, and the neutral page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


async def show(request: HttpRequest) -> HttpResponse:
    """The page named by the path."""
    name = request.path.strip("/") or "today"
    return render(request, f"{name}.html", {"page": None})


async def wrong_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of this server."""
    return HttpResponse(
        "This form has grown old. Go back, load the page again, and send it once more.", status=403
    )
