"""The programs that speak, each run as a process of its own and never imported: text in, WAV files out.

piper (GPL-3.0-or-later) speaks with a neural voice, a file. espeak-ng (GPL-3.0-or-later) makes its voices by rule: they
sound like a machine, and there is one for each language.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, Protocol

from slackwater.tongues import marked, worded
from slackwater.voices.errors import NoProgram, NoVoice, ProgramFailed, WrongVoice

OWN = ".venv-voice"
"""Where `make voice` puts piper: beside the environment that runs Slackwater."""

ANSWERS_S = 60
"""A program that has not said what it is by then is not ours, s. ENG: a slow disk reads piper for 20 s."""

PATIENCE_S = 300
"""For one run, s. ENG: a slow machine speaks a batch in 60 s."""

PIPER_SLOWER = 1.4
"""What stretches a voice of piper to about 160 words a minute. ENG: measured on one voice, docs/voices.md."""

PIPER_PAUSE_S = 0.5
"""Between two sentences of one line, s. ENG."""

ESPEAK_WORDS = 160
"""Words a minute. ENG: as people talk; the pages slow it down further."""


class Speaker(Protocol):
    """A program with a voice."""

    @property
    def batch(self) -> int:
        """How many lines one run of it takes."""

    @property
    def program(self) -> str:
        """Its name."""

    @property
    def name(self) -> str:
        """The voice's name."""

    @property
    def sounds_by(self) -> str:
        """All that makes it sound as it does."""

    def speak(self, texts: Sequence[str], folder: Path) -> Sequence[Path]:
        """A WAV file for each text, in order, made in this empty folder. Raises ``ProgramFailed``."""


@dataclass(frozen=True, slots=True)
class Piper:
    """piper, with the voice of one file."""

    command: Path
    model: Path
    slower: float = 1.0
    batch: int = 12
    """Reading its model takes longer than a line."""

    program = "piper"
    install = marked(
        "`make voice` sets it up beside Slackwater, or: pip install piper-tts, in an environment of its own. "
        "`--program espeak-ng` speaks with less nature. docs/voices.md says more."
    )

    @property
    def name(self) -> str:
        """The voice's name."""
        return self.model.stem

    @property
    def sounds_by(self) -> str:
        """The voice's own bytes, and how slowly it speaks."""
        with self.model.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        return f"piper {digest} {self._scale:g} {PIPER_PAUSE_S:g}"

    @property
    def _scale(self) -> float:
        return PIPER_SLOWER * self.slower

    def speak(self, texts: Sequence[str], folder: Path) -> Sequence[Path]:
        """One file a line, named by the moment it was made."""
        asked = ["--model", str(self.model), "--output_dir", str(folder)]
        asked += ["--length_scale", f"{self._scale:g}", "--sentence_silence", f"{PIPER_PAUSE_S:g}"]
        _run(self.program, [str(self.command), *asked], "".join(f"{one_line(text)}\n" for text in texts))
        made = sorted(folder.glob("*.wav"), key=lambda path: (len(path.stem), path.stem))
        if len(made) != len(texts):
            raise ProgramFailed(
                self.program,
                worded("made {made} clips of {every} lines").format(made=len(made), every=len(texts)),
            )
        return made


@dataclass(frozen=True, slots=True)
class Espeak:
    """espeak-ng, with one of its own voices."""

    command: Path
    name: str
    slower: float = 1.0
    batch: int = 1

    program = "espeak-ng"
    install = marked("On Debian and Ubuntu: apt install espeak-ng. docs/voices.md says more.")

    @property
    def sounds_by(self) -> str:
        """The voice's name, and how fast it speaks."""
        return f"espeak-ng {self.name} {self._words}"

    @property
    def _words(self) -> int:
        return round(ESPEAK_WORDS / self.slower)

    def speak(self, texts: Sequence[str], folder: Path) -> Sequence[Path]:
        """One run a line."""
        made = []
        for number, text in enumerate(texts):
            path = folder / f"{number}.wav"
            asked = ["-v", self.name, "-s", str(self._words), "-b", "1", "-w", str(path), "--stdin"]
            _run(self.program, [str(self.command), *asked], one_line(text))
            made.append(path)
        return made


