"""A phone's own browser beside the computer's: it joins by the codes, stops the session, and gives its motion.

Chromium trusts nothing that its profile does not, so the phone's is told which certificate to take, by the hash of
its key: everything else is as with a phone that trusts the authority.
"""

import base64
import hashlib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from playwright.sync_api import Browser, Page, Playwright, expect
from tests.browsers import launch_chromium
from tests.web.server.guest import Guest
from tests.web.server.house import House

from .conftest import PHONE, WAIT_MS, Watched
from .person import Person

pytestmark = pytest.mark.browser
QUICK = 8.0
"""Session seconds to a second: movement comes soon, and *still with me?* not before a phone has done its part."""
AS_A_BODY = pytest.mark.parametrize("at_home", [1.0], indirect=True)
"""A sensor on a person keeps the pace of the wall."""


@dataclass
class AtHome:
    """A computer with a session, and the codes that its page shows."""

    person: Person
    stop_code: str
    join_code: str
    complaints: list[str]

    def move(self) -> None:
        """The session comes to movement."""
        self.person.live_until("moving")

    def is_stopped(self, because: str) -> None:
        """The computer's page is still, and says why."""
        page = self.person.page
        expect(page.locator("[data-session][data-still]")).to_have_count(1)
        expect(page.locator("[data-why]")).to_contain_text(because)


@pytest.fixture(params=[QUICK])
def at_home(
    request: pytest.FixtureRequest, tmp_path: Path, chromium: Browser, watched: Watched
) -> Iterator[AtHome]:
    """Somebody in a session, and codes on another page of theirs."""
    tmp_path.chmod(0o700)
    house = House(tmp_path, request.param, lan=True)
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(WAIT_MS)
    person = Person(context.new_page(), house.address)
    guest = Guest(person.url)
    guest.come_in(person.address)
    guest.set_up()
    person.take_over(guest)
    phones = context.new_page()
    phones.goto(f"{person.url}/phone")
    phones.get_by_role("button", name="Let a phone join").click()
    phones.wait_for_selector("svg.square")
    for one in phones.get_by_text("No camera?").all():
        one.click()
    stop, join = phones.locator("details samp").all_inner_texts()
    assert phones.locator("svg.square path.dark").count() == 2
    guest.begin()
    person.page.goto(f"{person.url}/session")
    yield AtHome(person, stop, join, watched.complaints)
    context.close()
    guest.close()
    house.close()


def key_hash(address: str) -> str:
    """The hash of the key in the certificate that is shown at this address."""
    at = urlsplit(address)
    shown = load_pem_x509_certificate(
        ssl.get_server_certificate((str(at.hostname), int(at.port or 0))).encode()
    )
    key = shown.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


@pytest.fixture
def phone(at_home: AtHome, playwright: Playwright) -> Iterator[Page]:
    """The phone's browser."""
    trusts = f"--ignore-certificate-errors-spki-list={key_hash(at_home.join_code)}"
    browser = launch_chromium(playwright, trusts)
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.grant_permissions(["accelerometer", "gyroscope"])
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.on("pageerror", lambda error: at_home.complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and at_home.complaints.append(said.text))
    yield page
    browser.close()


def test_a_tap_on_the_plain_page_stops_the_session(at_home: AtHome, phone: Page) -> None:
    phone.goto(at_home.stop_code)
    at_home.move()
    phone.get_by_role("button", name="Pause").tap()
    expect(phone.locator("[data-told]")).to_have_text("You can stop moving. The computer heard it.")
    at_home.is_stopped("You paused.")
    assert "#" not in phone.url
    phone.reload()
    expect(phone.get_by_role("button", name="Too much")).to_be_visible()
    assert at_home.person.see().line not in phone.inner_text("body")


def test_a_code_that_was_used_is_told_kindly(at_home: AtHome, phone: Page) -> None:
    phone.goto(at_home.stop_code)
    expect(phone.get_by_role("button", name="Pause")).to_be_visible()
    phone.evaluate("localStorage.clear()")
    phone.goto("about:blank")
    phone.goto(at_home.stop_code)
    expect(phone.locator(".told")).to_contain_text("used or too old")
    expect(phone.get_by_role("button", name="Pause")).to_be_hidden()
    at_home.complaints[:] = [one for one in at_home.complaints if "403" not in one]


def test_a_phone_that_joined_shows_the_session_and_stops_it(at_home: AtHome, phone: Page) -> None:
    phone.goto(at_home.join_code)
    phone.wait_for_selector("[data-phone]")
    assert "#" not in phone.url
    expect(phone.locator("[data-line]")).to_have_text(at_home.person.see().line)
    at_home.move()
    phone.get_by_role("button", name="Too much").tap()
    expect(phone.locator("[data-told]")).to_have_text("You can stop moving. The computer heard it.")
    at_home.is_stopped("too much")
    assert phone.evaluate("document.cookie") == ""


