"""The report: always with its subgroups, inside its schema, and a page that asks nobody for anything."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from slackwater.body.people import draw_people
from slackwater.body.world import load_world
from slackwater.cohort import bars, engines, page, report
from slackwater.cohort.calibration import calibrate
from slackwater.cohort.intervals import Estimate, ratio, ratio_of_ratios, resample
from slackwater.cohort.metrics import Summed, separatrix
from slackwater.cohort.records import Course, Session
from slackwater.cohort.settings import (
    CLAIM_SEEDS,
    HELD_OUT_WORLDS,
    TUNING_SEEDS,
    TUNING_WORLDS,
    Settings,
    use_of_seed,
    use_of_world,
)
from slackwater.cohort.store import open_store
from slackwater.cohort.subgroups import day_swing, said_at_the_edge, subgroups, tolerated_at_first
from slackwater.titration.replaying import find_peeks

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def built(small: Settings, tmp_path_factory: pytest.TempPathFactory) -> report.Written:
    store = open_store(tmp_path_factory.mktemp("report"), small)
    list(engines.serial(small, store, list(small.shards())))
    return report.build(small, store)


def test_a_report_is_inside_its_published_schema(built: report.Written) -> None:
    schema = json.loads((ROOT / "docs/schemas/cohort-report.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(report.written(built)))
    broken = built | {"seed_is_for": "luck"}
    assert not Draft202012Validator(schema).is_valid(broken)


def test_subgroups_are_always_there(built: report.Written) -> None:
    world = built["worlds"][0]
    names = [one["name"] for one in world["groups"]]
    assert names == ["everybody", "under-reporters", "uneven days", "fragile"]
    for horizon in world["horizons"]:
        for policy in built["settings"]["policies"]:
            assert [one["group"] for one in horizon["measured"] if one["policy"] == policy] == names


def test_every_bar_has_a_verdict_or_says_why_not(built: report.Written) -> None:
    for horizon in built["worlds"][0]["horizons"]:
        names = [one["name"] for one in horizon["bars"]]
        assert len(names) == 7
        assert all(
            one["met"] is not None or one["note"] or one["found"]["value"] is None for one in horizon["bars"]
        )


def test_recorded_courses_decide_the_same_again_and_never_look_ahead(built: report.Written) -> None:
    (one,) = built["worlds"][0]["replays"]
    assert one["decisions"] > 0
    assert one["decided_otherwise"] == 0
    assert one["looked_ahead"] == 0
    assert one["places"] > 0


def test_a_choice_that_looks_ahead_is_found() -> None:
    """The audit can fail: a chooser that counts the whole log is caught."""
    assert find_peeks(lambda log, _at: len(log), ()) == ()
    assert len(find_peeks(lambda log, _at: len(log), ("a", "b"))) == 2  # type: ignore[arg-type]


class Reader(HTMLParser):
    """What a browser would meet."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_asks_nobody_and_needs_no_script(built: report.Written) -> None:
    html = page.show(built)
    assert not re.search(r"https?:|//[a-z]|url\(|@import", html)
    reader = Reader()
    reader.feed(html)
    tags = {tag for tag, _ in reader.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    assert "prefers-color-scheme: dark" in html


def test_the_page_says_first_that_it_is_a_hypothesis(built: report.Written) -> None:
    html = page.show(built)
    assert "Nothing here is about real people" in html
    assert html.index("A hypothesis.") < html.index("<table")


def test_every_plot_is_named_and_told_in_words_and_ids_are_unique(built: report.Written) -> None:
    reader = Reader()
    reader.feed(page.show(built))
    plots = [attrs for tag, attrs in reader.tags if tag == "svg"]
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert plots
    assert len(ids) == len(set(ids))
    for plot in plots:
        assert all(part in ids for part in (plot["aria-labelledby"] or "").split())
    tags = [tag for tag, _ in reader.tags]
    assert tags.count("title") == len(plots) + 1
    assert tags.count("table") >= len(plots)


def test_page_words_push_nobody(built: report.Written) -> None:
    reader = Reader()
    reader.feed(page.show(built))
    words = " ".join(reader.text).lower()
    banned = r"\b(should|must|just relax|let go|surrender|push|heal|healing|detox|score|streak|fail|failed|failure)\b"
    assert not re.findall(banned, words)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_and_marks_can_be_read_in_light_and_dark() -> None:
    """WCAG AA: 4.5 for words, 3 for marks that carry meaning."""
    css = (ROOT / "src/slackwater/cohort/report.css").read_text()
    for block in css.split("prefers-color-scheme: dark"):
        found = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
        for name, least in (("ink", 4.5), ("soft", 4.5), ("mark", 3.0)):
            light, dark = sorted((luminance(found["ground"]), luminance(found[name])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= least, name


def test_intervals_hold_the_value_and_take_people_as_the_sample() -> None:
    rng = np.random.default_rng(1)
    over = rng.binomial(24, 0.1, 80).astype(float)
    under = np.full(80, 24.0)
    found = ratio(over, under, resample(3, 80))
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high  # type: ignore[operator]
    lumped = np.repeat(over[:8], 10)  # the same sessions, as if of eight kinds of people
    wider = ratio(over[:8], under[:8], resample(3, 8))
    narrower = ratio(lumped, under, resample(3, 80))
    assert wider.high - wider.low > narrower.high - narrower.low  # type: ignore[operator]
    assert found == ratio(over, under, resample(3, 80)), "chance is counters"


def test_a_ratio_of_the_same_people_to_themselves_is_exactly_one() -> None:
    over, under = np.arange(1.0, 21.0), np.full(20, 24.0)
    found = ratio_of_ratios((over, under), (over, under), resample(3, 20))
    assert found == Estimate(1.0, people=20)
    twice = ratio_of_ratios((2 * over, under), (over, under + over % 3), resample(3, 20))
    assert twice.low < twice.value < twice.high  # type: ignore[operator]


def test_nothing_to_divide_by_is_said_so() -> None:
    zeros, ones = np.zeros(5), np.ones(5)
    assert ratio(ones, zeros, resample(3, 5)).value is None
    assert ratio_of_ratios((ones, ones), (zeros, ones), resample(3, 5)).value is None


def session(*stated: tuple[float, float, float, int]) -> Session:
    return Session(0, 0, 0, False, False, False, 0, 0, 0, 0, 0, 0, list(stated))


def test_calibration_is_told_from_what_happened() -> None:
    """Nine people of ten at 0.15, of whom one in six is overwhelmed, and truth that is always above."""
    courses = [Course(at, [session((0.15, 0.03, 1.0, int(at % 6 == 0)))]) for at in range(12)]
    found = calibrate(courses, 1, resample(3, 12))
    assert found["overwhelm"].error.value == pytest.approx(1 / 6 - 0.15)
    assert found["overwhelm"].surplus.value == pytest.approx(0.15 - 1 / 6)
    assert found["too_much"].error.value == pytest.approx(0.97)
    (one,) = found["too_much"].bins
    assert (one.low, one.high, one.rounds) == (0.02, 0.05, 12)


def summed(hurt: float, end: float) -> Summed:
    n = np.ones(8)
    values = dict.fromkeys(Summed.__slots__, n * 0.0)
    return Summed(**values | {"sessions": n * 24, "overwhelmed": n * hurt, "start": n * 0.7, "end": n * end})


def test_bars_are_held_to_their_limits() -> None:
    def metrics(value: float) -> dict[str, Estimate]:
        return {"overwhelm_per_session": Estimate(value, value, value, 8)}

    groups = {"everybody": metrics(0.1), "fragile": metrics(0.14)}
    picks = resample(3, 8)
    found = {one.name: one for one in bars.hold(summed(2, 0.4), summed(8, 0.4), groups, {}, picks)}
    assert found["overwhelm"].met is True
    assert found["unwinding"].met is True
    assert found["subgroup: fragile"].met is False
    worse = {one.name: one for one in bars.hold(summed(1.1, 0.5), summed(4, 0.4), groups, {}, picks)}
    assert worse["overwhelm"].met is False
    assert worse["unwinding"].met is False
    assert worse["subgroup: fragile"].met is None, "eight sessions are too few to tell"
    nobody = {one.name: one for one in bars.hold(summed(0, 0.5), summed(0, 0.4), groups, {}, picks)}
    assert nobody["overwhelm"].met is None
    assert nobody["overwhelm"].note
    few = {one.name: one for one in bars.hold(summed(0, 0.5), summed(1, 0.4), groups, {}, picks)}
    assert few["overwhelm"].met is None, "eight sessions are too few to tell"
    assert "8 sessions" in few["overwhelm"].note


def test_what_never_varies_has_no_interval() -> None:
    """Nobody overwhelmed among forty says little of the next forty: no interval from 0 to 0."""
    assert ratio(np.zeros(40), np.full(40, 72.0), resample(3, 40)) == Estimate(0.0, people=40)


def test_subgroups_are_the_quarters_they_say() -> None:
    settings = Settings((load_world("words-apart-from-body"),), ("oracle", "rest"), 16, 4, 5)
    people = draw_people(settings.worlds[0], 5, np.arange(16))
    everybody, quiet, uneven, fragile = subgroups(settings, 0)
    assert everybody.members.all()
    for group, values in (
        (quiet, said_at_the_edge(people)),
        (uneven, -day_swing(people, 4)),
        (fragile, tolerated_at_first(people)),
    ):
        assert group.members.sum() == 4
        assert values[group.members].max() <= values[~group.members].min()


def test_the_separatrix_is_there_only_where_a_pattern_holds_itself() -> None:
    numbers = np.arange(6)
    with_one = separatrix(draw_people(load_world("as-written"), 5, numbers))
    assert np.isfinite(with_one).sum() >= 4, "somebody who hardly braces has none"
    assert ((with_one > 0.15) & (with_one < 0.5))[np.isfinite(with_one)].all()
    assert np.isnan(separatrix(draw_people(load_world("no-tipping-point"), 5, numbers))).all()


def test_claims_and_tuning_share_no_chance_and_two_families_are_held_out() -> None:
    assert not set(CLAIM_SEEDS) & set(TUNING_SEEDS)
    assert not set(TUNING_WORLDS) & set(HELD_OUT_WORLDS)
    assert len(HELD_OUT_WORLDS) >= 2
    assert (use_of_seed(CLAIM_SEEDS[0]), use_of_seed(TUNING_SEEDS[0]), use_of_seed(10**6)) == (
        "claim",
        "tuning",
        "free",
    )
    assert (use_of_world("fragile"), use_of_world("my-own")) == ("held out", "unknown")
