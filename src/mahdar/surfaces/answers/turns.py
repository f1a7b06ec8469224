"""Reading a text that somebody sends takes its time: one after another, so that pages are answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync

P = ParamSpec("P")
T = TypeVar("T")

_turn: RunVar[CapacityLimiter] = RunVar("turn")


async def in_turn(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What the work gives, done in a thread when it is its turn: no two pieces of work are done at once."""
    try:
        limiter = _turn.get()
    except LookupError:
        limiter = CapacityLimiter(1)
        _turn.set(limiter)
    return await run_sync(partial(work, *given, **named), limiter=limiter)