@AS_A_BODY
def test_a_phone_that_joined_gives_its_motion(at_home: AtHome, phone: Page) -> None:
    feeling = phone.context.new_cdp_session(phone)
    for kind in ("accelerometer", "linear-acceleration", "gyroscope"):
        feeling.send("Emulation.setSensorOverrideEnabled", {"enabled": True, "type": kind})
        reading = {"xyz": {"x": 0.12, "y": -0.34, "z": 9.81}}
        feeling.send("Emulation.setSensorOverrideReadings", {"type": kind, "reading": reading})
    sent: list[str] = []
    phone.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    phone.goto(at_home.join_code)
    phone.wait_for_selector("[data-phone]")
    phone.wait_for_load_state()
    phone.get_by_label("On my belly").check()
    phone.get_by_role("button", name="Begin to feel").tap()
    expect(phone.locator("[data-motion-told]")).to_contain_text("It can make it gentler")
    phone.wait_for_timeout(600)
    assert any('"type":"motion"' in frame for frame in sent)
    assert not any('"role":"page"' in frame for frame in sent)
    phone.get_by_role("button", name="Feel no more").tap()
    expect(phone.locator("[data-motion-told]")).to_have_text("Not used.")


def test_the_urgent_care_words_stand_on_the_phone_too(at_home: AtHome, phone: Page) -> None:
    phone.goto(at_home.join_code)
    phone.wait_for_selector("[data-phone]")
    at_home.move()
    expect(phone.get_by_role("alert")).to_be_hidden()
    at_home.person.page.keyboard.press("Space")
    at_home.person.live_until("hurt", 10)
    at_home.person.page.get_by_role("button", name="It hurts").press("Space")
    at_home.person.page.get_by_role("button", name="Yes: chest").press("Space")
    expect(phone.get_by_role("alert")).to_contain_text("This may need a doctor today.")


def test_a_stop_goes_the_other_way_when_the_socket_is_silent(at_home: AtHome, phone: Page) -> None:
    """A network that falls silent leaves a socket open: what is said on it reaches nobody."""
    phone.add_init_script("const send = WebSocket.prototype.send; WebSocket.prototype.send = function (text) {"
                          " if (!text.includes('too_much')) send.call(this, text); };")  # fmt: skip
    phone.goto(at_home.join_code)
    phone.wait_for_selector("[data-phone]")
    expect(phone.locator("[data-line]")).to_have_text(at_home.person.see().line)
    at_home.move()
    phone.get_by_role("button", name="Too much").tap()
    expect(phone.locator("[data-told]")).to_have_text("You can stop moving. The computer heard it.")
    at_home.is_stopped("too much")


def test_a_phone_that_is_forgotten_says_that_it_is_a_stranger(at_home: AtHome, phone: Page) -> None:
    phone.goto(at_home.join_code)
    phone.wait_for_selector("[data-phone]")
    expect(phone.locator("[data-line]")).to_have_text(at_home.person.see().line)
    phones = at_home.person.page.context.pages[1]
    phones.goto(f"{at_home.person.url}/phone")
    phones.get_by_role("button", name="Forget this phone").click()
    expect(phone.locator("[data-line]")).to_contain_text("No connection")
    phone.get_by_role("button", name="Pause").tap()
    expect(phone.locator("[data-told]")).to_contain_text("not known any more")
    at_home.complaints[:] = [one for one in at_home.complaints if "403" not in one and "WebSocket" not in one]


def test_the_stops_of_a_phone_carry_the_persons_own_words_until_the_journal_locks(
    at_home: AtHome, phone: Page
) -> None:
    phone.add_init_script("const send = WebSocket.prototype.send; WebSocket.prototype.send = function (text) {"
                          " window.line = this; send.call(this, text); };")  # fmt: skip
    words = at_home.person.page.context.new_page()
    words.goto(f"{at_home.person.url}/words")
    words.fill("[name=pause]", "Anchor")
    words.fill("[name=too_much]", "<b>Harbour</b>")
    words.locator("form[action='/words'] button.main").click()
    phone.goto(at_home.join_code)
    phone.wait_for_selector("[data-phone]")
    pause, too_much = phone.locator("[data-stop=pause]"), phone.locator("[data-stop=too_much]")
    expect(pause.locator(".own")).to_have_text("Anchor")
    expect(too_much.locator(".own")).to_have_text("<b>Harbour</b>")
    at_home.move()
    pause.tap()
    at_home.is_stopped("You paused.")
    expect(pause.locator(".own")).to_have_text("Anchor")
    locked = {"type": "welcome", "protocol": 1, "you": "locked", "session": None, "speed": 1}
    phone.evaluate("(locked) => line.onmessage({ data: JSON.stringify(locked) })", locked)
    expect(phone.locator(".own:visible")).to_have_count(0)
    assert "Anchor" not in phone.content()
