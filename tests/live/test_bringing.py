"""What was taken out elsewhere and brought in here: whole or not at all, lived again, and never loosening anything."""

import asyncio
import hashlib
import json
import tracemalloc
import zipfile
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from slackwater.journal import parcel as parcels
from slackwater.journal.codec import CODEC
from slackwater.journal.digest import Running
from slackwater.journal.errors import (
    ExportDamaged,
    ExportTooLarge,
    NewerExport,
    NotAnExport,
    NotTakenIn,
)
from slackwater.journal.facts import (
    AfterNote,
    FollowedUp,
    Kept,
    LookedBack,
    LookingBack,
    MorningAbout,
    MorningAlso,
    PersonScreened,
    PersonSet,
    SessionBrought,
)
from slackwater.journal.journal import Journal
from slackwater.journal.parcel import MANIFEST, open_parcel
from slackwater.journal.replay import replay
from slackwater.journal.sqlite import SqliteStore
from slackwater.journal.values import Json
from slackwater.live.bringing import Brought, stricter, take_in
from slackwater.live.follow_up import went_wrong
from slackwater.live.reminders import REMINDERS
from slackwater.live.reopening import begin, in_time
from slackwater.live.today import Screening, newest_screening
from slackwater.practices.asking import questions
from slackwater.practices.screening import Verdicts
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import Phase
from slackwater.titration.log import Felt

from .person import DAY_S, Person
from .taken_out import Files, changed, files_of, taken_out, zipped
from .test_older_rules import KEY

KEPT = Path(__file__).parents[1] / "kept" / "journals"
SESSION = "json/sessions/00001.json"
PERSON = "json/person.json"
HOUR_S = 3600


def bring(person: Person, content: bytes) -> Brought:
    return take_in(person.home.cabinet.journal, open_parcel(content), person.clock.unix_s())


def everything(journal: Journal) -> dict[str, Json]:
    """All that would be taken out of it, but for the list with its dates."""
    return {name: json.loads(body)["batches"] for name, body in files_of(journal).items() if name != MANIFEST}


@pytest.fixture
async def elsewhere() -> AsyncIterator[Person]:
    """Somebody whose last session, a day ago, was too much."""
    somebody = Person()
    await somebody.screen()
    await somebody.live(too_much_in=1)
    somebody.home.note_after("a", "=1+1, <b>a word</b>", went_wrong=False)
    await somebody.kept()
    somebody.clock.move(DAY_S)
    yield somebody
    await somebody.close()


@pytest.fixture
async def here(elsewhere: Person) -> AsyncIterator[Person]:
    """A machine on which nothing was said yet, at the same time of day."""
    somebody = Person()
    somebody.clock.move(elsewhere.clock.unix_s() - somebody.clock.unix_s())
    yield somebody
    await somebody.close()


@pytest.fixture(scope="module")
def files() -> Files:
    """What one short session and its screening leave."""

    async def live() -> Files:
        somebody = Person()
        await somebody.screen()
        await somebody.live(too_much_in=1)
        files = files_of(somebody.home.cabinet.journal)
        await somebody.close()
        return files

    return asyncio.run(live())


def refused(content: bytes, why: type[NotTakenIn], where: str = "") -> None:
    """Nothing of it comes in, and the error says where."""
    journal = Journal.keep_nothing()
    with pytest.raises(why) as told:
        take_in(journal, open_parcel(content), 2_000_000_000)
    assert where in str(told.value)
    assert journal.sessions() == ()
    assert journal.facts(None) == ()


# What comes in


async def test_everything_comes_over_and_stands_as_it_stood(elsewhere: Person, here: Person) -> None:
    brought = bring(here, taken_out(elsewhere.home.cabinet.journal))
    assert (brought.sessions, brought.here) == (1, 0)
    assert everything(here.home.cabinet.journal) == everything(elsewhere.home.cabinet.journal)
    there, now = await elsewhere.standing(), await here.standing()
    assert (now.limits, now.rest_hours, now.log) == (there.limits, there.rest_hours, there.log)
    assert now.decision == there.decision
    assert now.rest_hours == 24
    assert now.screening == there.screening


