"""Answers that are remembered as long as the record is as it was when they were made."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mahdar.record import RecordError
from mahdar.views import Stamp

MOST = 32 * 1024 * 1024
"""Bytes of answers that are remembered: some 700 pages of statements."""
LARGEST = 1024 * 1024
QUESTIONS = frozenset({
    "tracks", "rounds", "statements", "positions", "pledges", "conflicts", "actors", "places", "documents", "search",
    "coverage", "show", "decisions", "unsure",
})  # fmt: skip
"""What is answered from the record alone, the same to everybody."""


@dataclass(frozen=True, slots=True)
class _Answer:
    start: Message
    body: bytes
    route: Any


class Remembered:
    """Gives the same answer to the same question while the record has not changed; forgets those not asked lately."""

    def __init__(self, app: ASGIApp, stamp: Stamp) -> None:
        self.app, self.stamp = app, stamp
        self._answers: OrderedDict[tuple[str, bytes], _Answer] = OrderedDict()
        self._of, self._size = "", 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass a request on and remember what comes back."""
        if not _is_question(scope):
            await self.app(scope, receive, send)
            return
        try:
            stamp = await run_in_threadpool(self.stamp.now)
        except RecordError:
            await self.app(scope, receive, send)
            return
        key = scope["path"], scope["query_string"]
        known = self._known(key, stamp)
        if known is None:
            await self._ask(scope, receive, send, key, stamp)
            return
        scope["route"] = known.route
        await send(dict(known.start))
        await send({"type": "http.response.body", "body": known.body})

    def _known(self, key: tuple[str, bytes], stamp: str) -> _Answer | None:
        """The answer to a question, if the record is as it was; else everything is forgotten."""
        if stamp != self._of:
            self._answers.clear()
            self._of, self._size = stamp, 0
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    async def _ask(self, scope: Scope, receive: Receive, send: Send, key: tuple[str, bytes], stamp: str) -> None:
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
        if begun and begun[0]["status"] == 200 and len(body) <= LARGEST and stamp == self._of:
            self._keep(key, _Answer(begun[0], bytes(body), scope.get("route")))

    def _keep(self, key: tuple[str, bytes], answer: _Answer) -> None:
        """Remember an answer, and forget those asked longest ago where there are too many."""
        if key in self._answers:
            return
        self._answers[key] = answer
        self._size += len(answer.body)
        while self._size > MOST:
            _, gone = self._answers.popitem(last=False)
            self._size -= len(gone.body)


def _is_question(scope: Scope) -> bool:
    """Whether a request asks what everybody is answered in the same way."""
    if scope["type"] != "http" or scope["method"] != "GET" or "authorization" in Headers(scope=scope):
        return False
    _, _, rest = scope["path"].partition("/api/v1/")
    return rest.partition("/")[0] in QUESTIONS
