"""Tags: an answer whose bytes the asker already has is told as unchanged, and not sent again."""

from __future__ import annotations

from hashlib import blake2b

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Tagged:
    """Gives each answer to GET its `ETag`, the digest of its bytes, and answers 304 where the asker has them.

    HEAD is answered like GET, without the bytes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tag what comes back."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        headless = scope["method"] == "HEAD"
        scope["method"] = "GET"
        begun: list[Message] = []
        body = bytearray()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send(begun[0], bytes(body), Headers(scope=scope).get("if-none-match", ""), send, headless)

        await self.app(scope, receive, hold)


async def _send(start: Message, body: bytes, known: str, send: Send, headless: bool) -> None:
    """Send an answer with its tag, or that it is unchanged."""
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["X-Content-Type-Options"] = "nosniff"
    if start["status"] == 200 and headers.get("cache-control") != "no-store":
        tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
        headers["ETag"] = tag
        headers.setdefault("Cache-Control", "no-cache")
        if tag in (part.strip().removeprefix("W/") for part in known.split(",")) or known.strip() == "*":
            start = dict(start) | {"status": 304}
            body = b""
            del headers["Content-Length"], headers["Content-Type"]
    await send(dict(start) | {"headers": headers.raw})
    await send({"type": "http.response.body", "body": b"" if headless else body})
