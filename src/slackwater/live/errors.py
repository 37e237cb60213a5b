"""What can go wrong around a running session. A leaf's docstring is the message a person reads.

LiveError
├── NoSession
├── SessionRuns
├── NothingOffered
├── NotASession
├── NoJournalHere
├── JournalUnreadable
├── JournalOutOfReach
├── NoSuchSession
├── TriedOften
├── StillWaiting
├── NotKeptYet
├── WordNotTaken
├── ReminderNotSet
├── PortTaken
├── HouseFull
├── NameTaken
└── NotPlayed               a recording could not go on into a session
    ├── NoServer
    ├── NotSlackwater
    ├── NoKey
    ├── AnotherSpeed
    ├── AnotherPace
    ├── Refused
    └── ServerWent
"""

from slackwater.plain_error import PlainError
from slackwater.tongues import worded_many


class LiveError(PlainError):
    """Something around the session went wrong."""


class NoSession(LiveError):
    """No session runs right now. Nothing was done. A session begins on the page Today."""


class SessionRuns(LiveError):
    """A session is open already. Nothing new was begun. You might go back to it, or end it first."""


class NothingOffered(LiveError):
    """This is not offered now. Nothing was begun. The page Today says what is, and why."""


class NotASession(LiveError):
    """This record does not begin as a session begins, so it cannot be replayed. Nothing was changed."""


class NoJournalHere(LiveError):
    """There is no journal in this folder. Nothing was changed. Choose the folder with --data."""


class JournalUnreadable(LiveError):
    """The journal here could not be read, so nothing of it is shown. It was left as it is: nothing was overwritten.

    Grounding and help are open as always. You might put a backup copy in its place and start Slackwater again, or
    start it with another folder (--data).
    """


class JournalOutOfReach(LiveError):
    """The disk did not let the journal be opened, so nothing of it is shown. Nothing was changed or overwritten.

    Grounding and help are open as always. Once the disk has room and lets it be read, start Slackwater again.
    """


class NoSuchSession(LiveError):
    """No kept session has this name, or several begin with it. `slackwater replay` alone lists them."""


class TriedOften(LiveError):
    """Several tries did not open the journal, so the next one waits a little. Nothing was tried or changed."""

    def __init__(self, wait_s: int) -> None:
        super().__init__()
        self.wait_s = wait_s

    def __str__(self) -> str:
        """The message for a person, with how long to wait."""
        again = worded_many(
            "In one second you can try again; the right key opens it then as always.",
            "In {seconds} seconds you can try again; the right key opens it then as always.",
            self.wait_s,
        )
        return f"{super().__str__()} {again.format(seconds=self.wait_s)}"


class StillWaiting(LiveError):
    """The disk does not take everything yet, so the journal was not locked: locking now would lose what waits.

    What runs is paused. Make some room on the disk, and lock again.
    """


class NotKeptYet(LiveError):
    """The disk does not take it, so what you just said is not kept yet. It waits in this program's memory.

    What was kept before is whole. You might make some room on the disk and leave Slackwater running: then it is
    written by itself. If the program ends before that, what you just said is gone.
    """


class WordNotTaken(LiveError):
    """This word was not taken, and your words stay as they were.

    A word of your own has 20 letters or fewer, can be read out, and is not what another button says. You might
    choose another.
    """


class ReminderNotSet(LiveError):
    """That cannot be reminded of, so nothing was changed.

    A reminder has one day at least, and a time outside the quiet hours. You might choose another time, or other quiet
    hours.
    """


class PortTaken(LiveError):
    """Another program uses this port. Nothing was started. Choose another --port, or 0 for any free one."""


class HouseFull(LiveError):
    """No more journals fit on this machine. Nothing was begun. One that nobody uses can be deleted by whoever has it."""


class NameTaken(LiveError):
    """Somebody here has this name at the door already. Nothing was changed. You might choose another one."""


class NotPlayed(LiveError):
    """The recording could not go on. The session, if there is one, hears no heart and goes on without."""


class NoServer(NotPlayed):
    """No Slackwater answers there. Nothing was sent. Start it with: slackwater serve; then try again."""


class NotSlackwater(NotPlayed):
    """Something answers there, but it is not Slackwater. Nothing was sent. Check the address (--url)."""


class NoKey(NotPlayed):
    """This address has no key in it, or one of an earlier start, so no program is let in. Nothing was sent.

    Name the folder of the Slackwater that runs (--data): its key stands there, for you alone. What stands on a
    command line, as with --url, can be read by every account of this computer while it is there.
    """


class AnotherSpeed(NotPlayed):
    """A heart at another speed than the session's would not be true. Nothing was sent. Leave --speed out."""


class AnotherPace(NotPlayed):
    """This session runs faster or slower than a body, so no sensor on a person fits it. Nothing was sent."""


class Refused(NotPlayed):
    """The server did not take the packets, and said why. Playing ended."""


class ServerWent(NotPlayed):
    """The server went away while the recording played. The session, if it waits, is paused and kept."""
