"""Values for the pages of what a person owns here."""

from slackwater.journal.stored import sentences
from slackwater.web.owning import pages as o


def kept() -> o.Kept:
    return o.Kept(tuple(o.KeptGroup(group, tuple(rows.items())) for group, rows in sentences().items()))
