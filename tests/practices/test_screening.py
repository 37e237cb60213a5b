"""Answers combine to the strictest; not sure counts as no wherever it would matter."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slackwater.practices import library
from slackwater.practices.asking import asked_about, questions, read_ticks, today_ids
from slackwater.practices.matrix import COLUMNS, Status, conditions
from slackwater.practices.practice import Posture, Role
from slackwater.practices.screening import Answer, Answers, Verdict, answered, judge, kinds
from slackwater.session.phases import Kind

# The matrix as the fact base has it, copied by hand: ok, M modified, G practitioner, X no.
# Columns: lunge, wiper, bridge, tilt, breath, track, tremor. Of two readings the stricter.
# lungs-reflux: the fact base has ok for lunge and wiper, which it knows upright alone; here no flat way is open.
FACTS = """
hip-replacement-front       X X M ok ok ok G
hip-replacement-back        M X M ok ok ok G
hip-joint                   G X M ok ok ok G
surgery-recent              X X X G ok ok X
pregnancy-later             M ok X M ok ok X
osteoporosis                M M M M ok ok G
vertebral-fracture          M G M M ok ok G
hypermobility               M M M ok ok ok G
back-injury                 X M X G ok ok X
heart-pressure              M ok M ok ok ok G
eye-pressure                ok ok X ok M ok M
seizures                    ok ok ok ok M ok G
unexplained-shaking         ok ok ok ok ok M X
parkinson-ms                M M M ok ok ok G
psychosis-mania-depression  ok ok ok ok M X X
dissociation                M M M ok M G X
ptsd                        ok ok ok ok M M G
complex-trauma              ok ok ok ok M G G
panic                       ok ok ok ok M M G
lungs-reflux                M M M M M ok ok
intoxicated                 X X X X X X X
fever                       X X X X X X X
clot                        X X X X X X X
new-fracture                X X X X X X X
"""

MEANING = {"ok": "ok", "M": "modified", "G": "practitioner", "X": "no"}

MATRIX: dict[str, tuple[str, ...]] = {
    row.split()[0]: tuple(MEANING[cell] for cell in row.split()[1:]) for row in FACTS.strip().splitlines()
}
"""Condition → its seven cells."""

ROUNDS = tuple(practice for practice in library().values() if practice.role is Role.ROUND)
some_conditions = st.frozensets(st.sampled_from(sorted(conditions())), max_size=5)


def judged(*yes: str, unsure: tuple[str, ...] = ()) -> dict[str, Verdict]:
    return dict(judge(answered(adult=True, yes=yes, unsure=unsure)))


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_each_condition_means_what_the_fact_base_says(name: str) -> None:
    cells = tuple(conditions()[name].cells[column].status.value for column in COLUMNS)
    assert cells == MATRIX[name]


def test_the_only_condition_beyond_the_fact_base_is_the_first_months_of_pregnancy() -> None:
    assert set(conditions()) - set(MATRIX) == {"pregnancy-early"}


def test_nothing_is_narrowed_for_somebody_without_any_condition() -> None:
    assert {verdict.status for verdict in judged().values()} == {Status.OK}


def test_nobody_unasked_is_offered_a_practice_that_any_condition_touches() -> None:
    verdicts = judge(Answers(adult=True, said={}))
    assert not any(verdicts[practice.id].offered for practice in ROUNDS)


def test_grounding_stays_open_whatever_the_answers() -> None:
    verdicts = judged(*conditions())
    assert verdicts["orienting"].offered
    assert verdicts["grounding-contact"].offered
    assert verdicts["five-senses"].offered


def test_two_conditions_combine_to_the_stricter() -> None:
    assert judged("osteoporosis")["supported-low-lunge"].status is Status.MODIFIED
    assert judged("osteoporosis", "hip-joint")["supported-low-lunge"].status is Status.PRACTITIONER


def test_two_modifications_leave_what_both_allow() -> None:
    verdict = judged("hypermobility", "parkinson-ms")["windshield-wiper"]
    assert verdict.variants == {"one-knee", "chair"}


def test_two_modifications_that_share_no_form_close_the_practice() -> None:
    verdict = judged("hip-replacement-back", "osteoporosis")["supported-low-lunge"]
    assert verdict.status is Status.NO
    assert verdict.why[0].key == "no-way-left"


def test_the_shortest_of_two_lengths_holds() -> None:
    assert judged("dissociation", "lungs-reflux")["supported-bridge"].work_s == 30


def test_not_sure_closes_what_a_yes_would_only_narrow() -> None:
    assert judged("seizures")["diaphragmatic-breathing"].offered
    assert not judged(unsure=("seizures",))["diaphragmatic-breathing"].offered


def test_not_sure_leaves_open_what_a_yes_would_leave_open() -> None:
    assert judged(unsure=("seizures",))["pelvic-tilts"].status is Status.OK


def test_a_practice_that_waits_for_a_practitioner_is_not_offered() -> None:
    verdict = judged("complex-trauma")["felt-sense"]
    assert verdict.status is Status.PRACTITIONER
    assert not verdict.offered
    assert not verdict.variants


def test_the_drill_is_judged_as_the_tremor_it_leads_to() -> None:
    assert judged("seizures")["stop-drill"].status is judged("seizures")["invited-tremor"].status


def test_kinds_name_only_what_may_be_offered() -> None:
    verdicts = judged("surgery-recent")
    assert kinds(verdicts) == {Kind.BREATH, Kind.FELT_SENSE}


def test_each_reason_has_a_stable_key_and_a_plain_sentence() -> None:
    reason = judged("seizures")["invited-tremor"].why[0]
    assert reason.key == "practitioner:seizures"
    assert reason.words() == "With seizures, this waits for a practitioner."


def test_every_condition_closes_with_a_sentence_of_its_own() -> None:
    said = {
        judged(unsure=(name,))["invited-tremor"].why[0].words() for name in MATRIX if name != "lungs-reflux"
    }
    assert len(said) == len(MATRIX) - 1


def test_every_modification_changes_something() -> None:
    for row in conditions().values():
        for column, cell in row.cells.items():
            changes = (cell.only, cell.work_s, cell.own_breath, cell.eyes_open, cell.range_percent != 100)
            assert cell.status is not Status.MODIFIED or any(changes), f"{row.id}, {column}"


@settings(deadline=None)
@example(frozenset({"heart-pressure", "hip-replacement-back"}), frozenset({"hip-joint"}))
@given(some_conditions, some_conditions)
def test_one_more_condition_never_opens_anything(first: frozenset[str], second: frozenset[str]) -> None:
    fewer, more = judged(*first), judged(*(first | second))
    for name, verdict in more.items():
        assert verdict.status.strictness >= fewer[name].status.strictness
        assert verdict.variants <= fewer[name].variants


@settings(deadline=None)
@given(some_conditions, some_conditions)
def test_not_sure_is_never_freer_than_yes(yes: frozenset[str], unsure: frozenset[str]) -> None:
    said, doubted = judged(*(yes | unsure)), judged(*(yes - unsure), unsure=tuple(unsure))
    for name, verdict in doubted.items():
        assert verdict.variants <= said[name].variants


def test_the_screening_asks_about_every_condition() -> None:
    assert asked_about() == set(conditions())


def test_the_screening_can_be_read_in_two_minutes() -> None:
    asked = questions()
    words = " ".join(
        [asked.adult]
        + [text for group in asked.groups for text in (group.ask, *(one.text for one in group.options))]
    )
    seconds_to_read = len(words.split()) / 150 * 60
    seconds_to_tap = 3 * (len(asked.groups) + 1)
    assert seconds_to_read + seconds_to_tap <= 120


def test_no_tick_in_a_group_counts_as_not_sure() -> None:
    answers = read_ticks(adult=True, ticks=frozenset())
    assert {answers.about(name) for name in conditions()} == {Answer.UNSURE}


def test_none_of_these_is_a_no() -> None:
    ticks = frozenset(f"{group.id}.none" for group in questions().groups)
    answers = read_ticks(adult=True, ticks=ticks, today=frozenset({"today.none"}))
    assert {answers.about(name) for name in conditions()} == {Answer.NO}


def test_a_tick_is_a_yes_and_the_rest_of_its_group_a_no() -> None:
    answers = read_ticks(adult=True, ticks=frozenset({"nerves.seizures"}))
    assert answers.about("seizures") is Answer.YES
    assert answers.about("unexplained-shaking") is Answer.NO


def test_not_sure_beside_a_tick_leaves_the_others_not_sure() -> None:
    answers = read_ticks(adult=True, ticks=frozenset({"nerves.seizures", "nerves.unsure"}))
    assert answers.about("seizures") is Answer.YES
    assert answers.about("unexplained-shaking") is Answer.UNSURE


def test_a_tick_that_nothing_here_knows_leaves_its_group_not_sure() -> None:
    answers = read_ticks(adult=True, ticks=frozenset({"nerves.none", "nerves.something-else"}))
    assert answers.about("seizures") is Answer.UNSURE


def test_every_option_has_an_id_of_its_own() -> None:
    ids = [one.id for group in (*questions().groups, questions().today) for one in group.options]
    assert len(ids) == len(set(ids))


def test_what_is_asked_each_day_is_what_can_change_in_a_day() -> None:
    assert today_ids() == {"intoxicated", "fever", "clot", "new-fracture"}


def test_a_name_that_no_condition_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no such condition"):
        answered(adult=True, yes=["seizurez"])


def test_a_posture_that_is_ruled_out_is_ruled_out_everywhere() -> None:
    verdicts = judged("pregnancy-later")
    for name, practice in library().items():
        lying = {one.id for one in practice.variants if one.posture is Posture.SUPINE}
        assert not verdicts[name].variants & lying
