"""The live socket, as docs/protocol.md says it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from slackwater.journal.errors import JournalError
from slackwater.journal.journal import new_session_id
from slackwater.live import loading
from slackwater.live.home import UNKNOWN, Home
from slackwater.live.room import Room
from slackwater.live.saying import NEVER_WAITS, STOPS, WATCHERS_MAY, Say
from slackwater.live.senses import Sense
from slackwater.practices.sensations import fog_words
from slackwater.sensors import strap
from slackwater.sensors.device import Device, Place, Sensing
from slackwater.sensors.device import sensing as by_name
from slackwater.sensors.errors import MalformedFrame
from slackwater.tongues import speaking
from slackwater.web import messages
from slackwater.web.browsers import browser_in
from slackwater.web.hub import Connection, Hub
from slackwater.web.messages import Json, header
from slackwater.web.tongue import language_in

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PATH = "/ws/session"
HELLO_S = 10.0
ROLES = frozenset({"page", "watch", "sensor"})
"""What a page of this machine can be."""
PERSONS = frozenset({"page", "watch"})
"""Roles that speak for the person."""
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
READ_WHOLE = ("motion", "signal")
"""Messages whose own reader holds every number to the schema: through the schema itself each costs half a ms."""
_LOG = logging.getLogger("slackwater.web")


async def serve_socket(home: Home, hub: Hub, scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one connection until it ends."""
    await receive()
    browser = _admitted(scope)
    if not browser or scope["path"] != PATH:
        await send({"type": "websocket.close", "code": 1008})
        return
    await hold(home, hub, Connection(browser, straps=hub.straps, language=language_in(scope)), receive, send)


async def hold(home: Home, hub: Hub, connection: Connection, receive: Receive, send: Send) -> None:
    """Let an admitted connection in, and serve it until it ends, in the language of its page."""
    await send({"type": "websocket.accept"})
    talk = Talk(home, hub, connection)
    sending = asyncio.create_task(_send_all(talk.connection, send))
    try:
        with speaking(connection.language):
            await _read_all(talk, receive, sending)
    finally:
        talk.leave()
        sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending


def _admitted(scope: Scope) -> str:
    """The browser's id, where host, origin and cookie are this server's own; else empty."""
    host, port = header(scope, b"host"), scope["server"][1]
    known = {f"{name}:{port}" for name in _HOSTS} | (set(_HOSTS) if port == 80 else set())
    if host not in known or header(scope, b"origin") != f"http://{host}":
        return ""
    return browser_in(header(scope, b"cookie"), port)


async def _read_all(talk: "Talk", receive: Receive, sending: "asyncio.Task[None]") -> None:
    hello_by = asyncio.get_running_loop().time() + HELLO_S
    while not sending.done():
        reading = asyncio.ensure_future(receive())
        left_s = None if talk.known else max(0.0, hello_by - asyncio.get_running_loop().time())
        await asyncio.wait({reading, sending}, timeout=left_s, return_when=asyncio.FIRST_COMPLETED)
        if not reading.done():
            reading.cancel()
            if not sending.done():
                talk.connection.close(4408)
                await sending
            return
        event = reading.result()
        if event["type"] == "websocket.disconnect":
            return
        talk.hear(event.get("text"))


async def _send_all(connection: Connection, send: Send) -> None:
    while True:
        waiting = await connection.outgoing.get()
        if isinstance(waiting, int):
            with suppress(OSError):
                await send({"type": "websocket.close", "code": waiting})
            return
        try:
            await send({"type": "websocket.send", "text": waiting})
        except OSError:
            return


