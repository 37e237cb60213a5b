"""The ways to open a journal."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from slackwater.journal import ring
from slackwater.journal.errors import (
    KeyDamaged,
    NoKeyring,
    NotInKeyring,
    RecoveryTypo,
    ShortPassphrase,
    WrongKey,
)
from slackwater.journal.keys import (
    ComputerKeyring,
    Hardness,
    Key,
    Parameters,
    Passphrase,
    RecoveryCode,
    clear_up,
    new_recovery_code,
    unwrap,
    wrap,
)
from slackwater.journal.sealing import new_key

PERSON = bytes(range(16))
FAST = Hardness(iterations=1, lanes=1, memory_kib=8)


class HeldInMemory(KeyringBackend):
    """A keyring like one of a desktop."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.closed = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.closed:
            raise KeyringLocked("closed")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


class HeldInClear(HeldInMemory):
    """A keyring that writes keys in clear rates itself below 1."""

    priority = 0.5


@pytest.fixture
def desktop() -> Iterator[HeldInMemory]:
    before = keyring.get_keyring()
    backend = HeldInMemory()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.mark.parametrize("key", [Passphrase("four words of mine", FAST), new_recovery_code()])
def test_a_wrapped_key_opens_with_its_own_key(key: Key) -> None:
    data_key = new_key()
    assert unwrap(key, PERSON, wrap(key, PERSON, data_key)) == data_key


def test_the_default_hardness_is_the_second_recommendation_of_rfc_9106() -> None:
    """t = 3, p = 4, m = 2^16 KiB, a salt of 128 bits, written beside the wrap."""
    held = wrap(Passphrase("four words of mine"), PERSON, new_key())
    parameters = json.loads(held.parameters)
    assert (parameters["iterations"], parameters["lanes"], parameters["memory_kib"]) == (3, 4, 65536)
    assert len(bytes.fromhex(parameters["salt"])) == 16


def test_a_passphrase_gives_the_same_wrapping_key_for_ever() -> None:
    parameters: Parameters = {"salt": "00" * 16, "iterations": 1, "lanes": 1, "memory_kib": 8}
    key = Passphrase("four words of mine").wrapping_key(PERSON, parameters)
    assert key.hex() == "8f7caee9cadd8a08cd65c23253cc2cf622e6872ab9e95ac351c39f12473bfd47"


def test_a_wrong_passphrase_is_told() -> None:
    held = wrap(Passphrase("four words of mine", FAST), PERSON, new_key())
    with pytest.raises(WrongKey, match="Nothing was changed"):
        unwrap(Passphrase("four words of yours", FAST), PERSON, held)


def test_a_wrong_code_is_told_apart_from_a_slip() -> None:
    code = new_recovery_code()
    held = wrap(code, PERSON, new_key())
    with pytest.raises(WrongKey):
        unwrap(new_recovery_code(), PERSON, held)
    slip = code.text[:-1] + ("0" if code.text[-1] != "0" else "1")
    with pytest.raises(RecoveryTypo):
        unwrap(RecoveryCode(slip), PERSON, held)


def test_a_passphrase_typed_on_another_keyboard_opens() -> None:
    """é as one character or as e with an accent is the same word."""
    data_key = new_key()
    held = wrap(Passphrase("café au lait ce soir", FAST), PERSON, data_key)
    assert unwrap(Passphrase("cafe\u0301 au lait ce soir ", FAST), PERSON, held) == data_key


def test_a_short_passphrase_is_refused_before_anything_is_set_up() -> None:
    with pytest.raises(ShortPassphrase, match="8 characters"):
        wrap(Passphrase("  seven7 ", FAST), PERSON, new_key())


def test_a_wrap_opens_for_its_own_person_only() -> None:
    key = Passphrase("four words of mine", FAST)
    held = wrap(key, PERSON, new_key())
    with pytest.raises((WrongKey, KeyDamaged)):
        unwrap(key, bytes(16), held)


def test_a_damaged_wrap_is_told_apart_from_a_wrong_key() -> None:
    key = Passphrase("four words of mine", FAST)
    held = wrap(key, PERSON, new_key())
    for at in range(len(held.wrapped)):
        changed = bytearray(held.wrapped)
        changed[at] ^= 1
        with pytest.raises(KeyDamaged):
            unwrap(key, PERSON, replace(held, wrapped=bytes(changed)))


