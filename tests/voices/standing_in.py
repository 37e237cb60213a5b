"""A program that stands in for one that speaks: the same way of being asked, and a tone for each line."""

import json
import os
import sys
from pathlib import Path

PIPER = """#!{python}
import math, pathlib, struct, sys, time, wave
if "--help" in sys.argv:
    print("usage: piper [-h] -m MODEL, --model MODEL [-d OUTPUT_DIR]")
    sys.exit()
given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
assert pathlib.Path(given["--model"]).is_file() and float(given["--length_scale"]) > 0
lines = sys.stdin.read().splitlines()
with open({told!r}, "a") as told:
    told.write(f"{{len(lines)}}\\n")
for line in lines:
    if line == {fails_at!r}:
        print("the model broke", file=sys.stderr)
        sys.exit(3)
    loud = 200 if line == {silent!r} else 20_000
    tone = [round(loud * math.sin(at / 8)) * ({silent!r} != line) for at in range(400 * (3 + len(line)))]
    with wave.open(f"{{given['--output_dir']}}/{{time.monotonic_ns()}}.wav", "wb") as file:
        file.setnchannels(1), file.setsampwidth(2), file.setframerate(22050)
        file.writeframes(struct.pack(f"<{{len(tone)}}h", *tone))
"""


def stand_in(folder: Path, *, fails_at: str = "", silent: str = "-") -> Path:
    """A `piper` in this folder, which writes the number of lines of each run into `told`."""
    folder.mkdir(exist_ok=True)
    told = str(folder / "told")
    path = folder / "piper"
    path.write_text(PIPER.format(python=sys.executable, told=told, fails_at=fails_at, silent=silent))
    path.chmod(0o755)
    return path


def runs(folder: Path) -> list[int]:
    """How many lines each run of the stand-in was given."""
    return [int(one) for one in (folder / "told").read_text().split()]


def made_voice(folder: Path, speaks: str = "en_US") -> Path:
    """A voice as piper has it: a file, and a sheet beside it that says what it speaks."""
    folder.mkdir(exist_ok=True)
    model = folder / f"{speaks}-somebody-medium.onnx"
    model.write_bytes(speaks.encode())
    model.with_name(f"{model.name}.json").write_text(json.dumps({"language": {"code": speaks}}))
    return model


def path_with(folder: Path) -> str:
    """The search path with this folder before all others."""
    return f"{folder}{os.pathsep}{os.environ['PATH']}"
