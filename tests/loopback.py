"""A server on this machine that gives what a test tells it to."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answers = dict[str, tuple[int, dict[str, str], bytes]]


class Site(ThreadingHTTPServer):
    """A server that gives what `answers` hold, and keeps what it was asked; 304 where its ETag is named."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.answers: Answers = {}
        self.asked: list[tuple[str, str, str]] = []

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    @property
    def paths(self) -> list[str]:
        """What it was asked for, robots.txt left out."""
        return [path for path, _, _ in self.asked if path != "/robots.txt"]


class _Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        named = self.headers["If-None-Match"], self.headers["If-Modified-Since"]
        if status == 200 and set(named) & {headers.get("ETag", ""), headers.get("Last-Modified", "")}:
            status, body = 304, b""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
