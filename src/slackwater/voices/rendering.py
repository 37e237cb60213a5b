"""Making the clips that are missing: a batch at a time, each clip kept as soon as it is whole."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from slackwater.tongues import worded
from slackwater.voices.errors import ProgramFailed
from slackwater.voices.programs import Speaker
from slackwater.voices.shelf import Shelf, Voice, voice_id
from slackwater.voices.sound import NoSound, levelled


class Rendering:
    """One run: the voice, what it still has to say, and saying it."""

    def __init__(self, shelf: Shelf, language: str, speaker: Speaker, texts: Sequence[str]) -> None:
        self._shelf, self._speaker = shelf, speaker
        id_ = voice_id(speaker.name, speaker.sounds_by)
        self.voice: Voice = shelf.begin(language, id_, speaker.name, speaker.program)
        self.texts = tuple(dict.fromkeys(texts))
        here = shelf.clips(self.voice, self.texts)
        self.missing = tuple(text for text in self.texts if text not in here)

    def run(self) -> Iterator[int]:
        """Make what is missing; how many clips each step kept. Clips of words that are said no more go at the end."""
        for first in range(0, len(self.missing), self._speaker.batch):
            texts = self.missing[first : first + self._speaker.batch]
            with tempfile.TemporaryDirectory(prefix="slackwater-voice-") as folder:
                for text, path in zip(texts, self._speaker.speak(texts, Path(folder)), strict=True):
                    self._keep(text, path)
            yield len(texts)
        self._shelf.tidy(self.voice, self.texts)

    def _keep(self, text: str, path: Path) -> None:
        try:
            self._shelf.put(self.voice, text, levelled(path.read_bytes()))
        except (NoSound, OSError) as wrong:
            raise ProgramFailed(
                self._speaker.program,
                worded("gave no speech for “{text}” ({why})").format(text=text, why=wrong),
            ) from wrong
