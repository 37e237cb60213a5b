"""The authority of one's own vouches for this computer on its home network, and for nothing else."""

import ssl
import threading
import time
from socket import socketpair

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from slackwater.journal.authority import under_password
from slackwater.web.lan.addresses import is_at_home, lan_addresses, local_name
from slackwater.web.lan.authority import DAY_S, LEAF_DAYS, Authority
from slackwater.web.lan.network import chosen

HOST = "desk.local"
NOW = int(time.time())


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.new(HOST, NOW)


def shake(authority: Authority, names: tuple[str, ...], asked: str) -> None:
    """A whole TLS handshake between a phone that trusts the authority and a server with this certificate."""
    if names == (HOST, "192.168.1.4"):
        server = authority.issue(["192.168.1.4"], NOW).context()
    else:
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        stolen = trustme.CA.from_pem(authority.certificate.encode(), authority.key.encode())
        stolen.issue_cert(*names).configure_cert(server)
    phone = ssl.create_default_context(cadata=authority.der)
    ours, theirs = socketpair()

    def serve() -> None:
        try:
            server.wrap_socket(theirs, server_side=True).close()
        except (ssl.SSLError, OSError):
            theirs.close()

    serving = threading.Thread(target=serve)
    serving.start()
    try:
        with ours, phone.wrap_socket(ours, server_hostname=asked):
            pass
    finally:
        serving.join()


@pytest.mark.parametrize("asked", [HOST, "192.168.1.4"])
def test_a_phone_that_trusts_it_reaches_this_computer_by_name_and_by_address(
    authority: Authority, asked: str
) -> None:
    shake(authority, (HOST, "192.168.1.4"), asked)


@pytest.mark.parametrize("name", ["bank.example", "example.com", "nas.local", "8.8.8.8", "2001:db8::1"])
def test_a_stolen_key_vouches_for_no_other_site(authority: Authority, name: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake(authority, (name,), name)


def test_a_stolen_key_can_make_no_authority_below_it(authority: Authority) -> None:
    stolen = trustme.CA.from_pem(authority.certificate.encode(), authority.key.encode())
    below = trustme.CA(parent_cert=stolen)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    below.issue_cert(HOST).configure_cert(server)
    phone = ssl.create_default_context(cadata=authority.der)
    ours, theirs = socketpair()
    serving = threading.Thread(target=lambda: _try(server, theirs))
    serving.start()
    with ours, pytest.raises(ssl.SSLCertVerificationError, match="path length"):
        phone.wrap_socket(ours, server_hostname=HOST)
    serving.join()


def _try(server: ssl.SSLContext, theirs: object) -> None:
    try:
        server.wrap_socket(theirs, server_side=True)  # type: ignore[arg-type]
    except (ssl.SSLError, OSError):
        theirs.close()  # type: ignore[attr-defined]


def test_the_fingerprint_is_the_one_that_phones_show(authority: Authority) -> None:
    pairs = authority.fingerprint.split(":")
    assert len(pairs) == 32
    assert all(len(pair) == 2 and pair == pair.upper() for pair in pairs)


def test_an_authority_outlasts_every_certificate_it_gives(authority: Authority) -> None:
    assert authority.lasts(NOW)
    assert not authority.lasts(authority.until_unix_s - (LEAF_DAYS - 1) * DAY_S)


def test_a_key_under_a_password_opens_with_it_alone(authority: Authority) -> None:
    sealed = under_password(authority.key.encode(), b"right")
    assert load_pem_private_key(sealed, b"right")
    with pytest.raises(ValueError, match="password"):
        load_pem_private_key(sealed, b"wrong")


@pytest.mark.parametrize("address", ["10.1.2.3", "172.31.0.1", "192.168.0.9", "169.254.7.7", "127.0.0.1"])
def test_addresses_of_home_networks_are_at_home(address: str) -> None:
    assert is_at_home(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.32.0.1", "192.0.2.2", "100.64.0.1", "::1", "", "nonsense"]
)
def test_other_addresses_are_not(address: str) -> None:
    assert not is_at_home(address)


def test_only_addresses_of_home_networks_are_listened_on() -> None:
    assert all(is_at_home(one) for one in lan_addresses())
    assert chosen("", ["192.168.1.4"]) == ("192.168.1.4",)
    assert chosen("127.0.0.1", []) == ("127.0.0.1",)
    assert chosen("8.8.8.8", ["192.168.1.4"]) == ()
    assert chosen("0.0.0.0", ["192.168.1.4"]) == ()


def test_the_name_on_the_network_is_a_plain_one() -> None:
    assert local_name().endswith(".local")
    assert local_name() == local_name().lower()
