"""H-26: with phones let in, somebody else on the home network sees nothing, pushes nobody, and can at most stop."""

import http.client
import json
import re
import socket
import ssl
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest

from slackwater.live.saying import STOPS, WATCHERS_MAY
from slackwater.web.lan.door import ROLES
from slackwater.web.lan.door import STOPS as WITHOUT_A_SOCKET

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import RunningServer


def listening_on(port: int) -> set[str]:
    """The addresses of this machine that answer at this port: of itself, and of the network it is on."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("198.51.100.1", 9))  # sends nothing
        outside = str(asking.getsockname()[0])
    found = set()
    for address in ("127.0.0.1", "127.0.0.2", outside):
        try:
            socket.create_connection((address, port), 2).close()
        except OSError:
            continue
        found.add(address)
    return found


def test_unless_it_is_asked_only_this_machine_itself_is_listened_to(server: "RunningServer") -> None:
    assert listening_on(server.port) == {"127.0.0.1"}


def test_what_a_phone_can_say_without_leading_is_a_stop() -> None:
    assert set(WITHOUT_A_SOCKET) <= STOPS
    assert WATCHERS_MAY <= STOPS
    assert {"watch", "sensor"} == ROLES


def test_a_stranger_on_the_network_finds_two_doors_with_nothing_of_a_person_behind(
    start_server: "Callable[..., RunningServer]",
) -> None:
    server = start_server(options=("--lan", "127.0.0.2"))
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    first = browser.open(server.address).read().decode()
    token = re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', first)[0]
    form = urlencode({"csrfmiddlewaretoken": token, "keeping": "nothing"}).encode()
    browser.open(urllib.request.Request(f"{server.url}/welcome", form, {"Origin": server.url}))
    form = urlencode({"csrfmiddlewaretoken": token, "show": "codes"}).encode()
    asked = urllib.request.Request(f"{server.url}/phone", form, {"Origin": server.url})
    shown = re.findall(r"<samp>https?://([\d.:]+)/#", browser.open(asked).read().decode())
    plain, secure_at = shown
    for path in ("/session", "/settings", "/phone", "/after", "/journal.sqlite"):
        asking = http.client.HTTPConnection(plain, timeout=10)
        asking.request("GET", path)
        assert asking.getresponse().status == 404
        asking.close()
    for sent in ({"what": "pause"}, {"what": "pause", "token": "guess"}, {"token": server.address}):
        refused = urllib.request.Request(
            f"http://{plain}/stop", json.dumps(sent).encode(), {"Origin": f"http://{plain}"}
        )
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(refused)
    with urllib.request.urlopen(f"http://{plain}/slackwater.crt") as answer:
        trust = ssl.create_default_context(cadata=answer.read())
    at = urlsplit(f"https://{secure_at}")
    with (
        socket.create_connection((str(at.hostname), int(at.port or 0))) as raw,
        trust.wrap_socket(raw, server_hostname=at.hostname) as secure,
    ):
        assert secure.version() in ("TLSv1.2", "TLSv1.3")
