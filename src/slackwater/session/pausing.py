"""Every threshold of the engine in one table: name, condition, limit, unit, source and hazard.

``ENG`` marks an engineering proposal: a default to be replaced by what people's sessions show. ``DESIGN`` is
the table of stopping and going on; ``FACTS`` the fact base with its sources. Settings may only tighten.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One threshold, where it comes from and the hazard it answers."""

    name: str
    condition: str
    limit: int
    unit: str
    source: str
    hazard: str


ROWS: tuple[Row, ...] = (
    # Staying in touch
    Row("lease_s", "movement without a heartbeat of the page", 8, "s", "DESIGN 3, ENG", "H23"),
    Row(
        "ask_after_s",
        "activity without an answer, then a soft check",
        60,
        "s",
        "DESIGN 3, FACTS 5.3 ENG",
        "H2",
    ),
    Row("louder_after_s", "soft check unanswered, then louder", 8, "s", "DESIGN 3, FACTS 5.3 ENG", "H2"),
    Row("no_answer_s", "soft check unanswered, then grounding", 15, "s", "DESIGN 3, FACTS 5.3 ENG", "H2"),
    # What the person answers
    Row("pause_distress", "distress at least", 6, "SUDS", "DESIGN table, FACTS 5.2 ENG", "H1"),
    Row("pause_rise", "distress above the start by at least", 3, "SUDS", "DESIGN table, FACTS 5.2 ENG", "H1"),
    Row("fog_far_away", "far-away at least, with shutdown words", 1, "0-4", "DESIGN table", "H2"),
    Row("fog_words", "shutdown words (tag L) at least", 1, "words", "DESIGN table", "H2"),
    Row("overwhelm_distress", "distress at least", 7, "SUDS", "DESIGN table; SUDS anchor 7", "H1"),
    Row("overwhelm_rise", "distress above the start by at least", 4, "SUDS", "DESIGN table", "H1"),
    Row("overwhelm_far_away", "far-away at least", 2, "0-4", "DESIGN table, FACTS 5.2 ENG", "H2"),
    Row("end_far_away", "far-away at least, then closing", 3, "0-4", "DESIGN table, FACTS 5.2 ENG", "H2"),
    Row("settled_distress", "settled: distress at most", 3, "SUDS", "DESIGN table, FACTS 5.4 ENG", "H1"),
    Row(
        "settled_rise",
        "or distress above the start by at most",
        1,
        "SUDS",
        "DESIGN table, FACTS 5.4 ENG",
        "H1",
    ),
    Row("settled_far_away", "settled: far-away at most", 1, "0-4", "DESIGN table, FACTS 5.4 ENG", "H2"),
    Row("quiet_distress", "a rise needs distress at most", 3, "SUDS", "FACTS 5.2 ENG", "H1"),
    Row("quiet_rise", "and distress above the start by at most", 1, "SUDS", "FACTS 5.2 ENG", "H1"),
    # Going on after a stop
    Row("settle_s", "settling before any movement", 60, "s", "ENG; TITRATION 5 asks 3 min at rest", "H1"),
    Row("ground_least_s", "grounding lasts at least", 180, "s", "DESIGN table, FACTS 5.4 ENG", "H1"),
    Row(
        "ground_most_s", "not settled within, then closing", 600, "s", "DESIGN table, FACTS 5.4 (M-hi)", "H1"
    ),
    Row("check_gap_s", "between settled checks at least", 60, "s", "DESIGN table, FACTS 5.4 ENG", "H1"),
    Row("overwhelm_checks", "settled checks in a row after an overwhelm", 2, "checks", "DESIGN table", "H1"),
    Row("pause_checks", "settled checks after distress 6, dizziness", 1, "checks", "DESIGN table", "H1"),
    Row(
        "overwhelms_most",
        "overwhelms in a session, then closing",
        2,
        "times",
        "DESIGN table, FACTS 5.4 ENG",
        "H1",
    ),
    Row("closing_s", "closing ends by itself after", 180, "s", "ENG", "H23"),
    # Dose
    Row("rise", "up per quiet, fully rested round at most", 1, "half levels", "DESIGN 4", "H1"),
    Row("fall", "down after an overwhelm, a raised answer, softer", 2, "half levels", "DESIGN table", "H1"),
    Row("ease", "down after an answer that is not settled", 1, "half levels", "FACTS 5.2 ENG", "H1"),
    Row(
        "session_rise", "above the last session's completed level at most", 2, "half levels", "DESIGN 4", "H1"
    ),
    Row("first_level", "completed level somebody new is taken to have", 4, "half levels", "ENG", "H1"),
    Row(
        "least_start", "a session that practises opens at least at", 2, "half levels", "ENG: level one", "H1"
    ),
    Row(
        "second_level", "level after two overwhelms in three sessions", 2, "half levels", "DESIGN table", "H1"
    ),
    Row("load_most", "load on board at most", 6000, "half levels x s", "ENG: 5 min at the top", "H1"),
    Row("load_grain", "load is kept in parts of a half level x s", 1000, "parts", "ENG: whole numbers", "H1"),
    Row("load_tau_s", "load on board fades with time constant", 1200, "s", "DESIGN, TITRATION 2", "H1"),
    # Lengths
    Row("least_round_s", "a round shorter than this is not offered", 10, "s", "ENG", "H1"),
    Row("movement_s", "a movement round lasts at most", 120, "s", "ENG; default 45 s is practice data", "H1"),
    Row("stretch_s", "a stretch round lasts at most", 120, "s", "DESIGN, FACTS 1.2 ENG", "H6"),
    Row("drill_s", "a stop drill lasts at most", 60, "s", "ENG", "H4"),
    Row("felt_sense_s", "a felt-sense round lasts at most", 180, "s", "ENG", "H1"),
    Row("breath_s", "a breath round lasts at most", 300, "s", "ENG; FACTS 1.2", "H3"),
    Row("tremor_s", "tremor alone lasts at most, a session", 300, "s", "DESIGN, FACTS 2.2 ENG", "H4"),
    Row("least_rest_s", "rest after any round at least", 30, "s", "ENG; default 90 s is practice data", "H1"),
    Row("tremor_rest_s", "rest after tremor at least", 120, "s", "DESIGN, FACTS 2.2", "H4"),
    Row("full_rest_s", "a rise needs rest of at least", 90, "s", "DESIGN, TITRATION 5", "H1"),
    Row("most_rest_s", "rest is never planned longer than", 600, "s", "ENG", "H1"),
    Row("session_work_s", "practice in a session at most", 1200, "s", "ENG; TITRATION 5", "H18"),
    Row("day_work_s", "practice in 24 h at most", 1200, "s", "ENG; TITRATION 5: one session a day", "H18"),
    Row("week_work_s", "practice in 7 days at most", 3600, "s", "ENG; FACTS 1.2: 2-3 a week", "H18"),
    Row(
        "open_s",
        "a session stays open at most",
        3600,
        "s",
        "ENG; limits of the day are fixed at opening",
        "H18",
    ),
    Row("stretch_session_s", "stretch a side in a session at most", 120, "s", "DESIGN, FACTS 1.2 ENG", "H6"),
    Row(
        "stretch_week_s",
        "stretch in 7 days at most, both sides together",
        600,
        "s",
        "DESIGN, FACTS 1.2 ENG",
        "H18",
    ),
    # Tremor
    Row("drills_needed", "clean stops on cue before tremor", 3, "times", "ENG; FACTS 2.3", "H4"),
    Row("cue_s", "stop on cue answered within", 15, "s", "ENG; as the no-answer rule", "H4"),
    Row("shaking_s", "shaking goes on after tremor, then closing", 120, "s", "DESIGN table", "H5"),
    Row("tremor_gap_h", "between sessions with tremor at least", 48, "h", "DESIGN, FACTS 2.2 ENG", "H4"),
    # The heart may only slow
    Row("heart_soft_bpm", "heart above own baseline by more than", 20, "beats/min", "FACTS 5.3 ENG", "H13"),
    Row("heart_soft_percent", "and by more than", 25, "%", "FACTS 5.3 ENG", "H13"),
    Row("heart_soft_s", "while not moving, for, then a pause", 15, "s", "FACTS 5.3 ENG", "H13"),
    Row(
        "heart_hard_bpm",
        "heart above own baseline by more than, then a pause",
        30,
        "beats/min",
        "FACTS 5.3 ENG",
        "H13",
    ),
    # Other signs of the body: one asks softly and holds a rise, two together pause
    Row("breath_fast_per_min", "breathing faster than", 22, "breaths/min", "FACTS 5.3 ENG", "H25"),
    Row("breath_fast_s", "for, then a sign", 30, "s", "FACTS 5.3 ENG", "H25"),
    Row("breath_held_s", "breath held longer than, then a sign", 12, "s", "FACTS 5.3 ENG", "H25"),
    Row(
        "breath_uneven_percent",
        "spread of the last eight breaths above, then a sign",
        40,
        "% of their mean",
        "FACTS 5.3 ENG",
        "H25",
    ),
    Row(
        "rmssd_low_percent",
        "RMSSD below, with breath not paced",
        60,
        "% of own usual",
        "FACTS 5.3 ENG",
        "H25",
    ),
    Row("rmssd_low_s", "for, then a sign", 60, "s", "FACTS 5.3 ENG", "H25"),
    Row("heart_fell_bpm", "heart under own baseline by more than", 10, "beats/min", "FACTS 5.3 ENG", "H2"),
    Row("heart_fell_s", "for, then a sign", 15, "s", "ENG: as a heart above it", "H2"),
    Row("fog_words_s", "shutdown words count beside a fallen heart for", 60, "s", "ENG; FACTS 5.3", "H2"),
    Row("moved_s", "movement is expected once it was seen in the round for", 5, "s", "ENG", "H2"),
    Row("went_still_s", "and then gone for, a sign", 8, "s", "FACTS 5.3: a louder ping at 8 s", "H2"),
    Row("shaking_unasked_s", "tremor nobody invited for, then a pause", 10, "s", "ENG", "H25"),
    Row("signs_together_s", "two signs within, then a pause", 60, "s", "ENG", "H25"),
    Row("sign_again_s", "the same sign asks again after", 120, "s", "ENG: FACTS 5.3, few are true", "H13"),
    # After the session
    Row("rest_distress_h", "after distress 7, rest of", 24, "h", "DESIGN table, FACTS 5.4 ENG", "H18"),
    Row("rest_overwhelm_h", "after an overwhelm, rest of", 48, "h", "DESIGN table", "H18"),
    Row("rest_far_away_h", "after far-away 3, rest of", 72, "h", "DESIGN table, FACTS 5.4 ENG", "H18"),
    Row("word_overwhelms", "overwhelms that lower the level for a while", 2, "times", "DESIGN table", "H9"),
    Row("word_sessions", "within so many sessions", 3, "sessions", "DESIGN table", "H9"),
    Row("refer_overwhelms", "overwhelms that stop and refer", 3, "times", "DESIGN table", "H9"),
    Row("refer_sessions", "within so many sessions", 6, "sessions", "DESIGN table", "H9"),
    Row("refer_ends", "ends that stop and refer", 3, "times", "DESIGN table, FACTS 5.4 ENG", "H9"),
    Row("refer_days", "within so many days", 14, "days", "DESIGN table, FACTS 5.4 ENG", "H9"),
    Row("count_most", "counts of stops saturate at", 99, "times", "ENG: keeps the state bounded", "H1"),
)

