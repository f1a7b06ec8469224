"""Lines of the log, ids of requests, and who asks behind another server."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from mahdar.surfaces.serving.behind import Behind
from mahdar.surfaces.serving.noted import Lines, Noted


def who(request: Request) -> Response:
    assert request.client
    return PlainTextResponse(f"{request.client.host} {request.url.scheme}")


def broken(_: Request) -> Response:
    raise ValueError("of ours")


ROUTES = [Route("/who", who), Route("/broken/{key}", broken)]


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({}, "testclient http"), ({"X-Forwarded-For": "203.0.113.9"}, "203.0.113.9 http"),
        ({"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "https"}, "203.0.113.9 https"),
        ({"X-Forwarded-For": "203.0.113.9, nobody"}, "testclient http"),
        ({"X-Forwarded-Proto": "ftp"}, "testclient http"),
    ],
)  # fmt: skip
def test_the_word_of_the_server_before_this_one_is_taken(headers: dict[str, str], told: str) -> None:
    assert TestClient(Behind(Starlette(routes=ROUTES))).get("/who", headers=headers).text == told


def test_a_mistake_is_logged_under_its_request(caplog: pytest.LogCaptureFixture) -> None:
    noted = Noted(Starlette(routes=ROUTES, debug=False))
    with caplog.at_level(logging.INFO, "mahdar.requests"):
        answer = TestClient(noted).get("/broken/secret")
    assert answer.status_code == 500
    [line] = [r for r in caplog.records if r.levelno == logging.INFO]
    assert line.fields["request"] == answer.headers["x-request-id"]  # type: ignore[attr-defined]
    assert line.fields["route"] != "/broken/secret"  # type: ignore[attr-defined]
    assert "secret" not in line.getMessage()


def test_any_line_is_one_object_on_one_line() -> None:
    try:
        raise ValueError("first\nsecond \ud800")
    except ValueError:
        record = logging.LogRecord("mahdar.api", logging.ERROR, "x", 1, "a\nb %s", ("\u202e\ud800",), sys.exc_info())
    line = Lines().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert line.isascii()
    assert (told["level"], told["from"], told["message"]) == ("error", "mahdar.api", "a\nb \u202e\ud800")
    assert "first\nsecond" in told["traceback"]
