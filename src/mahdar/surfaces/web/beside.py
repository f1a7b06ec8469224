"""Another application beside the pages, such as the REST interface: some addresses are its, all else is ours."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class Beside:
    """Sends requests under some beginnings of an address to another application.

    >>> Beside.under("/api/v1/rounds", ("/api", "/health")), Beside.under("/apiary", ("/api", "/health"))
    (True, False)
    """

    def __init__(self, app: ASGIApp, other: ASGIApp, beginnings: tuple[str, ...]) -> None:
        self.app, self.other, self.beginnings = app, other, beginnings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to whom it belongs."""
        theirs = scope["type"] == "http" and self.under(scope["path"], self.beginnings)
        await (self.other if theirs else self.app)(scope, receive, send)

    @staticmethod
    def under(path: str, beginnings: tuple[str, ...]) -> bool:
        """Whether a path is one of these or lies under one."""
        return any(path == begin or path.startswith(f"{begin}/") for begin in beginnings)