async def test_what_came_in_comes_to_the_same_decisions(elsewhere: Person, here: Person) -> None:
    bring(here, taken_out(elsewhere.home.cabinet.journal))
    facts = in_time(here.home.cabinet.journal.read(here.sessions()[0]))
    again = replay(facts, begin(facts).decide)
    assert again.parted is None
    assert again.decisions > 10


async def test_the_same_file_twice_doubles_nothing(elsewhere: Person, here: Person) -> None:
    content = taken_out(elsewhere.home.cabinet.journal)
    bring(here, content)
    before, reach = everything(here.home.cabinet.journal), here.home.cabinet.journal.reach(None)
    again = bring(here, content)
    assert (again.sessions, again.here, again.facts) == (0, 1, 0)
    assert everything(here.home.cabinet.journal) == before
    assert here.home.cabinet.journal.reach(None) == reach


async def test_it_may_come_back_to_where_it_was_taken_out(elsewhere: Person) -> None:
    before = everything(elsewhere.home.cabinet.journal)
    assert bring(elsewhere, taken_out(elsewhere.home.cabinet.journal)) == Brought(0, 1, 0)
    assert everything(elsewhere.home.cabinet.journal) == before


@pytest.mark.parametrize("name", sorted(path.name for path in KEPT.glob("rules-*.sqlite")))
def test_sessions_of_older_rules_come_over_too(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "journal.sqlite"
    copy.write_bytes((KEPT / name).read_bytes())
    old, fresh = Journal(SqliteStore(copy)), Journal.keep_nothing()
    old.unlock(KEY)
    brought = take_in(fresh, open_parcel(taken_out(old)), 1_900_000_000)
    assert brought.sessions == len(old.sessions()) > 0
    old.close()


async def test_a_session_that_was_left_open_is_ended_still_and_owes_what_it_owes(here: Person) -> None:
    """It is never taken up again by another machine: who said yes there is not here."""
    other = Person()
    await other.screen()
    room = await other.begin()
    while room.guide.state.phase is not Phase.PRACTISING:
        other.answer()
    other.say("too_much")
    await other.kept()
    here.clock.move(other.clock.unix_s() - here.clock.unix_s() + 3600)
    bring(here, taken_out(other.home.cabinet.journal))
    (kept,) = here.home.cabinet.journal.sessions()
    assert kept.closed
    await here.home.reopen()
    assert here.room.over
    assert (await here.standing()).rest_hours == 47
    facts = in_time(here.home.cabinet.journal.read(kept.id))
    assert replay(facts, begin(facts).decide).parted is None
    await other.close()


# Nothing gets looser


async def test_what_is_owed_here_is_owed_whatever_comes_in(elsewhere: Person, here: Person) -> None:
    """A quiet session that claims to be newer lifts no rest and no level that stand here."""
    quiet = Person()
    await quiet.screen()
    quiet.clock.move(elsewhere.clock.unix_s() - quiet.clock.unix_s() + DAY_S)
    await quiet.weeks(3)
    elsewhere.clock.move(quiet.clock.unix_s() - elsewhere.clock.unix_s())
    before = await elsewhere.standing()
    assert before.limits.rest_only
    brought = bring(elsewhere, taken_out(quiet.home.cabinet.journal))
    assert brought.sessions == 3
    elsewhere.home._knowing = None
    after = await elsewhere.standing()
    assert after.limits.rest_only
    assert after.limits.cap <= before.limits.cap
    assert after.limits.work_s <= before.limits.work_s
    assert before.decision is not None
    assert after.decision is not None
    assert after.decision.half_level <= before.decision.half_level
    await quiet.close()


async def test_what_was_too_much_elsewhere_counts_here(elsewhere: Person, here: Person) -> None:
    await here.screen()
    await here.live()
    here.clock.move(3600)
    before = await here.standing()
    bring(here, taken_out(elsewhere.home.cabinet.journal))
    here.home._knowing = None
    after = await here.standing()
    assert before.rest_hours <= 0
    assert after.rest_hours > 20
    assert after.limits.rest_only


async def test_each_next_round_is_the_lower_of_both(elsewhere: Person, here: Person) -> None:
    """Brought in beside sessions of here, what is known there raises nothing."""
    await here.screen()
    await here.live()
    here.clock.move(4 * DAY_S)
    other = Person()
    await other.screen()
    await other.weeks(4)
    here.clock.move(max(0, other.clock.unix_s() - here.clock.unix_s()))
    bring(here, taken_out(other.home.cabinet.journal))
    here.home._knowing = None
    standing = await here.standing()
    assert standing.known_here is not None
    alone = here.home._known.dosing(standing.known_here)
    both = here.home._known.dosing(standing.known, standing.known_here)
    room = await here.begin()
    guide = room.guide
    lower, own = both(guide), alone(guide)
    assert own is not None
    assert lower is None or lower.round.level <= own.round.level
    await other.close()


async def test_brought_in_sessions_stand_in_their_own_time(elsewhere: Person, here: Person) -> None:
    await here.screen()
    await here.live()
    newest = here.sessions()[-1]
    bring(here, taken_out(elsewhere.home.cabinet.journal))
    journal = here.home.cabinet.journal
    assert here.sessions()[-1] == newest
    old = journal.sessions()[0]
    assert old.beside
    assert SessionBrought(here.clock.unix_s(), beside=True) in journal.facts(old.id)


async def test_both_health_answers_join_to_the_more_careful(elsewhere: Person, here: Person) -> None:
    none = {f"{group.id}.none" for group in questions().groups}
    ticks = frozenset(none - {"belly.none"} | {"belly.pregnancy-later"})
    await here.home.screen(Screening(adult=True, ticks=ticks, at_unix_s=here.clock.unix_s()))
    assert bring(here, taken_out(elsewhere.home.cabinet.journal)).screening_joined
    now = newest_screening(here.home.cabinet.journal.facts(None))
    assert now is not None
    assert "belly.pregnancy-later" in now.ticks
    theirs = newest_screening(elsewhere.home.cabinet.journal.facts(None))
    assert theirs is not None
    assert now.at_unix_s == theirs.at_unix_s  # what was barred since then stays so
    assert bring(here, taken_out(elsewhere.home.cabinet.journal)).facts == 0


FINE = frozenset(f"{group.id}.none" for group in questions().groups if group.id != "belly")
TICKS = st.frozensets(
    st.sampled_from(
        [one.id for group in questions().groups for one in group.options]
        + [f"{group.id}.none" for group in questions().groups]
    )
)


@given(TICKS, TICKS, st.booleans(), st.booleans())
@example(
    frozenset({"belly.pregnancy-unsure"} | FINE), frozenset({"belly.pregnancy-later"} | FINE), True, True
)
@example(frozenset({"belly.unsure"} | FINE), frozenset({"belly.pregnancy-later"} | FINE), True, True)
def test_joined_answers_allow_nothing_that_either_bars(
    one: frozenset[str], other: frozenset[str], adult: bool, grown: bool
) -> None:
    from slackwater.live.today import Today

    both = [Screening(adult, one, 5), Screening(grown, other, 3)]
    joined = stricter(*both)
    allowed = Today().verdicts(joined)
    for alone in both:
        mine = Today().verdicts(alone)
        assert not (adult and grown) or _open(allowed) <= _open(mine)
    assert joined.at_unix_s == 3
    assert joined.adult == (adult and grown)


def _open(verdicts: Verdicts) -> set[object]:
    from slackwater.practices import library
    from slackwater.practices.plan import suggest
    from slackwater.session.limits import Limits

    return {one.practice for one in suggest(Limits(), verdicts, library()).menu}


async def test_what_was_chosen_here_stays_chosen(elsewhere: Person, here: Person) -> None:
    elsewhere.home.cabinet.journal.append(
        None, [PersonSet("breathing", "free"), PersonSet("senses_barred", ["heart"])]
    )
    here.home.cabinet.journal.append(None, [PersonSet("breathing", "led")])
    bring(here, taken_out(elsewhere.home.cabinet.journal))
    choices = await here.home.choices()
    assert (choices.breathing.value, {one.value for one in choices.barred}) == ("led", {"heart"})


@pytest.mark.parametrize("name", ["phone.authority", REMINDERS])
async def test_this_machines_own_keys_stay_behind(elsewhere: Person, name: str) -> None:
    elsewhere.home.cabinet.journal.append(None, [PersonSet(name, {"key": "A-SECRET"})])
    assert b"A-SECRET" not in b"".join(files_of(elsewhere.home.cabinet.journal).values())


# What does not come in


def test_a_true_file_comes_in(files: Files) -> None:
    assert take_in(Journal.keep_nothing(), open_parcel(zipped(files)), 1_800_000_000).sessions == 1


def _drop(name: str) -> Callable[[Files], bytes]:
    return lambda files: zipped({other: body for other, body in files.items() if other != name})


def _listing(**fields: object) -> Callable[[Files], bytes]:
    return lambda files: zipped(
        {**files, MANIFEST: json.dumps(json.loads(files[MANIFEST]) | fields).encode()}
    )


@pytest.mark.parametrize(
    "said",
    [
        MorningAlso("elsewhere", 1_800_000_000, MorningAbout.SLEEP, None),
        LookedBack("elsewhere", 1_800_000_000, LookingBack.WELL),
        FollowedUp("elsewhere", 1_800_000_000, 1, None),
    ],
)
def test_a_file_speaks_of_its_own_sessions_alone(elsewhere: Person, said: Kept) -> None:
    """What it says of another could wave off a question that stands here."""
    journal = elsewhere.home.cabinet.journal
    journal.append(None, [said])
    refused(taken_out(journal), ExportDamaged, "speaks of a session that is not in the file")


FOREIGN: dict[str, tuple[Callable[[Files], bytes], type[NotTakenIn], str]] = {
    "empty": (lambda _: b"", NotAnExport, ""),
    "a picture": (lambda _: b"\x89PNG" + bytes(500), NotAnExport, ""),
    "another zip": (lambda _: zipped({"a.txt": b"x"}), NotAnExport, MANIFEST),
    "another program's": (_listing(format="other"), NotAnExport, MANIFEST),
    "a newer format": (_listing(version=2), NewerExport, "format 2"),
    "a broken list": (_listing(parts={}), ExportDamaged, MANIFEST),
    "a missing part": (_drop(SESSION), ExportDamaged, SESSION),
    "cut short": (lambda files: zipped(files)[:-100], NotAnExport, ""),
    "a part with another sum": (
        lambda files: zipped({**files, SESSION: files[SESSION].replace(b"too_much", b"too_many")}),
        ExportDamaged, SESSION,
    ),
    "not JSON": (lambda files: zipped(changed(files, SESSION, lambda _: "x")), ExportDamaged, SESSION),
    "paths": (
        lambda files: zipped({**files, "../../x": b"", MANIFEST: files[MANIFEST].replace(b"json/person", b"../person")}),
        ExportDamaged, "../person.json",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FOREIGN)
def test_a_foreign_or_damaged_file_changes_nothing(files: Files, what: str) -> None:
    make, why, where = FOREIGN[what]
    refused(make(files), why, where)


def _facts(body: Json, name: str) -> Json:
    rows = [fact for batch in body["batches"] for fact in batch["facts"]]
    rows += [made for fact in rows if fact["name"] == "engine.decided" for made in fact["body"]["decisions"]]
    return next(row["body"] for row in rows if row["name"] == name)


def _set(name: str, **fields: object) -> Callable[[Json], None]:
    return lambda body: _facts(body, name).update(fields)


def _limits(**fields: object) -> Callable[[Json], None]:
    return lambda body: _facts(body, "session.opened")["limits"].update(fields)


def _summed(change: Callable[[Json], Json]) -> Callable[[Json], None]:
    """The change, with the check sums of the decisions made to fit it."""

    def made(body: Json) -> None:
        change(body)
        running = Running()
        for fact in (fact for batch in body["batches"] for fact in batch["facts"]):
            if fact["name"] == "engine.decided":
                running.add(CODEC.decode(one) for one in fact["body"]["decisions"])  # type: ignore[misc]
                fact["body"]["sha256"] = running.sha256

    return made


MADE_UP: dict[str, Callable[[Json], Json]] = {
    "levels above the top": _limits(start=40, cap=40),
    "practice without end": _limits(work_s=10**6),
    "less than nothing": _limits(tremor_s=-5),
    "rest that is not owed": _set("decided.rest_owed", hours=0),
    "rest that is not owed, summed up": _summed(_set("decided.rest_owed", hours=0)),
    "a level that was not agreed, summed up": _summed(
        lambda body: _facts(body, "decided.round_accepted")["round"].update(level=18)
    ),
    "a word that is not known": _set("decided.phase_changed", phase="floating"),
    "beats before they came": _set("time.passed", beats=[-1]),
    "a number that is none": _set("session.arrived", distress=float("inf")),
    "half a character": _set("page.said", id="\ud800"),
    "a time that never comes": lambda body: body["batches"][0].update(at=1 << 50),
    "a decision less": lambda body: _facts(body, "engine.decided")["decisions"].pop(),
    "events in another order": lambda body: body["batches"].reverse(),
    "no beginning": lambda body: body["batches"].pop(0) and None,
    "no batch": lambda body: body["batches"].clear(),
    "what is worked out here": lambda body: body["batches"][0]["facts"].append(
        {"name": "session.brought", "version": 1, "body": {"at_unix_s": 1, "beside": False}}
    ),
    "a shape too much": lambda body: body.update(more=1),
    "a fact that is no record": lambda body: body["batches"][0]["facts"].append(7),
}


@pytest.mark.parametrize("what", MADE_UP)
def test_a_session_that_the_engine_would_not_have_led_does_not_come_in(files: Files, what: str) -> None:
    """Its check sums fit: whoever made it up could make those too."""
    refused(zipped(changed(files, SESSION, MADE_UP[what])), ExportDamaged, SESSION)


def test_rules_of_tomorrow_are_refused_as_that(files: Files) -> None:
    refused(zipped(changed(files, SESSION, _set("session.opened", rules=99))), NewerExport, "rules 99")
    unknown = {"name": "session.flew", "version": 1, "body": {}}
    add = changed(files, SESSION, lambda body: body["batches"][-1]["facts"].append(unknown))
    refused(zipped(add), NewerExport, "session.flew")


def test_an_answer_for_a_session_that_is_not_in_the_file_is_refused(files: Files) -> None:
    """Else it would speak of a session of here."""
    body = {"session": "x", "at_unix_s": 1, "felt": Felt.LIGHTER.value, "too_much_later": False}
    said = {"name": "morning.answered", "version": 1, "body": body}
    add = changed(files, PERSON, lambda body: body["batches"][0]["facts"].append(said))
    refused(zipped(add), ExportDamaged, PERSON)


TEN_YEARS_S = 3652 * DAY_S


async def test_what_was_kept_by_a_clock_that_was_ahead_comes_in_and_counts_from_now(
    elsewhere: Person,
) -> None:
    """An own export comes back in. Rest is the usual rest, and no health answer stays young for years."""
    ahead = Person()
    ahead.clock.move(elsewhere.clock.unix_s() - ahead.clock.unix_s() + TEN_YEARS_S)
    await ahead.screen()
    await ahead.live(too_much_in=1)
    file = taken_out(ahead.home.cabinet.journal)
    fresh = Person()
    fresh.clock.move(elsewhere.clock.unix_s() - fresh.clock.unix_s())
    brought = bring(fresh, file)
    assert (brought.sessions, brought.ahead) == (1, True)
    stands = await fresh.standing()
    assert (stands.rest_hours, stands.clock_ahead) == (NUMBERS.rest_overwhelm_h, True)
    assert stands.screening is not None
    assert stands.screening.at_unix_s == fresh.clock.unix_s()
    fresh.clock.move(NUMBERS.rest_overwhelm_h * HOUR_S)
    assert (await fresh.standing()).rest_hours <= 0
    again = bring(fresh, file)
    assert (again.sessions, again.here, again.facts, again.ahead) == (0, 1, 0, False)
    for one in (ahead, fresh):
        await one.close()


async def test_a_file_with_a_notice_of_a_wrong_clock_keeps_what_it_noted(elsewhere: Person) -> None:
    ahead = Person()
    ahead.clock.move(TEN_YEARS_S)
    await ahead.screen()
    await ahead.live(too_much_in=1)
    ahead.clock.move(-TEN_YEARS_S)
    await ahead.standing()
    fresh = Person()
    fresh.clock.move(5 * DAY_S)
    assert not bring(fresh, taken_out(ahead.home.cabinet.journal)).ahead
    assert (await fresh.standing()).rest_hours <= 0
    for one in (ahead, fresh):
        await one.close()


async def test_what_comes_in_beside_others_from_a_year_ahead_stands_among_them_by_when_it_came(
    elsewhere: Person,
) -> None:
    """Else it were the last session for years, and after an overwhelm nothing but rest were offered until then."""
    ahead = Person()
    ahead.clock.move(TEN_YEARS_S)
    await ahead.screen()
    await ahead.live(too_much_in=1)
    elsewhere.clock.move(10 * DAY_S)
    await elsewhere.live()
    elsewhere.clock.move(3 * DAY_S)
    await elsewhere.live()
    assert bring(elsewhere, taken_out(ahead.home.cabinet.journal)).ahead
    elsewhere.clock.move(3 * DAY_S)
    assert (await elsewhere.standing()).limits.rest_only, "the session after it is rest"
    await elsewhere.live()
    elsewhere.clock.move(3 * DAY_S)
    assert not (await elsewhere.standing()).limits.rest_only
    await ahead.close()


@pytest.mark.parametrize("later", [1_900_000_000, 100_000_000_000])
def test_health_answers_of_a_year_that_has_not_come_come_in_too(files: Files, later: int) -> None:
    ahead = changed(
        files, PERSON, lambda body: body["batches"][0]["facts"][0]["body"].update(at_unix_s=later)
    )
    journal = Journal.keep_nothing()
    brought = take_in(journal, open_parcel(zipped(ahead)), 1_800_000_000)
    assert (brought.sessions, brought.ahead) == (1, True)
    assert isinstance(journal.facts(None)[-1], PersonSet), "that it was noticed is kept behind it"


def test_one_bad_session_of_many_keeps_all_out(files: Files) -> None:
    bad = changed(files, SESSION, _set("decided.rest_owed", hours=0))
    both = {**files, "json/sessions/00002.json": bad[SESSION].replace(b'"session": "', b'"session": "f', 1)}
    listed = json.loads(files[MANIFEST])
    body = json.loads(both["json/sessions/00002.json"])
    row = {"name": "json/sessions/00002.json", "session": body["session"]}
    row["sha256"] = hashlib.sha256(both["json/sessions/00002.json"]).hexdigest()
    listed["parts"].append(row)
    refused(zipped({**both, MANIFEST: json.dumps(listed).encode()}), ExportDamaged, "00002")


# Hostile ones


def test_a_bomb_is_refused_in_little_memory(files: Files) -> None:
    bomb = zipped({**files, SESSION: b" " * (200 << 20)})
    assert len(bomb) < 1 << 20
    tracemalloc.start()
    refused(bomb, ExportTooLarge)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 40 << 20


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_that_unpacks_all_at_once_is_not_unpacked(packing: int) -> None:
    bomb = zipped({MANIFEST: b" " * (60 << 20)}, packing)
    assert len(bomb) < 1 << 16
    tracemalloc.start()
    with pytest.raises(NotAnExport):
        open_parcel(bomb)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 << 20


def test_more_seconds_than_anybody_practises_are_not_lived_again(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slackwater.live.bringing.SECONDS_MOST", 10)
    monkeypatch.setattr("slackwater.live.bringing.live_again", lambda *_: pytest.fail("it was lived again"))
    refused(zipped(files), ExportTooLarge, SESSION)


def test_a_list_of_a_million_files_is_not_even_read() -> None:
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + (60 << 20).to_bytes(4, "little") + bytes(6)
    with pytest.raises(ExportTooLarge):
        open_parcel(bytes(1000) + end)
    with pytest.raises(ExportTooLarge):
        open_parcel(b"PK\x06\x07" + bytes(16) + b"PK\x05\x06" + bytes(18))


def test_parts_that_are_small_alone_and_huge_together_are_refused(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcels, "ALL_MOST", 5000)
    refused(zipped(files), ExportTooLarge)


def test_two_files_of_one_name_are_refused(files: Files) -> None:
    content = BytesIO(zipped(files))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(content, "a") as packed:
        packed.writestr(SESSION, b"{}")
    refused(content.getvalue(), ExportDamaged)


def test_nested_without_end_is_refused(files: Files) -> None:
    deep = b'{"session": ' + b"[" * 100_000
    listed = json.loads(files[MANIFEST])
    listed["parts"][1]["sha256"] = hashlib.sha256(deep).hexdigest()
    refused(zipped({**files, SESSION: deep, MANIFEST: json.dumps(listed).encode()}), ExportDamaged, SESSION)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_to_the_bytes_is_refused_or_harmless(files: Files, data: st.DataObject) -> None:
    whole = zipped(files, zipfile.ZIP_STORED)
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    journal = Journal.keep_nothing()
    try:
        take_in(journal, open_parcel(bytes(content)), 1_800_000_000)
    except NotTakenIn:
        assert journal.sessions() == ()
    else:  # dates and the like of the zip itself are nobody's words
        assert everything(journal) == {name: json.loads(files[name])["batches"] for name in (PERSON, SESSION)}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**25), 10**25) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_value_anywhere_is_refused_or_is_what_the_engine_says_too(
    files: Files, data: st.DataObject
) -> None:
    def change(body: Json) -> None:
        spot, step = body, None
        for _ in range(12):
            keys = list(spot) if isinstance(spot, dict) else range(len(spot))
            if not keys:
                return
            step = data.draw(st.sampled_from(keys))
            if not isinstance(spot[step], dict | list) or data.draw(st.integers(0, 7)) == 0:
                break
            spot = spot[step]
        spot[step] = data.draw(JSON)

    name = data.draw(st.sampled_from([SESSION, PERSON]))
    journal = Journal.keep_nothing()
    try:
        take_in(journal, open_parcel(zipped(changed(files, name, change))), 1_800_000_000)
    except NotTakenIn:
        assert journal.sessions() == ()
        assert journal.facts(None) == ()


async def test_a_full_disk_keeps_all_of_it_out(elsewhere: Person, tmp_path: Path) -> None:
    from slackwater.journal.errors import DiskFull

    from .conftest import Disk

    disk = Disk()
    journal = Journal(disk)
    journal.begin()
    disk.full = True
    with pytest.raises(DiskFull):
        take_in(journal, open_parcel(taken_out(elsewhere.home.cabinet.journal)), 1_900_000_000)
    disk.full = False
    assert journal.sessions() == ()
    assert journal.facts(None) == ()


def test_what_is_compared_is_what_is_there() -> None:
    """The helpers see a difference."""
    journal = Journal.keep_nothing()
    empty = everything(journal)
    journal.append("a", [AfterNote("x", went_wrong=False)])
    journal.append(None, [PersonScreened(1, {"adult": "yes"})])
    assert everything(journal) != empty
    assert replace(Brought(), sessions=1) != Brought()


async def test_what_it_hurt_to_do_here_stays_closed_whatever_was_answered_elsewhere(here: Person) -> None:
    await here.screen()
    here.clock.move(2 * 3600)
    room = await here.begin()
    while room.guide.state.phase is not Phase.PRACTISING:
        here.answer()
    here.say("hurt")
    here.say("end")
    while not room.over:
        here.answer()
    await here.kept()
    here.clock.move(3 * DAY_S)
    elsewhere = Person()
    elsewhere.clock.move(here.clock.unix_s() - elsewhere.clock.unix_s())
    await elsewhere.screen()
    group = questions().groups[0].id
    some = frozenset(f"{one.id}.none" for one in questions().groups if one.id != group)
    here.clock.move(3600)
    await here.home.screen(Screening(adult=True, ticks=some, at_unix_s=here.clock.unix_s()))
    barred = (await here.standing()).limits.barred
    assert barred
    assert bring(here, taken_out(elsewhere.home.cabinet.journal)).screening_joined
    assert (await here.standing()).limits.barred == barred
    await elsewhere.close()


async def test_that_a_session_went_wrong_is_not_unsaid_by_a_file(elsewhere: Person, here: Person) -> None:
    bring(here, taken_out(elsewhere.home.cabinet.journal))
    session, now = elsewhere.sessions()[0], here.clock.unix_s()
    here.home.cabinet.journal.append(None, [LookedBack(session, now, LookingBack.WENT_WRONG)])
    good = next(how for how in LookingBack if how is not LookingBack.WENT_WRONG)
    elsewhere.home.cabinet.journal.append(None, [LookedBack(session, now + 1, good)])
    bring(here, taken_out(elsewhere.home.cabinet.journal))
    assert session in went_wrong(here.home.cabinet.journal.facts(None))