VOICE_FILE = marked(
    "--voice FILE names a voice of piper (.onnx), with its .onnx.json beside it. "
    "`--program espeak-ng` needs none."
)


def find_speaker(program: str, language: str, voice: str | None, slower: float = 1.0) -> Speaker:
    """The program of this name with the voice that was named, or with one that it has for the language.

    Raises ``NoProgram``, ``NoVoice`` or ``WrongVoice``.
    """
    if program == Espeak.program:
        name = voice or language
        if name.partition("-")[0].partition("+")[0] != language:
            raise WrongVoice(name, worded("it does not speak “{language}”").format(language=language))
        return Espeak(_find(program, "eSpeak", Espeak.install), name, slower)
    command = _find(program, "--model", Piper.install)
    model = _model(command, language) if voice is None else Path(voice)
    speaks = _language_of(model)
    if speaks != language:
        other = worded("it speaks “{speaks}”, and “{language}” was asked for")
        raise WrongVoice(str(model), other.format(speaks=speaks, language=language))
    return Piper(command, model, slower)


PROGRAMS = (Piper.program, Espeak.program)


def one_line(text: str) -> str:
    """The text without line breaks: a line is what a program speaks at once."""
    return " ".join(text.split())


def _find(name: str, says: str, install: str) -> Path:
    """The program, where one of its name answers as it would: Debian calls a program for mice piper too."""
    beside = Path(sys.prefix).parent / OWN / "bin" / name
    found = [beside] if beside.is_file() else []
    found += [Path(path) for path in (shutil.which(name),) if path]
    for path in found:
        try:
            told = subprocess.run(  # noqa: S603 -- a program the person chose by name
                [path, "--help"],
                capture_output=True,
                timeout=ANSWERS_S,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if says.encode() in told.stdout + told.stderr:
            return path
    raise NoProgram(name, worded(install))


def _model(command: Path, language: str) -> Path:
    """A voice of this language that was installed beside piper."""
    beside = command.parent.parent.glob("lib/python*/site-packages/*/data/*.onnx")
    for model in sorted(beside):
        if model.with_name(f"{model.name}.json").is_file() and _language_of(model) == language:
            return model
    raise NoVoice(Piper.program, language, worded(VOICE_FILE))


def _language_of(model: Path) -> str:
    """Which language a voice of piper speaks, as its own sheet says it."""
    sheet = model.with_name(f"{model.name}.json")
    if not model.is_file():
        raise WrongVoice(str(model), worded("there is no such file"))
    try:
        told: Mapping[str, Any] = json.loads(sheet.read_text(encoding="utf-8"))
        code = told.get("language", {}).get("code") or told["espeak"]["voice"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        unsaid = worded("{sheet} beside it is missing, or does not say its language")
        raise WrongVoice(str(model), unsaid.format(sheet=sheet.name)) from wrong
    return str(code).replace("_", "-").partition("-")[0].lower()


def _run(program: str, command: Sequence[str], text: str) -> None:
    """Run it to its end with this text. Raises ``ProgramFailed`` with its own last words."""
    try:
        ended = subprocess.run(  # noqa: S603 -- a program the person chose by name
            command,
            input=text.encode(),
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
    except OSError as refused:
        raise ProgramFailed(
            program, worded("could not be run ({why})").format(why=refused.strerror)
        ) from refused
    except subprocess.TimeoutExpired as late:
        raise ProgramFailed(
            program, worded("had not ended after {seconds} s").format(seconds=PATIENCE_S)
        ) from late
    if ended.returncode:
        words = ended.stderr.decode(errors="replace").strip().splitlines() or [worded("no word")]
        ended_so = worded("ended with {code} ({words})").format(code=ended.returncode, words=words[-1])
        raise ProgramFailed(program, ended_so)
