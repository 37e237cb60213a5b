# ruff: noqa: D205, D209
# A leaf says what happened, and its docstring is the message a person reads.
"""What can go wrong with a journal. A leaf's docstring is the message a person reads.

JournalError
├── DidNotOpen                  a key did not open it; nothing was changed
│   ├── WrongKey
│   ├── RecoveryTypo
│   ├── KeyDamaged
│   ├── KeyNotHere
│   ├── NoKeyring
│   ├── NotInKeyring
│   └── SealingMissing
├── NotNow                      asked at the wrong time; nothing was done
│   ├── Locked
│   ├── NotBegun
│   ├── AlreadyBegun
│   ├── ReadingOnly
│   ├── ShortPassphrase
│   ├── LastKey
│   └── OnlyAStopOrAnAnswer
├── Damaged                     what is kept is not whole; nothing was overwritten
│   ├── Tampered
│   ├── RecordsMissing
│   ├── Truncated
│   ├── NotAJournal
│   ├── NewerJournal
│   ├── UnknownFact
│   └── MalformedFact
├── NotKept                     writing did not happen; what was kept before is whole
│   ├── DiskFull
│   ├── DiskRefused
│   ├── InUse
│   ├── SequenceTaken
│   └── TooMuchWaiting
└── NotTakenIn                  a file was not brought in; nothing was changed
    ├── NotAnExport
    ├── NewerExport
    ├── ExportDamaged
    ├── ExportTooLarge
    └── ExportLocked
"""

from slackwater.plain_error import PlainError
from slackwater.tongues import worded


class JournalError(PlainError):
    """Something went wrong with the journal."""


class DidNotOpen(JournalError):
    """The journal did not open. Nothing was changed."""


class WrongKey(DidNotOpen):
    """This key does not open the journal. Nothing was changed. You might try again, or use the recovery
    code."""


def _group(number: int) -> str:
    return worded("group {number}").format(number=number) if number else worded("the number of groups")


class RecoveryTypo(DidNotOpen):
    """One group of the recovery code has a typing slip. Nothing was tried or changed. Compare that group
    with your paper and type it again."""

    def __init__(self, group: int, detail: str = "") -> None:
        super().__init__(detail or _group(group))
        self.group = group


class KeyDamaged(DidNotOpen):
    """The part of the file that holds this key is damaged, so it cannot tell whether the key is right.
    Nothing was changed. You might open it another way, or put a backup copy in its place."""


class KeyNotHere(DidNotOpen):
    """This journal does not open in this way. Nothing was changed. Choose the way it was set up with."""


class NoKeyring(DidNotOpen):
    """This computer has no safe keyring that can hold a key. Nothing was set up or changed.
    Choose a passphrase, or keep nothing this time."""


class NotInKeyring(DidNotOpen):
    """The keyring of this computer does not hold the key, or stayed closed. Nothing was changed.
    Open your keyring and try again, or use the recovery code."""


class SealingMissing(DidNotOpen):
    """The cryptography part of this installation lacks AES-GCM-SIV or Argon2id, so nothing can be sealed.
    Nothing was kept. Run `make setup` again, or keep nothing this time."""


class NotNow(JournalError):
    """This cannot be done now. Nothing was done."""


class Locked(NotNow):
    """The journal is locked. Nothing was read or written. Unlock it first; a stop or an answer can still be
    left for it."""


class NotBegun(NotNow):
    """There is no journal here yet. Nothing was read or written. Choose how to keep it first."""


class AlreadyBegun(NotNow):
    """There is a journal here already. Nothing was overwritten. Unlock it, or delete it first."""


class ReadingOnly(NotNow):
    """The journal is open for reading alone. Nothing was written. Close it and open it for writing."""


class ShortPassphrase(NotNow):
    """This passphrase is too short to guard a journal. Nothing was set up or changed.
    Four or more words of your own make a good one."""


class LastKey(NotNow):
    """This is the last way that opens the journal, so it stays. Nothing was changed.
    Set up another way first."""


class OnlyAStopOrAnAnswer(NotNow):
    """While the journal is locked only stops and answers are taken, never a yes. Nothing was kept.
    Unlock the journal first."""


class Damaged(JournalError):
    """What is kept is not whole. Nothing was changed or overwritten."""


class Tampered(Damaged):
    """A part of the journal is not what was written: it was changed, moved or swapped. Nothing was
    overwritten.
    Put a backup copy in its place, or open it for reading alone to see what is whole."""

    def __init__(self, detail: str = "", sequence: int = 0) -> None:
        super().__init__(detail or (worded("record {number}").format(number=sequence) if sequence else ""))
        self.sequence = sequence


class RecordsMissing(Damaged):
    """Records that were kept are no longer there. Nothing was overwritten. Put a backup copy in its place,
    without the -mark file beside it, or open it for reading alone."""

    def __init__(self, first: int, last: int, detail: str = "") -> None:
        which = worded("record {number}") if first == last else worded("records {number} to {last}")
        super().__init__(detail or which.format(number=first, last=last))
        self.first = first
        self.last = last


class Truncated(Damaged):
    """The journal file is cut short or its pages are broken. Nothing was overwritten.
    Put a backup copy in its place, or choose another folder with --data."""


class NotAJournal(Damaged):
    """This file is not a Slackwater journal. It was left as it is. Choose another folder with --data."""


class NewerJournal(Damaged):
    """This journal was written by a newer Slackwater. It was left as it is. Update Slackwater and open it
    again."""


class UnknownFact(Damaged):
    """The journal holds a kind of entry that this version does not know. Nothing was changed.
    Update Slackwater and open it again."""


class MalformedFact(Damaged):
    """An entry of the journal cannot be read as what it says it is. Nothing was changed.
    Please report this with the name it gives."""


class NotKept(JournalError):
    """Writing did not happen. What was kept before is whole."""


class DiskFull(NotKept):
    """The disk is full. What was kept before is whole; what came since waits in memory and is not kept yet.
    Make some room, and it is written."""


class DiskRefused(NotKept):
    """The disk refused. What was kept before is whole; what came since waits in memory and is not kept yet.
    Look at the disk and the folder's permissions, and it is written."""


class InUse(NotKept):
    """Another Slackwater has this journal open. Nothing was changed. Close the other one, or choose another
    folder with --data."""


class SequenceTaken(NotKept):
    """The place in the journal is taken or leaves a gap. Nothing was written or overwritten.
    Close every Slackwater and open the journal again."""


class TooMuchWaiting(NotKept):
    """Too many answers wait for the disk; this one is not kept. What waits is not lost. Make room on the
    disk.
    Stopping works as always."""


class NotTakenIn(JournalError):
    """The file was not brought in. Nothing was changed."""


class NotAnExport(NotTakenIn):
    """This file was not made by Slackwater's *Take everything out*. Nothing was read or changed.
    Choose the file that it gave you, as it was."""


class NewerExport(NotTakenIn):
    """A newer Slackwater made this file. Nothing was changed. Update Slackwater here, and bring it in again."""


class ExportDamaged(NotTakenIn):
    """A part of this file is not as it was made. Nothing was changed. Take everything out once more on the
    other machine, or use another copy of the file."""


class ExportTooLarge(NotTakenIn):
    """This file holds more than any journal would. Nothing was changed. Choose the file that Slackwater gave
    you, as it was."""


class ExportLocked(NotTakenIn):
    """This file is locked, and what was typed does not open it, or a part of it was changed. Nothing was
    changed. Type the passphrase that you chose when you took it out."""
