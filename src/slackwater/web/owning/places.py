"""Every place where something of a person, or of this machine, is put: for pages, and held against a real run."""

from dataclasses import dataclass

from slackwater.live.address import FILE as ADDRESS_FILE
from slackwater.live.household import NAME_FILE, PEOPLE
from slackwater.live.keeping import JOURNAL_FILE
from slackwater.voices.shelf import FOLDER as VOICE_FOLDER
from slackwater.web.browsers import cookie_name
from slackwater.web.look import NAME as LOOK_COOKIE
from slackwater.web.server import SECRET_FILE
from slackwater.web.settings import CSRF_COOKIE_NAME
from slackwater.web.words import word


@dataclass(frozen=True, slots=True)
class Place:
    """One place, and what is there."""

    name: str
    """Of its sentences in the group ``stored`` of the words."""
    holds: tuple[str, ...]
    """Files of the data folder, cookies, or keys of the browser's own store."""
    sealed: bool = False
    in_browser: bool = False

    @property
    def what(self) -> str:
        """What is there."""
        return word("stored", self.name)

    @property
    def where(self) -> str:
        """Where that is."""
        return ", ".join(self.holds) if not self.in_browser else word("stored", "in_browser")


_BESIDE = ("-mark", "-wal", "-shm")

_CHOSEN = ("rate", "progress", "voice", "tones", "background", "breath", "silence", "country", "speaker")

FILES = (
    Place("journal", (JOURNAL_FILE,), sealed=True),
    Place("journal_beside", tuple(f"{JOURNAL_FILE}{end}" for end in _BESIDE), sealed=True),
    Place("name", (NAME_FILE,)),
    Place("people", (PEOPLE,), sealed=True),
    Place("address", (ADDRESS_FILE,)),
    Place("secret", (SECRET_FILE,)),
    Place("voice", (VOICE_FOLDER,)),
)
"""In the data folder."""

BROWSER = (
    Place("outbox", ("slackwater.outbox",), in_browser=True),
    Place("look", (LOOK_COOKIE, *(f"slackwater.{name}" for name in _CHOSEN)), in_browser=True),
    Place("lines", ("slackwater.said",), in_browser=True),
    Place("own_people", ("slackwater.people",), in_browser=True),
    Place("cookie", (cookie_name(0).removesuffix("0"), CSRF_COOKIE_NAME), in_browser=True),
    Place("left", ("slackwater.left",), in_browser=True),
    Place("phone", ("slackwater.stop",), in_browser=True),
)
"""In the browser that opened the pages."""
