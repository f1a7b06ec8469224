"""Bounds: no request is larger than a text may be, and none larger is kept in memory."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mahdar.surfaces.api.faults import TooLong, fault

LARGEST = 256 * 1024
"""Bytes of a request at most: forty times a long press report."""


class Bounded:
    """Takes the body of a request in before the application sees it, and answers 413 at the first byte too many."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on whose body is small enough."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            if len(body) > LARGEST:
                error = TooLong(f"A text has at most {LARGEST // 1024} kB.", "Send it in parts, or use mahdar read.")
                await fault(error)(scope, receive, send)
                return
            if not message.get("more_body"):
                break
        waiting: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        await self.app(scope, replay, send)
