"""One person's place on this machine: where things are kept, who may see them, and the running session."""

from pathlib import Path


class Home:
    """What the server holds in memory, and the folder it keeps things in."""

    def __init__(self, folder: Path | None, *, speed: float = 1.0) -> None:
        self.folder = folder
        self.speed = speed

    async def start(self) -> None:
        """Open what can be opened without a key."""

    async def close(self) -> None:
        """Write what waits, and let go."""