class Talk:
    """What one connection says, understood and passed on."""

    def __init__(self, home: Home, hub: Hub, connection: Connection) -> None:
        self._home = home
        self._hub = hub
        self.connection = connection
        hub.connections.add(connection)

    @property
    def known(self) -> bool:
        """Whether a hello was said."""
        return bool(self.connection.role)

    @property
    def _leads_as(self) -> str:
        """The page that may hold the lease here; empty for any other part, whatever page it names."""
        return self.connection.page if self.connection.role == "page" else ""

    def leave(self) -> None:
        """The connection has ended: a page that held the lease holds it no more."""
        self._hub.connections.discard(self.connection)
        self._let_go()

    def _came_back(self) -> bool:
        """Whether the same sensor speaks by another connection already."""
        me = self.connection
        others = (one for one in self._hub.connections if one is not me)
        return any((one.role, one.page) == (me.role, me.page) for one in others)

    def _let_go(self) -> None:
        if self._home.room is not None and self._leads_as:
            self._home.room.lease.leave(self._leads_as)
        if self._home.running is not None and self.connection.role == "sensor" and not self._came_back():
            self._home.running.senses.gone(self.connection.page)

    def hear(self, text: str | None) -> None:
        """Take one message. Where a page's goes wrong, a session that runs is paused rather than left moving.

        A sensor can stop no session by a message that cannot be taken, and a stranger neither: it is refused.
        """
        if self.connection.over:
            return
        try:
            self._hear(text)
        except Exception:  # noqa: BLE001 -- whatever it is, the session is paused
            _LOG.exception("a message could not be taken")
            if self.connection.role not in PERSONS:
                self._refuse("unknown_message")
            elif self._home.running is not None:
                self._home.running.fault("program_trouble")

    def _hear(self, text: str | None) -> None:
        message = messages.read(text) if text is not None else None
        if message is None:
            self._refuse("not_json")
            return
        kind = message.get("type")
        if kind == "hello":
            self._hello(message)
        elif not self.known:
            self._refuse("hello_first", message.get("id"))
        elif kind == "say":
            self._say(message)
        elif kind in READ_WHOLE:
            self._sense(message)
        elif kind not in messages.TO_SERVER or not messages.is_valid(kind, message):
            self._refuse("unknown_message")
        elif kind == "beat":
            self._beat(message)
        elif kind == "bar":
            self._bar(message)
        elif kind == "strap":
            self._strap(message)
        else:
            self._sense(message)

    def _refuse(self, why: str, say_id: object = None) -> None:
        self.connection.tell(messages.refused(why, say_id))

    # Hello

    def _hello(self, message: Json) -> None:
        if message.get("protocol") != messages.PROTOCOL:
            self._refuse("wrong_protocol")
            self.connection.close(4400)
        elif not messages.is_valid("hello", message):
            self._refuse("unknown_message")
        elif message["role"] == "practitioner" or message["role"] not in (self.connection.roles or ROLES):
            self._refuse("not_offered")
        elif message["role"] == "sensor" and not self._knows_whose():
            self._refuse("no_session")
        else:
            self._enter(message["role"], message["page"])

    def _knows_whose(self) -> bool:
        """Whether a sensor can be nobody else's: a body is never read into another person's session."""
        connection, home = self.connection, self._home
        sure = connection.roles is not None or home.cabinet.open_in(connection.browser)
        return sure or not any(other.running for other in home.neighbours)

    def _enter(self, role: str, page: str) -> None:
        connection, home = self.connection, self._home
        if (role, page) != (connection.role, connection.page):
            self._let_go()
        connection.role, connection.page = role, page
        connection.knock(connection.opens or (lambda: home.cabinet.open_in(connection.browser)))
        room = home.room
        if role == "sensor":
            session = home.running.session if home.running else None
            connection.tell(messages.welcome("sensor", session, home.speed))
        elif not connection.sees and not home.cabinet.decided:
            connection.tell(messages.welcome("watcher", None, home.speed))
        elif not connection.sees:
            connection.tell(messages.welcome("locked", None, home.speed))
        elif room is None or (room.over and page not in room.lease.held_before):
            connection.tell(messages.welcome("watcher", None, home.speed))
        else:
            self._join(room, role)

    def _join(self, room: Room, role: str) -> None:
        connection, before = self.connection, room.lease.holder
        if role == "page":
            self._hub.replace(connection.page, connection)
        holds = role == "page" and room.lease.ask(connection.page, room.time.clock.now_s())
        if holds and before != connection.page:
            self._hub.demote(before, room)
        connection.tell(messages.welcome("holder" if holds else "watcher", room.session, room.time.speed))
        self._hub.show_now(connection, room)

    # Beats, and what sensors say

    def _beat(self, message: Json) -> None:
        room = self._home.running
        if room is not None and self.connection.sees and room.beat(self._leads_as):
            self._hub.lease(self.connection, message["n"])

    def _bar(self, message: Json) -> None:
        connection = self.connection
        if connection.sees and connection.roles is None and connection.role in PERSONS:
            if self._home.running is not None:
                self._home.running.bar(Sense(message["sense"]), barred=message["barred"])
        else:
            self._refuse("not_your_part")

    def _strap(self, message: Json) -> None:
        straps = self.connection.straps
        if straps is None or self.connection.role == "sensor":
            self._refuse("not_your_part")
        elif not self.connection.uses_straps:
            self._refuse("locked")
        elif not straps.take(message):
            self._refuse("not_now")

    def _sense(self, message: Json) -> None:
        room = self._home.running
        if self.connection.role != "sensor":
            self._refuse("not_your_part")
        elif room is None or not self._knows_whose():
            self._refuse("no_session")
        elif message["type"] == "packet" and message["uuid"] == strap.UUID:
            room.packet(bytes.fromhex(message["hex"]), message["at_s"], self.connection.page)
        elif not pass_on(message, room, self.connection.page):
            self._refuse("unknown_message")

    # What the person says

    def _say(self, message: Json) -> None:
        said = _understood(message)
        if self.connection.sees and self.connection.role in PERSONS:
            self._home.cabinet.idle.use()
        if self.connection.role == "sensor":
            self._refuse("not_your_part", message.get("id"))
        elif said is None:
            self._refuse("out_of_range", message.get("id"))
        else:
            session = message.get("session")
            self._pass_on(said, session if isinstance(session, str) else None)

    def _pass_on(self, said: Say, session: str | None) -> None:
        room, connection = self._home.room, self.connection
        open_elsewhere = self._home.cabinet.unlocked and not connection.sees
        if connection.roles is not None and said.what not in WATCHERS_MAY:
            self._refuse("not_your_part", said.id)
        elif open_elsewhere and said.what not in WATCHERS_MAY:
            self._refuse("locked", said.id)
        elif room is None or not room.concerns(self._leads_as, said, session):
            self._leave(said, session)
        elif not room.may_say(self._leads_as, said.what):
            self._refuse("not_your_part", said.id)
        else:
            self._hub.expect(said.id, connection.page)
            room.say(said)

    def _leave(self, said: Say, session: str | None) -> None:
        """Keep it for a session that does not run, or for one that waits behind a locked journal."""
        locked = not self._home.cabinet.unlocked
        if said.what in NEVER_WAITS:
            self._refuse("locked" if locked else "no_session", said.id)
            return
        if session is None and not locked:
            self._refuse("no_session", said.id)
            return
        if self._home.neighbours and not self._is_of_here(session):  # it waits in the browser for whose it is
            self._refuse("locked", said.id)
            return
        connection, keeps = self.connection, self._home.cabinet.keeps
        try:
            self._home.leave(
                session or UNKNOWN,
                said,
                lambda: connection.tell(messages.ack(said.id, kept=keeps, late=False)),
            )
        except JournalError:
            self._refuse("no_session", said.id)

    def _is_of_here(self, session: str | None) -> bool:
        """Whether what was said can be no other person's: of a session of here, or behind the door it was said at."""
        cabinet = self._home.cabinet
        if cabinet.unlocked:
            return session is not None and cabinet.journal.holds(session)
        return cabinet.knows(self.connection.browser)


