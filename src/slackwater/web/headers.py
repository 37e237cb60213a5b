"""What every answer says to the browser about staying on this machine."""

import gzip
from collections.abc import Awaitable, Callable
from functools import cache
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.decorators import async_only_middleware

Answer = Callable[[HttpRequest], Awaitable[HttpResponseBase]]

OPEN_TO_CACHES = ("/static/", "/practices/")
"""Nothing about a person is under these."""

SMALL_BYTES = 200
"""Not worth packing. ENG."""


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
    """Static files in one piece and packed once: they hold no secret that packing could tell."""

    async def answer(request: HttpRequest) -> HttpResponseBase:
        request.get_host()  # raises for any other name than this machine's own: no page of a rebound name
        response = await get_response(request)
        if not isinstance(response, StreamingHttpResponse) or response.status_code != HTTPStatus.OK:
            return response
        pieces = [piece async for piece in response]
        response.close()
        whole = HttpResponse(b"".join(pieces), headers=dict(response.items()))
        if "gzip" in request.headers.get("Accept-Encoding", "") and len(whole.content) > SMALL_BYTES:
            whole.content = _packed(whole.content)
            whole["Content-Encoding"] = "gzip"
            whole["Content-Length"] = str(len(whole.content))
            patch_vary_headers(whole, ("Accept-Encoding",))
        return whole

    return answer


@cache
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)
