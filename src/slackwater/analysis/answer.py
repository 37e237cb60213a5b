"""The findings as JSON: the keys and units of ``analysis.schema.json``, whose copy is ``docs/schemas/analysis.json``."""

import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from slackwater import cases
from slackwater.analysis.findings import Findings, Heart

Written = dict[str, Any]

KEYS = ("beats_s", "rr_ms", "rr_flag", "hrv", "breaths_s", "breath_rate", "motion")


def schema() -> Draft202012Validator:
    """The schema of the answer."""
    return cases.schema_in("slackwater.analysis", "analysis.schema.json")


def build(found: Findings) -> Written:
    """The answer; lists that do not apply are empty, and what cannot be said is null."""
    heart, breath = found.heart, found.breath
    return {
        "beats_s": [] if heart is None else [round(each, 4) for each in heart.beats_s],
        "rr_ms": [] if heart is None else _plain(heart.corrected.rr_ms.tolist()),
        "rr_flag": [] if heart is None else [flag and flag.value for flag in heart.corrected.flags],
        "hrv": {} if heart is None else _hrv(heart),
        "breaths_s": [] if breath is None else [round(each, 3) for each in breath.breaths_s],
        "breath_rate": []
        if breath is None
        else [
            {"t_s": _short(one.t_s), "per_min": _rounded(one.per_min, 2), "quality": _rounded(one.quality, 3)}
            for one in breath.rates
        ],
        "motion": [
            {
                "t_s": _short(one.t_s),
                "label": one.label,
                "rocking": _rounded(one.rocking, 4),
                "tremor_hz": _rounded(one.tremor_hz, 2),
                "tremor_g": _rounded(one.tremor_g, 5),
            }
            for one in found.motion
        ],
    }


def written(answer: Written) -> Iterator[str]:
    """The answer as JSON text, key by key."""
    for at, key in enumerate(KEYS):
        begin = "{" if at == 0 else ", "
        yield f'{begin}"{key}": {json.dumps(answer[key], allow_nan=False)}'
    yield "}"


def _hrv(heart: Heart) -> Written:
    told: Written = {name: _rounded(value, 4) for name, value in heart.hrv.items()}
    return told | {"missing": dict(heart.missing)}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _short(t_s: float) -> float:
    rounded = round(t_s, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _plain(values: list[float]) -> list[float]:
    return [round(value, 6) for value in values]