def test_changed_parameters_are_damage() -> None:
    key = Passphrase("four words of mine", FAST)
    held = wrap(key, PERSON, new_key())
    with pytest.raises(KeyDamaged):
        unwrap(key, PERSON, replace(held, parameters=held.parameters.replace('"lanes":1', '"lanes":2')))


def test_parameters_that_ask_for_all_memory_are_damage() -> None:
    parameters: Parameters = {"salt": "00" * 16, "iterations": 1, "lanes": 1, "memory_kib": 2**31}
    with pytest.raises(KeyDamaged):
        Passphrase("four words of mine").wrapping_key(PERSON, parameters)


def test_a_secret_never_shows_in_a_representation() -> None:
    assert "mine" not in repr(Passphrase("four words of mine"))
    assert "0" * 5 not in repr(RecoveryCode("0" * 35))


def test_the_keyring_holds_a_key_that_opens(desktop: HeldInMemory) -> None:
    data_key = new_key()
    held = wrap(ComputerKeyring(), PERSON, data_key)
    assert unwrap(ComputerKeyring(), PERSON, held) == data_key


def test_the_keyring_never_holds_the_data_key(desktop: HeldInMemory) -> None:
    data_key = new_key()
    wrap(ComputerKeyring(), PERSON, data_key)
    assert all(data_key.hex() not in text and text for text in desktop.held.values())
    assert len(desktop.held) == 1


def test_clearing_up_removes_the_keyring_entry_alone(desktop: HeldInMemory) -> None:
    old, current = wrap(ComputerKeyring(), PERSON, new_key()), wrap(ComputerKeyring(), PERSON, new_key())
    clear_up(old)
    with pytest.raises(NotInKeyring):
        unwrap(ComputerKeyring(), PERSON, old)
    unwrap(ComputerKeyring(), PERSON, current)


def test_a_closed_keyring_does_not_stand_in_the_way_of_deleting(desktop: HeldInMemory) -> None:
    """The entry that stays there opens nothing: what it wrapped is gone."""
    held = wrap(ComputerKeyring(), PERSON, new_key())
    desktop.closed = True
    clear_up(held)
    assert desktop.held


def test_a_closed_keyring_says_so(desktop: HeldInMemory) -> None:
    held = wrap(ComputerKeyring(), PERSON, new_key())
    desktop.closed = True
    with pytest.raises(NotInKeyring, match="Open your keyring"):
        unwrap(ComputerKeyring(), PERSON, held)


@pytest.mark.parametrize("text", ["not base64!", "c2hvcnQ="])
def test_something_else_in_the_keyring_does_not_open(desktop: HeldInMemory, text: str) -> None:
    held = wrap(ComputerKeyring(), PERSON, new_key())
    for entry in desktop.held:
        desktop.held[entry] = text
    with pytest.raises((NotInKeyring, WrongKey)):
        unwrap(ComputerKeyring(), PERSON, held)


def test_no_keyring_is_a_clear_answer() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    try:
        assert not ring.has_safe_keyring()
        with pytest.raises(NoKeyring, match="Choose a passphrase"):
            wrap(ComputerKeyring(), PERSON, new_key())
    finally:
        keyring.set_keyring(before)


def test_a_keyring_that_writes_in_clear_is_no_keyring() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(HeldInClear())
    try:
        assert not ring.has_safe_keyring()
    finally:
        keyring.set_keyring(before)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere the keyring is no matter of a bus"
)
def test_without_a_session_bus_no_keyring_is_looked_for(tmp_path: Path) -> None:
    """The library is slow to read, and a first page waits for the answer."""
    look = (
        "import sys; from slackwater.journal.ring import has_safe_keyring;"
        "print(has_safe_keyring(), 'keyring' in sys.modules)"
    )
    nowhere = {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    bus = {**nowhere, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"}
    said = [
        subprocess.run(
            [sys.executable, "-c", look], env=env, capture_output=True, text=True, check=True
        ).stdout.split()
        for env in (nowhere, bus)
    ]
    assert said == [["False", "False"], ["False", "True"]]
