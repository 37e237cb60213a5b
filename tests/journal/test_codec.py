"""Facts as JSON and back."""

import pytest

from slackwater.journal.codec import CODEC, Codec
from slackwater.journal.errors import MalformedFact, UnknownFact
from slackwater.journal.facts import PersonSet, TimePassed
from slackwater.journal.names import Written
from slackwater.journal.values import canonical
from slackwater.quantities import HalfLevel
from slackwater.session.decisions import Expired, MovementStopped, Reason
from slackwater.session.events import AgreedLate, CheckedIn, Offered, Screened, TooMuch
from slackwater.session.phases import Kind, Round, Side


def test_a_fact_comes_back_as_it_was() -> None:
    offered = Offered(Round(3, Kind.STRETCH, HalfLevel(4), Side.BOTH, 30, 90))
    assert CODEC.decode(CODEC.encode(offered)) == offered


def test_a_decision_comes_back_with_the_event_in_it() -> None:
    assert CODEC.decode(CODEC.encode(Expired(AgreedLate()))) == Expired(AgreedLate())


def test_equal_sets_are_written_the_same() -> None:
    one, other = frozenset({Kind.BREATH, Kind.DRILL}), frozenset({Kind.DRILL, Kind.BREATH})
    assert canonical(CODEC.encode(Screened(one))) == canonical(CODEC.encode(Screened(other)))


def test_an_unknown_name_says_that_a_newer_version_wrote_it() -> None:
    with pytest.raises(UnknownFact, match="Update Slackwater"):
        CODEC.decode({"name": "session.flown", "version": 1, "body": {}})


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(UnknownFact, match=r"session\.too_much v9"):
        CODEC.decode({"name": "session.too_much", "version": 9, "body": {}})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"distress": 3, "far_away": 1},
        {"distress": 3, "far_away": 1, "fog_words": 0, "more": 1},
        {"distress": "3", "far_away": 1, "fog_words": 0},
        {"distress": 3.0, "far_away": 1, "fog_words": 0},
        {"distress": True, "far_away": 1, "fog_words": 0},
        {"distress": None, "far_away": 1, "fog_words": 0},
        [],
        None,
    ],
)
def test_a_body_of_the_wrong_shape_is_refused(body: object) -> None:
    with pytest.raises(MalformedFact, match=r"session\.checked_in v1"):
        CODEC.decode({"name": "session.checked_in", "version": 1, "body": body})


@pytest.mark.parametrize("record", [None, [], {"name": "x"}, {"name": 1, "version": 1, "body": {}}])
def test_a_record_without_name_version_and_body_is_refused(record: object) -> None:
    with pytest.raises(MalformedFact):
        CODEC.decode(record)


def test_a_word_outside_its_list_is_refused() -> None:
    with pytest.raises(MalformedFact):
        CODEC.decode({"name": "decided.movement_stopped", "version": 1, "body": {"reason": "because"}})


def test_a_decision_alone_is_no_fact() -> None:
    with pytest.raises(MalformedFact):
        CODEC.fact(CODEC.encode(MovementStopped(Reason.TOO_MUCH)))


def test_an_event_where_a_decision_stands_is_refused() -> None:
    body = {"decisions": [CODEC.encode(TooMuch())], "sha256": ""}
    with pytest.raises(MalformedFact):
        CODEC.decode({"name": "engine.decided", "version": 1, "body": body})


def test_a_setting_holds_any_json() -> None:
    chosen = PersonSet("voice", {"name": "calm", "rates": [1, 0.8, None]})
    assert CODEC.decode(CODEC.encode(chosen)) == chosen


def test_what_has_no_written_name_is_never_kept() -> None:
    with pytest.raises(UnknownFact, match="Round"):
        CODEC.encode(Round(0, Kind.BREATH, HalfLevel(0), Side.NONE, 60, 60))


def test_an_older_version_is_lifted_step_by_step() -> None:
    codec = Codec(
        {CheckedIn: Written("session.checked_in", 3), TimePassed: Written("time.passed", 1)},
        {
            Written("session.checked_in", 1): lambda body: (
                Written("session.checked_in", 2),
                {**body, "far_away": 0},
            ),
            Written("session.checked_in", 2): lambda body: (
                Written("session.checked_in", 3),
                {**body, "fog_words": 0},
            ),
        },
    )
    old = {"name": "session.checked_in", "version": 1, "body": {"distress": 4}}
    assert codec.decode(old) == CheckedIn(4, 0, 0)


def test_two_kinds_never_share_a_name() -> None:
    with pytest.raises(ValueError, match="share"):
        Codec({CheckedIn: Written("same", 1), TimePassed: Written("same", 1)}, {})
