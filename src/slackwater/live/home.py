"""One person's place on this machine: the journal, what was said today, and the session that runs or ran last."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Dosing, as_planned
from slackwater.journal.digest import Running
from slackwater.journal.errors import JournalError
from slackwater.journal.facts import AfterNote, Kept, MorningAnswered, Said, WordsPicked
from slackwater.journal.journal import Journal, new_session_id
from slackwater.journal.keys import Key
from slackwater.live import loading
from slackwater.live.choices import Choices, newest_choices
from slackwater.live.clock import Clock, SessionTime, WallClock
from slackwater.live.errors import NoSession, NotASession, NothingOffered, NotKeptYet, SessionRuns
from slackwater.live.keeper import Done, Keeper
from slackwater.live.keeping import Cabinet
from slackwater.live.morning import answers
from slackwater.live.record import Record, guide_of, opened
from slackwater.live.reopening import Moment, Reopened, reopen
from slackwater.live.room import Room
from slackwater.live.saying import Say, event_of, late_event
from slackwater.live.to_its_end import to_its_end
from slackwater.live.today import Screening, Today
from slackwater.live.view import Listener
from slackwater.practices import library
from slackwater.session.events import Event, Restarted
from slackwater.session.limits import Limits
from slackwater.session.phases import Phase
from slackwater.titration.log import Felt

if TYPE_CHECKING:
    from slackwater.live.standing import Knowing, Offer, Standing

T = TypeVar("T")
NOTHING_CHOSEN = Choices()
UNKNOWN = "unknown-session"
"""Where a stop goes that names no session while the journal is locked: the newest one takes it."""

KEEP_S = 5.0
"""How long a page waits for the disk, s. ENG: longer than any disk that works."""

_LOG = logging.getLogger("slackwater.live")


class Home:
    """What the server holds in memory, and the folder it keeps things in."""

    def __init__(self, folder: Path | None, *, speed: float = 1.0, clock: Clock | None = None) -> None:
        self.folder = folder
        self.speed = speed
        self.clock = clock or WallClock()
        self.cabinet = Cabinet(folder, self.clock)
        self.listener: Listener
        self.neighbours: tuple[Home, ...] = ()
        """The homes of other people on this machine."""
        self.room: Room | None = None
        """The session that runs, or ran last."""
        self._today = Today()
        self._woken = asyncio.Event()
        self._living: asyncio.Task[None] | None = None
        self._knowing: Knowing | None = None
        self._left: list[tuple[str, Said, Event]] = []
        """What was left while no session is held: one that is read meanwhile may have been read before it."""
        self._noted: dict[bool, tuple[str, str]] = {}
        """The newest words after a session, gone wrong or not, with the form they came in."""
        self._reopening = asyncio.Lock()

    async def start(self) -> None:
        """Begin to keep time. What is kept stays locked."""
        self._living = asyncio.create_task(self._live())

    async def close(self) -> None:
        """Write what waits, and let go."""
        if self._living is not None:
            self._living.cancel()
        if self.room is not None:
            self.room.flush()
        await self.cabinet.close()

    @property
    def running(self) -> Room | None:
        """The session that runs, if one does."""
        return None if self.room is None or self.room.over else self.room

    # Today

    @property
    def today(self) -> Today:
        """What was said today."""
        self._today = self._today.still_holds(self.clock.unix_s())
        return self._today

    def say_today(self, **said: object) -> None:
        """Take what was said on Today."""
        self._today = self._today.saying(self.clock.unix_s(), **said)

    async def standing(self) -> "Standing":
        """How the person stands now."""
        running, now_unix_s = self.running, self.clock.unix_s()
        session, known = "" if running is None else running.session, self._known
        return await self.cabinet.ask(lambda journal: known.stand(journal, now_unix_s, session))

    def offer(self, standing: "Standing") -> "Offer | None":
        """The session that would be begun now, from what was said today; None before there is a screening."""
        if standing.screening is None:
            return None
        return self._known.offer(standing, standing.screening, self.today)

    async def ask_about(self, session: str) -> None:
        """Keep that the hours since this session were asked about on this visit."""
        now_unix_s = self.clock.unix_s()
        try:
            known = self._known
            await self.cabinet.ask(lambda journal: known.ask_about(journal, session, now_unix_s))
        except JournalError:
            _LOG.exception("it could not be kept that this was asked: it is asked once more")

    async def answer_about(self, session: str, felt: Felt | None, *, too_much_later: bool) -> bool:
        """Keep how it was in the hours since this session; false where that is not heard now.

        That it became too much is heard for a week. Anything milder is heard while it is asked; later, Today says so.
        """
        answered = MorningAnswered(session, self.clock.unix_s(), felt, too_much_later)
        if too_much_later:
            known = self._known
            return await self.cabinet.ask(lambda journal: known.hear_too_much(journal, answered))
        if session and (await self.standing()).asks_about == session:
            await self.cabinet.ask(lambda journal: journal.append(None, [answered]))
            return True
        had = answers(await self.cabinet.ask(lambda journal: journal.facts(None)))
        if felt is not None and not any(one.session == session for one in had):
            self.say_today(came_late=True)
        return False

    async def screen(self, screening: Screening) -> None:
        """Keep a screening."""
        await self.cabinet.ask(lambda journal: journal.append(None, [screening.fact()]))

    async def choices(self) -> Choices:
        """What the person chose for every session."""
        return newest_choices(await self.cabinet.ask(lambda journal: journal.facts(None)))

    async def choose(self, choices: Choices) -> None:
        """Keep what the person chose; what is changed by it is changed in the session that runs, too."""
        before = await self.choices()
        await self.cabinet.ask(lambda journal: journal.append(None, choices.facts()))
        if self.running is not None:
            for sense in before.barred ^ choices.barred:
                self.running.bar(sense, barred=sense in choices.barred)
            self.running.breathe(choices.breathing)

    @to_its_end
    async def change_at_rest(self, change: Callable[[Journal], T]) -> T:
        """Change the journal while no session runs and none begins; what is known is worked out anew after it."""
        async with self._reopening:
            if self.running is not None:
                raise SessionRuns
            self._knowing = None
            return await self.cabinet.ask(change)

    # The session

    async def begin(self) -> Room:
        """A session from what was said today."""
        await self._bring_back()
        if self.running is not None:
            raise SessionRuns
        standing = await self.standing()
        today = self.today
        if standing.screening is None or today.new is None or today.asks_for_ground:
            raise NothingOffered
        offer, known, choices = self.offer(standing), self._knowing, await self.choices()
        if self.running is not None or self._reopening.locked() or known is not self._knowing:
            raise SessionRuns  # begun twice at once, or the journal has just changed
        if offer is None or not offer.anything:
            raise NothingOffered
        self._today = Today()
        plan = Plan(offer.plan.rounds, offer.plan.menu)
        return self.open_room(
            offer.limits, plan, self._known.dosing(standing.known, standing.known_here), choices
        )

    def open_room(
        self, limits: Limits, plan: Plan, dosing: Dosing = as_planned, choices: Choices = NOTHING_CHOSEN
    ) -> Room:
        """A session with this plan, from its first second."""
        loading.begin()
        session, record = new_session_id(), Record()
        opening = opened(limits, plan, self.clock.unix_s())
        record.open(opening)
        room = Room(
            session,
            guide_of(opening),
            dosing=dosing,
            time=SessionTime(self.clock, self.speed),
            library=library(),
            keeper=self._keeper(session),
            listener=self.listener,
            record=record,
            choices=choices,
        )
        room.flush()
        self._enter(room)
        return room

    async def reopen(self) -> None:
        """After unlocking: the last session again, still; what was said late takes effect."""
        found = await self.cabinet.ask(_last_session)
        if found is None:
            return
        session, kept, last_unix_s = found
        loading.begin()
        known, now_unix_s = self._known, self.clock.unix_s()
        dosing = await self.cabinet.ask(lambda journal: known.dosing_before(journal, session, now_unix_s))
        room = self._room_again(session, kept, dosing, await self.choices())
        kept.left += ((said, event) for left, said, event in self._left if left in (session, UNKNOWN))
        if not room.over:
            away_s = max(0, self.clock.unix_s() - last_unix_s)
            room.happen(Restarted(int(away_s * self.speed)))
        for said, event in kept.left:
            room.hear_late(said, event)
        self._enter(room)

    def _room_again(self, session: str, kept: Reopened, dosing: Dosing, choices: Choices) -> Room:
        return Room(
            session,
            kept.guide,
            dosing=dosing,
            time=SessionTime(self.clock, self.speed, kept.seconds),
            library=library(),
            keeper=self._keeper(session),
            listener=self.listener,
            record=Record(Running(kept.sha256)),
            story=kept.story,
            said=frozenset(kept.said),
            late=frozenset(kept.late),
            choices=choices,
        )

    def leave(self, session: str, said: Say, done: Done) -> None:
        """Keep what was said for a session that does not run, or while the journal is locked."""
        words = (WordsPicked(said.words),) if said.words else ()
        kept, event = Said(said.id, said.ago_ms), event_of(said, None)
        self.cabinet.leave(session, (kept, *words, event), done)
        if self.room is None:
            self._left.append((session, kept, late_event(event)))

    async def until_kept(self) -> None:
        """Wait until everything said so far is kept, while the disk is quick; else say that it is not kept yet."""
        flushing = asyncio.wrap_future(self.cabinet.writer.flush())
        try:
            await asyncio.wait_for(flushing, KEEP_S)
        except TimeoutError as waits:
            raise NotKeptYet from waits

    async def notes_after(self) -> tuple[str, str]:
        """The newest line and the newest word about what went wrong, of the last session."""
        notes = {note.went_wrong: note.text for note in await self._facts() if isinstance(note, AfterNote)}
        return notes.get(False, ""), notes.get(True, "")

    async def moments(self) -> list[Moment]:
        """What happened in the last session, turn by turn."""
        if self.room is None:
            raise NoSession
        session = self.room.session
        return (await self.cabinet.ask(lambda journal: reopen(journal.read(session)))).moments

    async def _facts(self) -> tuple[Kept, ...]:
        if self.room is None:
            raise NoSession
        session = self.room.session
        return await self.cabinet.ask(lambda journal: journal.facts(session))

    def note_after(self, form: str, text: str, *, went_wrong: bool) -> None:
        """Take what the person wrote after the session, on its way to the disk; the same form's words once."""
        if self.room is None:
            raise NoSession
        if self._noted.get(went_wrong) == (form, text):
            return
        put = self.cabinet.writer.put(self.room.session, [AfterNote(text, went_wrong)])
        if not put.taken:
            put.result()
        self._noted[went_wrong] = form, text

    @to_its_end
    async def unlock(self, browser: str, key: Key) -> None:
        """Open the journal in this browser; a session that was left open comes back, still.

        A browser that goes away meanwhile stops none of it: a wrong key counts, and a stop that was left takes effect.
        """
        await self.cabinet.unlock(browser, key)
        await self._bring_back()

    async def _bring_back(self) -> None:
        """The last session again, where the journal is open and none is held."""
        async with self._reopening:
            if self.room is None and self.cabinet.unlocked:
                await self.reopen()

    @to_its_end
    async def lock(self) -> None:
        """Pause what runs, write everything, and lock."""
        if self.running is not None:
            self.running.say(Say(new_session_id(), "pause"))
        if self.room is not None:
            self.room.flush()
        async with self._reopening:
            await self.cabinet.lock(self._let_go)
            self._knowing = None  # a page asked for before may have worked something out meanwhile

    def _let_go(self) -> bool:
        """Whether all is still and written: then nobody sees or leads it from here on. What moves is paused again."""
        if self.running is not None and self.running.guide.state.phase is Phase.PRACTISING:
            self.running.say(Say(new_session_id(), "pause"))
        if self.room is not None:
            self.room.flush()
        if self.cabinet.writer.waiting:
            return False
        self.listener.locked()
        self.room = None
        self._forget_what_was_said()
        return True

    @to_its_end
    async def forget(self) -> None:
        """Stop what runs, and destroy everything that is kept."""
        if self.running is not None:
            self.running.say(Say(new_session_id(), "pause"))
        async with self._reopening:
            self.room = None
            self._forget_what_was_said()
            await self.cabinet.forget()
        self.listener.locked()

    def _forget_what_was_said(self) -> None:
        """Nothing of the person stays in memory, what was learned of them included."""
        self._today = Today()
        self._noted.clear()
        self._left.clear()
        self._knowing = None

    @property
    def _known(self) -> "Knowing":
        """What is known of the person. Its numbers are loaded here, at its first use: the first page is quick."""
        if self._knowing is None:
            from slackwater.live.standing import Knowing  # noqa: PLC0415

            self._knowing = Knowing()
        return self._knowing

    # Time

    def _enter(self, room: Room) -> None:
        self.room = room
        self._left.clear()
        self._woken.set()

    async def _live(self) -> None:
        while True:
            if self.running is None:
                self._woken.clear()
                await self._woken.wait()
            if self.running is not None:  # no name here holds it: what is locked or forgotten is gone
                await asyncio.sleep(max(0.001, self.running.time.until_next()))
            self._give_time()

    def _give_time(self) -> None:
        room = self.running
        if room is None:
            return
        try:
            room.catch_up()
        except Exception:  # noqa: BLE001 -- whatever it is, the session is made still
            _LOG.exception("time could not be given to the session; it is still")
            room.break_off()

    def _keeper(self, session: str) -> Keeper:
        return Keeper(
            self.cabinet.writer,
            session,
            keeps=self.cabinet.journal.keeps,
            trouble=lambda trouble: self.listener.note("not_kept_yet" if trouble else "kept_again"),
        )


def _last_session(journal: Journal) -> tuple[str, Reopened, int] | None:
    """The newest session, with what was left for it or for none by name."""
    for kept in reversed(journal.sessions()):
        with suppress(NotASession):
            session = reopen(journal.read(kept.id))
            session.hear_left(journal.read(UNKNOWN))
            return kept.id, session, kept.last_unix_s
    return None
