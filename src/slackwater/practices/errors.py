"""What can be wrong with a practice, as places a person can open.

PracticeError
├── UnknownPractice     no practice of that name
└── BrokenLibrary       one or more findings, each with file and line
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, what, and what to do about it."""

    file: str
    line: int
    what: str
    suggestion: str = ""
    rule: str = ""
    """A stable name for the kind of finding."""

    def __str__(self) -> str:
        tail = f" — {self.suggestion}" if self.suggestion else ""
        return f"{self.file}:{self.line}: {self.what}{tail}"


class PracticeError(Exception):
    """Something is wrong with the library of practices."""


class UnknownPractice(PracticeError, LookupError):
    """No practice has this name."""


class BrokenLibrary(PracticeError):
    """The library of practices cannot be used as it stands. Nothing was offered from it.

    ``slackwater practices check`` names every place.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("\n".join(str(finding) for finding in findings))
