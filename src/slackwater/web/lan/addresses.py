"""Where this machine is on its home network: private IPv4 addresses, and the name that ends in ``.local``."""

import ipaddress
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

NETWORKS = tuple(
    map(
        ipaddress.IPv4Network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8"),
    )
)
"""Addresses that no route of the internet leads to: RFC 1918, RFC 3927, and this machine itself."""

_LOOPBACK = NETWORKS[-1]
_SIOCGIFADDR = 0x8915
"""Linux: the IPv4 address of an interface (netdevice(7))."""
_NOWHERE = ("198.51.100.1", 9)
"""An address of RFC 5737 that nobody has: asking for the way there sends nothing."""


def is_at_home(address: str) -> bool:
    """Whether this is an address of a home network, or of this machine itself."""
    with suppress(ValueError):
        return any(ipaddress.IPv4Address(address) in network for network in NETWORKS)
    return False


def lan_addresses() -> tuple[str, ...]:
    """This machine's addresses on home networks, the one that leads out first; none where it is on none."""
    found = [one for one in _all() if is_at_home(one) and ipaddress.IPv4Address(one) not in _LOOPBACK]
    return tuple(dict.fromkeys(found))


def local_name() -> str:
    """The name by which machines of one network find this one (RFC 6762), in lower case."""
    name = socket.gethostname().partition(".")[0].lower()
    kept = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter == "-"))
    return f"{kept.strip('-')[:63] or 'slackwater'}.local"


def _all() -> Iterator[str]:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(_NOWHERE)
        yield asking.getsockname()[0]
    yield from _of_interfaces()
    with suppress(OSError):
        for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield str(found[4][0])


def _of_interfaces() -> Iterator[str]:
    """The first address of each interface, where the system is Linux."""
    try:
        from fcntl import ioctl  # noqa: PLC0415 -- not on every system
    except ImportError:
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            with suppress(OSError):
                answer = ioctl(asking.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                yield socket.inet_ntoa(answer[20:24])
