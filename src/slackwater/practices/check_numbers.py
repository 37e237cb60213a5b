"""Rules that the numbers of a practice keep beyond their schema: bounds, rests, tides, the engine's most."""

import re
from collections.abc import Callable, Iterator

from slackwater.practices.errors import Finding
from slackwater.practices.loader import Sheets
from slackwater.practices.matrix import read_table
from slackwater.practices.practice import Practice, Role, Tide
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import Kind

CEILING_S = {
    Kind.MOVEMENT: NUMBERS.movement_s,
    Kind.STRETCH: NUMBERS.stretch_s,
    Kind.DRILL: NUMBERS.drill_s,
    Kind.FELT_SENSE: NUMBERS.felt_sense_s,
    Kind.BREATH: NUMBERS.breath_s,
    Kind.TREMOR: NUMBERS.tremor_s,
}
"""The engine's longest round of each kind, s."""

FIRST_TREMOR_S = 30
"""The first tremor, s. DESIGN; FACTS 2.2."""

SLOWEST, FASTEST = 6.0, 15.0
"""Breaths a minute that a tide may show. FACTS 4: floor 6; ENG: an ordinary resting breath is 12 to 18."""

EDGE_REST = 2
"""Time with something steady, at least so many times the time at the edge. FACTS 3."""

_KEY = re.compile(r"\[([^\]]+)\]")
_TAG = re.compile(r"\b(?:ENG|FACTS|TITRATION|DESIGN)\b")


def check_numbers(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    """What is wrong with the numbers of one practice."""
    for rule in _RULES:
        yield from rule(practice, sheets)


def _bounds(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    for name, amount in practice.amounts.items():
        if not amount.least <= amount.value <= amount.most:
            what = f"{name} is {amount.value:g} {amount.unit}, outside {amount.least:g} to {amount.most:g}"
            yield sheets.practice.finding("bounds", (name,), what, "bring value, least and most in order")


def _lengths(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    if practice.kind is None:
        return
    work, rest = practice.amounts["work"], practice.amounts["rest"]
    ceiling_s = CEILING_S[practice.kind]
    if work.most > ceiling_s:
        what = f"a round of up to {work.most:g} s; the engine stops {practice.kind.value} at {ceiling_s} s"
        yield sheets.practice.finding("round-too-long", ("work",), what, f"most = {ceiling_s}")
    least_s = NUMBERS.tremor_rest_s if practice.kind is Kind.TREMOR else NUMBERS.full_rest_s
    if rest.value < least_s:
        what = f"rest of {rest.value:g} s; a full rest is at least {least_s} s"
        yield sheets.practice.finding("rest-too-short", ("rest",), what, f"value = {least_s}")
    if practice.kind is Kind.TREMOR and work.value > FIRST_TREMOR_S:
        what = f"the first tremor is {work.value:g} s; it is {FIRST_TREMOR_S} s"
        yield sheets.practice.finding("first-tremor", ("work",), what, f"value = {FIRST_TREMOR_S}")
    if practice.kind is Kind.FELT_SENSE and rest.value < EDGE_REST * work.value:
        what = f"{rest.value:g} s with something steady after {work.value:g} s at the edge"
        yield sheets.practice.finding(
            "edge-too-long", ("work",), what, f"rest at least {EDGE_REST} times as long"
        )


def _repeats(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    tempo, repeats = practice.amounts.get("tempo"), practice.amounts.get("repeats")
    if tempo and repeats and tempo.value * repeats.value > practice.amounts["work"].value:
        what = f"{repeats.value:g} times {tempo.value:g} s do not fit in {practice.seconds('work')} s"
        yield sheets.practice.finding("repeats-do-not-fit", ("repeats",), what, "fewer, or a longer round")


def _tides(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    before: Tide | None = None
    for place, tide in enumerate(practice.tides):
        where = ("tide", place)
        if before is None and tide.at_s != 0:
            yield sheets.practice.finding(
                "tide-late", (*where, "at_s"), "the first tide begins late", "at_s = 0"
            )
        if tide.out_s < tide.in_s:
            what = f"out {tide.out_s:g} s is shorter than in {tide.in_s:g} s"
            yield sheets.practice.finding(
                "tide-out-shorter", (*where, "out_s"), what, "out at least as long as in"
            )
        if not SLOWEST - 0.01 <= tide.per_minute <= FASTEST:
            what = f"{tide.per_minute:.1f} breaths a minute, outside {SLOWEST:g} to {FASTEST:g}"
            yield sheets.practice.finding("tide-pace", (*where, "in_s"), what, "a longer or shorter breath")
        if before is not None and _slows_too_fast(before, tide):
            what = f"from {before.per_minute:.1f} to {tide.per_minute:.1f} in {tide.at_s - before.at_s:g} s"
            yield sheets.practice.finding(
                "tide-slows-fast", (*where, "at_s"), what, "one breath a minute, each minute"
            )
        before = tide


def _slows_too_fast(before: Tide, after: Tide) -> bool:
    minutes = (after.at_s - before.at_s) / 60
    return before.per_minute - after.per_minute > minutes + 0.01


def _ladder(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    for place, variant in enumerate(practice.variants):
        where = ("variant", place, "half_levels")
        if practice.role is Role.ROUND and variant.level < 1:
            yield sheets.practice.finding(
                "no-level", where, "a round at level 0", "give it a place on the ladder"
            )
        if practice.role is not Role.ROUND and variant.level > 0:
            yield sheets.practice.finding(
                "level-outside-rounds", where, "this is no round", "half_levels = 0"
            )


def _sources(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    known = read_table("sources.toml")["source"]
    for where, source in _sourced(practice):
        keys = [key.strip() for group in _KEY.findall(source) for key in group.split(";")]
        for key in keys:
            if key not in known:
                what = f"no source called {key}"
                yield sheets.practice.finding("source-unknown", where, what, "add it to sources.toml")
        if not keys and not _TAG.search(source):
            yield sheets.practice.finding(
                "no-source", where, f"“{source}” names no source", "name one, or ENG"
            )


def _sourced(practice: Practice) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name, amount in practice.amounts.items():
        yield (name, "source"), amount.source
    for place, tide in enumerate(practice.tides):
        yield ("tide", place, "source"), tide.source
    for place, variant in enumerate(practice.variants):
        yield ("variant", place, "source"), variant.source
        if variant.amplitude:
            yield ("variant", place, "amplitude"), variant.amplitude.source


def _names(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    names = read_table("names.en.toml")
    for place, sign in enumerate(practice.stop_signs):
        if sign not in names["stop_sign"]:
            yield sheets.practice.finding(
                "stop-sign-unknown", ("stop_signs", place), f"no stop sign called {sign}"
            )
    for place, variant in enumerate(practice.variants):
        for prop in variant.props:
            if prop not in names["prop"]:
                where = ("variant", place, "props")
                yield sheets.practice.finding(
                    "prop-unknown", where, f"no prop called {prop}", "add it to names.en.toml"
                )


def _variants(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, variant in enumerate(practice.variants):
        if variant.id in seen:
            where = ("variant", place, "id")
            yield sheets.practice.finding("variant-twice", where, f"a second variant called {variant.id}")
        seen.add(variant.id)


_RULES: tuple[Callable[[Practice, Sheets], Iterator[Finding]], ...] = (
    _bounds,
    _lengths,
    _repeats,
    _tides,
    _ladder,
    _sources,
    _names,
    _variants,
)
