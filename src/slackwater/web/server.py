"""The local server: binds this machine only, and says where it is."""
# ruff: noqa: PLC0415 -- the socket listens before the rest is read, so that the first page is there sooner

import http.client
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING

from slackwater.live.address import Keyhole, key_in, proof, read_address, with_key, write_address
from slackwater.live.errors import PortTaken
from slackwater.tongues import ENGLISH, marked, speaking, worded
from slackwater.web.doorstep import doorstep

if TYPE_CHECKING:
    import uvicorn

    from slackwater.live.home import Home
    from slackwater.web.lan.network import Lan

HOST = "127.0.0.1"
PORT = 8765
"""ENG: seldom taken."""

SECRET_FILE = "cookies.key"  # noqa: S105 -- the name of a file, no secret
"""In the data folder, for its owner alone."""

NONCE = "nonce"
LONGEST_NONCE = 64
"""Characters: twice what is asked with."""

NO_BROWSER = marked("There is no browser to open from here: open the address in one.")

STAYS_EMPTY = marked("If the browser stays empty, open that address in it.")

Tell = Callable[[str], None]


def bind(port: int) -> socket.socket:
    """A listening socket on this machine; port 0 takes any free one."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def run(  # noqa: PLR0913 -- each by its name
    folder: Path,
    *,
    port: int | None,
    browser: bool,
    speed: float = 1.0,
    lan: str | None = None,
    say: Tell = print,
) -> None:
    """Serve until interrupted: say the address, and open it in a browser where there is one.

    ``lan`` is the address that phones on the home network reach, empty for all of this machine's; None for none.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if port is None and is_slackwater(PORT, folder):
        kept = read_address(folder)
        found = kept if kept.startswith(address_at(PORT)) else address_at(PORT)
        say(worded("Slackwater already runs at {address}").format(address=found))
        if browser and not open_browser(address_at(PORT)):  # the browser was let in when it started
            say(worded(NO_BROWSER))
        return
    listening, keyhole = _listen(port, say), Keyhole()
    address = address_at(listening.getsockname()[1])
    say(worded("Slackwater is at {address}").format(address=with_key(address, keyhole.key)))
    say(worded("It listens on this machine only, and lets in whoever has this address. Ctrl+C stops it."))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # told to end, it still clears up behind itself
    opens = browser and has_browser()
    with doorstep(with_key(address, keyhole.one_time())) if opens else nullcontext() as step:
        if browser:
            opened = step is not None and open_browser(step)
            say(worded(STAYS_EMPTY if opened else NO_BROWSER))
        with suppress(KeyboardInterrupt):
            serve(listening, folder, keyhole, speed=speed, lan=lan, say=say)
        say(worded("Slackwater has stopped."))


def address_at(port: int) -> str:
    """The address of a server at this port, without a key."""
    return f"http://{HOST}:{port}/"


def _listen(port: int | None, say: Tell) -> socket.socket:
    """The asked port; where none was asked and the usual one is taken, any free one."""
    try:
        return bind(PORT if port is None else port)
    except OSError as taken:
        if port is not None:
            raise PortTaken(f"port {port}") from taken
        say(worded("Port {port} is used by another program, so a free one is taken.").format(port=PORT))
        return bind(0)


def serve(  # noqa: PLR0913 -- each by its name
    listening: socket.socket,
    folder: Path,
    keyhole: Keyhole,
    *,
    speed: float = 1.0,
    lan: str | None = None,
    say: Tell = print,
) -> None:
    """Serve until interrupted; a journal that cannot be read is told, and ground and help are served without it."""
    from slackwater.live.home import Home

    with listening:
        home = Home(folder, speed=speed)
        server = serving(home, keyhole, None if lan is None else _network(home, lan, listening, say))
        _keep_address(folder, with_key(address_at(listening.getsockname()[1]), keyhole.key), say)
        if home.cabinet.trouble is not None:
            say(str(home.cabinet.trouble))
        with speaking(ENGLISH):  # what the terminal speaks is no page's language
            server.run(sockets=[listening])


def _network(home: "Home", wanted: str, listening: socket.socket, say: Tell) -> "Lan | None":
    """The home network's side, beside this machine's own port; None where this machine is on no such network."""
    from slackwater.web.lan.addresses import lan_addresses
    from slackwater.web.lan.network import PLAIN_PORT, SECURE_PORT, Lan, chosen

    addresses = chosen(wanted, lan_addresses())
    if not addresses:
        say(
            worded(
                "Phones cannot join: no address of a home network was found here. Everything else goes on."
            )
        )
        return None
    port = listening.getsockname()[1]
    lan = Lan(home, addresses, (PLAIN_PORT, SECURE_PORT) if port == PORT else (port + 1, port + 2))
    reach = worded("Phones on the home network reach {plain}; a phone joins on the page Phones ({page}).")
    say(reach.format(plain=lan.plain, page=f"{address_at(port)}phone"))
    return lan


def _keep_address(folder: Path, address: str, say: Tell) -> None:
    try:
        write_address(folder, address)
    except OSError as refused:
        trouble = worded("The disk did not take the address ({why}), and everything else goes on.")
        say(trouble.format(why=refused.strerror))
        say(worded("`slackwater play` will need the address above (--url)."))


def serving(home: "Home", keyhole: Keyhole | None = None, lan: "Lan | None" = None) -> "uvicorn.Server":
    """The server of this home, ready to be run on a socket; these keys let in, and phones by ``lan``."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "slackwater.web.settings"
    from django.conf import settings

    settings.SECRET_KEY = secret_in(home.folder)
    home.cabinet.start()
    import uvicorn

    from slackwater.web.asgi import Application

    logging.getLogger("django.request").setLevel(logging.ERROR)  # a page that is not there is no trouble
    config = uvicorn.Config(
        Application(home, keyhole or Keyhole(), lan),
        ws="websockets-sansio",
        ws_max_size=16 * 1024,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)


def secret_in(folder: Path | None) -> str:
    """The key that signs cookies and forms: made once, readable by its owner alone. It opens no journal.

    Without a folder, or where the disk does not take it, it lives as long as the server.
    """
    if folder is None:
        return secrets.token_urlsafe(48)
    try:
        return _kept_secret(folder / SECRET_FILE)
    except OSError:
        return secrets.token_urlsafe(48)


def _kept_secret(path: Path) -> str:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if written := path.read_text(encoding="ascii").strip():
            return written
        handle = os.open(path, os.O_WRONLY)  # a start that was cut off between making and writing it
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text(encoding="ascii").strip()


def is_slackwater(port: int, folder: Path) -> bool:
    """Whether the Slackwater of this folder answers at this port: it knows the key that stands there."""
    key, nonce = key_in(read_address(folder)), secrets.token_urlsafe(18)
    asked = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        asked.request("GET", f"/alive?{NONCE}={nonce}")
        said = asked.getresponse().read(200).decode("ascii", "replace")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()
    return bool(key) and compare_digest(said.encode(), f"slackwater {proof(key, port, nonce)}".encode())


def has_browser() -> bool:
    """Whether a browser with windows can be opened from here."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def open_browser(address: str) -> bool:
    """Whether a browser with windows was found to open the address."""
    if not has_browser():
        return False
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
