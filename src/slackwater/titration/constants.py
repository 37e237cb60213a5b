"""Every constant of the model as a row: name, value, unit, bounds, meaning and source.

``ENG`` is an engineering proposal, a guess until data replace it. T5 is section 5 of the titration notes that
the model follows; its values are assumptions too, tried on virtual people only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Row:
    """One constant, the least and most a case may set it to, and where it comes from."""

    name: str
    value: float
    unit: str
    least: float
    most: float
    meaning: str
    source: str


ROWS: tuple[Row, ...] = (
    # Tolerance
    Row("prior_mean", 3.5, "levels", -2, 12, "slow tolerance of somebody new, middle", "T5.1"),
    Row("prior_sd", 1.7, "levels", 0.2, 4, "slow tolerance of somebody new, spread", "T5.1"),
    Row("drift_sd", 0.15, "levels", 0.01, 1, "how much slow tolerance moves between two sessions", "T5"),
    Row("drift_days", 7 / 3, "days", 0.5, 30, "one drift a gap of so long; longer gaps move it more", "ENG"),
    Row("day_sd", 0.7, "levels", 0.1, 2, "how much days differ", "T5"),
    Row("day_keep", 0.5, "share", 0, 0.95, "of a day's shift, what the next session still has", "T5"),
    Row("bias_sd", 0.8, "levels", 0.1, 2, "how much people differ in how strongly they report", "T5"),
    # What a dose does
    Row("width", 0.5, "levels", 0.1, 2, "tau: how sharply overwhelm sets in", "T5"),
    Row("spurious", 0.002, "share", 0.0001, 0.02, "f: overwhelm in a bout whatever the dose", "T5"),
    Row("tolerated", 0.02, "share", 0.005, 0.2, "overwhelm in a bout at the tolerated level", "T5"),
    Row("calm_floor", -2.5, "levels", -6, -1, "answers do not get calmer below this", "T5"),
    Row("calm_limit", -1.8, "levels", -5, 0, "calmer than this is only known to be calmer", "T5"),
    # Answers and readings
    Row("distress_zero", 7, "SUDS", 4, 10, "the answer of somebody exactly at the edge", "FACTS 5.2: 7"),
    Row("distress_step", 0.36, "levels", 0.1, 1, "one point of distress; 2 and less is very calm", "ENG"),
    Row("error_sd", 1.18, "levels", 0.3, 3, "error of one feature; six together have T5's 0.9", "ENG, T5"),
    Row("error_shared", 0.5, "correlation", 0, 0.95, "how much features err together", "T5"),
    Row("reading_step", 0.5, "levels", 0.1, 2, "one own standard deviation of a body reading", "ENG"),
    Row("reading_least", 3, "readings", 1, 20, "earlier readings at rest before one counts", "ENG"),
    # The ladder
    Row("bout_s", 45, "s", 10, 300, "the length of a bout that the anchors mean", "T5"),
    Row("doubling", 0.5, "levels", 0, 2, "kappa: twice as long", "T5 form, value ENG"),
    Row("whole_range", 1, "levels", 0, 4, "the whole range instead of none", "T5 form, value ENG"),
    Row("practice_sd", 0.7, "levels", 0, 2, "how much one practice differs for one person", "T5"),
    # Load
    Row("board_gain", 0.25, "levels", 0, 2, "load on board of 600 level x s", "ENG"),
    Row("board_tau_s", 1200, "s", 60, 7200, "load on board fades with", "DESIGN, T2"),
    Row("carry_gain", 0.2, "levels", 0, 2, "carried into the next days by 600 level x s", "ENG"),
    Row("carry_tau_h", 24, "h", 1, 168, "what is carried over fades with", "ENG"),
    Row("carry_heavier", 0.5, "levels", 0, 2, "a heavier next morning adds", "ENG"),
    Row("carry_lighter", 0.5, "share", 0, 1, "a lighter next morning leaves", "ENG"),
    Row("carry_late", 1, "levels", 0, 3, "too much hours later adds", "ENG"),
    Row("carry_most", 3, "levels", 0, 6, "never more than this is carried", "ENG"),
    # Overwhelm hours later
    Row("late_share", 0.5, "share", 0, 1, "overwhelm that shows only later, of one at the same dose", "ENG"),
    Row("late_window_h", 24, "h", 1, 168, "it shows within", "ENG; T6 families: up to 24 h"),
    # How cautious
    Row("alpha_least", 0.05, "probability", 0.001, 0.5, "accepted chance of too much, at first", "T5"),
    Row("alpha_step", 0.01, "probability", 0, 0.1, "more of it after a quiet session", "T5"),
    Row("alpha_most", 0.1, "probability", 0.001, 0.5, "never more than this", "T5"),
    Row("alpha_still", 3, "sessions", 0, 20, "it stays where it is for the first sessions", "T5"),
    Row("wary", 5, "sessions", 0, 50, "below the dose that was too much for so many quiet ones", "ENG"),
    Row("rests_most", 3, "sessions", 1, 20, "rest only in a row, then a word about a practitioner", "T5"),
    # Steps
    Row("first_level", 2, "half levels", 0, 20, "the usual dose of somebody new", "ENG: level one"),
    Row("start_rise", 1, "half levels", 0, 20, "a session starts above the last at most", "issue 3"),
    Row("session_rise", 2, "half levels", 0, 20, "a session goes above the last at most", "DESIGN 4"),
    Row("round_rise", 1, "half levels", 0, 20, "a round goes above a quiet, rested one at most", "DESIGN 4"),
    Row("fall", 2, "half levels", 1, 20, "down after an overwhelm", "DESIGN table"),
    Row("rested_s", 90, "s", 0, 600, "a rise needs rest of", "DESIGN, T5"),
    Row("quiet_distress", 3, "SUDS", 0, 10, "quiet: distress at most", "FACTS 5.2 ENG"),
    Row("quiet_rise", 1, "SUDS", 0, 10, "or above the start at most", "FACTS 5.2 ENG"),
    # Trust
    Row("observe_sessions", 3, "sessions", 0, 99, "watching only, for sessions", "issue 3, ENG"),
    Row("observe_days", 7, "days", 0, 365, "and days", "issue 3, ENG"),
    Row("suggest_sessions", 5, "sessions", 0, 99, "then suggesting, for sessions", "issue 3, ENG"),
    Row("suggest_days", 14, "days", 0, 365, "and days", "issue 3, ENG"),
    Row("lower_sessions", 5, "sessions", 0, 99, "then only lowering, for sessions", "issue 3, ENG"),
    Row("lower_days", 14, "days", 0, 365, "and days", "issue 3, ENG"),
)


@dataclass(frozen=True, slots=True)
class Constants:
    """The values of :data:`ROWS` by name, as the model reads them; hashable, so that grids are built once."""

    prior_mean: float
    prior_sd: float
    drift_sd: float
    drift_days: float
    day_sd: float
    day_keep: float
    bias_sd: float
    width: float
    spurious: float
    tolerated: float
    calm_floor: float
    calm_limit: float
    distress_zero: float
    distress_step: float
    error_sd: float
    error_shared: float
    reading_step: float
    reading_least: float
    bout_s: float
    doubling: float
    whole_range: float
    practice_sd: float
    board_gain: float
    board_tau_s: float
    carry_gain: float
    carry_tau_h: float
    carry_heavier: float
    carry_lighter: float
    carry_late: float
    carry_most: float
    late_share: float
    late_window_h: float
    alpha_least: float
    alpha_step: float
    alpha_most: float
    alpha_still: float
    wary: float
    rests_most: float
    first_level: float
    start_rise: float
    session_rise: float
    round_rise: float
    fall: float
    rested_s: float
    quiet_distress: float
    quiet_rise: float
    observe_sessions: float
    observe_days: float
    suggest_sessions: float
    suggest_days: float
    lower_sessions: float
    lower_days: float

    def changed(self, **others: float) -> "Constants":
        """These constants with some replaced."""
        return replace(self, **others)


CONSTANTS = Constants(**{row.name: row.value for row in ROWS})
"""The values in force where a case gives no others."""

LOAD_UNIT_LEVEL_S = 600.0
"""Load gains are said for this much: ten minutes at level one."""


def read_constants(given: Mapping[str, float]) -> Constants:
    """The constants with those given in place of their defaults.

    Raises ``KeyError`` with the name of one that does not exist.
    """
    for name in given:
        if name not in Constants.__slots__:
            raise KeyError(name)
    return replace(CONSTANTS, **given)
