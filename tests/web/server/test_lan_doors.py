"""The home network finds two narrow doors: nothing of this computer's own pages is behind them."""

import socket
import ssl
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from slackwater.web.lan.door import PLAIN_FILES, SECURE_FILES
from slackwater.web.urls import urlpatterns

from .guest import Guest
from .house import House
from .mobile import COOKIE, LanHouse, Mobile, asked_by

ABOUT_NOBODY = {"/ground", "/help", "/away"}
OURS = {f"/{pattern.pattern}" for pattern in urlpatterns if "<" not in str(pattern.pattern)}


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[LanHouse]:
    """Somebody who keeps nothing and may begin a session, with the home network open."""
    opened = LanHouse(tmp_path)
    opened.owner.set_up()
    opened.owner.get("/phone")
    yield opened
    opened.close()


def test_without_being_asked_nothing_listens_but_this_machine_itself(
    open_house: object, visit: object
) -> None:
    house: House = open_house()  # type: ignore[operator]
    guest: Guest = visit(house)  # type: ignore[operator]
    guest.set_up()
    assert "slackwater serve --lan" in guest.get("/phone")
    assert house.lan is None


@pytest.mark.parametrize("secure", [False, True])
def test_no_page_of_this_computer_is_behind_either_door(lan: LanHouse, secure: bool) -> None:
    phone = lan.joined()
    here = {"Cookie": f"{lan.owner.cookie}; {phone.cookie}"}
    for path in [*sorted(OURS - ABOUT_NOBODY - {"/"}), "/practices/pelvic-tilts", "/static/live/session.js"]:
        assert phone.get(path, secure=secure, **here).status == 404, path
    for path in ABOUT_NOBODY:
        assert phone.get(path, secure=secure).status == 200


def test_the_plain_door_serves_the_explanation_the_certificate_and_its_own_files(lan: LanHouse) -> None:
    phone = lan.phone()
    assert "Certificate Trust Settings" in phone.get("/", secure=False).text
    certificate = phone.get("/slackwater.crt", secure=False)
    assert certificate.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert ssl.DER_cert_to_PEM_cert(certificate.body) == lan.lan.authority.certificate  # type: ignore[union-attr]
    for name in PLAIN_FILES:
        assert phone.get(f"/static/{name}", secure=False).status == 200
    for name in (SECURE_FILES - PLAIN_FILES) | {"../../settings.py", "look/../../urls.py", ""}:
        assert phone.get(f"/static/{name}", secure=False).status in (400, 404), name


def test_every_file_that_a_phone_page_asks_for_is_served(lan: LanHouse) -> None:
    phone = lan.joined()
    for name in SECURE_FILES:
        assert phone.get(f"/static/{name}").status == 200


def test_the_plain_door_sets_no_cookie_reads_none_and_has_no_socket(lan: LanHouse) -> None:
    phone = lan.joined()
    for path in ("/", "/ground", "/slackwater.crt"):
        assert "Set-Cookie" not in phone.get(path, secure=False).headers
    for cookie in (lan.owner.cookie, phone.cookie):
        stopped = phone.post("/stop", {"what": "pause"}, secure=False, Cookie=cookie)
        assert stopped.status == 403
    for origin in (lan.lan.plain, lan.lan.secure):
        with pytest.raises(InvalidStatus) as refused:
            phone.socket(secure=False, Origin=origin)
        assert refused.value.response.status_code == 403


def test_the_cookie_of_this_computers_own_pages_opens_nothing_to_the_network(lan: LanHouse) -> None:
    stranger = lan.phone()
    value = lan.owner.cookie.partition("=")[2].partition(";")[0]
    port = urlsplit(lan.lan.secure).port
    for cookie in (lan.owner.cookie, f"slackwater-{port}={value}", f"{COOKIE}={value}"):
        stranger.cookie = cookie
        assert "has not joined" in stranger.get("/").text
        assert stranger.post("/stop", {"what": "pause"}).status == 403
        with pytest.raises(InvalidStatus) as refused:
            stranger.socket()
        assert refused.value.response.status_code == 403


