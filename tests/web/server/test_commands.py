"""The commands speak to a person: what they print, and how they end."""

import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from slackwater.cli import main
from slackwater.live.address import write_address
from slackwater.web import server
from slackwater.web.server import PORT, bind, is_slackwater

from .guest import PASSPHRASE, Guest


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=typed)


@pytest.fixture
def kept(open_house: Callable[..., object], visit: Callable[..., Guest], tmp_path: Path) -> Path:
    """The folder of a journal with one session in which something was too much."""
    house = open_house(speed=60)
    guest = visit(house)
    guest.set_up("passphrase")
    guest.begin()
    line = guest.line()
    line.practise()
    line.ack(line.say("too_much"))
    line.ack(line.say("end"))
    guest.close()
    house.close()  # type: ignore[attr-defined]
    return tmp_path / "house-0"


@pytest.mark.parametrize(
    "command", [[], ["serve"], ["demo"], ["play"], ["replay"], ["verify"], ["practices", "check"], ["doctor"]]
)
def test_every_command_says_what_it_does(command: list[str]) -> None:
    helped = run(*command, "--help")
    assert helped.exit_code == 0
    assert "Usage:" in helped.output
    assert len(helped.output.splitlines()) > 5


def test_a_kept_session_is_told_with_its_reasons_and_the_same_decisions(kept: Path) -> None:
    told = run("replay", "last", "--data", str(kept), typed=PASSPHRASE + "\n")
    assert told.exit_code == 0, told.output
    assert "You said it was too much." in told.output
    assert "The engine decides the same today, bit for bit." in told.output


def test_a_kept_session_is_told_as_json(kept: Path) -> None:
    told = run("replay", "last", "--json", "--data", str(kept), typed=PASSPHRASE + "\n")
    session = json.loads(told.stdout)
    assert session["same"] is True
    assert any(turn["event"]["name"] == "session.too_much" for turn in session["turns"])


def test_the_kept_sessions_are_listed(kept: Path) -> None:
    listed = run("replay", "--data", str(kept), typed=PASSPHRASE + "\n")
    assert len(listed.output.split()[0]) == 32


def test_a_wrong_passphrase_is_told_and_nothing_is_shown(kept: Path) -> None:
    told = run("replay", "last", "--data", str(kept), typed="not the right words\n")
    assert told.exit_code == 1
    assert "does not open the journal" in told.output


def test_an_unknown_session_is_told(kept: Path) -> None:
    told = run("replay", "zz", "--data", str(kept), typed=PASSPHRASE + "\n")
    assert told.exit_code == 1
    assert "No kept session has this name" in told.output


def test_a_folder_without_a_journal_is_told(tmp_path: Path) -> None:
    told = run("replay", "--data", str(tmp_path))
    assert told.exit_code == 1
    assert "There is no journal in this folder" in told.output


def test_the_doctor_finds_nothing_wrong_with_a_whole_journal(kept: Path) -> None:
    found = run("doctor", "--data", str(kept), "--port", "0")
    assert found.exit_code == 0, found.output
    assert "All is well." in found.output


def test_the_doctor_sees_a_broken_journal_without_a_key(kept: Path) -> None:
    path = kept / "journal.sqlite"
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    path.write_bytes(bytes(content))
    found = run("doctor", "--data", str(kept), "--port", "0")
    assert found.exit_code == 1
    assert "look  journal" in found.output
    assert path.read_bytes() == bytes(content)


def test_the_doctor_says_that_a_folder_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = os.access
    monkeypatch.setattr("os.access", lambda path, mode: mode != os.W_OK and may(path, mode))
    found = run("doctor", "--data", str(tmp_path), "--port", "0")
    assert "cannot be written" in found.output


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with bind(0) as taken:
        told = run("serve", "--no-browser", "--data", str(tmp_path), "--port", str(taken.getsockname()[1]))
    assert told.exit_code == 1
    assert "Another program uses this port" in told.output


def test_a_journal_in_use_is_told(open_house: Callable[..., object], visit: Callable[..., Guest]) -> None:
    house = open_house()
    visit(house).set_up("passphrase")
    folder = house.home.folder  # type: ignore[attr-defined]
    told = run("serve", "--no-browser", "--data", str(folder), "--port", "0")
    assert told.exit_code == 1
    assert "Another Slackwater has this journal open" in told.output


def test_a_server_is_known_by_the_key_in_its_folder(
    start_server: Callable[..., object], tmp_path: Path
) -> None:
    running = start_server()
    port, folder = running.port, tmp_path / "data-0"  # type: ignore[attr-defined]
    assert is_slackwater(port, folder)
    assert not is_slackwater(port, tmp_path)
    write_address(folder, f"http://127.0.0.1:{port}/?key=another")
    assert not is_slackwater(port, folder)


class Squatter(BaseHTTPRequestHandler):
    """Another program on the port, that passes on what the true server says."""

    true_port = 0

    def do_GET(self) -> None:
        with urlopen(f"http://127.0.0.1:{self.true_port}{self.path}") as answer:
            said = answer.read()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Quietly."""


def test_another_program_on_the_port_is_not_taken_for_ours_and_never_opened(
    start_server: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = start_server()
    folder = tmp_path / "data-0"
    monkeypatch.setattr(Squatter, "true_port", running.port)  # type: ignore[attr-defined]
    opened: list[str] = []
    said: list[str] = []
    with HTTPServer(("127.0.0.1", 0), Squatter) as squatter:
        threading.Thread(target=squatter.serve_forever, daemon=True).start()
        monkeypatch.setattr(server, "PORT", squatter.server_port)
        monkeypatch.setattr(server, "open_browser", lambda address: opened.append(address) or True)
        monkeypatch.setattr(server, "serve", lambda listening, *_, **__: listening.close())
        assert not is_slackwater(squatter.server_port, folder)
        server.run(folder, port=None, browser=True, say=said.append)
        squatter.shutdown()
    assert said[0] == f"Port {squatter.server_port} is used by another program, so a free one is taken."
    assert not [one for one in opened if str(squatter.server_port) in one]


def test_a_second_start_leads_to_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "is_slackwater", lambda port, folder: port == PORT and folder == tmp_path)
    told = run("--no-browser", "--data", str(tmp_path))
    assert told.exit_code == 0
    assert f"Slackwater already runs at http://127.0.0.1:{PORT}/" in told.output


def test_practices_check_ends_with_one_where_something_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "practice.toml").write_text("format = 1\n")
    checked = run("practices", "check", str(tmp_path))
    assert checked.exit_code == 1
    assert "practice.toml" in checked.output


def test_a_copy_of_a_journal_opens_elsewhere(kept: Path, tmp_path: Path) -> None:
    shutil.copytree(kept, tmp_path / "copy")
    told = run("replay", "last", "--data", str(tmp_path / "copy"), typed=PASSPHRASE + "\n")
    assert told.exit_code == 0


def test_nothing_that_was_said_stands_in_clear_on_disk(kept: Path) -> None:
    with sqlite3.connect(kept / "journal.sqlite") as database:
        database.execute("PRAGMA wal_checkpoint")
    database.close()
    content = b"".join(path.read_bytes() for path in kept.iterdir())
    assert b"too_much" not in content
    assert PASSPHRASE.encode() not in content
