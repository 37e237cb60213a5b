"""The journal as the server holds it: begun, opened, locked or in memory alone, and which browsers may see it."""

import asyncio
import sqlite3
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TypeVar

from slackwater.journal.errors import AlreadyBegun, Damaged, InUse, JournalError, NotBegun
from slackwater.journal.facts import Kept
from slackwater.journal.journal import Door, Journal
from slackwater.journal.keys import ComputerKeyring, Key, Passphrase, RecoveryCode, Way, new_recovery_code
from slackwater.journal.scrubbing import is_half_destroyed
from slackwater.journal.sqlite import SqliteStore
from slackwater.journal.writer import Writer
from slackwater.live.asking import Prompt
from slackwater.live.clock import Clock
from slackwater.live.errors import JournalOutOfReach, JournalUnreadable, StillWaiting
from slackwater.live.idle import Idle, wait_fact
from slackwater.live.to_its_end import to_its_end
from slackwater.live.tries import Tries

JOURNAL_FILE = "journal.sqlite"
WAIT_S = 5.0
"""How long locking waits for the disk. ENG."""
WAITS_MOST = 20
"""How often it waits anew for what was said meanwhile. ENG: nobody says more in so short a time."""

T = TypeVar("T")


class Keeping(Enum):
    """How the journal is kept, chosen on the first run."""

    UNDECIDED = ""
    PASSPHRASE = "passphrase"  # noqa: S105 -- the name of a choice
    KEYRING = "keyring"
    NOTHING = "nothing"


