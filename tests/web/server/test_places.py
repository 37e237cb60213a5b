"""The settings name every place where something is put: a real run puts nothing anywhere else."""

import re
from collections.abc import Callable
from pathlib import Path

from slackwater.web import owning
from slackwater.web.owning.places import BROWSER, FILES

from .guest import Guest
from .house import House

STATIC = Path(owning.__file__).parents[1] / "static"


def test_a_run_leaves_no_file_that_the_settings_do_not_name(
    open_house: Callable[..., House], visit: Callable[..., Guest]
) -> None:
    house = open_house(speed=60)
    guest = visit(house)
    guest.set_up("passphrase")
    guest.begin()
    folder = house.home.folder
    assert folder is not None
    named = {name for place in FILES for name in place.holds}
    assert {path.name for path in folder.iterdir()} - {"address"} <= named
    settings = guest.get("/settings")
    assert all(name in settings for name in named)


def test_every_cookie_is_one_that_the_settings_know(guest: Guest) -> None:
    guest.get("/settings")
    guest.post("/settings", theme="day")
    known = tuple(name for place in BROWSER for name in place.holds)
    assert guest.jar
    assert all(one.name.startswith(known) for one in guest.jar)


def test_no_script_keeps_a_thing_under_a_name_that_is_not_said() -> None:
    named = {name for place in BROWSER for name in place.holds}
    found = set()
    for script in STATIC.rglob("*.js"):
        text = script.read_text()
        if "localStorage" in text or "sessionStorage" in text or 'from "./keeping.js"' in text:
            found |= set(re.findall(r'"(slackwater\.[a-z]+)"', text))
    assert found - {"slackwater.try"} <= named


def test_what_is_kept_is_told_to_anybody_and_word_by_word(stranger: Guest) -> None:
    page = stranger.get("/stored")
    assert stranger.status == 200
    assert "You said it was too much." in page
    assert "session.too_much" in page
