"""Two people on one machine, each in a browser of their own: nobody sees, opens, stops or deletes what is another's."""

import uuid
from collections.abc import Callable

import pytest

from slackwater.live.household import clean_name
from slackwater.sensors import strap
from slackwater.session.events import PauseAsked

from .guest import PASSPHRASE, Guest, Line
from .house import House

Visit = Callable[..., Guest]
OTHERS = "other words of mine"


@pytest.fixture
def ana(house: House, visit: Visit) -> Guest:
    """The first person, with the first journal."""
    visitor = visit(house)
    visitor.set_up("passphrase")
    visitor.get("/settings")
    visitor.post("/name", name="Ana")
    return visitor


@pytest.fixture
def mo(house: House, ana: Guest, visit: Visit) -> Guest:
    """Somebody else, in another browser, while Ana's journal is open in hers."""
    visitor = visit(house)
    visitor.get("/unlock")
    visitor.get("/who")
    visitor.post("/who", new="yes", name="Mo")
    assert visitor.at == "/welcome", visitor.html
    visitor.post("/welcome", keeping="passphrase", passphrase=OTHERS, again=OTHERS)
    screened(visitor)
    return visitor


def screened(guest: Guest) -> None:
    from slackwater.practices.asking import questions

    guest.get("/screening")
    none = {group.id: f"{group.id}.none" for group in questions().groups}
    guest.post("/screening", adult="yes", **none)
    assert guest.at == "/"


def overwhelmed(guest: Guest) -> Line:
    """A whole session that was too much."""
    guest.begin()
    line = guest.line()
    line.practise()
    line.ack(line.say("too_much"))
    line.ack(line.say("end"))
    line.until(lambda message: message["type"] == "ended", 60)
    return line


def unlock(guest: Guest, passphrase: str) -> None:
    guest.get("/unlock")
    guest.post("/unlock", passphrase=passphrase)


def test_what_one_owes_said_and_chose_is_not_the_others(house: House, ana: Guest, mo: Guest) -> None:
    overwhelmed(ana)
    ana.get("/after")
    ana.post("/after", form="a", line="a word of Ana")
    ana.get("/settings")
    ana.post("/settings", theme="day", body="asked", breathing="free")
    assert "48 hours" in ana.get("/after")
    mo.get("/")
    mo.post("/", arriving="steady")
    mo.post("/", new="today.none")
    assert "hours" not in mo.html
    for path in ("/", "/settings", "/screening", "/after", "/phone", "/practices"):
        page = mo.get(path)
        assert "a word of Ana" not in page
        assert "48 hours" not in page
    mo.begin()
    line = mo.line()
    line.practise()
    first, second = house.home, house.home.neighbours[0]
    assert second.room is not None
    assert not second.room.guide.state.limits.rest_only
    assert first.room is not second.room
    assert len(first.cabinet.journal.sessions()) == len(second.cabinet.journal.sessions()) == 1


def test_a_running_session_is_shown_to_its_own_person_and_stopped_by_nobody_elses_page(
    house: House, ana: Guest, mo: Guest
) -> None:
    ana.begin()
    leads = ana.line()
    scene = leads.practise()
    watching = mo.line("watch")
    assert watching.welcome["session"] is None
    said = watching.say("pause", session=None)
    assert watching.until(lambda message: message.get("id") == said)["type"] == "refused"
    mo.begin()
    other = mo.line()
    other.practise()
    other.ack(other.say("pause"))
    assert scene["moving"]
    (running,), (paused,) = (
        [home.cabinet.journal.facts(home.room.session)]  # type: ignore[union-attr]
        for home in (house.home, house.home.neighbours[0])
    )
    assert PauseAsked() in paused
    assert PauseAsked() not in running
    assert "scene" not in {message["type"] for message in watching.heard}


def test_a_strap_is_read_into_nobody_elses_session(house: House, ana: Guest, mo: Guest, visit: Visit) -> None:
    """Of a program that says not whose body it reads: while two sessions run it is let into neither."""
    ana.begin()
    ana.line().practise()
    program = visit(house)
    alone = program.line("sensor")
    assert alone.welcome["type"] == "welcome"
    mo.begin()
    mo.line().practise()
    second = program.line("sensor")
    assert (second.welcome["type"], second.welcome["why"]) == ("refused", "no_session")
    alone.send(type="packet", uuid=strap.UUID, hex="0640", at_s=0.0)
    refused = alone.until(lambda message: message["type"] == "refused")
    assert refused["why"] == "no_session"
    theirs = house.home.neighbours[0].room
    assert theirs is not None
    assert theirs.senses is not house.home.room.senses  # type: ignore[union-attr]
    assert mo.line("sensor").welcome["type"] == "welcome"


def test_a_stop_that_waited_in_a_browser_reaches_nobody_elses_journal(
    house: House, ana: Guest, mo: Guest
) -> None:
    """It is not taken, so the browser keeps it until the one who said it opens their journal."""
    late = uuid.uuid4().hex
    line = mo.line()
    line.send(type="say", id=late, what="too_much", ago_ms=50_000, session="a-session-of-ana")
    answer = line.until(lambda message: message.get("id") == late)
    assert (answer["type"], answer["why"]) == ("refused", "locked")
    for home in (house.home, *house.home.neighbours):
        assert home.cabinet.journal.sessions() == ()


