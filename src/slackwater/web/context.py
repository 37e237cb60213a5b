"""What every page is given beside its own values."""

from django.http import HttpRequest

from slackwater.live.home import Home
from slackwater.web.pages import Keeping, Site


def home_of(request: HttpRequest) -> Home:
    """The home this server serves."""
    home = request.scope["home"]  # type: ignore[attr-defined]  # every request here is an ASGIRequest
    if not isinstance(home, Home):
        raise TypeError("the server has no home")
    return home


def every_page(request: HttpRequest) -> dict[str, object]:
    """``site``, for the template of any page."""
    return {
        "site": Site(
            open=False,
            keeping=Keeping.UNDECIDED,
            session_open=False,
            theme="dusk",
            figure="sand",
            voice=True,
            cache="1",
        )
    }
