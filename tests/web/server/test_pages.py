"""The pages: what they ask, what they hold back, and what they tell the browser."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from slackwater.practices.asking import questions

from .guest import PASSPHRASE, Guest

Visit = Callable[..., Guest]
OpenHouse = Callable[..., object]

PERSONAL = ("/", "/screening", "/session", "/after", "/settings")
OPEN = ("/help", "/ground", "/away", "/practices", "/practices/pelvic-tilts", "/welcome")


def test_every_page_about_a_person_leads_to_the_first_run_before_there_is_a_journal(stranger: Guest) -> None:
    for path in PERSONAL:
        stranger.get(path)
        assert stranger.at == "/welcome", path


def test_ground_help_and_the_practices_need_no_account(stranger: Guest) -> None:
    for path in OPEN:
        stranger.get(path)
        assert (stranger.at, stranger.status) == (path, 200)


def test_help_says_that_no_row_has_been_checked_and_names_the_directories_first(stranger: Guest) -> None:
    stranger.get("/help")
    assert "not yet checked" in stranger.html
    assert stranger.html.index("findahelpline") < stranger.html.index("Samaritans")


def test_every_page_is_kept_to_this_server_by_its_headers(stranger: Guest) -> None:
    for path in OPEN:
        stranger.get(path)
        policy = stranger.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"https?:|\*", policy)
        assert stranger.headers["X-Frame-Options"] == "DENY"
        assert stranger.headers["Referrer-Policy"] == "same-origin"


def test_pages_about_a_person_are_never_stored_by_the_browser(slow_guest: Guest) -> None:
    for path in ("/", "/screening", "/settings", "/help"):
        slow_guest.get(path)
        assert slow_guest.headers["Cache-Control"] == "no-store", path


def test_the_browsers_cookie_is_strict_and_out_of_reach_of_scripts(stranger: Guest) -> None:
    (cookie,) = (one for one in stranger.jar if one.name.startswith("slackwater-1") or one.name[-1].isdigit())
    assert cookie.get_nonstandard_attr("SameSite") == "Strict"
    assert cookie.has_nonstandard_attr("HttpOnly")


def test_another_host_name_is_refused(stranger: Guest) -> None:
    asked = urllib.request.Request(f"{stranger.url}/help", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked)
    refused.value.close()
    assert refused.value.code == 400


def test_a_form_from_another_site_is_refused(slow_guest: Guest) -> None:
    slow_guest.get("/settings")
    slow_guest.html = ""
    slow_guest.post("/forget", sure="yes")
    assert slow_guest.status == 403
    slow_guest.get("/settings")
    assert slow_guest.at == "/settings"


def test_the_signing_key_is_its_owners_alone(stranger: Guest, tmp_path: Path) -> None:
    path = tmp_path / "house-0" / "cookies.key"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_passphrase_gives_a_recovery_code_once(open_house: OpenHouse, visit: Visit) -> None:
    guest = visit(open_house())
    guest.get("/welcome")
    guest.post("/welcome", keeping="passphrase", passphrase=PASSPHRASE, again=PASSPHRASE)
    assert re.search(r"(?:[0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}", guest.html)


@pytest.mark.parametrize(
    "given",
    [
        {"keeping": "passphrase", "passphrase": PASSPHRASE, "again": "something else"},
        {"keeping": "passphrase", "passphrase": "short", "again": "short"},
        {"keeping": "elsewhere"},
        {},
    ],
    ids=["not-the-same", "too-short", "unknown-way", "nothing-chosen"],
)
def test_a_first_run_that_does_not_fit_sets_nothing_up(stranger: Guest, given: dict[str, str]) -> None:
    stranger.get("/welcome")
    stranger.post("/welcome", **given)
    assert stranger.status == 400
    assert 'role="alert"' in stranger.html
    stranger.get("/")
    assert stranger.at == "/welcome"


def test_another_browser_must_open_the_journal_itself(open_house: OpenHouse, visit: Visit) -> None:
    server = open_house()
    visit(server).set_up("passphrase")
    other = visit(server)
    other.get("/")
    assert other.at == "/unlock"
    other.post("/unlock", passphrase="not the right words")
    assert other.status == 400
    other.post("/unlock", passphrase=PASSPHRASE)
    assert other.at == "/"


def test_after_several_wrong_keys_the_page_says_how_long_the_next_try_waits(
    open_house: OpenHouse, visit: Visit
) -> None:
    server = open_house()
    visit(server).set_up("passphrase")
    other = visit(server)
    other.get("/unlock")
    for _ in range(4):
        other.post("/unlock", passphrase="not the right words")
    assert other.status == 400
    assert "you can try again" in other.html
    assert "Nothing was tried or changed" in other.html


def test_locking_holds_back_every_page_until_the_passphrase_comes(
    open_house: OpenHouse, visit: Visit
) -> None:
    guest = visit(open_house())
    guest.set_up("passphrase")
    guest.get("/settings")
    guest.post("/lock")
    assert guest.at == "/unlock"
    guest.unlock()
    assert guest.at == "/"


def test_what_is_set_aside_in_settings_stays_set_aside_and_the_look_alone_changes_none_of_it(
    slow_guest: Guest,
) -> None:
    slow_guest.get("/settings")
    slow_guest.post("/settings", theme="dusk", body="asked", senses="heart", breathing="free")
    slow_guest.get("/settings")
    slow_guest.post("/settings", theme="day")
    slow_guest.get("/settings")
    chosen = re.findall(r'name="(?:senses|breathing)" value="(\w+)" checked', slow_guest.html)
    assert chosen == ["heart", "free"]


def test_deleting_everything_leads_back_to_the_first_run(open_house: OpenHouse, visit: Visit) -> None:
    guest = visit(open_house())
    guest.set_up("passphrase")
    guest.get("/settings")
    guest.post("/forget", sure="yes")
    assert guest.at == "/welcome"


def test_deleting_needs_the_tick(slow_guest: Guest) -> None:
    slow_guest.get("/settings")
    slow_guest.post("/forget")
    assert slow_guest.at == "/settings"


def test_somebody_under_18_is_offered_nothing(stranger: Guest) -> None:
    stranger.get("/welcome")
    stranger.post("/welcome", keeping="nothing")
    stranger.get("/screening")
    stranger.post("/screening", adult="no")
    stranger.post("/", arriving="steady")
    stranger.post("/", new="today.none")
    assert ">Begin<" not in stranger.html
    stranger.post("/session")
    assert stranger.status == 409


def test_nothing_is_suggested_before_anything_new_today_is_answered(slow_guest: Guest) -> None:
    slow_guest.get("/")
    slow_guest.post("/", arriving="steady")
    assert "Anything new today?" in slow_guest.html
    assert ">Begin<" not in slow_guest.html


def test_today_says_why_this_and_why_this_much(slow_guest: Guest) -> None:
    slow_guest.get("/")
    slow_guest.post("/", arriving="steady")
    slow_guest.post("/", new="today.none")
    assert "it always stays at the lowest level" in slow_guest.html


def test_a_fever_today_closes_what_it_closes(slow_guest: Guest) -> None:
    slow_guest.get("/")
    slow_guest.post("/", arriving="steady")
    fever = next(option.id for option in questions().today.options if "fever" in option.yes)
    slow_guest.post("/", new=fever)
    assert ">Begin<" not in slow_guest.html


@pytest.mark.parametrize("arriving", ["too_much", "far_away"])
def test_somebody_who_arrives_overwhelmed_is_offered_the_ground(slow_guest: Guest, arriving: str) -> None:
    slow_guest.get("/")
    slow_guest.post("/", arriving=arriving)
    assert "ground comes first" in slow_guest.html
    assert ">Begin<" not in slow_guest.html


def test_resting_today_counts(slow_guest: Guest) -> None:
    slow_guest.get("/")
    slow_guest.post("/", arriving="steady")
    slow_guest.post("/", rest="yes")
    assert "Rest is practice too" in slow_guest.html


def test_the_session_page_leads_to_today_when_nothing_runs(slow_guest: Guest) -> None:
    slow_guest.get("/session")
    assert slow_guest.at == "/"


def test_the_session_page_says_nothing_moves_until_its_scripts_run(slow_guest: Guest) -> None:
    slow_guest.begin()
    assert re.search(r'<main [^>]*data-session="[^"]+" data-still ', slow_guest.get("/session"))


def test_a_check_in_that_stands_has_its_room_before_the_scripts_run(slow_guest: Guest) -> None:
    slow_guest.begin()
    assert '<form class="sheet awaited" data-check-in>' in slow_guest.get("/session")


def test_the_neutral_page_asks_for_no_picture_in_vain(stranger: Guest) -> None:
    stranger.get("/favicon.ico")
    assert (stranger.status, stranger.html) == (204, "")
    assert "icon" not in stranger.get("/away")


def test_a_practice_is_given_as_json(stranger: Guest) -> None:
    assert json.loads(stranger.get("/practices/pelvic-tilts.json"))["id"] == "pelvic-tilts"


def test_a_practice_that_is_not_there_is_not_found(stranger: Guest) -> None:
    stranger.get("/practices/levitation")
    assert stranger.status == 404


def test_the_service_worker_names_its_shelf_for_this_build(stranger: Guest) -> None:
    assert re.search(r"slackwater-at-hand-[0-9a-f]{12}", stranger.get("/sw.js"))
    assert stranger.headers["Content-Type"].startswith("text/javascript")


def test_the_look_is_kept_in_the_browser(slow_guest: Guest) -> None:
    slow_guest.get("/settings")
    slow_guest.post("/settings", theme="night", shape="round", tone="earth", voice="off")
    slow_guest.get("/help")
    assert 'data-theme="night"' in slow_guest.html
    slow_guest.get("/practices")
    assert 'data-figure="round-earth"' in slow_guest.html
    slow_guest.get("/settings")
    assert 'name="shape" value="round" checked' in slow_guest.html
    assert 'name="tone" value="earth" checked' in slow_guest.html


def test_no_page_asks_for_anything_from_elsewhere(slow_guest: Guest) -> None:
    for path in (*OPEN[:-1], *PERSONAL):
        slow_guest.get(path)
        assert not re.search(r'(?:src|srcset|action)="(?:https?:)?//', slow_guest.html), path
        assert not re.search(r'<link[^>]+href="(?:https?:)?//', slow_guest.html), path
