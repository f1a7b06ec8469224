"""A table of attacks, and what happens: a sentence or an empty answer, never a mistake, never another's lines."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from fastapi.testclient import TestClient

from mahdar.model import Document
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.surfaces.api import build
from mahdar.surfaces.api.paging import DEEPEST

HOME = "/api/v1"

SQL = ["' OR 1=1 --", "'; DROP TABLE document; --", '" OR ""="', "' UNION SELECT text FROM document --", "%", "_%"]
FTS = [
    '"', '""', "*", "a*", "NEAR(a b)", "a AND", "OR", "NOT a", "words : a", "^a", "-a", "(", "a\\", "{words stems} : a",
    "a_b", "_", "قال_الوزير", "\u0870\u0871", "a\u0870b", "a\u200fb", "\U0001e900\U0001e901", "\ufdfa", "' | 'a", "!a",
    "a <-> b", "a:*", "\\'", "1" * 200, "ا" * 200,
]  # fmt: skip
FILTERS = {
    "rounds": ("track", "outlet", "actor", "topic"), "statements": ("track", "outlet", "actor", "topic", "act"),
    "positions": ("track", "actor", "topic"), "pledges": ("track", "outlet", "actor", "topic"),
    "conflicts": ("track", "outlet", "actor"),
    "actors": ("track", "outlet", "actor"), "places": ("track", "outlet"), "documents": ("track", "outlet"),
    "coverage": ("track", "outlet"),
}  # fmt: skip


@pytest.mark.parametrize("attack", SQL)
@pytest.mark.parametrize(("question", "name"), [(q, name) for q, names in FILTERS.items() for name in names])
def test_sql_in_a_filter_is_a_name_of_nothing(client: TestClient, question: str, name: str, attack: str) -> None:
    answer = client.get(f"{HOME}/{question}", params={name: attack})
    assert answer.status_code == 200
    empty = answer.json()["items"] == []
    assert empty or name == "actor"
    assert client.get(f"{HOME}/documents").json()["items"]


@pytest.mark.parametrize("attack", SQL)
def test_an_actor_of_no_letters_is_nobody(client: TestClient, attack: str) -> None:
    everybody = client.get(f"{HOME}/actors?limit=200").json()["items"]
    found = client.get(f"{HOME}/actors", params={"actor": attack, "limit": 200}).json()["items"]
    assert len(found) < len(everybody) / 2


@pytest.mark.parametrize("attack", [*SQL, *FTS])
def test_the_syntax_of_the_search_table_is_words(client: TestClient, attack: str) -> None:
    for address in (f"{HOME}/search", "/feeds/search.atom"):
        assert client.get(address, params={"q": attack}).status_code == 200


@pytest.mark.parametrize("attack", [*SQL, *FTS, "../../etc/passwd", "..%2f..%2fetc", "//", "x" * 200, "-1", "c", "pl"])
def test_an_id_of_nothing_is_not_found(client: TestClient, attack: str) -> None:
    for address in ("show", "documents"):
        answer = client.get(f"{HOME}/{address}/{quote(attack)}")
        assert answer.status_code in (404, 422), address
        assert answer.json()["error"]["code"] in ("unknown-id", "unknown-path", "bad-setting")


def _cursor(*parts: Any) -> str:
    return urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("limit", v) for v in ("0", "-1", "201", "1e9", "9" * 40, "٥٠", "null", "", "1.5", "0x10")],
        *[("cursor", v) for v in ("", "x", "eA==", "%00", "=" * 400, "a" * 401, _cursor(1), _cursor(1, "x", "y"))],
        ("cursor", _cursor(DEEPEST + 1, "x", "y")),
        ("cursor", _cursor(-5, "x", "y")), ("cursor", _cursor("1", "x", "y")), ("cursor", _cursor(True, "x", "y")),
        *[("since", v) for v in ("0", "2018-02-30", "0000-01-01", "99999-01-01", "2018-1-1", "today", "1e5", "")],
        *[("until", v) for v in ("-2018-01-01", "2018-01-01' --", "٢٠١٨-٠١-٠١", "2018-13-01")],
        *[(n, "a\0b") for n in ("track", "outlet", "actor", "topic", "act", "since", "cursor")],
        *[(n, "x" * 201) for n in ("track", "outlet", "actor", "topic", "act")],
        ("__proto__", "x"), ("limit[]", "5"), ("Limit", "5"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_one_sentence(client: TestClient, name: str, value: str) -> None:
    answer = client.get(f"{HOME}/statements", params={name: value})
    told = answer.json()["error"]
    assert answer.status_code == 422
    assert told["code"] in ("bad-setting", "bad-cursor")
    assert told["message"].endswith(".")
    assert "\0" not in told["message"]


def test_the_first_and_last_days_of_the_calendar_are_days(client: TestClient) -> None:
    assert client.get(f"{HOME}/statements?since=0001-01-01&until=9999-12-31").json()["items"]
    assert client.get("/calendar.ics?since=9999-12-31").status_code == 200


def test_bytes_that_are_no_text_are_a_name_of_nothing(client: TestClient) -> None:
    answer = client.get(f"{HOME}/statements?track=%ff%fe&outlet=%c0%80&actor=%ed%a0%80")
    assert (answer.status_code, answer.json()["items"]) == (200, [])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_questions_are_only_asked(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{HOME}/statements")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "wrong-method")


@pytest.mark.parametrize(
    "body",
    [
        b'{"text": "' + b"[" * 100_000 + b'"}', b"[" * 100_000, b'{"text": ' + b"9" * 10_000 + b"}",
        b'{"text": "a\\u0000b"}', b'{"text": "\\ud800"}', b'{"text": null}', b"\x00", b"\xff\xfe", b'{"text": NaN}',
        b'{"text": "x", "text": 1}', b'{"text": "x", "date": "0000-00-00"}',
        b'{"text": "x", "url": "%s"}' % (b"u" * 9999),
    ],
    ids=lambda body: body[:24].decode("latin-1"),
)  # fmt: skip
def test_a_hostile_text_is_read_or_refused(client: TestClient, body: bytes) -> None:
    for address in ("read", "check"):
        answer = client.post(f"{HOME}/{address}", content=body)
        assert answer.status_code in (200, 422)
        assert answer.status_code == 200 or answer.json()["error"]["code"] == "bad-setting"


def test_what_a_document_holds_stays_text(tmp_path: Path) -> None:
    marks = "<script>alert(1)</script> \"'&\u202e\u2066"
    text = f"قال الوزير في مسار أستانا إن {marks} الجولة تأجلت إلى الأسبوع المقبل."
    path = tmp_path / "hostile.db"
    with Record.open(path) as made:
        add([Document("one", text, None, None, "<img src=x onerror=alert(1)>", "javascript:alert(1)")], made)
    with TestClient(build(str(path))) as client:
        for address in ("statements", "documents", "search?q=الجولة"):
            answer = client.get(f"{HOME}/{address}")
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.json()["items"]
        key = client.get(f"{HOME}/documents").json()["items"][0]["id"]
        assert client.get(f"{HOME}/documents/{key}").json()["text"] == text
