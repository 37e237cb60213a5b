"""Every open connection, and what each of them is told."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from slackwater.live.hearing import HeartSaid
from slackwater.live.room import Room
from slackwater.live.senses import Said
from slackwater.live.view import View
from slackwater.practices import library
from slackwater.tongues import ENGLISH, speaking
from slackwater.web import messages
from slackwater.web.scene import compose, heart_message, sensors_message, stillness
from slackwater.web.straps import Straps

Json = dict[str, Any]

MOST_WAITING = 256
"""Messages a slow reader may leave unread. ENG: minutes of a session."""


class Connection:
    """One socket: who it is, and what waits to be sent to it.

    A phone's has a part in the session that is narrower: ``roles`` it may take, and who it is says nothing of
    whether it sees; ``opens`` does. ``straps``, this computer's own Bluetooth, is given to pages of this machine alone.
    """

    def __init__(
        self,
        browser: str,
        *,
        opens: Callable[[], bool] | None = None,
        roles: frozenset[str] | None = None,
        straps: Straps | None = None,
        language: str = ENGLISH,
    ) -> None:
        self.browser = browser
        self.language = language
        """What its page speaks."""
        self.opens = opens
        self.roles = roles
        """None for a page of this machine, which may take any."""
        self.straps = straps
        self.over = False
        """It was cut off: nothing it says is heard any more."""
        self.page = ""
        self.role = ""
        self._open: Callable[[], bool] | None = None
        self.outgoing: asyncio.Queue[str | int] = asyncio.Queue()

    def knock(self, is_open: Callable[[], bool]) -> None:
        """Let it see the session if the journal is open in its browser, and for as long as it is."""
        self._open = is_open if is_open() else None

    def shut(self) -> None:
        """Let it see nothing until it says hello again."""
        self._open = None

    @property
    def sees(self) -> bool:
        """Whether it may see the session."""
        return self._open is not None and self._open()

    @property
    def uses_straps(self) -> bool:
        """Whether it may ask for this computer's Bluetooth, and is told how it stands."""
        return self.straps is not None and self.sees and self.role in ("page", "watch")

    def tell(self, message: Json) -> None:
        """Send a message when the socket takes it; a reader that is too slow is cut off."""
        self.tell_text(_as_text(message))

    def tell_text(self, text: str) -> None:
        """Send a message that is written already."""
        if self.outgoing.qsize() == MOST_WAITING:
            self.outgoing.put_nowait(4429)
        elif self.outgoing.qsize() < MOST_WAITING:
            self.outgoing.put_nowait(text)

    def close(self, code: int) -> None:
        """Close once everything before is sent."""
        self.outgoing.put_nowait(code)

    def cut(self, code: int) -> None:
        """Close now: what waits is not sent, and nothing is heard or seen any more."""
        self.over = True
        self.shut()
        while not self.outgoing.empty():
            self.outgoing.get_nowait()
        self.outgoing.put_nowait(code)


class Hub:
    """Tells every page what it needs to know; the room's listener."""

    def __init__(self) -> None:
        self.connections: set[Connection] = set()
        self.straps: Straps | None = None
        """Forgotten when the journal is locked."""
        self._asked: dict[str, set[str]] = {}
        """Which pages said what, until it is acknowledged."""
        self._seq = 0

    def expect(self, say_id: str, page: str) -> None:
        """The acknowledgement of this goes to that page."""
        self._asked.setdefault(say_id, set()).add(page)

    # What the room tells

    def show(self, view: View) -> None:
        """Show every page this."""
        self._seq += 1
        self._tell_pages(lambda: compose(view, library(), self._seq))

    def show_still(self) -> None:
        """Stillness, from nothing that can fail."""
        self._seq += 1
        self._tell_pages(lambda: stillness(self._seq))

    def ack(self, say_id: str, *, kept: bool, late: bool) -> None:
        """Tell every page that said it."""
        pages = self._asked.pop(say_id, set())
        for connection in self.connections:
            if connection.page in pages:
                connection.tell(messages.ack(say_id, kept=kept, late=late))

    def heart(self, said: HeartSaid) -> None:
        """Say this about the heart."""
        self._tell_pages(lambda: heart_message(said))

    def sensed(self, said: tuple[Said, ...]) -> None:
        """Say which sensors count now."""
        self._tell_pages(lambda: sensors_message(said))

    def note(self, why: str) -> None:
        """Say this quietly."""
        self._tell_pages(lambda: messages.note(why))

    def over(self) -> None:
        """The session has ended: sensors too may go."""
        for connection in self.connections:
            connection.tell(messages.ended())

    def straps_changed(self, message: Json) -> None:
        """Say how it stands with this computer's Bluetooth, in the language of the page that asked for it."""
        for connection in self.connections:
            if connection.uses_straps:
                connection.tell(message)

    def locked(self) -> None:
        """Nobody sees anything of the session any more; stops and answers are still taken."""
        if self.straps is not None:
            self.straps.forget()
        for connection in self.connections:
            connection.shut()
            if connection.role in ("page", "watch"):
                connection.tell(messages.welcome("locked", None, 1.0))

    def cut(self, browser: str, code: int) -> None:
        """Every connection of this browser or phone ends at once."""
        for connection in self.connections:
            if connection.browser == browser:
                connection.cut(code)

    # What a connection is told

    def show_now(self, connection: Connection, room: Room) -> None:
        """What is on now, to a page that has just come."""
        with speaking(connection.language):
            self._show_now(connection, room)

    def _show_now(self, connection: Connection, room: Room) -> None:
        connection.tell(self._scene_or_stillness(room))
        connection.tell(heart_message(room.heart))
        connection.tell(sensors_message(room.sensed))
        if connection.straps is not None and connection.uses_straps and connection.straps.any_asked:
            connection.tell(connection.straps.message())
        if room.over:
            connection.tell(messages.ended())

    def lease(self, holder: Connection, number: int) -> None:
        """A beat counted: the holder and those who watch may show movement."""
        holder.tell(messages.lease(number))
        for connection in self.connections:
            if connection.sees and connection is not holder and connection.role != "sensor":
                connection.tell(messages.lease(None))

    def replace(self, page: str, by: Connection) -> None:
        """The same page came back: its older connection closes."""
        for connection in self.connections:
            if connection is not by and (connection.role, connection.page) == ("page", page):
                connection.page = ""
                connection.close(1000)

    def demote(self, page: str | None, room: Room) -> None:
        """Tell a page that it holds the lease no more."""
        for connection in self.connections:
            if page is not None and connection.page == page:
                connection.tell(messages.welcome("watcher", room.session, room.time.speed))
                self.show_now(connection, room)

    def _scene_or_stillness(self, room: Room) -> Json:
        try:
            scene = self._scene(room.view())
        except Exception:  # noqa: BLE001 -- whatever it is, the page is still
            return stillness(self._seq)
        return stillness(self._seq) if room.broken else scene

    def _scene(self, view: View) -> Json:
        self._seq += 1
        return compose(view, library(), self._seq)

    def _tell_pages(self, message: Callable[[], Json]) -> None:
        """Tell every page in its own language; each message is written once for all that speak alike."""
        seeing = [one for one in self.connections if one.sees and one.role != "sensor"]
        languages = {one.language for one in seeing} or {ENGLISH}
        texts = {language: _written(message, language) for language in languages}
        for connection in seeing:
            connection.tell_text(texts[connection.language])


def _written(message: Callable[[], Json], language: str) -> str:
    with speaking(language):
        return _as_text(message())


def _as_text(message: Json) -> str:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
