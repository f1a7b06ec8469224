"""Answers that are remembered as long as the record is as it was when they were made."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mahdar.record import RecordError
from mahdar.surfaces.answers.packed import takes_gzip

MOST = 32 * 1024 * 1024
"""Bytes of answers that are remembered: some 700 pages of statements, or 2,500 packed ones in the browser."""
LARGEST = 1024 * 1024


_Key = tuple[str, bytes, bool]
"""What was asked for, and whether packed."""


@dataclass(frozen=True, slots=True)
class _Answer:
    start: Message
    body: bytes
    route: Any


class Remembered:
    """Gives the same answer to the same question while the record has not changed; forgets those not asked lately."""

    def __init__(self, app: ASGIApp, stamp: Callable[[], str], is_question: Callable[[Scope], bool]) -> None:
        """`stamp` tells how the record is, `is_question` which requests everybody is answered in the same way."""
        self.app, self.stamp, self.is_question = app, stamp, is_question
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._of, self._size = "", 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass a request on and remember what comes back."""
        if scope["type"] != "http" or scope["method"] != "GET" or _somebodys(scope) or not self.is_question(scope):
            await self.app(scope, receive, send)
            return
        try:
            stamp = f"{date.today()} {await run_in_threadpool(self.stamp)}"
        except RecordError:
            await self.app(scope, receive, send)
            return
        key = scope["path"], scope["query_string"], takes_gzip(scope)
        known = self._known(key, stamp)
        if known is None:
            await self._ask(scope, receive, send, key, stamp)
            return
        scope["route"] = known.route
        await send(dict(known.start))
        await send({"type": "http.response.body", "body": known.body})

    def _known(self, key: _Key, stamp: str) -> _Answer | None:
        """The answer to a question, if the record is as it was; else everything is forgotten."""
        if stamp != self._of:
            self._answers.clear()
            self._of, self._size = stamp, 0
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    async def _ask(self, scope: Scope, receive: Receive, send: Send, key: _Key, stamp: str) -> None:
        """Pass a request on, and remember a good answer."""
        begun: list[Message] = []
        body = bytearray()

        async def hear(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
            else:
                body.extend(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, hear)
        if begun and _is_everybodys(begun[0]) and len(body) <= LARGEST and stamp == self._of:
            self._keep(key, _Answer(begun[0], bytes(body), scope.get("route")))

    def _keep(self, key: _Key, answer: _Answer) -> None:
        """Remember an answer, and forget those asked longest ago where there are too many."""
        if key in self._answers:
            return
        self._answers[key] = answer
        self._size += len(answer.body)
        while self._size > MOST:
            _, gone = self._answers.popitem(last=False)
            self._size -= len(gone.body)


def _is_everybodys(start: Message) -> bool:
    """Whether an answer is good and for everybody."""
    headers = Headers(raw=start["headers"])
    return start["status"] == 200 and "set-cookie" not in headers and headers.get("cache-control") != "no-store"


def _somebodys(scope: Scope) -> bool:
    """Whether a request tells who asks, so that the answer may be theirs alone."""
    headers = Headers(scope=scope)
    return "authorization" in headers or "cookie" in headers
