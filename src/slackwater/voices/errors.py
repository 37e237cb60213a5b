"""What can go wrong while clips are made ahead.

VoiceError
├── NoProgram           the program that speaks is not on this machine
├── NoVoice             the program is there, and has no voice for the language
├── WrongVoice          the voice that was named cannot be used
├── ProgramFailed       the program ended badly, or gave no sound that can be kept
└── ShelfRefused        the disk did not take a clip
"""

from slackwater.tongues import worded


class VoiceError(Exception):
    """Clips could not be made. The browser's own voice and the captions go on."""


class NoProgram(VoiceError):
    """The program that speaks is not on this machine."""

    def __init__(self, program: str, install: str) -> None:
        told = worded("{program} was not found on this machine. Nothing was made. {install}")
        super().__init__(told.format(program=program, install=install))


class NoVoice(VoiceError):
    """The program has no voice for this language."""

    def __init__(self, program: str, language: str, do_next: str) -> None:
        told = worded("{program} has no voice for “{language}” here. Nothing was made. {do_next}")
        super().__init__(told.format(program=program, language=language, do_next=do_next))


class WrongVoice(VoiceError):
    """The voice that was named cannot be used."""

    def __init__(self, voice: str, why: str) -> None:
        super().__init__(worded("{voice}: {why}. Nothing was made.").format(voice=voice, why=why))


class ProgramFailed(VoiceError):
    """The program gave no sound that can be kept."""

    def __init__(self, program: str, why: str) -> None:
        told = worded("{program} {why}. What was made before stays; the same command goes on from there.")
        super().__init__(told.format(program=program, why=why))


class ShelfRefused(VoiceError):
    """The disk did not take a clip."""

    def __init__(self, why: str) -> None:
        told = worded(
            "The disk did not take it ({why}). What was made before stays; the same command goes on from there."
        )
        super().__init__(told.format(why=why))
