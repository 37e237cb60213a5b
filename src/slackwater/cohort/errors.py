"""What can be wrong with what a cohort is told.

CohortError
└── BadCase       a case cannot be read, or says something that cannot be
"""


class CohortError(Exception):
    """Nothing was decided or simulated from what was said."""


class BadCase(CohortError):
    """A field of the case is wrong. Nothing was decided; the message says which field and what to do next."""

    def __init__(self, field: str, what: str, do_next: str) -> None:
        self.field = field
        self.what = what
        self.do_next = do_next
        super().__init__(f"{field}: {what} Nothing was decided. {do_next}")