def test_no_key_opens_what_is_another_ones(house: House, ana: Guest, mo: Guest) -> None:
    for guest in (ana, mo):
        guest.get("/settings")
        guest.post("/lock")
    for guest, theirs, own in ((ana, OTHERS, PASSPHRASE), (mo, PASSPHRASE, OTHERS)):
        unlock(guest, theirs)
        assert (guest.at, guest.status) == ("/unlock", 400)
        unlock(guest, own)
        assert guest.at == "/"


def test_one_browser_goes_from_one_to_the_other_only_by_their_keys(house: House, mo: Guest) -> None:
    mo.get("/who")
    assert mo.at == "/settings", "an open journal is locked first"
    mo.post("/lock")
    assert "Welcome back, Mo" in mo.get("/unlock")
    mo.get("/who")
    mo.post("/who", person="")
    assert "Welcome back, Ana" in mo.html
    unlock(mo, PASSPHRASE)
    assert mo.at == "/"
    first, second = house.home, house.home.neighbours[0]
    mo.get("/settings")
    assert first.cabinet.unlocked
    assert not second.cabinet.unlocked
    assert 'value="Ana"' in mo.html
    mo.post("/lock")
    mo.get("/who")
    mo.post("/who", person=second.folder.name)  # type: ignore[union-attr]
    mo.get("/settings")
    assert mo.at == "/unlock"


def test_the_door_tells_the_chosen_names_and_nothing_else(
    house: House, ana: Guest, mo: Guest, visit: Visit
) -> None:
    overwhelmed(ana)
    mo.get("/settings")
    mo.post("/name", name="  M\u00f8\n ")
    stranger = visit(house)
    page = stranger.get("/unlock")
    assert stranger.at == "/who"
    assert "Ana" in page
    assert "Mø" in page
    assert "session" not in page.lower().split("<main")[1].split("</main")[0]
    folder = house.home.folder
    assert folder is not None
    on_disk = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    told = [
        path.relative_to(folder).parts
        for path, body in on_disk.items()
        if b"Ana" in body or "Mø".encode() in body
    ]
    assert sorted(parts[-1] for parts in told) == ["name", "name"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in on_disk if path.name != "server.log")


@pytest.mark.parametrize("leaves", ["ana", "mo"])
def test_who_deletes_deletes_their_own_alone(
    house: House, ana: Guest, mo: Guest, leaves: str, visit: Visit
) -> None:
    goes, stays = (ana, mo) if leaves == "ana" else (mo, ana)
    words = OTHERS if leaves == "ana" else PASSPHRASE
    gone = house.home if leaves == "ana" else house.home.neighbours[0]
    assert gone.folder is not None
    goes.get("/settings")
    goes.post("/forget", sure="yes")
    assert goes.at in ("/unlock", "/who")
    assert stays.get("/settings")
    assert stays.at == "/settings"
    assert not (gone.folder / "name").exists()
    assert leaves == "ana" or not gone.folder.exists()
    stays.post("/lock")
    newcomer = visit(house)
    unlock(newcomer, words)
    assert newcomer.at == "/"
    assert newcomer.get("/who")
    assert newcomer.at == "/settings"


def test_both_are_found_after_another_start(house: House, ana: Guest, mo: Guest, visit: Visit) -> None:
    folder = house.home.folder
    assert folder is not None
    house.close()
    again = House(folder, speed=60)
    try:
        newcomer = visit(again)
        newcomer.get("/")
        assert newcomer.at == "/who"
        assert "Ana" in newcomer.html
        (person,) = [path.name for path in (folder / "people").iterdir()]
        newcomer.post("/who", person=person)
        newcomer.post("/unlock", passphrase=OTHERS)
        assert newcomer.at == "/"
    finally:
        again.close()


def test_a_slip_at_the_door_begins_nothing(house: House, ana: Guest, visit: Visit) -> None:
    visitor = visit(house)
    for name, said in (("", "comes first"), ("ANA", "has this name")):
        visitor.get("/who")
        visitor.post("/who", new="yes", name=name)
        assert (visitor.status, said in visitor.html) == (400, True)
    visitor.post("/who", person="../../etc")
    assert visitor.at == "/who"
    assert house.home.neighbours == ()


def test_who_begins_and_goes_away_leaves_nothing(house: House, ana: Guest, visit: Visit) -> None:
    for _ in range(12):
        visitor = visit(house)
        visitor.get("/who")
        visitor.post("/who", new="yes", name="Mo")
        assert visitor.at == "/welcome"
    assert len(house.home.neighbours) == 1
    assert house.home.folder is not None
    assert not (house.home.folder / "people").exists()


def test_a_name_is_one_line_of_what_prints() -> None:
    assert clean_name(" A\x00n\u202ea \n b ") == "A n a b"
    assert len(clean_name("x" * 500)) == 40
