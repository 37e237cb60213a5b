"""Whatever numbers a table holds, there is an answer inside the schema, or one clear refusal."""

import json
from pathlib import Path

import numpy as np
import pytest

from slackwater.analysis import answer, page, telling
from slackwater.analysis.looking import look
from slackwater.sensors.errors import SensorError
from slackwater.sensors.files.samples import ASKED, Kind, Wanted, silent

from .made import Floats, csv

RATES = (0.5, 1, 3, 10, 25, 50, 100, 250, 1000, 20000)
UNITS = (None, "counts", "g", "ms", "uV")
STEPS, OFTEN = (1.0, 50.0, 5000.0, 1e7), (0.97, 0.02, 0.0099, 0.0001)


def odd(rng: np.random.Generator, style: int, rows: int, columns: int) -> Floats:
    shape = (rows, columns)
    flat = np.tile([[0.0, 0.0, 1.0]], (rows, 1))[:, :columns]
    made: list[Floats] = [
        rng.normal(0, 1, shape),
        np.zeros(shape),
        np.full(shape, 1e300),
        rng.normal(0, 1e-300, shape),
        rng.integers(-5, 5, shape).astype(float),
        rng.uniform(200, 2000, shape),
        np.cumsum(rng.normal(0, 1, shape), axis=0),
        np.where(rng.random(shape) < 0.3, np.nan, rng.normal(800, 50, shape)),
        flat + rng.normal(0, 0.1, shape),
    ]
    return made[style]


@pytest.mark.parametrize("seed", range(90))
def test_any_table_gives_an_answer_or_a_refusal(seed: int, tmp_path: Path) -> None:
    rng = np.random.default_rng(seed)
    kind = ASKED[seed % 4]
    rows = int(rng.choice([1, 2, 3, 5, 20, 100, 400, 2000]))
    columns = 3 if kind is Kind.ACC else 1
    values = odd(rng, seed % 9, rows, columns)
    rate_hz = float(rng.choice(RATES))
    timed = bool(rng.random() < 0.6)
    at_s = np.cumsum(rng.choice(STEPS, rows, p=OFTEN)) / rate_hz
    names = ["x", "y", "z"] if columns == 3 else ["v"]
    header = ",".join(["time [s]", *names] if timed else names)
    path = csv(tmp_path / "x.csv", header, *([at_s] if timed else []), values, form="%.9g")
    wanted = Wanted(kind, None if timed else rate_hz, (), UNITS[seed % 5])
    refused = ""
    try:
        found = look(path, wanted, silent)
    except SensorError as error:
        refused = str(error)
    if refused:
        assert "Nothing was done" in refused
        return
    told = json.loads("".join(answer.written(answer.build(found))))
    answer.schema().validate(told)
    assert page.show(found).endswith("</html>\n")
    assert list(telling.tell(found))
