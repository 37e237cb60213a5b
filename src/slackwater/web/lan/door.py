"""The two doors to the home network. What they do not name, they do not serve; no page of this computer is behind them.

The plain door explains how a phone comes to trust this computer, hands out the authority's certificate, and takes
a stop. The secure door shows a paired phone the session and takes its motion and its stops.
"""

from http import HTTPStatus
from typing import Any

from django.http.cookie import parse_cookie

from slackwater.journal.errors import JournalError
from slackwater.journal.journal import new_session_id
from slackwater.live.wishes import wishes_of
from slackwater.web.hub import Connection, Hub
from slackwater.web.lan.addresses import is_at_home
from slackwater.web.lan.answers import Answer, page, plainly, read_json, static, told
from slackwater.web.lan.network import Lan
from slackwater.web.lan.pairing import Part, Phone
from slackwater.web.messages import header, is_id
from slackwater.web.reaching import help_page, today_of
from slackwater.web.socket import PATH, Receive, Scope, Send, hold
from slackwater.web.tongue import language_in, speaking_all
from slackwater.web.words import word

COOKIE = "__Host-slackwater-phone"
"""The prefix binds it to this very host, over TLS alone (RFC 6265bis §4.1.3.2)."""
KEPT_S = 400 * 24 * 3600
"""As long as browsers allow."""
CERTIFICATE = "/slackwater.crt"
STOPS = ("pause", "too_much")
"""What can be said without a socket."""
ROLES = frozenset({"watch", "sensor"})
"""What a phone can be: it never leads, so it says no yes and holds no lease."""

_DRESS = (
    *(f"look/{name}.css" for name in ("tokens", "base", "controls", "pages", "phone")),
    "look/mark.svg",
    "live/tongue.js",
    "phone/leaving.js",
)
PLAIN_FILES = frozenset({*_DRESS, "phone/plain.js"})
SECURE_FILES = frozenset(
    {
        *_DRESS,
        "phone/phone.js",
        "live/keeping.js",
        "live/safety.js",
        "live/talk.js",
        "live/words.js",
        "sense/feed.js",
        "sense/motion.js",
        "sense/words.js",
    }
)


