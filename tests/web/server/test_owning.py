"""Taking everything out of a real server, and bringing it into another one."""

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import uuid
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import Request

import pytest

from slackwater.journal.sealed_file import is_sealed, open_sealed
from slackwater.web import asgi

from .guest import PASSPHRASE, Guest
from .house import House

OpenHouse = Callable[..., House]
Visit = Callable[..., Guest]
NOTE = "=cmd|'/c calc'!A1 <script>fetch('//x.example')</script>"


def lived(house: House, guest: Guest) -> None:
    """A short session that was too much, and a word after it."""
    guest.set_up("passphrase")
    guest.begin()
    line = guest.line()
    line.practise()
    line.ack(line.say("too_much"))
    line.ack(line.say("end"))
    line.until(lambda message: message["type"] == "ended", 60)
    guest.get("/after")
    guest.post("/after", form="a", line=NOTE)


def took(guest: Guest, page: str = "/settings", **fields: str) -> bytes:
    """The file that the button gives."""
    guest.get(page)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', guest.html)
    assert token
    body = "&".join(f"{name}={value}" for name, value in {"csrfmiddlewaretoken": token[1], **fields}.items())
    request = Request(guest.url + "/take-out", body.replace(" ", "+").encode(), {"Origin": guest.url})
    with guest._opener.open(request) as answer:
        guest.headers = answer.headers
        return bytes(answer.read())


