"""Which page holds the lease, and until when. Wall seconds: a lease is about a page, not about session time."""

from dataclasses import dataclass, field

LEASE_S = 8.0
"""DESIGN promise 3, ENG. The engine counts the same seconds for itself."""


@dataclass(slots=True)
class Lease:
    """One page holds it; others watch."""

    holder: str | None = None
    until_s: float = 0.0
    held_before: set[str] = field(default_factory=set)
    """Pages that held it in this session: their waiting answers still count."""

    def ask(self, page: str, now_s: float) -> bool:
        """Whether the page holds it now: where nobody does, or the holder has been silent for a lease."""
        if self.holder not in (None, page) and now_s < self.until_s:
            return False
        self.holder = page
        self.until_s = now_s + LEASE_S
        self.held_before.add(page)
        return True

    def beat(self, page: str, now_s: float) -> bool:
        """Whether the beat counts: only the holder's does."""
        if page != self.holder:
            return False
        self.until_s = now_s + LEASE_S
        return True

    def leave(self, page: str) -> bool:
        """Whether the page held it: nobody does from now on."""
        if page != self.holder:
            return False
        self.holder = None
        self.until_s = 0.0
        return True

    def runs(self, now_s: float) -> bool:
        """Whether a page is known to be alive."""
        return self.holder is not None and now_s < self.until_s
