"""What came of bringing a file in, as sentences."""

from collections.abc import Iterator

from slackwater.live.bringing import Brought
from slackwater.web.words import word


def said(brought: Brought) -> Iterator[str]:
    """A sentence for each thing worth knowing."""
    if not brought.sessions and not brought.facts:
        yield word("own", "nothing_new")
        return
    if brought.sessions:
        yield word("own", "sessions_new").format(count=brought.sessions)
    if brought.here:
        yield word("own", "sessions_here").format(count=brought.here)
    if brought.facts:
        yield word("own", "facts_new").format(count=brought.facts)
    if brought.ahead:
        yield word("own", "ahead")
    yield word("own", "joined") if brought.screening_joined else word("own", "counts")