TREMOR_LADDER_S: tuple[int, ...] = (30, 60, 90, 120, 180, 300)
"""Seconds of tremor in a session, a rung at a time (DESIGN, FACTS 2.2 ENG; H4)."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The limits of :data:`ROWS` by name, as the engine reads them."""

    lease_s: int
    ask_after_s: int
    louder_after_s: int
    no_answer_s: int
    pause_distress: int
    pause_rise: int
    fog_far_away: int
    fog_words: int
    overwhelm_distress: int
    overwhelm_rise: int
    overwhelm_far_away: int
    end_far_away: int
    settled_distress: int
    settled_rise: int
    settled_far_away: int
    quiet_distress: int
    quiet_rise: int
    settle_s: int
    ground_least_s: int
    ground_most_s: int
    check_gap_s: int
    overwhelm_checks: int
    pause_checks: int
    overwhelms_most: int
    closing_s: int
    rise: int
    fall: int
    ease: int
    session_rise: int
    first_level: int
    least_start: int
    second_level: int
    load_most: int
    load_grain: int
    load_tau_s: int
    least_round_s: int
    movement_s: int
    stretch_s: int
    drill_s: int
    felt_sense_s: int
    breath_s: int
    tremor_s: int
    least_rest_s: int
    tremor_rest_s: int
    full_rest_s: int
    most_rest_s: int
    session_work_s: int
    day_work_s: int
    week_work_s: int
    open_s: int
    stretch_session_s: int
    stretch_week_s: int
    drills_needed: int
    cue_s: int
    shaking_s: int
    tremor_gap_h: int
    heart_soft_bpm: int
    heart_soft_percent: int
    heart_soft_s: int
    heart_hard_bpm: int
    breath_fast_per_min: int
    breath_fast_s: int
    breath_held_s: int
    breath_uneven_percent: int
    rmssd_low_percent: int
    rmssd_low_s: int
    heart_fell_bpm: int
    heart_fell_s: int
    fog_words_s: int
    moved_s: int
    went_still_s: int
    shaking_unasked_s: int
    signs_together_s: int
    sign_again_s: int
    rest_distress_h: int
    rest_overwhelm_h: int
    rest_far_away_h: int
    word_overwhelms: int
    word_sessions: int
    refer_overwhelms: int
    refer_sessions: int
    refer_ends: int
    refer_days: int
    count_most: int


NUMBERS = Numbers(**{row.name: row.limit for row in ROWS})
"""The limits in force."""
