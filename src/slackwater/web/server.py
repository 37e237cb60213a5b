"""The local server: binds this machine only, and says where it is."""

import os
import secrets
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn

    from slackwater.live.home import Home

HOST = "127.0.0.1"
PORT = 8765
"""ENG: seldom taken."""


def bind(port: int) -> socket.socket:
    """A listening socket on this machine; port 0 takes any free one."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    listening.listen(128)
    return listening


def secret_in(folder: Path | None) -> str:
    """The key that signs cookies and forms: made once, readable by its owner alone, never beside what it opens.

    It opens nothing of the journal. Without a folder it lives as long as the server.
    """
    if folder is None:
        return secrets.token_urlsafe(48)
    path = folder / "cookies.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text().strip()


def run(
    folder: Path | None,
    *,
    port: int | None,
    browser: bool,
    speed: float = 1.0,
    say: Callable[[str], None] = print,
) -> None:
    """Serve until interrupted: say the address, and open it in a browser where there is one."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    listening = bind(PORT if port is None else port)
    address = f"http://{HOST}:{listening.getsockname()[1]}/"
    say(f"Slackwater is at {address}")
    say("It listens on this machine only. Ctrl+C stops it.")
    if browser:
        open_browser(address)
    serve(listening, folder, speed=speed)


def open_browser(address: str) -> bool:
    """Whether a browser with windows was found to open the address."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


def serve(listening: socket.socket, folder: Path | None, *, speed: float = 1.0) -> None:
    """Serve until interrupted."""
    from slackwater.live.home import Home

    serving(Home(folder, speed=speed)).run(sockets=[listening])


def serving(home: "Home") -> "uvicorn.Server":
    """The server of this home, ready to be run on a socket."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "slackwater.web.settings"
    from django.conf import settings

    settings.SECRET_KEY = secret_in(home.folder)
    import uvicorn

    from slackwater.web.asgi import Application

    config = uvicorn.Config(
        Application(home),
        ws="websockets-sansio",
        ws_max_size=16 * 1024,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)
