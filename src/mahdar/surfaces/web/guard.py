"""What stands before every page: who may be called by which name, and what a browser may do with an answer.

No script runs but those that are bundled: the policy allows none within a page, so that words of a document that look
like one stay words.
"""

from __future__ import annotations

from collections.abc import Container

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "img-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer says to a browser."""


class Guard:
    """Adds the headers, and turns away requests that call the server by a name that is not its own.

    The names keep a page elsewhere from reading a record through a browser: it can make its own name lead to this
    machine, but not hide which name was asked for. None allows all.
    """

    def __init__(self, app: ASGIApp, names: Container[str] | None = None) -> None:
        self.app, self.names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and give its answer the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.names is not None and called(Headers(scope=scope).get("host", "")) not in self.names:
            await PlainTextResponse("This server has another name.", 421)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)


def called(host: str) -> str:
    """The name in a `Host` header, without the port.

    >>> called("127.0.0.1:8000"), called("[::1]:8000"), called("localhost")
    ('127.0.0.1', '::1', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
