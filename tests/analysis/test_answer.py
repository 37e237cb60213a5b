"""The JSON: exactly its keys, inside its schema, whatever the file holds."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from slackwater.analysis import answer
from slackwater.analysis.findings import Findings
from slackwater.sensors.files.samples import Kind

from .made import breath, csv, ecg, edf, health_export, intervals, looked, shaken

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["beats_s", "rr_ms", "rr_flag", "hrv", "breaths_s", "breath_rate", "motion"]


def found_in(folder: Path) -> dict[str, Findings]:
    np.savetxt(folder / "rr.txt", intervals(500), fmt="%.1f")
    np.savetxt(folder / "short.txt", intervals(5), fmt="%.1f")
    acc = shaken(6, 0.2, 50, 40)
    return {
        "intervals": looked(folder / "rr.txt"),
        "a few intervals": looked(folder / "short.txt"),
        "no beat": looked(csv(folder / "flat.csv", "ecg", np.zeros(3000)), rate_hz=100),
        "motion": looked(csv(folder / "acc.csv", "t,x,y,z", np.arange(2000) / 50, acc)),
        "all": looked(
            edf(
                folder / "x.edf",
                ("ECG", "mV", 200, ecg(np.arange(0.5, 59, 0.8), 200, 60)),
                ("Resp", "", 25, breath(15, 25, 60)),
                *((f"Acc {axis}", "g", 50, shaken(6, 0.2, 50, 60)[:, at]) for at, axis in enumerate("xyz")),
            )
        ),
        "a watch": looked(health_export(folder / "export.zip", days=3)),
        "counts": looked(
            csv(folder / "c.csv", "t,x,y,z", np.arange(2000) / 50, 300 + 60 * acc), Kind.ACC, unit="counts"
        ),
    }


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Findings]:
    return found_in(tmp_path_factory.mktemp("found"))


NAMES = ["intervals", "a few intervals", "no beat", "motion", "all", "a watch", "counts"]


def said(found: Findings) -> dict[str, Any]:
    text = "".join(answer.written(answer.build(found)))

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    told: dict[str, Any] = json.loads(text, parse_constant=refuse)
    return told


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_has_exactly_its_keys_and_is_inside_the_published_schema(
    name: str, findings: dict[str, Findings]
) -> None:
    schema = json.loads((ROOT / "docs/schemas/analysis.json").read_text())
    Draft202012Validator.check_schema(schema)
    told = said(findings[name])
    assert list(told) == KEYS
    Draft202012Validator(schema).validate(told)
    assert not Draft202012Validator(schema).is_valid(told | {"score": 1})


def test_the_published_schema_is_the_one_that_ships() -> None:
    shipped = ROOT / "src/slackwater/analysis/analysis.schema.json"
    assert (ROOT / "docs/schemas/analysis.json").read_text() == shipped.read_text()
    assert answer.schema().schema == json.loads(shipped.read_text())


@pytest.mark.parametrize("name", NAMES)
def test_what_is_null_in_variability_has_a_reason_and_nothing_else_has_one(
    name: str, findings: dict[str, Findings]
) -> None:
    hrv = said(findings[name])["hrv"]
    if hrv:
        missing = hrv.pop("missing")
        assert {key for key, value in hrv.items() if value is None} == set(missing)


def test_each_interval_has_its_flag_or_null(findings: dict[str, Findings]) -> None:
    for found in findings.values():
        told = said(found)
        assert len(told["rr_flag"]) == len(told["rr_ms"])


def test_lists_that_do_not_apply_are_empty(findings: dict[str, Findings]) -> None:
    motion, rr = said(findings["motion"]), said(findings["intervals"])
    assert motion["beats_s"] == motion["rr_ms"] == motion["breaths_s"] == motion["breath_rate"] == []
    assert motion["hrv"] == {}
    assert len(motion["motion"]) == 40
    assert rr["motion"] == rr["breaths_s"] == []
    assert len(rr["rr_ms"]) == 500
    assert rr["breath_rate"]


def test_a_rate_that_cannot_be_told_is_null_with_no_quality(findings: dict[str, Findings]) -> None:
    for found in findings.values():
        for one in said(found)["breath_rate"]:
            assert one["per_min"] is not None or one["quality"] == 0


def test_rates_told_by_a_watch_have_no_quality_of_ours(findings: dict[str, Findings]) -> None:
    rates = said(findings["a watch"])["breath_rate"]
    assert [(one["t_s"], one["per_min"], one["quality"]) for one in rates[:2]] == [
        (0, 14, None),
        (86400, 14, None),
    ]


def test_a_flat_line_gives_no_beat_and_no_variability(findings: dict[str, Findings]) -> None:
    told = said(findings["no beat"])
    assert told["beats_s"] == told["rr_ms"] == told["breath_rate"] == []
    assert told["hrv"] == {}
