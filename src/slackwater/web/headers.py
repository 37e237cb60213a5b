"""What every answer says to the browser about staying on this machine."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import async_only_middleware

Answer = Callable[[HttpRequest], Awaitable[HttpResponseBase]]

OPEN_TO_CACHES = ("/static/", "/practices/")
"""Nothing about a person is under these."""


@async_only_middleware
def close_to_strangers(get_response: Answer) -> Answer:
    """Pages that no cache stores, that are never framed, and that ask for no device they do not use."""

    async def answer(request: HttpRequest) -> HttpResponseBase:
        request.get_host()  # raises for any other name than this machine's own: no page of a rebound name
        response = await get_response(request)
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if request.path.startswith(OPEN_TO_CACHES):
            response.setdefault("Cache-Control", "no-cache")
        else:
            response["Cache-Control"] = "no-store"
        return response

    return answer


@async_only_middleware
def gather_static(get_response: Answer) -> Answer:
    """Static files in one piece: compression makes one gzip member a piece, and browsers read the first."""

    async def answer(request: HttpRequest) -> HttpResponseBase:
        request.get_host()  # raises for any other name than this machine's own: no page of a rebound name
        response = await get_response(request)
        if not isinstance(response, StreamingHttpResponse) or response.status_code != HTTPStatus.OK:
            return response
        pieces = [piece async for piece in response]
        response.close()
        return HttpResponse(b"".join(pieces), headers=dict(response.items()))

    return answer
