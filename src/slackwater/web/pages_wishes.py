"""What the templates of words of one's own and of reminders are given; see :mod:`slackwater.web.pages`."""

from dataclasses import dataclass

from slackwater.web.pages import Option


@dataclass(frozen=True, slots=True)
class OwnWord:
    """One stop, what its button says, and the person's own word for it, or empty."""

    name: str
    standing: str
    own: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """``words.html``: POST ``/words`` with each stop's ``name``."""

    stops: tuple[OwnWord, ...]
    most: int
    """Characters."""
    problem: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class ReminderPage:
    """``reminders.html``: POST ``on``, ``words``, ``days``, ``at``, ``quiet_from`` and ``quiet_to``; or ``renew``."""

    on: bool
    words: str
    usual: str
    """What stands in the calendar where nothing else is written."""
    most: int
    """Characters."""
    days: tuple[Option, ...]
    at: str
    quiet_from: str
    quiet_to: str
    feed: str
    """The feed's address; empty while reminders are off."""
    kept: bool
    problem: str = ""
    said: str = ""
