"""An error that speaks to a person: a leaf's docstring is its message."""

import inspect

from slackwater.tongues import worded


class PlainError(Exception):
    """Something went wrong."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        """The message for a person in the language spoken now, with the detail after it."""
        message = worded(" ".join(inspect.cleandoc(type(self).__doc__ or "").split()))
        return f"{message} ({self.detail})" if self.detail else message
