"""A whole server in a thread of this process."""

import socket
import threading
import time
from pathlib import Path

from slackwater.live.address import Keyhole, with_key
from slackwater.live.home import Home
from slackwater.web.lan.network import Lan
from slackwater.web.server import bind, serving


class House:
    """A whole server in a thread: the same pages and socket as ``slackwater serve`` runs."""

    def __init__(self, folder: Path, speed: float, *, lan: bool = False) -> None:
        self.home = Home(folder, speed=speed)
        keyhole = Keyhole()
        self.lan = Lan(self.home, ["127.0.0.1"], (0, 0)) if lan else None
        self._server = serving(self.home, keyhole, self.lan)
        listening = bind(0)
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self.address = with_key(f"{self.url}/", keyhole.key)
        self._thread = threading.Thread(target=self._run, args=(listening,))
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.005)

    def _run(self, listening: socket.socket) -> None:
        with listening:
            self._server.run(sockets=[listening])

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
