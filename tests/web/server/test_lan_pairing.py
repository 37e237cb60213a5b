"""A phone joins with a code that fits once and soon ends, and is out at once when it is forgotten."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from slackwater.live.clock import HandClock
from slackwater.web.lan.pairing import CODE_LASTS_S, MOST_PHONES, WRONG_MOST, Codes, Part, Phones, new_phone

from .mobile import LanHouse


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[LanHouse]:
    opened = LanHouse(tmp_path)
    opened.owner.set_up()
    yield opened
    opened.close()


def test_a_code_lets_one_phone_in(lan: LanHouse) -> None:
    _, code = lan.codes()
    first, second = lan.phone(), lan.phone()
    assert first.join(code).status == 200
    assert second.join(code).status == 403
    assert second.cookie == ""
    assert "has not joined" not in first.get("/").text
    assert "has not joined" in second.get("/").text


def test_a_wrong_code_lets_nobody_in(lan: LanHouse) -> None:
    stop, join = lan.codes()
    phone = lan.phone()
    for code in ("", join[:-1], join + "A", stop, "код"):
        lan.codes()
        assert phone.join(code).status == 403
    assert len(lan.lan.phones) == 0


def test_the_plain_code_joins_nobody_and_the_other_code_is_not_taken_in_the_clear(lan: LanHouse) -> None:
    stop, join = lan.codes()
    assert lan.phone().join(stop).status == 403
    assert lan.phone().post("/pair", {"code": join}, secure=False).status == 403


def test_a_code_ends_after_ten_minutes(lan: LanHouse) -> None:
    clock = HandClock()
    lan.lan.codes = Codes(clock)
    _, code = lan.codes()
    clock._now_s += CODE_LASTS_S + 1
    assert lan.phone().join(code).status == 403
    _, code = lan.codes()
    clock._now_s += CODE_LASTS_S - 1
    assert lan.phone().join(code).status == 200


def test_a_few_wrong_codes_end_the_ones_that_stand(lan: LanHouse) -> None:
    stop, join = lan.codes()
    guesser = lan.phone()
    for _ in range(WRONG_MOST):
        assert guesser.join("a guess").status == 403
    assert lan.phone().join(join).status == 403
    assert lan.phone().post("/pair", {"code": stop}, secure=False).status == 403
    assert lan.joined().get("/").status == 200


def test_fresh_codes_end_the_ones_before(lan: LanHouse) -> None:
    _, old = lan.codes()
    lan.codes()
    assert lan.phone().join(old).status == 403


def test_half_a_character_is_no_code_and_no_token() -> None:
    codes, phones = Codes(HandClock()), Phones()
    code = codes.offer(Part.STOP)
    phone, _ = new_phone("mine", Part.STOP, 0)
    phones.add(phone)
    assert not codes.fits(Part.STOP, "\ud800")
    assert phones.find(Part.STOP, "\ud800") is None
    assert codes.fits(Part.STOP, code)


def test_a_code_holds_more_than_128_random_bits(lan: LanHouse) -> None:
    codes = [code for _ in range(3) for code in lan.codes()]
    assert len(set(codes)) == 6
    assert all(re.fullmatch(r"[\w-]{32}", code) for code in codes)


def test_only_the_open_browser_of_this_computer_is_shown_a_code(lan: LanHouse) -> None:
    lan.codes()
    stranger = lan.phone()
    for secure in (False, True):
        assert stranger.get("/phone", secure=secure).status == 404
    lan.owner.jar.clear()
    lan.owner.get("/phone")
    assert lan.owner.status == 403
    assert "#" not in re.sub(r"#main", "", lan.owner.html)


def test_looking_at_the_page_changes_nothing_and_shows_no_code(lan: LanHouse) -> None:
    _, code = lan.codes()
    assert code not in lan.owner.get("/phone")
    assert lan.phone().join(code).status == 200


def test_the_page_names_each_phone_and_what_it_is_for(lan: LanHouse) -> None:
    lan.joined()
    lan.stopper()
    page = lan.owner.get("/phone")
    assert "Android phone <small" in page
    assert "Android phone, for stopping alone" in page


def test_what_a_phone_calls_itself_is_never_shown(lan: LanHouse) -> None:
    _, code = lan.codes()
    phone = lan.phone()
    phone.agent = "<script>iPhone</script>"
    phone.join(code)
    assert "<script>iPhone" not in lan.owner.get("/phone")


def test_a_forgotten_phone_is_cut_at_once_and_stays_a_stranger(lan: LanHouse) -> None:
    lan.owner.begin()
    phone, other = lan.joined(), lan.joined()
    line, stays = phone.line(), other.line()
    line.scene()
    forgotten = next(iter(lan.lan.phones)).id
    lan.owner.get("/phone")
    lan.owner.post("/phone", forget=forgotten)
    assert line.closed_with() == 4403
    with pytest.raises(InvalidStatus):
        phone.socket()
    assert phone.post("/stop", {"what": "pause"}).status == 403
    assert "has not joined" in phone.get("/").text
    stays.send(type="hello", protocol=1, role="watch", page=stays.page)
    assert stays.until(lambda message: message["type"] == "welcome")["you"] == "watcher"


def test_a_forgotten_stopper_stops_nothing(lan: LanHouse) -> None:
    phone = lan.stopper()
    assert phone.stop() == 204
    lan.owner.get("/phone")
    lan.owner.post("/phone", forget=next(iter(lan.lan.phones)).id)
    assert phone.stop() == 403


def test_no_token_of_a_phone_stands_on_the_computer(lan: LanHouse) -> None:
    phone, stopper = lan.joined(), lan.stopper()
    kept = json.dumps([one.as_kept() for one in lan.lan.phones])
    assert phone.cookie.partition("=")[2] not in kept
    assert stopper.token not in kept


def test_at_most_sixteen_phones_are_let_in(lan: LanHouse) -> None:
    for _ in range(MOST_PHONES):
        phone, _ = new_phone("Phone", Part.STOP, 0)
        lan.lan.phones.add(phone)
    lan.owner.get("/phone")
    lan.owner.post("/phone", show="codes")
    assert "No more phones fit in" in lan.owner.html
    code = lan.lan.codes.offer(Part.WATCH)
    assert lan.phone().join(code).status == 403


def test_a_token_is_good_for_its_own_part_alone() -> None:
    phone, token = new_phone("Phone", Part.STOP, 0)
    phones = Phones([phone])
    assert phones.find(Part.STOP, token) == phone
    assert phones.find(Part.WATCH, token) is None
    assert phones.find(Part.STOP, token + "A") is None
    assert phones.find(Part.STOP, "ключ") is None
