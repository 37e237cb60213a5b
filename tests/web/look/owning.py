"""Values for the pages of what a person owns here."""

from slackwater.journal.stored import sentences
from slackwater.web.owning import pages as o
from slackwater.web.pages import Option
from slackwater.web.words import word


def kept() -> o.Kept:
    return o.Kept(tuple(o.KeptGroup(group, tuple(rows.items())) for group, rows in sentences().items()))


def take_out() -> o.TakeOut:
    return o.TakeOut(word("own", "differ"))


def bring(*, done: bool) -> o.Bring:
    said = (word("own", "sessions_new").format(count=12), word("own", "joined")) if done else ()
    return o.Bring("" if done else word("own", "no_file"), said)


def who() -> o.Who:
    return o.Who((Option("", word("own", "no_name")), Option("a1", "Mo")), word("own", "name_first"))