def brought(guest: Guest, content: bytes, passphrase: str = "", token: str = "") -> str:
    """The page that answers a file."""
    guest.get("/bring")
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', guest.html)
    assert found
    edge = uuid.uuid4().hex
    fields = {"csrfmiddlewaretoken": token or found[1], "passphrase": passphrase}
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="x.zip"\r\n'
    head += "Content-Type: application/zip\r\n\r\n"
    body = b"".join(parts) + head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    headers = {"Origin": guest.url, "Content-Type": f"multipart/form-data; boundary={edge}"}
    return guest._open(Request(guest.url + "/bring", body, headers))


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def run(*asked: str, said: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "slackwater", *asked]
    return subprocess.run(command, input=said, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def guest(house: House, visit: Visit) -> Guest:
    visitor = visit(house)
    lived(house, visitor)
    return visitor


class _Asks(HTMLParser):
    """What a page would ask the network for, and the scripts in it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked += [tag] if tag in ("script", "link", "img", "iframe", "form") else []
        self.asked += [
            value for name, value in attrs if name in ("src", "href", "action") and value and value[0] != "#"
        ]


def test_one_button_gives_everything_and_it_comes_over(
    house: House, guest: Guest, open_house: OpenHouse, visit: Visit, tmp_path: Path
) -> None:
    content = took(guest)
    assert re.fullmatch(
        r'attachment; filename="slackwater-\d{4}-\d\d-\d\d\.zip"', guest.headers["Content-Disposition"]
    )
    files = unpacked(content)
    _reads_in_a_browser(files["journal.html"].decode())
    _reads_in_a_spreadsheet(files)
    assert b"NOT LOCKED" in files["README.txt"]
    other = open_house(speed=60)
    newcomer = visit(other)
    newcomer.get("/welcome")
    newcomer.post("/welcome", keeping="passphrase", passphrase=PASSPHRASE, again=PASSPHRASE)
    assert "New sessions here: 1." in brought(newcomer, content)
    assert "here already" in brought(newcomer, content)
    today = newcomer.get("/")
    assert newcomer.at == "/", "the health answers came over too"
    assert guest.get("/")
    assert re.findall(r"\d+ hours", guest.html) == re.findall(r"\d+ hours", today)
    again = unpacked(took(newcomer))
    same = {name for name in files if name.startswith("json/sessions/")}
    assert all(again[name] == files[name] for name in same)
    other.close()
    assert other.home.folder is not None
    told = run("replay", "last", "--data", str(other.home.folder), said=f"{PASSPHRASE}\n")
    assert (told.returncode, "bit for bit" in told.stdout) == (0, True), told.stderr


def _reads_in_a_browser(page: str) -> None:
    found = _Asks()
    found.feed(page)
    assert found.asked == []
    assert "not locked" in page
    assert "You said it was too much." in page
    assert "&lt;script&gt;" in page
    assert re.search(r"https?:|//[a-z]", page.replace("//x.example", "")) is None


def _reads_in_a_spreadsheet(files: dict[str, bytes]) -> None:
    tables = {
        name: list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
        for name, body in files.items()
        if name.endswith(".csv")
    }
    (session,) = tables["csv/sessions.csv"]
    assert (session["too_much"], session["hours_of_rest_after"]) == ("1", "48")
    assert (session["came_distress"], session["came_far_away"]) == ("2", "0")
    (note,) = tables["csv/person.after_note.csv"]
    assert note["text"] == f"'{NOTE}"
    assert note["in_session"] == session["session"]
    columns = files["csv/README.md"].decode()
    for name, rows in tables.items():
        assert all(f"`{column}`" in columns for column in rows[0]), name
    kept = [json.loads(body) for name, body in files.items() if name.startswith("json/")]
    names = {fact["name"] for part in kept for batch in part["batches"] for fact in batch["facts"]}
    assert names - {"engine.decided"} <= {name.removeprefix("csv/").removesuffix(".csv") for name in tables}


def test_nothing_in_clear_ever_stands_on_the_disk(
    house: House, guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what goes out nor what comes in, larger than Django would keep in memory by itself."""
    on_a_disk: list[object] = []
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", on_a_disk.append)
    monkeypatch.setattr(tempfile, "mkstemp", lambda *how, **more: on_a_disk.append((how, more)))
    content = took(guest)
    assert house.home.folder is not None
    assert "no whole zip" in brought(guest, content + bytes(4 << 20))
    assert "here already" in brought(guest, content)
    assert on_a_disk == []
    on_disk = b"".join(path.read_bytes() for path in house.home.folder.iterdir())
    assert b"calc" not in on_disk
    assert b"PK\x03\x04" not in on_disk


def test_a_locked_file_opens_with_its_own_passphrase_alone(guest: Guest) -> None:
    content = took(guest, "/take-out", passphrase="words for the file", again="words for the file")
    assert is_sealed(content)
    assert guest.headers["Content-Disposition"].endswith('.sealed"')
    assert b"PK\x03\x04" not in content
    assert "journal.html" in unpacked(open_sealed("words for the file", content))
    assert "This file is locked" in brought(guest, content, "other words here")
    assert guest.status == 400
    assert "here already" in brought(guest, content, "words for the file")


@pytest.mark.parametrize(
    ("fields", "said"), [({"again": "else"}, "not the same"), ({"passphrase": "short", "again": "short"}, "too short")]
)  # fmt: skip
def test_a_slip_with_the_passphrase_takes_nothing_out(
    guest: Guest, fields: dict[str, str], said: str
) -> None:
    guest.get("/take-out")
    guest.post("/take-out", **fields)
    assert (guest.status, said in guest.html) == (400, True)
    assert "Content-Disposition" not in guest.headers


def test_a_foreign_file_is_told_in_one_sentence_and_changes_nothing(house: House, guest: Guest) -> None:
    before = house.home.cabinet.journal.reach(None)
    for content in (b"", b"hello", took(guest)[:-50]):
        assert 'role="alert"' in brought(guest, content)
        assert guest.status == 400
    assert house.home.cabinet.journal.reach(None) == before


def test_nothing_comes_in_while_a_session_runs(open_house: OpenHouse, visit: Visit) -> None:
    somebody = visit(open_house(speed=60))
    somebody.set_up()
    content = took(somebody)
    somebody.begin()
    assert "session is open" in brought(somebody, content)


def test_a_stranger_takes_nothing_out_and_brings_nothing_in(guest: Guest, house: House, visit: Visit) -> None:
    stranger = visit(house)
    for path in ("/take-out", "/bring"):
        stranger.get(path)
        assert stranger.at == "/unlock"
    stranger.post("/take-out")
    assert stranger.at == "/unlock"


def test_a_form_of_another_site_takes_nothing_out(guest: Guest) -> None:
    guest.html = ""
    guest.post("/take-out")
    assert guest.status == 403


async def test_a_request_without_end_is_cut_off() -> None:
    async def more() -> dict[str, object]:
        return {"type": "http.request", "body": bytes(1000), "more_body": True}

    receive = asgi._no_more_than(2500, more)  # type: ignore[arg-type]
    assert [(await receive())["type"] for _ in range(4)] == ["http.request"] * 2 + ["http.disconnect"] * 2


def test_the_commands_do_the_same(house: House, guest: Guest, tmp_path: Path) -> None:
    folder = str(house.home.folder)
    file = tmp_path / "mine.zip"
    told = run("export", str(file), "--data", folder, said=f"{PASSPHRASE}\n")
    assert told.returncode == 0, told.stderr
    assert "not locked" in told.stdout
    assert file.stat().st_mode & 0o777 == 0o600
    assert NOTE in json.dumps(unpacked(file.read_bytes())["csv/person.after_note.csv"].decode()).replace(
        '\\"', '"'
    )
    again = run("export", str(file), "--data", folder, said=f"{PASSPHRASE}\n")
    assert (again.returncode, "not overwritten" in again.stderr or "there already" in again.stderr) == (
        1,
        True,
    )
    busy = run("import", str(file), "--data", folder, said=f"{PASSPHRASE}\n")
    assert (busy.returncode, "Another Slackwater" in busy.stderr) == (1, True)
    house.close()
    done = run("import", str(file), "--data", folder, said=f"{PASSPHRASE}\n")
    assert (done.returncode, "here already" in done.stdout) == (0, True), done.stderr
