"""Requests as they come in: whoever sends too much, or takes too long over it, is told so and cut off.

The web server before this one does the same; this is for what comes past it, and for a server that stands alone.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD = 64 * 1024
"""Bytes of the first line and the headers, and not one piece more: the system hands over up to 256 kB at once."""
BODY = 6 * 1024 * 1024
"""Bytes of a body that are taken in, more than anybody here reads: so that the asker can still be told."""
SECONDS = 30.0
"""How long a request may take to come in."""

_ANSWER = b"HTTP/1.1 %d %s\r\ncontent-type: text/plain\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"


class Incoming(HttpToolsProtocol):
    """One connection, whose requests have an end in size and in time."""

    _deadline: TimerHandle | None = None
    _head = 0
    _body: int | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request in."""
        if self._deadline is None:
            self._wait()
        if self._body is None:
            self._head += len(data)
        super().data_received(data)
        if self._body is None and self._head > HEAD:
            self._cut(431, b"Request Header Fields Too Large")

    def on_headers_complete(self) -> None:
        """The head is there; a body may follow."""
        self._head, self._body = 0, 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._body = (self._body or 0) + len(body)
        if self._body > BODY:
            self._cut(413, b"Content Too Large")
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is there as a whole."""
        self._wait_no_more()
        self._body = None
        super().on_message_complete()

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(SECONDS, self._cut, 408, b"Request Timeout")

    def _wait_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _cut(self, status: int, reason: bytes) -> None:
        """Say why, where no answer has begun, and close the connection."""
        if self.transport.is_closing():
            return
        begun = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        answered = self._body is not None and self.cycle is not None and self.cycle.response_complete
        if not begun and not answered:
            self.transport.write(_ANSWER % (status, reason, len(reason), reason))
        self.transport.close()
