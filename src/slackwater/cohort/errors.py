"""What can be wrong with what a cohort is told.

CohortError
├── BadCase         a case cannot be read, or says something that cannot be
├── NoNumba         the part that lives virtual lives fast is not installed
├── UnknownPolicy   no policy has that name
├── UnknownEngine   no such way to share the work, or what it needs is not installed
├── OtherRun        the folder holds a run with other settings
├── ClusterTrouble  the cluster is not there, is not known, or is not alike
├── Unfinished      workers were lost again and again, and nothing more got done
└── Interrupted     somebody stopped it
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


class NoNumba(CohortError):
    """Virtual people in great numbers need numba. Nothing was done. `pip install 'slackwater[cohort]'` installs it."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class UnknownPolicy(CohortError):
    """No policy has that name. Nothing was done."""


class UnknownEngine(CohortError):
    """No such way to share the work, or what it needs is not installed. Nothing was done."""


class OtherRun(CohortError):
    """The folder holds a run with other settings. Nothing was done."""


class ClusterTrouble(CohortError):
    """The cluster cannot be used; what is finished is kept, and nothing was lost."""


class Interrupted(CohortError):
    """Stopped. What is finished is kept; the same command goes on from there."""


class Unfinished(CohortError):
    """Workers ended again and again. What is finished is kept; the same command goes on from there."""
