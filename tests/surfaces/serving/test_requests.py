"""Requests that are too much or too slow are told so and cut off; others are answered meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.config import Config
from uvicorn.server import ServerState

from mahdar.surfaces.serving import requests
from mahdar.surfaces.serving.requests import BODY, HEAD, Incoming

OPENING = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
SENDING = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"


async def heard(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def refused(_: Request) -> Response:
    return PlainTextResponse("too long", 413)


APP = Starlette(
    routes=[Route("/", heard, methods=["GET", "POST"]), Route("/refused", refused, methods=["POST"])]
)  # fmt: skip


@asynccontextmanager
async def listening(path: Path) -> AsyncIterator[None]:
    config, state = Config(APP, log_config=None, lifespan="off"), ServerState()
    config.load()
    loop = asyncio.get_running_loop()
    server = await loop.create_unix_server(lambda: Incoming(config, state, {}, loop), str(path))
    async with server:
        yield
        for connection in list(state.connections):
            connection.transport.close()  # type: ignore[union-attr]


async def ask(path: Path, request: bytes) -> bytes:
    """The first line of the answer."""
    reader, writer = await asyncio.open_unix_connection(str(path))
    writer.write(request)
    told = await asyncio.wait_for(reader.readuntil(b"\r\n"), 30)
    writer.close()
    return told


class Wire(asyncio.Transport):
    """What goes out on a connection of which the other end is the test."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.closed = b"", asyncio.Event()

    def write(self, data: bytes) -> None:  # type: ignore[override]
        assert not self.closed.is_set()
        self.written += data

    def close(self) -> None:
        self.closed.set()

    def is_closing(self) -> bool:
        return self.closed.is_set()

    def pause_reading(self) -> None:
        return

    def resume_reading(self) -> None:
        return


def answers(*pieces: bytes) -> bytes:
    """What is answered to a request that comes in pieces; nothing more is sent once the connection is closed."""

    async def talk() -> bytes:
        config, state, wire = Config(APP, log_config=None, lifespan="off"), ServerState(), Wire()
        config.load()
        connection = Incoming(config, state, {}, asyncio.get_running_loop())
        connection.connection_made(wire)
        for piece in pieces:
            if not wire.is_closing():
                connection.data_received(piece)
        while state.tasks:
            await asyncio.gather(*state.tasks)
        connection.connection_lost(None)
        return wire.written

    return asyncio.run(asyncio.wait_for(talk(), 30))


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        ([OPENING + b"\r\n"], b"200"),
        ([OPENING + b"X: " + b"a" * (HEAD // 2) + b"\r\n\r\n"], b"200"),
        ([OPENING, b"X: " + b"a" * HEAD, b"a\r\n\r\n"], b"431"),
        ([OPENING, b"X: y\r\n" * HEAD, b"\r\n"], b"431"),
        ([b"GET /" + b"a" * HEAD, b"a" * HEAD, b" HTTP/1.1\r\n\r\n"], b"431"),
        ([OPENING + b"\r\n" + OPENING + b"\r\n"], b"200"),
        ([SENDING % 5, b"abcde"], b"200"),
        ([SENDING % BODY, b"a" * BODY], b"200"),
        ([SENDING % (BODY + 1), b"a" * BODY, b"a"], b"413"),
        ([SENDING % 5 + b"\x00" * 5], b"200"),
        ([b"\x16\x03\x01\x02\x00\x01\x00"], b"400"),
        ([b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"], b"400"),
        ([b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"], b"400"),
        ([b"GET / HTTP/1.1\r\nHost : x\r\n\r\n"], b"400"),
    ],
)  # fmt: skip
def test_a_request_has_an_end_in_size(pieces: list[bytes], status: bytes) -> None:
    assert answers(*pieces).startswith(b"HTTP/1.1 " + status)


@pytest.mark.parametrize("pieces", [[], [OPENING], [SENDING % 5, b"abc"]])
def test_a_request_has_an_end_in_time(tmp_path: Path, pieces: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "SECONDS", 0.05)

    async def talk() -> bytes:
        async with listening(tmp_path / "s"):
            reader, writer = await asyncio.open_unix_connection(str(tmp_path / "s"))
            for piece in pieces:
                writer.write(piece)
            told = await asyncio.wait_for(reader.read(), 30)
            writer.close()
            return told

    assert b"HTTP/1.1 408 Request Timeout" in asyncio.run(talk())


def test_so_has_the_second_on_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def talk() -> bytes:
        async with listening(tmp_path / "s"):
            reader, writer = await asyncio.open_unix_connection(str(tmp_path / "s"))
            writer.write(OPENING + b"\r\n")
            assert b"0 bytes" in await reader.readuntil(b"bytes")
            monkeypatch.setattr(requests, "SECONDS", 0.05)
            writer.write(b"GET")
            told = await asyncio.wait_for(reader.read(), 30)
            writer.close()
            return told

    assert b"HTTP/1.1 408 Request Timeout" in asyncio.run(talk())


async def send_on(writer: asyncio.StreamWriter) -> None:
    for _ in range(100):
        writer.write(b"a" * BODY)
        await writer.drain()


def test_who_sends_on_after_the_answer_is_cut_off(tmp_path: Path) -> None:
    async def talk() -> None:
        async with listening(tmp_path / "s"):
            reader, writer = await asyncio.open_unix_connection(str(tmp_path / "s"))
            writer.write(b"POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n")
            assert b" 413 " in await reader.readuntil(b"\r\n\r\n")
            with pytest.raises(ConnectionError):
                await send_on(writer)
            writer.close()

    asyncio.run(asyncio.wait_for(talk(), 30))


def test_many_slow_ones_hold_nobody_up(tmp_path: Path) -> None:
    async def talk() -> bytes:
        async with listening(tmp_path / "s"):
            slow = [await asyncio.open_unix_connection(str(tmp_path / "s")) for _ in range(300)]
            for _, writer in slow:
                writer.write(OPENING)
            told = await ask(tmp_path / "s", OPENING + b"\r\n")
            for _, writer in slow:
                writer.close()
            return told

    assert asyncio.run(asyncio.wait_for(talk(), 30)).startswith(b"HTTP/1.1 200")
