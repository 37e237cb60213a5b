"""The people who share this machine: each has a journal, a key and a session of their own, and nobody sees another's.

The first person's journal stands in the data folder itself; everybody else's in a folder of its own beneath it. What
can be seen of a person without their key is the name they chose for the door, and nothing else.
"""

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from slackwater.journal.scrubbing import FORGOTTEN
from slackwater.live.address import write_for_owner
from slackwater.live.errors import HouseFull, NameTaken
from slackwater.live.home import Home
from slackwater.live.idle import keep_looking
from slackwater.live.keeping import JOURNAL_FILE
from slackwater.live.to_its_end import to_its_end

PEOPLE = "people"
NAME_FILE = "name"
NAME_MOST = 40
PEOPLE_MOST = 8
"""ENG: more than a household has."""


class Household:
    """Every home on this machine, and which of them a browser stands before."""

    def __init__(self, first: Home, meet: Callable[[Home], None]) -> None:
        self.first = first
        self._meet = meet
        self._others: dict[str, Home] = {}
        self._looking: dict[Home, asyncio.Task[None]] = {}
        meet(first)

    @property
    def homes(self) -> tuple[Home, ...]:
        """The first person's, then everybody else's."""
        return (self.first, *self._others.values())

    @property
    def people(self) -> tuple[tuple[str, Home], ...]:
        """Whose journal is here, each by what the door calls them; the first person's is the empty one."""
        every = (("", self.first), *self._others.items())
        return tuple((person, home) for person, home in every if home.cabinet.decided)

    async def start(self) -> None:
        """Find everybody; what they keep stays locked."""
        folder = self.first.folder
        await self._live(self.first)
        if folder is None:
            return
        if not self.first.cabinet.decided and self.first.cabinet.trouble is None:
            (folder / NAME_FILE).unlink(missing_ok=True)  # the program ended before it was gone
        for person in _folders(folder)[: PEOPLE_MOST - 1]:
            home = self._home(person)
            home.cabinet.start()
            if home.cabinet.decided or home.cabinet.trouble is not None:
                await self._add(person.name, home)
            else:  # it was deleted, and the program ended before its folder was gone
                await home.close()
                _clear(person)

    async def close(self) -> None:
        """Write what waits, and let go."""
        for looking in self._looking.values():
            looking.cancel()
        for home in self.homes:
            await home.close()

    def home_of(self, browser: str) -> Home:
        """The home that is open in this browser, or the one it stands before; else the first that anybody has."""
        near = (home for home in self.homes if browser and home.cabinet.knows(browser))
        anybody = (home for home in self.homes if home.cabinet.decided)
        return next(near, None) or next(anybody, self.first)

    def asks_who(self, browser: str) -> bool:
        """Whether this browser has yet to say who is here."""
        return len(self.people) > 1 and not any(home.cabinet.knows(browser) for home in self.homes)

    def leave(self, browser: str) -> None:
        """The browser stands before nobody's door; what was open in it is open there no more."""
        for home in self.homes:
            home.cabinet.part_from(browser)

    async def stand_before(self, browser: str, person: str) -> bool:
        """Whether there is such a person; then the browser stands before their door alone."""
        found = dict(self.people).get(person)
        if found is None:
            return False
        self.leave(browser)
        await self._drop_unbegun()
        found.cabinet.meet(browser)
        return True

    async def welcome(self, browser: str, name: str) -> None:
        """Somebody new: the browser stands before a home in which nothing is chosen yet."""
        self._check(name, None)
        await self._drop_unbegun()
        if len(self.homes) >= PEOPLE_MOST or self.first.folder is None:
            raise HouseFull
        self.leave(browser)
        if not self.first.cabinet.decided:
            home = self.first
        else:
            person = secrets.token_hex(8)
            home = self._home(self.first.folder / PEOPLE / person)
            await self._add(person, home)
        home.cabinet.name = name
        home.cabinet.meet(browser)

    def arrived(self, home: Home) -> None:
        """Their journal is begun: from now on the door knows them, by the name they gave before."""
        if home.cabinet.name:
            with suppress(OSError):  # the door calls them nothing, and their journal opens as always
                self.call(home, home.cabinet.name)
        self._tell_neighbours()

    def call(self, home: Home, name: str) -> None:
        """What the door calls this person, as they chose it; empty takes it away."""
        self._check(name, home)
        home.cabinet.name = name
        if home.folder is not None and home.cabinet.keeps:
            write_for_owner(home.folder / NAME_FILE, name)

    @to_its_end
    async def delete(self, home: Home) -> None:
        """Their journal is destroyed, and nothing of them is left."""
        await home.forget()
        await self.moved_out(home)

    async def moved_out(self, home: Home) -> None:
        """Their journal was deleted: nothing of them is left, their name included."""
        home.cabinet.name = ""
        if home.folder is not None:
            (home.folder / NAME_FILE).unlink(missing_ok=True)
        await self._drop_unbegun()

    # Inside

    def _check(self, name: str, own: Home | None) -> None:
        taken = {_plain(name_of(home)) for _, home in self.people if home is not own}
        if name and _plain(name) in taken:
            raise NameTaken

    def _home(self, folder: Path) -> Home:
        return Home(folder, speed=self.first.speed, clock=self.first.clock)

    async def _add(self, person: str, home: Home) -> None:
        self._meet(home)
        self._others[person] = home
        self._tell_neighbours()
        await self._live(home)

    async def _live(self, home: Home) -> None:
        await home.start()
        self._looking[home] = asyncio.create_task(keep_looking(home))

    async def _drop_unbegun(self) -> None:
        """Homes in which nobody chose anything, or that are left, are no more."""
        for person, home in list(self._others.items()):
            cabinet = home.cabinet
            if not cabinet.decided and not cabinet.beginning and cabinet.trouble is None:
                del self._others[person]
                self._looking.pop(home).cancel()
                await home.close()
                if home.folder is not None:
                    _clear(home.folder)
        self._tell_neighbours()

    def _tell_neighbours(self) -> None:
        for home in self.homes:
            home.neighbours = tuple(other for other in self.homes if other is not home)
            home.cabinet.alone = not home.neighbours


def name_of(home: Home) -> str:
    """What the door calls this person; empty where they chose nothing."""
    if home.cabinet.name or home.folder is None:
        return home.cabinet.name
    with suppress(OSError, UnicodeDecodeError):
        return clean_name((home.folder / NAME_FILE).read_text(encoding="utf-8"))
    return ""


def clean_name(typed: str) -> str:
    """A name as it can stand on a page: one line of what prints."""
    text = unicodedata.normalize("NFC", typed)
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:NAME_MOST]


def _folders(folder: Path) -> list[Path]:
    """Where somebody's journal is, or is not destroyed whole."""
    names = (JOURNAL_FILE, JOURNAL_FILE + FORGOTTEN)
    return sorted({found.parent for name in names for found in (folder / PEOPLE).glob(f"*/{name}")})


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _clear(folder: Path) -> None:
    """The folder of somebody who is gone; what is in it holds no key and no record."""
    for path in folder.glob("*"):
        path.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