class _Door:
    """What both doors ask of whoever comes, before anything else."""

    scheme: str
    part: Part
    files: frozenset[str]

    def __init__(self, lan: Lan) -> None:
        self.lan = lan

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a socket is refused here."""
        if scope["type"] == "websocket":
            await refuse_socket(receive, send)
        elif scope["type"] == "http":
            with speaking_all(language_in(scope)):
                answer = await self._answer(scope, receive)
            await answer.send(send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        method, path = scope["method"], scope["path"]
        if not self.knows(scope):
            return plainly(HTTPStatus.MISDIRECTED_REQUEST)
        if method == "POST":
            if header(scope, b"origin") != f"{self.scheme}://{header(scope, b'host')}":
                return plainly(HTTPStatus.FORBIDDEN)
            sent = await read_json(receive)
            if sent is None:
                return plainly(HTTPStatus.BAD_REQUEST)
            return await self.take(scope, path, sent)
        if method not in ("GET", "HEAD"):
            return plainly(HTTPStatus.METHOD_NOT_ALLOWED)
        if path.removeprefix("/static/") in self.files and path.startswith("/static/"):
            return static(path.removeprefix("/static/"))
        return await self.show(scope, path)

    def knows(self, scope: Scope) -> bool:
        """Whether it comes from a home network and asks for this computer by a name it has."""
        client = scope.get("client") or ("", 0)
        hosts = self.lan.hosts(secure=self.scheme == "https")
        return is_at_home(str(client[0])) and header(scope, b"host").lower() in hosts

    async def show(self, scope: Scope, path: str) -> Answer:
        """A page."""
        raise NotImplementedError

    async def take(self, scope: Scope, path: str, sent: dict[str, Any]) -> Answer:
        """What a page of this door sent."""
        raise NotImplementedError

    async def pair(self, scope: Scope, sent: dict[str, Any]) -> str | None:
        """The token for the code that was sent; None where it does not fit or could not be kept."""
        code = sent.get("code")
        if not isinstance(code, str):
            return None
        try:
            return await self.lan.pair(self.part, code, _name(header(scope, b"user-agent"), self.part))
        except JournalError:
            return None

    def stop(self, sent: dict[str, Any]) -> Answer:
        """Stop what runs. It is not told whether anything did."""
        what, said = sent.get("what"), sent.get("id")
        self.lan.stop(what if what in STOPS else STOPS[0], str(said) if is_id(said) else new_session_id())
        return plainly(HTTPStatus.NO_CONTENT)


class PlainDoor(_Door):
    """Without trust: the way to it, and a stop. Nothing of the session, and no cookie, comes through here."""

    scheme = "http"
    part = Part.STOP
    files = PLAIN_FILES

    async def show(self, scope: Scope, path: str) -> Answer:
        """The page that explains, and the certificate."""
        del scope
        authority = self.lan.authority
        if path == "/":
            about = {"ready": authority is not None, "secure": self.lan.secure, "certificate": CERTIFICATE}
            return page("lan/trust", about)
        if path == CERTIFICATE and authority is not None:
            named = {"Content-Disposition": 'attachment; filename="slackwater.crt"'}
            return Answer(HTTPStatus.OK, authority.der, "application/x-x509-ca-cert", named)
        return _about_nobody(path, self.lan)

    async def take(self, scope: Scope, path: str, sent: dict[str, Any]) -> Answer:
        """A code for a token, and a token for a stop. The right token is heard however many wrong ones come."""
        if path == "/pair":
            token = await self.pair(scope, sent)
            return plainly(HTTPStatus.FORBIDDEN) if token is None else told({"token": token})
        if path == "/stop":
            token = sent.get("token")
            if isinstance(token, str) and self.lan.phones.find(self.part, token) is not None:
                return self.stop(sent)
            return plainly(HTTPStatus.FORBIDDEN)
        return plainly(HTTPStatus.NOT_FOUND)


class SecureDoor(_Door):
    """With trust: the phone's page and its socket."""

    scheme = "https"
    part = Part.WATCH
    files = SECURE_FILES

    def __init__(self, lan: Lan, hub: Hub) -> None:
        super().__init__(lan)
        self._hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hold a paired phone's socket."""
        if scope["type"] != "websocket":
            await super().__call__(scope, receive, send)
            return
        phone = self._phone(scope)
        own = header(scope, b"origin") == f"https://{header(scope, b'host')}"
        if phone is None or not own or not self.knows(scope) or scope["path"] != PATH:
            await refuse_socket(receive, send)
            return
        await receive()
        seen = self.lan.sees(phone)
        connection = Connection(phone.id, opens=seen, roles=ROLES, language=language_in(scope))
        await hold(self.lan.home, self._hub, connection, receive, send)

    async def show(self, scope: Scope, path: str) -> Answer:
        """The phone's page, paired or how to pair; and the person's own words, to one that may see the session."""
        phone = self._phone(scope)
        if path == "/":
            about = {"paired": phone is not None, "socket": PATH, "plain": self.lan.plain}
            return page("lan/phone", about)
        if path == "/own-words":
            return await self._own_words(phone)
        return _about_nobody(path, self.lan)

    async def _own_words(self, phone: Phone | None) -> Answer:
        """What the person calls the stops: nothing while the journal is locked."""
        if phone is None:
            return plainly(HTTPStatus.FORBIDDEN)
        try:
            wishes = await wishes_of(self.lan.home.cabinet)
        except JournalError:
            return told({})
        return told(dict(wishes.words))

    async def take(self, scope: Scope, path: str, sent: dict[str, Any]) -> Answer:
        """A code for a cookie, and a stop where the socket does not carry it."""
        if path == "/pair":
            token = await self.pair(scope, sent)
            if token is None:
                return plainly(HTTPStatus.FORBIDDEN)
            cookie = f"{COOKIE}={token}; Path=/; Max-Age={KEPT_S}; Secure; HttpOnly; SameSite=Strict"
            return told({"paired": True}, {"Set-Cookie": cookie})
        if path == "/stop":
            return plainly(HTTPStatus.FORBIDDEN) if self._phone(scope) is None else self.stop(sent)
        return plainly(HTTPStatus.NOT_FOUND)

    def _phone(self, scope: Scope) -> Phone | None:
        """The paired phone that asks: by its own cookie, and by no other."""
        token = parse_cookie(header(scope, b"cookie")).get(COOKIE)
        return None if token is None else self.lan.phones.find(self.part, token)


async def refuse_socket(receive: Receive, send: Send) -> None:
    """No socket: HTTP 403."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _about_nobody(path: str, lan: Lan) -> Answer:
    """Ground, help, and the neutral page for who leaves fast; nothing else is here."""
    if path == "/ground":
        return page("lan/ground")
    if path == "/help":
        return page("lan/help", help_page(today_of(lan.home)))
    return page("away") if path == "/away" else page("lan/404", status=HTTPStatus.NOT_FOUND)


def _name(agent: str, part: Part) -> str:
    """What to call a phone in the list, by what its browser says of itself."""
    known = next((name for name in ("iPhone", "iPad", "Android") if name in agent), "")
    return word("phone", f"{known.lower() or 'other'}_{part.value}")
