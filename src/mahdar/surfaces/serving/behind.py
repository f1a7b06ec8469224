"""Behind another server: who asks is whom that server names last, since what stands before was sent by the asker."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class Behind:
    """Takes the address of the asker and the scheme from the headers of the server before this one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as if its asker had come here directly."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            asker = last_of(headers.getlist("x-forwarded-for"))
            scheme = headers.get("x-forwarded-proto", "").strip()
            scope = dict(scope)
            if asker:
                scope["client"] = (asker, 0)
            if scheme in ("http", "https"):
                scope["scheme"] = scheme
        await self.app(scope, receive, send)


def last_of(forwarded: list[str]) -> str | None:
    """The last address of `X-Forwarded-For`, None where it is none.

    >>> last_of(["203.0.113.9, 198.51.100.7"]), last_of(["198.51.100.7", "2001:db8::1"]), last_of(["<script>"])
    ('198.51.100.7', '2001:db8::1', None)
    """
    last = ",".join(forwarded).rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return None
