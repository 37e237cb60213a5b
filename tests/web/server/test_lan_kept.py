"""What a phone trusts is sealed in the journal: it is there again after a restart, and gone with everything."""

import socket
import ssl
import tempfile
import urllib.error
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from slackwater.web.lan.authority import LEAF_DAYS, RENEW_DAYS

from .guest import PASSPHRASE, Guest
from .mobile import LanHouse, Mobile, until

DAY_S = 86_400
ANY_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME."""
Open = Callable[[], LanHouse]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def open_lan(folder: Path) -> Iterator[Open]:
    """Servers of one folder, one after the other."""
    opened: list[LanHouse] = []

    def open_lan() -> LanHouse:
        if opened:
            opened[-1].close()
        opened.append(LanHouse(folder))
        return opened[-1]

    yield open_lan
    opened[-1].close()


@pytest.fixture
def lan(open_lan: Open) -> LanHouse:
    """A server whose journal is kept, under a passphrase."""
    opened = open_lan()
    opened.owner.set_up("passphrase")
    return opened


def unlock(guest: Guest) -> None:
    guest.get("/unlock")
    guest.post("/unlock", passphrase=PASSPHRASE)


def moved(phone: Mobile, lan: LanHouse) -> Mobile:
    """The same phone at the doors of another run; what it trusts stays what it was."""
    again = lan.phone()
    again.cookie, again.token = phone.cookie, phone.token
    if "trust" in phone.__dict__:
        again.__dict__["trust"] = phone.trust
    return again


def shown(lan: LanHouse, context: ssl.SSLContext | None = None) -> dict[str, Any]:
    """The certificate that the secure door shows to whoever trusts its authority."""
    at = urlsplit(lan.lan.secure)
    context = context or lan.phone().trust
    with (
        socket.create_connection((at.hostname, at.port)) as raw,
        context.wrap_socket(raw, server_hostname=at.hostname) as secure,
    ):
        return dict(secure.getpeercert() or {})


def test_a_phone_that_joined_is_known_and_trusts_after_a_restart(lan: LanHouse, open_lan: Open) -> None:
    phone, stopper = lan.joined(), lan.stopper()
    again = open_lan()
    unlock(again.owner)
    until(lambda: again.lan.authority is not None)
    assert "has not joined" not in moved(phone, again).get("/").text
    assert moved(stopper, again).stop() == 204


def test_after_a_restart_no_phone_gets_in_before_the_journal_is_open(lan: LanHouse, open_lan: Open) -> None:
    phone, stopper = lan.joined(), lan.stopper()
    again = open_lan()
    with pytest.raises(urllib.error.URLError):
        moved(phone, again).get("/")
    assert moved(stopper, again).stop() == 403
    assert again.phone().get("/slackwater.crt", secure=False).status == 404


def test_a_forgotten_phone_is_forgotten_after_a_restart(lan: LanHouse, open_lan: Open) -> None:
    phone, stays = lan.joined(), lan.joined()
    lan.owner.get("/phone")
    lan.owner.post("/phone", forget=next(one.id for one in lan.lan.phones))
    again = open_lan()
    unlock(again.owner)
    until(lambda: again.lan.authority is not None)
    joined = ["has not joined" not in moved(one, again).get("/").text for one in (phone, stays)]
    assert sorted(joined) == [False, True]


def test_deleting_everything_cuts_every_phone_and_the_trust(lan: LanHouse) -> None:
    phone, stopper = lan.joined(), lan.stopper()
    line = phone.line()
    before = phone.trust
    lan.owner.get("/settings")
    lan.owner.post("/forget", sure="yes")
    assert line.closed_with() == 4403
    assert stopper.stop() == 403
    lan.owner.set_up()
    lan.owner.get("/phone")
    stranger = lan.phone()
    stranger.__dict__["trust"] = before
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        stranger.get("/")


def test_with_nothing_kept_the_trust_ends_with_the_program_and_the_page_says_so(open_lan: Open) -> None:
    lan = open_lan()
    lan.owner.set_up("nothing")
    phone = lan.joined()
    assert "Next time the phone has to trust it anew" in lan.owner.get("/phone")
    again = open_lan()
    again.owner.set_up("nothing")
    again.owner.get("/phone")
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        moved(phone, again).get("/")


def test_no_private_key_is_ever_written_in_clear(
    lan: LanHouse, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What OpenSSL reads from a file is under a password, and the file is gone."""
    read: list[str] = []
    load = ssl.SSLContext.load_cert_chain

    def looked(self: ssl.SSLContext, name: str, keyfile: None = None, password: str | None = None) -> None:
        read.append(Path(name).read_text())
        load(self, name, keyfile, password)

    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", looked)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lan.joined()
    lan.lan.authority = None
    lan.owner.get("/phone")
    authority = lan.lan.authority
    assert authority is not None
    assert len(read) == 1
    assert "ENCRYPTED PRIVATE KEY" in read[0]
    assert "BEGIN PRIVATE KEY" not in read[0]
    assert "BEGIN EC PRIVATE KEY" not in read[0]
    assert not list(tmp_path.glob("*.pem"))
    on_disk = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    for secret in (b"PRIVATE KEY", b"CERTIFICATE", *authority.key.encode().splitlines()[1:-1]):
        assert secret not in on_disk


def test_while_the_journal_is_locked_the_authority_is_out_of_the_program(lan: LanHouse) -> None:
    lan.joined()
    lan.owner.get("/settings")
    lan.owner.post("/lock")
    until(lambda: lan.lan.authority is None)
    assert lan.phone().get("/slackwater.crt", secure=False).status == 404


def test_the_certificate_lasts_at_most_397_days_and_names_this_computer_alone(lan: LanHouse) -> None:
    lan.owner.get("/phone")
    certificate = shown(lan)
    begins, ends = (ssl.cert_time_to_seconds(certificate[name]) for name in ("notBefore", "notAfter"))
    assert (ends - begins) / DAY_S <= 397
    assert (ends - begins) / DAY_S == LEAF_DAYS
    assert begins < datetime.now(UTC).timestamp() < ends
    assert set(certificate["subjectAltName"]) == {("IP Address", "127.0.0.1"), ("DNS", lan.lan.host)}


def test_a_certificate_is_renewed_before_it_ends_and_the_phone_trusts_it_still(lan: LanHouse) -> None:
    phone = lan.joined()
    first = shown(lan)
    clock, days = lan.house.home.clock, LEAF_DAYS - RENEW_DAYS + 1

    class Later:
        now_s = clock.now_s

        def unix_s(self) -> int:
            return clock.unix_s() + days * DAY_S

    lan.house.home.clock = Later()
    assert lan.lan.stale
    lan.owner.get("/phone")
    assert not lan.lan.stale
    context = phone.trust
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | ANY_TIME)  # it begins later than now
    second = shown(lan, context)
    assert second["serialNumber"] != first["serialNumber"]
    assert ssl.cert_time_to_seconds(second["notAfter"]) > ssl.cert_time_to_seconds(first["notAfter"])