def pass_on(message: Json, room: Room, source: str) -> bool:
    """Hand the room what a sensor measured, or says about itself; false for what is no message of a sensor.

    A frame of a strap that cannot be read is handed on as that: the strap speaks, and nothing is known from it.
    What is measured while the libraries of numbers load is left out: a stop never waits for them.
    """
    if message["type"] == "device":
        said = Sensing(message["sensing"])
        sensing = by_name(message["name"]) if said is Sensing.UNKNOWN else said
        device = Device(message["name"], sensing, Place(message["place"]), message["battery_percent"])
        room.senses.device(source, device)
        return True
    if not loading.ready():
        return True
    from slackwater.sensors import incoming  # noqa: PLC0415 -- no page waits for numpy

    kind = incoming.kind_meant(message)
    try:
        decoded: incoming.Samples | MalformedFrame = incoming.unpack(message)
    except MalformedFrame as malformed:
        if message["type"] in READ_WHOLE:
            return False
        decoded = malformed
    room.samples(kind, decoded, message["at_s"], source)
    return True


def _understood(message: Json) -> Say | None:
    """What was said; a stop is understood however broken the rest of its message is."""
    if messages.is_valid("say", message):
        words = tuple(message.get("words", ()))
        return Say(
            id=message["id"],
            what=message["what"],
            question=message.get("question"),
            ago_ms=message.get("ago_ms", 0),
            red_flag=message.get("red_flag", False),
            distress=message.get("distress", 0),
            far_away=message.get("far_away", 0),
            words=words,
            fog_words=fog_words(words),
        )
    what, say_id = message.get("what"), message.get("id")
    if not isinstance(what, str) or what not in STOPS:
        return None
    usable = str(say_id) if messages.is_id(say_id) else new_session_id()
    return Say(id=usable, what=what, red_flag=message.get("red_flag") is True)