class Cabinet:
    """One journal and the browsers it is open in. The key lives in this process and nowhere else."""

    def __init__(self, folder: Path | None, clock: Clock) -> None:
        self.folder = folder
        self._tries = Tries(clock)
        self._keyring = Prompt()
        self.idle = Idle(clock)
        self._journal: Journal | None = None
        self._writer: Writer | None = None
        self._browsers: set[str] = set()
        self._met: set[str] = set()
        self.beginning = False
        """A journal is being begun here: nobody clears it away."""
        self.alone = True
        """Nobody else has a journal on this machine."""
        self.name = ""
        """What the door calls the person, where they chose that in this run."""
        self.trouble: JournalUnreadable | JournalOutOfReach | None = None
        """Why the journal that is here is not open to anybody."""

    def start(self) -> None:
        """Find the journal, if there is one; it stays locked. One that cannot be read is told and left as it is."""
        if self.folder is None:
            return
        path = self.folder / JOURNAL_FILE
        if not path.exists() and not is_half_destroyed(path):
            return
        try:
            self._hold(_whole(path))
        except InUse:
            raise
        except JournalError as error:
            trouble = JournalUnreadable if _is_damage(error) else JournalOutOfReach
            self.trouble = trouble(f"{path}: {error}")

    @property
    def keeping(self) -> Keeping:
        """How the journal is kept."""
        if self._journal is None or self._journal.door is Door.NOT_BEGUN:
            return Keeping.UNDECIDED
        if not self._journal.keeps:
            return Keeping.NOTHING
        return Keeping.KEYRING if Way.KEYRING in self._journal.ways() else Keeping.PASSPHRASE

    @property
    def decided(self) -> bool:
        """Whether the person has chosen how to keep it."""
        return self.keeping is not Keeping.UNDECIDED

    @property
    def keeps(self) -> bool:
        """Whether anything is there after the program ends."""
        return self._journal is not None and self._journal.keeps

    @property
    def unlocked(self) -> bool:
        """Whether the journal is open at all."""
        return self._journal is not None and self._journal.door is Door.OPEN

    def open_in(self, browser: str) -> bool:
        """Whether this browser may see what is in it. One in memory is open to a machine that is one person's."""
        if not browser or not self.unlocked:
            return False
        return browser in self._browsers or (self.keeping is Keeping.NOTHING and self.alone)

    def knows(self, browser: str) -> bool:
        """Whether this browser stands before this journal, open or not."""
        return browser in self._met or browser in self._browsers

    def meet(self, browser: str) -> None:
        """The browser stands before this journal from now on, also once it is locked."""
        self._met.add(browser)

    def part_from(self, browser: str) -> None:
        """The browser stands before another one, and sees nothing here."""
        self._met.discard(browser)
        self._browsers.discard(browser)

    @property
    def journal(self) -> Journal:
        """The journal; raises :class:`NotBegun` where there is none."""
        if self._journal is None:
            raise NotBegun
        return self._journal

    @property
    def writer(self) -> Writer:
        """The journal's writer."""
        if self._writer is None:
            raise NotBegun
        return self._writer

    async def ask(self, question: Callable[[Journal], T]) -> T:
        """What the journal answers, without holding anything else up."""
        return await asyncio.to_thread(question, self.journal)

    @to_its_end
    async def begin(self, browser: str, passphrase: str | None) -> str:
        """A new journal, open in this browser: by this passphrase, or by the keyring; the recovery code to print."""
        if self.beginning:
            raise AlreadyBegun
        self.beginning = True
        try:
            return await self._begin_alone(browser, passphrase)
        finally:
            self.beginning = False

    async def _begin_alone(self, browser: str, passphrase: str | None) -> str:
        code = new_recovery_code()
        key: Key = ComputerKeyring() if passphrase is None else Passphrase(passphrase)
        if self.folder is None:
            raise NotBegun("there is no folder to keep it in")
        if self._journal is None:
            self._hold(await asyncio.to_thread(_whole, self.folder / JOURNAL_FILE))
        journal = self.journal
        await asyncio.to_thread(journal.begin, key, code)
        self._browsers = {browser}
        self.idle.read(())  # what somebody chose for a journal that is gone holds for this one no more
        return code.text

    def begin_in_memory(self, browser: str) -> None:
        """A journal that ends with the program."""
        self._hold(Journal.keep_nothing())
        self._browsers = {browser}

    async def unlock(self, browser: str, key: Key) -> bool:
        """Whether this opened the journal anew; else it was open and is now open in this browser too.

        A keyring is asked beforehand: while its question stands, the recovery code still opens the journal.
        """
        if key.way is Way.KEYRING:
            key = await self._keyring.answer(self._check)
        async with self._tries.one():
            if self.unlocked:
                await asyncio.to_thread(self._check, key)
                self._browsers.add(browser)
                self.idle.use()
                return False
            await asyncio.to_thread(self.journal.unlock, key)
            self.idle.read(await self.ask(lambda journal: journal.facts(None)))
            self._browsers = {browser}
            return True

    async def lock_after(self, minutes: int) -> None:
        """From now on it locks by itself when nobody used it for so long; 0 never."""
        fact = wait_fact(minutes)
        await self.ask(lambda journal: journal.append(None, [fact]))
        self.idle.read([fact])

    def _check(self, key: Key) -> None:
        """Raise where this key does not open the journal that is open already."""
        if self.folder is None:
            return
        store = SqliteStore(self.folder / JOURNAL_FILE, writing=False)
        try:
            Journal(store).unlock(key, reading_only=True)
        finally:
            store.close()

    async def lock(self, still: Callable[[], bool] = lambda: True) -> None:
        """Nothing can be read any more; stops and answers can still be left.

        A yes that comes while the disk is waited for moves nothing on: ``still`` is asked again, and all is written.
        Letting ten years of records go takes tens of ms, and longer while a page reads them: nobody waits for it.
        """
        for _ in range(WAITS_MOST):
            await asyncio.to_thread(_wait_for, self.writer)
            if still():
                break
        else:
            raise StillWaiting
        self._met |= self._browsers
        self._browsers.clear()
        await asyncio.to_thread(self.journal.lock)

    async def forget(self) -> None:
        """Every key and record is destroyed."""
        self._browsers.clear()
        self._met.clear()
        await asyncio.to_thread(self.journal.forget)
        await self.close()
        self._journal = self._writer = None

    def leave(self, session: str, facts: tuple[Kept, ...], done: Callable[[], None]) -> None:
        """Keep late stops and answers of a session, locked or open; ``done`` once they are durable, else never."""
        loop = asyncio.get_running_loop()
        if not self.writer.put(session, facts, late=True).taken:
            return
        self.writer.flush().add_done_callback(lambda _: loop.call_soon_threadsafe(done))

    async def close(self) -> None:
        """Write what waits, and let another program have the journal."""
        if self._writer is not None:
            await asyncio.to_thread(self._writer.close)
        if self._journal is not None:
            await asyncio.to_thread(self._journal.close)

    def _hold(self, journal: Journal) -> None:
        if journal is not self._journal:
            self._journal = journal
            self._writer = Writer(journal)


def key_from(*, passphrase: str = "", code: str = "", keyring: bool = False) -> Key:
    """The key a person brings: whichever they gave."""
    if keyring:
        return ComputerKeyring()
    return RecoveryCode(code) if code else Passphrase(passphrase)


def _whole(path: Path) -> Journal:
    """The journal in this file, whole enough to say how it opens."""
    journal = Journal(SqliteStore(path))
    try:
        journal.ways()
    except BaseException:
        journal.close()
        raise
    return journal


def _is_damage(error: JournalError) -> bool:
    """Whether the file itself is not whole; a full or closed disk says nothing about it."""
    asked_in_vain = (
        getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    )  # no such table
    return isinstance(error, Damaged) or asked_in_vain


def _wait_for(writer: Writer) -> None:
    try:
        writer.flush().result(timeout=WAIT_S)
    except TimeoutError as waits:
        raise StillWaiting from waits
