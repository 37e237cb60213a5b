"""A program that has everything read already and makes a server for each line it is given: quick to start, to be killed.

``folder code`` on standard input gives ``{"folder", "pid", "port", "cookie"}`` on standard output, once a session
runs there. The server is the one that ``slackwater serve`` runs; only the way through the pages is left out.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from django.core.signing import Signer

from slackwater.live.home import Home
from slackwater.live.keeping import key_from
from slackwater.practices import library
from slackwater.practices.asking import questions
from slackwater.practices.sensations import sensations
from slackwater.web.browsers import _OPENED, cookie_name
from slackwater.web.messages import TO_SERVER, validator
from slackwater.web.server import bind, serving

SPEED = 240.0


async def live(folder: Path, code: str) -> None:
    home = Home(folder, speed=SPEED)
    listening = bind(0)
    server = serving(home)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.002)
    await home.unlock("guest", key_from(code=code))
    home.say_today(arriving="steady", new=frozenset({f"{questions().today.id}.none"}))
    await home.begin()
    port = listening.getsockname()[1]
    cookie = f"{cookie_name(port)}={Signer(salt=_OPENED).sign('guest')}"
    told = {"folder": str(folder), "pid": os.getpid(), "port": port, "cookie": cookie}
    os.write(1, (json.dumps(told) + "\n").encode())
    await running


def main() -> None:
    serving(Home(None))
    library()
    questions()
    sensations()
    for name in TO_SERVER:
        validator(name).is_valid({})
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        folder, code = line.split()
        if os.fork() == 0:
            asyncio.run(live(Path(folder), code))
            os._exit(0)


if __name__ == "__main__":
    main()
