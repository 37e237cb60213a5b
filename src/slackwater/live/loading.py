"""The libraries of numbers that sensors need, loaded beside a session: no stop and no page waits for them."""

import importlib
from threading import Thread

MODULES = (
    "slackwater.live.breathing",
    "slackwater.live.moving",
    "slackwater.signals.breath.belly",
    "slackwater.signals.motion.stream",
)

_loading: Thread | None = None


def begin() -> None:
    """Begin to load, once."""
    global _loading  # noqa: PLW0603 -- modules are loaded once in a process, and so is this known once
    if _loading is None:
        _loading = Thread(target=_load, name="loading", daemon=True)
        _loading.start()


def ready() -> bool:
    """Whether a sample can be read without waiting; where nobody began to load, it is read all the same."""
    return _loading is None or not _loading.is_alive()


def _load() -> None:
    for name in MODULES:
        importlib.import_module(name)
