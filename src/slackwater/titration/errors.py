"""What can be wrong with what titration is told.

TitrationError
├── BadCase       a case cannot be read, or says something that cannot be
└── OutOfOrder    an entry does not belong at this place of the log
"""


class TitrationError(Exception):
    """Nothing was decided from what was said."""


class BadCase(TitrationError):
    """A field of the case is wrong. Nothing was decided; the message says which field and what to do next."""

    def __init__(self, field: str, what: str, do_next: str) -> None:
        self.field = field
        self.what = what
        self.do_next = do_next
        super().__init__(f"{field}: {what} {do_next}")


class OutOfOrder(TitrationError):
    """An entry does not belong at this place of the log. It was not learned from."""
