"""The home network's side of the server: where it listens, which phones it knows, and what it does for them."""

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn

from slackwater.journal.errors import JournalError
from slackwater.journal.journal import Journal
from slackwater.live.errors import PortTaken
from slackwater.live.home import Home
from slackwater.live.saying import Say
from slackwater.web.lan.addresses import is_at_home, local_name
from slackwater.web.lan.authority import Authority, Leaf, server_context
from slackwater.web.lan.kept import keep_authority, keep_phones, read_authority, read_phones
from slackwater.web.lan.pairing import MOST_PHONES, Codes, Part, Phone, Phones, new_phone

if TYPE_CHECKING:
    from slackwater.web.hub import Hub

PLAIN_PORT = 8766
SECURE_PORT = 8767
"""ENG: beside the port of this machine's own pages."""
MOST_CONNECTIONS = 64
"""At once on each port: a crowd on the network takes no more of this machine. ENG."""
LOOK_S = 3600.0
"""How often a certificate is looked at. ENG."""
CUT = 4403
"""The close code of a phone that was forgotten."""

_LOG = logging.getLogger("slackwater.web")


class _Beside(uvicorn.Server):
    """A server beside the one that hears the signals of this process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """No signal is taken: the server of this machine's own pages ends this one."""
        yield


class Lan:
    """Two listeners on the home network: a plain one that explains and stops, and one that phones trust."""

    def __init__(self, home: Home, addresses: Sequence[str], ports: tuple[int, int]) -> None:
        self.home = home
        self.host = local_name()
        self.authority: Authority | None = None
        """Here while the journal is open; its key is in this object and, sealed, in the journal."""
        self.codes = Codes(home.clock)
        self.phones = Phones()
        self._shown: ssl.SSLContext | None = None
        """What connections are shown; none before the journal was opened once, and so no connection is taken."""
        self._hub: Hub | None = None
        self._leaf: Leaf | None = None
        self._opened: Journal | None = None
        self._changing = asyncio.Lock()
        self._servers: list[uvicorn.Server] = []
        self._running: list[asyncio.Task[None]] = []
        self._plain = _listen(addresses, ports[0])
        self._secure = _listen(addresses, ports[1])
        self.addresses = tuple(str(one.getsockname()[0]) for one in self._secure)

    # Where it is

    @property
    def plain(self) -> str:
        """The address of the page that explains."""
        return f"http://{self.addresses[0]}:{_port_of(self._plain)}"

    @property
    def secure(self) -> str:
        """The address of the page that a phone trusts."""
        return f"https://{self.addresses[0]}:{_port_of(self._secure)}"

    def hosts(self, *, secure: bool) -> frozenset[str]:
        """Every ``Host`` that a phone may have asked for."""
        names = {*self.addresses, self.authority.host if self.authority else self.host}
        port = _port_of(self._secure if secure else self._plain)
        return frozenset(f"{name}:{port}" for name in names)

    # Living

    async def start(self, hub: "Hub") -> None:
        """Begin to listen."""
        from slackwater.web.lan.door import PlainDoor, SecureDoor  # noqa: PLC0415 -- they know this class

        self._hub = hub
        plain, secure = PlainDoor(self), SecureDoor(self, hub)
        self._servers = [
            _Beside(_config(plain, None)),
            _Beside(_config(secure, self._context())),
        ]
        for server, sockets in zip(self._servers, (self._plain, self._secure), strict=True):
            self._running.append(asyncio.create_task(server.serve(sockets=sockets)))
        self._running.append(asyncio.create_task(self._keep_looking()))

    async def close(self) -> None:
        """Listen no more."""
        for server in self._servers:
            server.should_exit = True
        if self._running:
            self._running[-1].cancel()
            await asyncio.wait(self._running)
        for one in (*self._plain, *self._secure):
            one.close()

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            await self.look()

    # The journal's door, as this side sees it

    @property
    def stale(self) -> bool:
        """Whether the journal was opened, locked or forgotten since it was last looked at, or a certificate is due."""
        cabinet = self.home.cabinet
        if not cabinet.unlocked:
            return self.authority is not None or (not cabinet.decided and len(self.phones) > 0)
        due = self._leaf is None or self._leaf.is_due(self.home.clock.unix_s())
        return self.authority is None or self._opened is not cabinet.journal or due

    async def look(self) -> None:
        """Take the authority and the phones from an open journal; let the authority go where it is locked."""
        async with self._changing:
            cabinet = self.home.cabinet
            if not cabinet.unlocked:
                self._let_go(forgotten=not cabinet.decided)
            elif self.stale:
                try:
                    await self._open(cabinet.journal)
                except JournalError:
                    _LOG.exception("what phones trust could not be read or kept; they stay outside")

    async def _open(self, journal: Journal) -> None:
        now_unix_s = self.home.clock.unix_s()
        authority = await asyncio.to_thread(read_authority, journal)
        if authority is None or not authority.lasts(now_unix_s):
            authority = Authority.new(self.host, now_unix_s)
            await asyncio.to_thread(keep_authority, journal, authority)
        phones = await asyncio.to_thread(read_phones, journal)
        leaf = await asyncio.to_thread(authority.issue, self.addresses, now_unix_s)
        self._shown = await asyncio.to_thread(leaf.context)
        for phone in self.phones:
            if phone.id not in phones:
                self._cut(phone.id)
        self.authority, self.phones, self._leaf, self._opened = authority, phones, leaf, journal

    def _context(self) -> ssl.SSLContext:
        """TLS that shows each connection the newest certificate, whatever name it asks for."""

        def show(connection: ssl.SSLObject | ssl.SSLSocket, *_: object) -> int | None:
            if self._shown is None:
                return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
            connection.context = self._shown
            return None

        context = server_context()
        context.sni_callback = show
        return context

    def _let_go(self, *, forgotten: bool) -> None:
        """The authority's key is out of this object; the phones go too where everything was forgotten."""
        self.authority = self._opened = None
        self.codes.end()
        if forgotten:
            self._shown = self._leaf = None
            for phone in self.phones:
                self._cut(phone.id)
            self.phones = Phones()

    # Phones

    async def pair(self, part: Part, code: str, name: str) -> str | None:
        """The token of a phone that brought the code that stands; None where it is not let in.

        Durable before it is told, where anything is kept.
        """
        if not self.codes.fits(part, code):
            return None
        async with self._changing:
            if self.authority is None or len(self.phones) >= MOST_PHONES:
                return None
            phone, token = new_phone(name, part, self.home.clock.unix_s())
            with_it = Phones([*self.phones, phone])
            await self.home.cabinet.ask(lambda journal: keep_phones(journal, with_it))
            self.phones = with_it
            return token

    async def forget(self, phone_id: str) -> None:
        """The phone is a stranger at once; then the journal forgets it too."""
        self.phones.forget(phone_id)
        self._cut(phone_id)
        async with self._changing:
            self.phones.forget(phone_id)  # a pairing that ran meanwhile had copied it
            await self.home.cabinet.ask(lambda journal: keep_phones(journal, self.phones))

    def sees(self, phone: Phone) -> Callable[[], bool]:
        """Whether this phone may see the session: while it is paired and the journal is open."""
        return lambda: phone.id in self.phones and self.home.cabinet.unlocked

    def stop(self, what: str, say_id: str) -> None:
        """Stop what runs, before anything else; a stop is always heard, and the same one moves nothing twice."""
        running = self.home.running
        if running is None:
            return
        try:
            running.say(Say(say_id, what))
        except Exception:  # noqa: BLE001 -- whatever it is, the session is paused
            _LOG.exception("a phone's stop could not be taken as it came")
            running.fault("program_trouble")

    def _cut(self, phone_id: str) -> None:
        if self._hub is not None:
            self._hub.cut(phone_id, CUT)


def _config(app: object, context: ssl.SSLContext | None) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # its own names for ASGI's types
        ws="websockets-sansio",
        ws_max_size=16 * 1024,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=2,
        ssl_context_factory=None if context is None else lambda *_: context,
    )


def _listen(addresses: Sequence[str], port: int) -> list[socket.socket]:
    """Listening sockets, one an address, all at one port: the asked one, or where it is taken any free one."""
    for wanted in (port, 0):
        listening: list[socket.socket] = []
        try:
            for address in addresses:
                asked = _port_of(listening) if listening else wanted
                listening.append(socket.create_server((address, asked)))
        except OSError as taken:
            for one in listening:
                one.close()
            reason = taken
        else:
            return listening
    raise PortTaken(f"{', '.join(addresses)} port {port}") from reason


def _port_of(listening: Sequence[socket.socket]) -> int:
    return int(listening[0].getsockname()[1])


def chosen(wanted: str, found: Sequence[str]) -> tuple[str, ...]:
    """The addresses to listen on: the wanted one where it is a home network's, or all that were found."""
    if not wanted:
        return tuple(found)
    with suppress(OSError):
        wanted = socket.gethostbyname(wanted)
    return (wanted,) if is_at_home(wanted) else ()
