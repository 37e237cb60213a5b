"""What is kept of a virtual course, and how it stands in a file."""

from dataclasses import asdict, dataclass, field
from typing import Any

from slackwater.cohort.dosers import Doser, Ours
from slackwater.quantities import HalfLevel
from slackwater.titration.log import Closed, Ending, Entry, Felt, Morning, Opened, RoundDone, Settled

Stated = tuple[float, float, float, int]
"""Of a round: stated chance of overwhelm; stated P(T < dose); the share of a hundred tries from that very body that
overwhelmed; whether it did."""


@dataclass(frozen=True, slots=True)
class Session:
    """One virtual session."""

    day: int
    overwhelms: int
    """How often the body was overwhelmed."""
    counted: int
    """How often the engine counted an overwhelm."""
    later: bool
    """Whether overwhelm came hours later."""
    rest_only: bool
    referred: bool
    dose: float
    """Level minutes."""
    highest: int
    """Half level."""
    beyond: int
    """Rounds above the engine's ceiling, and steps its monitor objected to: none, ever."""
    above_s: int
    away_s: int
    peak: float
    stated: list[Stated]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was taken: from so many entries of the log, under this ceiling."""

    entries: int
    now_h: float
    ceiling: int
    half_level: int


@dataclass(slots=True)
class Course:
    """One person's course."""

    number: int
    sessions: list[Session] = field(default_factory=list)
    holding: list[float] = field(default_factory=list)
    """Before each session, and at the end."""
    log: list[Entry] = field(default_factory=list)
    """Only of the first few people."""
    decided: list[Decided] = field(default_factory=list)

    def keep(self, before: int, log: list[Entry], doser: Doser) -> None:
        """Keep the log so far whole, with this session's decisions."""
        self.log = list(log)
        if isinstance(doser, Ours):
            self.decided += [
                Decided(before + at, now_h, most, level) for at, now_h, most, level in doser.decided
            ]

    def written(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "number": self.number,
            "sessions": [_session_written(one) for one in self.sessions],
            "holding": self.holding,
            "log": [_entry_written(one) for one in self.log],
            "decided": [[one.entries, one.now_h, one.ceiling, one.half_level] for one in self.decided],
        }

    @staticmethod
    def read(written: dict[str, Any]) -> "Course":
        """The course that was written so."""
        return Course(
            number=written["number"],
            sessions=[_session_read(one) for one in written["sessions"]],
            holding=written["holding"],
            log=[_entry_read(one) for one in written["log"]],
            decided=[Decided(*one) for one in written["decided"]],
        )


def _session_written(one: Session) -> list[Any]:
    return list(asdict(one).values())


def _session_read(values: list[Any]) -> Session:
    named = dict(zip(Session.__slots__, values, strict=True))
    return Session(**named | {"stated": [tuple(one) for one in named["stated"]]})


def _entry_written(entry: Entry) -> dict[str, Any]:
    match entry:
        case Opened():
            return {"kind": "opened", "at_h": entry.at_h, "proposed": entry.proposed}
        case Settled():
            return {"kind": "settled", "at_h": entry.at_h, "distress": entry.distress}
        case RoundDone():
            plain = {
                name: value for name, value in asdict(entry).items() if name not in {"readings", "response"}
            }
            return {"kind": "round", **plain, "ending": entry.ending.value}
        case Closed():
            return {"kind": "closed", "at_h": entry.at_h}
        case Morning():
            late = entry.too_much_later
            return {"kind": "morning", "at_h": entry.at_h, "felt": entry.felt.value, "too_much_later": late}


def _entry_read(written: dict[str, Any]) -> Entry:
    kind, values = written["kind"], {name: value for name, value in written.items() if name != "kind"}
    match kind:
        case "opened":
            proposed = values["proposed"]
            return Opened(values["at_h"], None if proposed is None else HalfLevel(proposed))
        case "settled":
            return Settled(**values)
        case "round":
            return RoundDone(**values | {"ending": Ending(values["ending"])})
        case "closed":
            return Closed(**values)
        case _:
            return Morning(**values | {"felt": Felt(values["felt"])})
