"""What was begun is done to its end, also where the page that asked for it is closed meanwhile."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_going: set[asyncio.Task[Any]] = set()
"""Held here, for a loop holds its tasks but weakly."""


def to_its_end(work: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """The same, done whole; what comes of it is told for as long as somebody waits for that."""

    @wraps(work)
    async def done_whole(*args: P.args, **named: P.kwargs) -> T:
        task = asyncio.create_task(work(*args, **named))
        _going.add(task)
        task.add_done_callback(_done)
        return await asyncio.shield(task)

    return done_whole


def _done(task: asyncio.Task[Any]) -> None:
    _going.discard(task)
    if not task.cancelled():
        task.exception()  # told to whoever waits, if anybody does