def test_the_key_of_the_printed_address_opens_nothing_to_the_network(lan: LanHouse) -> None:
    key = urlsplit(lan.house.address).query
    for secure in (False, True):
        reply = lan.phone().get(f"/?{key}", secure=secure)
        assert "Set-Cookie" not in reply.headers
        assert lan.phone().get(f"/settings?{key}", secure=secure).status == 404


def test_a_phones_cookie_opens_nothing_on_this_computers_own_pages(lan: LanHouse) -> None:
    phone = lan.joined()
    token = phone.cookie.partition("=")[2]
    port = urlsplit(lan.house.url).port
    for cookie in (phone.cookie, f"slackwater-{port}={token}"):
        other = Guest(lan.house.url)
        other._opener.addheaders = [("Cookie", cookie)]
        for path in ("/", "/phone", "/session", "/settings"):
            other.get(path)
            assert other.status == 403, (cookie, path)
        with pytest.raises(InvalidStatus) as refused:
            other.socket(Cookie=cookie)
        assert refused.value.response.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost:{port}", ""])
def test_another_name_than_this_computers_is_refused(lan: LanHouse, host: str) -> None:
    asked = host.format(port=urlsplit(lan.lan.plain).port)
    with asked_by(lan.lan.plain, asked) as answer:
        assert answer.status in (400, 421)


def test_the_name_of_this_computer_on_its_network_is_answered(lan: LanHouse) -> None:
    with asked_by(lan.lan.plain, f"{lan.lan.host}:{urlsplit(lan.lan.plain).port}") as answer:
        assert answer.status == 200


def test_a_page_of_somebody_else_can_send_nothing_and_open_no_socket(lan: LanHouse) -> None:
    phone = lan.joined()
    for origin in ("https://evil.example", lan.lan.plain, "null", ""):
        assert phone.post("/stop", {"what": "pause"}, Origin=origin).status == 403
        with pytest.raises(InvalidStatus):
            phone.socket(Origin=origin)


def test_what_is_too_long_or_no_json_is_refused(lan: LanHouse) -> None:
    phone = lan.joined()
    assert phone.post("/pair", {"code": "x" * 2000}).status == 400
    assert phone.post("/pair", ["a list"]).status == 400
    assert phone.post("/pair", {"code": 7}).status == 403
    assert phone.get("/pair").status == 404


def test_both_doors_send_the_policy_of_every_other_page(lan: LanHouse) -> None:
    lan.owner.get("/settings")
    policy = {one.strip() for one in lan.owner.headers["Content-Security-Policy"].split(";")}
    for secure in (False, True):
        headers = lan.joined().get("/", secure=secure).headers
        assert {one.strip() for one in headers["Content-Security-Policy"].split(";")} == policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Frame-Options"] == "DENY"


def test_a_phone_that_does_not_trust_the_authority_does_not_connect(lan: LanHouse) -> None:
    at = urlsplit(lan.lan.secure)
    with (
        socket.create_connection((at.hostname, at.port)) as raw,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        ssl.create_default_context().wrap_socket(raw, server_hostname=at.hostname)


def test_an_old_tls_is_refused(lan: LanHouse) -> None:
    at = urlsplit(lan.lan.secure)
    old = lan.phone().trust
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection((at.hostname, at.port)) as raw, pytest.raises(ssl.SSLError):
        old.wrap_socket(raw, server_hostname=at.hostname)


def test_before_the_journal_was_opened_no_certificate_is_shown(tmp_path: Path) -> None:
    fresh = LanHouse(tmp_path)
    try:
        phone: Mobile = fresh.phone()
        assert "Open your journal" in phone.get("/", secure=False).text
        assert phone.get("/slackwater.crt", secure=False).status == 404
        at = urlsplit(fresh.lan.secure)
        with (
            socket.create_connection((at.hostname, at.port)) as raw,
            pytest.raises((ssl.SSLError, ConnectionError, urllib.error.URLError)),
        ):
            ssl._create_unverified_context().wrap_socket(raw, server_hostname=at.hostname)
    finally:
        fresh.close()
