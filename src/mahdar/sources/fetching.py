"""A page from its server: few redirects, each checked anew; limits of size and time; robots.txt and pauses kept."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore

from mahdar.sources.addresses import CheckedBackend, NotFetched, RefusedAddress

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest answer: pages of the press have well under one million."""

MOST_REDIRECTS = 5
SECONDS = 60.0
"""So long may one page take, redirects and robots.txt included."""

_STEP = 15.0
"""Seconds without a byte after which a server is given up."""

AGENT = f"Mahdar/{version('mahdar')}"
_ROBOT_BYTES = 512 * 1024
"""So much of a robots.txt is heeded, as RFC 9309 asks."""

_ROBOTS_LAST = 24 * 3600.0
"""Seconds for which a robots.txt is remembered, as RFC 9309 asks."""

_LONGEST_PAUSE = 60.0
"""Seconds of the longest pause that a robots.txt may ask for between two requests."""

_KEPT = "/%:=&?~+!$,;'@()*[]"
_AWAY = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Known:
    """By what a server can tell that a page is still the one that we have: its `ETag` and its `Last-Modified`."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave: the address that it came from in the end, its bytes, what it calls them, and when."""

    address: str
    body: bytes
    content_type: str
    when: datetime
    known: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer of a server."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches pages over http and https; what robots.txt says is remembered for each site.

    Two requests for pages of one machine are `pause` seconds apart, or as many as its robots.txt asks for; `now` and
    `wait` are the clock that this goes by, `today` the calendar.
    """

    allow_private: bool = False
    pause: float = 0.0
    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    today: Callable[[], datetime] = lambda: datetime.now(UTC)
    _robots: dict[str, tuple[float, Any]] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """The page at an address; raises `RefusedAddress` or `NotFetched`."""
        found = self.fetch_changed(address, Known())
        if found is None:
            raise NotFetched("the server answers 304.", "Check the address.")
        return found

    def fetch_changed(self, address: str, known: Known) -> Fetched | None:
        """The page at an address, None where the server says that it is still the one that is known."""
        final, answer = self._follow(address, time.monotonic() + SECONDS, heed=True, known=known)
        if answer.status == 304 and known != Known():
            return None
        if answer.status != 200:
            raise NotFetched(f"the server answers {answer.status}.", "Check the address.")
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        told = Known(answer.headers.get("etag"), answer.headers.get("last-modified"))
        return Fetched(final, answer.body, kind, self.today().replace(microsecond=0), told)

    def _keep_apart(self, parts: SplitResult) -> float:
        """Wait until a machine may be asked again; gives the seconds."""
        host, (_, robots) = parts.hostname or "", self._robots.get(_site(parts), (0.0, None))
        asked = float(robots.crawl_delay(AGENT) or 0.0) if robots else 0.0
        pause = max(self.pause, min(asked, _LONGEST_PAUSE))
        left = max(self._asked[host] + pause - self.now(), 0.0) if host in self._asked else 0.0
        if left > 0:
            self.wait(left)
        self._asked[host] = self.now()
        return left

    def _follow(self, address: str, deadline: float, *, heed: bool, known: Known | None = None) -> tuple[str, _Answer]:
        """The answer at the end of the redirects, and where that is."""
        for _ in range(MOST_REDIRECTS + 1):
            parts = checked(address)
            if heed and not self._may_read(parts, deadline):
                raise NotFetched("its robots.txt asks not to read this.", "Ask the site, or save the page yourself.")
            deadline += self._keep_apart(parts) if heed else 0.0
            answer = self._get(parts, deadline, known or Known())
            target = answer.headers.get("location") if answer.status in _AWAY else None
            if target is None:
                return address, answer
            address = urljoin(address, target)
        raise NotFetched(f"it leads on more than {MOST_REDIRECTS} times.", "Give the address at which it ends.")

    def _may_read(self, parts: SplitResult, deadline: float) -> bool:
        """Whether the site's robots.txt lets us read a page; a site without one does."""
        from protego import Protego

        site = _site(parts)
        if site not in self._robots or self.now() - self._robots[site][0] > _ROBOTS_LAST:
            _, answer = self._follow(f"{site}/robots.txt", deadline, heed=False)
            if answer.status >= 500:
                raise NotFetched(f"its robots.txt cannot be read ({answer.status}).", "Try again later.")
            rules = answer.body[:_ROBOT_BYTES].decode("utf-8", "replace") if answer.status == 200 else ""
            self._robots[site] = self.now(), Protego.parse(rules)
        return bool(self._robots[site][1].can_fetch(parts.geturl(), AGENT))

    def _get(self, parts: SplitResult, deadline: float, known: Known) -> _Answer:
        """One request; raises `NotFetched` that says what went wrong."""
        backend = CheckedBackend(allow_private=self.allow_private, deadline=deadline)
        try:
            with httpcore.ConnectionPool(network_backend=backend) as pool:
                return _ask(pool, parts, known)
        except httpcore.TimeoutException as error:
            raise NotFetched("the server takes too long.", "Try again later.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, zlib.error) as error:
            raise NotFetched("the server cannot be reached, or answers wrongly.", "Try again later.") from error


def checked(address: str) -> SplitResult:
    """The parts of an address; raises `RefusedAddress` where it is none of a page.

    >>> checked("https://news.example/a").hostname
    'news.example'
    """
    try:
        parts = urlsplit(address)
        host, _ = (parts.hostname or "").encode("idna"), parts.port
    except (ValueError, UnicodeError) as error:
        raise RefusedAddress("this is no address.", "Write it as https://news.example/page.") from error
    if parts.scheme not in ("http", "https"):
        raise RefusedAddress(f"«{parts.scheme}» is not read; http and https are.", "Save the page, and read that.")
    if not host or parts.username is not None or parts.password is not None:
        raise RefusedAddress("this is no address without names and passwords.", "Write https://news.example/page.")
    return parts


def _site(parts: SplitResult) -> str:
    """The scheme and machine of an address, which have one robots.txt."""
    return f"{parts.scheme}://{parts.netloc}"


def _ask(pool: httpcore.ConnectionPool, parts: SplitResult, known: Known) -> _Answer:
    """One answer, its body cut off where it is too large."""
    host = (parts.hostname or "").encode("idna")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    url = httpcore.URL(scheme=parts.scheme, host=host, port=parts.port, target=target)
    shown = b"[" + host + b"]" if b":" in host else host
    headers: Mapping[bytes | str, bytes | str] = {
        "Host": shown + (f":{parts.port}".encode() if parts.port else b""), "User-Agent": AGENT,
        "Accept": "text/html, */*;q=0.5", "Accept-Encoding": "identity",
        **({"If-None-Match": known.etag.encode("latin-1")} if known.etag else {}),
        **({"If-Modified-Since": known.modified.encode("latin-1")} if known.modified else {}),
    }  # fmt: skip
    waits = dict.fromkeys(("connect", "read", "write", "pool"), _STEP)
    with pool.stream("GET", url, headers=headers, extensions={"timeout": waits}) as response:
        told = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}
        body = b"" if response.status in _AWAY else _body(response)
    return _Answer(response.status, told, _unpacked(body, told.get("content-encoding", "")))


def _body(response: httpcore.Response) -> bytes:
    """The bytes of an answer; raises `NotFetched` where they are too many."""
    pieces = []
    size = 0
    for piece in response.iter_stream():
        pieces.append(piece)
        size += len(piece)
        _weigh(size)
    return b"".join(pieces)


def _unpacked(body: bytes, coding: str) -> bytes:
    """The body as it was before a server that was not asked to compressed it."""
    if coding.strip().lower() in ("", "identity"):
        return body
    if coding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(f"the server sends «{coding[:20]}», which is not read.", "Save the page, and read that.")
    plain = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(body, LARGEST + 1)
    _weigh(len(plain))
    return plain


def _weigh(size: int) -> None:
    if size > LARGEST:
        raise NotFetched(f"it is larger than {LARGEST // (1024 * 1024)} MB.", "Save it, and read what you need.")
