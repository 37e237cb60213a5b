"""Wrong keys are slowed down, kindly; the right one always opens after the wait."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from slackwater.journal.errors import RecoveryTypo, WrongKey
from slackwater.journal.journal import Journal
from slackwater.journal.keys import Hardness, Passphrase, RecoveryCode, new_recovery_code, unwrap
from slackwater.journal.sqlite import SqliteStore
from slackwater.live.clock import HandClock
from slackwater.live.errors import TriedOften
from slackwater.live.keeping import JOURNAL_FILE, Cabinet
from slackwater.live.tries import FIRST_WAIT_S, FREE, LONGEST_WAIT_S

WORDS = "four quiet words here"
WRONG = Passphrase("not the right words")
OTHER_CODE = new_recovery_code()


class Locked:
    """A locked journal of somebody, quick to open, on an invented clock."""

    def __init__(self, folder: Path) -> None:
        code = new_recovery_code()
        journal = Journal(SqliteStore(folder / JOURNAL_FILE))
        journal.begin(Passphrase(WORDS, Hardness(1, 1, 8)), code)
        journal.close()
        self.code = code.text
        self.clock = HandClock()
        self.cabinet = Cabinet(folder, self.clock)
        self.cabinet.start()

    async def wrong(self, times: int, key: Passphrase | RecoveryCode = WRONG) -> None:
        for _ in range(times):
            with pytest.raises(WrongKey):
                await self.cabinet.unlock("browser", key)

    async def waits_s(self, key: Passphrase | RecoveryCode = WRONG) -> int:
        with pytest.raises(TriedOften) as refused:
            await self.cabinet.unlock("browser", key)
        return refused.value.wait_s


@pytest.fixture
async def locked(tmp_path: Path) -> AsyncIterator[Locked]:
    made = Locked(tmp_path)
    yield made
    await made.cabinet.close()


async def test_a_few_slips_cost_no_wait(locked: Locked) -> None:
    await locked.wrong(FREE - 1)
    assert await locked.cabinet.unlock("browser", Passphrase(WORDS))


@pytest.mark.parametrize("wrong", [WRONG, OTHER_CODE], ids=["passphrase", "recovery-code"])
async def test_each_further_wrong_key_doubles_the_wait_up_to_a_minute(
    locked: Locked, wrong: Passphrase | RecoveryCode
) -> None:
    await locked.wrong(FREE, wrong)
    waits = []
    for _ in range(7):
        waits.append(await locked.waits_s(wrong))
        locked.clock.move(waits[-1])
        await locked.wrong(1, wrong)
    assert waits == [2, 4, 8, 16, 32, 60, 60]
    assert (waits[0], waits[-1]) == (FIRST_WAIT_S, LONGEST_WAIT_S)


async def test_while_it_waits_not_even_the_right_key_is_looked_at_and_no_wait_grows(
    locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    await locked.wrong(FREE)
    looked: list[object] = []
    monkeypatch.setattr("slackwater.journal.journal.unwrap", lambda *given: looked.append(given))
    for _ in range(20):
        assert await locked.waits_s(Passphrase(WORDS)) == FIRST_WAIT_S
    assert looked == []


@pytest.mark.parametrize("way", ["passphrase", "code"])
async def test_after_the_wait_the_right_key_opens_and_the_count_begins_anew(locked: Locked, way: str) -> None:
    await locked.wrong(FREE)
    locked.clock.move(FIRST_WAIT_S)
    right = Passphrase(WORDS) if way == "passphrase" else RecoveryCode(locked.code)
    assert await locked.cabinet.unlock("browser", right)
    await locked.wrong(FREE - 1)
    assert await locked.cabinet.unlock("another", Passphrase(WORDS)) is False


async def test_a_typing_slip_in_the_code_is_no_wrong_key(locked: Locked) -> None:
    for _ in range(3 * FREE):
        with pytest.raises(RecoveryTypo):
            await locked.cabinet.unlock("browser", RecoveryCode("7KQ2M"))
    assert await locked.cabinet.unlock("browser", Passphrase(WORDS))


async def test_wrong_keys_at_the_same_time_are_counted_one_by_one(
    locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []

    def look(*given: object) -> bytes:
        looked.append(given)
        return unwrap(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("slackwater.journal.journal.unwrap", look)
    tries = [locked.cabinet.unlock(f"browser {at}", WRONG) for at in range(12)]
    found = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(one) for one in found] == [WrongKey] * FREE + [TriedOften] * (12 - FREE)
    assert len(looked) == FREE


async def test_an_open_journal_is_guarded_in_other_browsers_too(locked: Locked) -> None:
    await locked.cabinet.unlock("browser", Passphrase(WORDS))
    await locked.wrong(FREE)
    assert await locked.waits_s() == FIRST_WAIT_S


async def test_the_wait_is_told_kindly() -> None:
    assert "In 8 seconds you can try again" in str(TriedOften(8))
    assert "In one second you can try again" in str(TriedOften(1))
