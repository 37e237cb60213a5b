"""What the journal keeps of the home network, sealed as everything in it: the authority, and the phones."""

from slackwater.journal.facts import PersonSet
from slackwater.journal.journal import Journal
from slackwater.web.lan.authority import Authority
from slackwater.web.lan.pairing import Phone, Phones

AUTHORITY = "phone.authority"
PAIRED = "phone.paired"


def read_authority(journal: Journal) -> Authority | None:
    """The authority that phones trust, or None before there is one."""
    kept = _newest(journal, AUTHORITY)
    if not isinstance(kept, dict):
        return None
    return Authority(
        str(kept["certificate"]), str(kept["key"]), str(kept["host"]), int(str(kept["until_unix_s"]))
    )


def keep_authority(journal: Journal, authority: Authority) -> None:
    """Keep it. It is durable when this returns."""
    journal.append(None, [PersonSet(AUTHORITY, authority.as_kept())])


def read_phones(journal: Journal) -> Phones:
    """The phones that are paired."""
    kept = _newest(journal, PAIRED)
    return Phones(
        [Phone.from_kept(one) for one in kept if isinstance(one, dict)] if isinstance(kept, list) else []
    )


def keep_phones(journal: Journal, phones: Phones) -> None:
    """Keep them all, as they are now. They are durable when this returns."""
    journal.append(None, [PersonSet(PAIRED, [phone.as_kept() for phone in phones])])


def _newest(journal: Journal, name: str) -> object:
    found = [fact.value for fact in journal.facts(None) if isinstance(fact, PersonSet) and fact.name == name]
    return found[-1] if found else None
