"""A table of attacks upon the server as it runs, and what happens to each; docs/security.md tells of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import fromstring

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.accounts import Accounts
from mahdar.model import Document
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.surfaces.exports import FORMATS
from mahdar.surfaces.serving import application
from mahdar.surfaces.web.asker import COOKIE
from mahdar.views import Asked
from surfaces.api.test_attacks import FTS, SQL

PASSWORD = "four words in a row"
SCRIPT = "<script>alert(1)</script>"
CLOSING = "</title></textarea></style>--><svg onload=alert(1)>"
TEMPLATE = "{{7*7}}{% debug %}${7*7}"
HEADER = "ن\r\nSet-Cookie: a=b\r\n\r\n<script>"
CALENDAR = "ن\r\nEND:VEVENT\r\nATTENDEE:mailto:a@b.example"
FORMULA = '=HYPERLINK("https://evil.example","نعم")'
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}"
LONG = "ن" * 300_000
HOSTILE = (SCRIPT, CLOSING, TEMPLATE, HEADER, CALENDAR, FORMULA, OVERRIDE)
URLS = ("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,<script>", "//evil.example", "vbscript:x")
PATHS = (
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//etc/passwd", "/etc/passwd",
    "..\\..\\windows", "%00", "a%00.css", "%0d%0aX-Evil:%20y", "file:///etc/passwd", "CON", "." * 500, "%ff%fe", "%",
)  # fmt: skip
KINDS = ("track", "round", "actor", "statement", "pledge", "conflict", "document", "show", "position/ceasefire")
FIELDS = {
    "search": ("q", "track", "outlet", "since", "until", "page"), "coverage": ("track", "outlet", "since", "until"),
    "brief": ("track", "since", "until"), "brief.html": ("track", "since", "until"), "sign-in": ("next",),
    "actor/state/ru": ("page",),
}  # fmt: skip
SAFE = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")


def hostile(number: int, words: str, url: str) -> Document:
    """A report that holds some words wherever it can hold any."""
    body = f"قال وزير الخارجية الروسي {words} إن الجولة {number} من محادثات أستانا ستعقد في {words} غدا."
    body += f"\nوأعلن {words} {words}."
    return Document(f"h{number}{words[:20]}", f"{words}\n{body}", words, date(2023, 6, 1), words, url)


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("attacks") / "record.db"
    with Record.open(path) as record:
        add([hostile(n, words, URLS[n % len(URLS)]) for n, words in enumerate(HOSTILE, 1)], record)
    with Accounts.open(path) as accounts:
        accounts.make("salma", PASSWORD, "admin", by="test")
    return str(path)


@pytest.fixture(scope="module")
def client(where: str) -> Iterator[TestClient]:
    with TestClient(application(where), "http://localhost", False, follow_redirects=False) as opened:
        yield opened


def addresses(where: str) -> list[str]:
    """Everything that the server shows of the record."""
    with Record.open(where) as record:
        things = [
            *(f"document/{d.id}" for d in views.documents(record, Asked())),
            *(f"statement/{s.id}" for s in views.statements(record, Asked())),
            *(f"actor/{quote(a.id)}" for a in views.actors(record, Asked())),
            *(f"round/{r.id}" for r in views.rounds(record, Asked())),
            *(f"pledge/{p.id}" for p in views.pledges(record, Asked())),
        ]
    pages = ["", "search", "search?q=الجولة", "coverage", "track/astana", "brief?track=astana", "read", "sign-in"]
    questions = ("tracks", "rounds", "statements", "positions", "pledges", "actors", "places", "documents", "coverage")
    return [
        *(f"/{language}/{page}" for language in ("ar", "en") for page in (*pages, *things)),
        *(f"/api/v1/{question}" for question in questions), "/api/v1/search?q=الجولة",
        "/feeds/track/astana.atom", "/feeds/search.atom?q=الجولة", "/calendar.ics", "/health",
    ]  # fmt: skip


def test_whatever_a_report_holds_is_words(client: TestClient, where: str) -> None:
    found = addresses(where)
    assert len(found) > 60
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert all(name in answer.headers for name in SAFE), address
        assert "set-cookie" not in answer.headers or "/sign-in" in address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        assert "49{%" not in answer.text
        tags = [unescape(tag) for tag in re.findall(r"<[a-z][^<>]*>", answer.text)]
        assert not [
            t for t in tags if re.search(r"^<svg[^>]*onload|\son\w+=|=[\"']?\s*(javascript|data|vbscript):", t, re.I)
        ]
        assert not re.search(r"<script(?! src=\"/static/)", answer.text), address
        links = [unescape(link) for link in re.findall(r'(?:href|src|action)="([^"]*)"', answer.text)]
        assert not [
            link for link in links if link.startswith("//") or re.match(r"\s*(javascript|data|vbscript):", link, re.I)
        ]


def test_feeds_and_calendar_hold_what_they_should(client: TestClient) -> None:
    for address in ("/feeds/track/astana.atom", "/feeds/search.atom?q=الجولة"):
        feed = fromstring(client.get(address).content)
        links = [node.get("href", "") for node in feed.iter("{http://www.w3.org/2005/Atom}link")]
        assert len(links) > 2
        assert all(link.startswith(("http://localhost/", "https://")) for link in links)
    calendar = client.get("/calendar.ics").text
    assert "BEGIN:VEVENT" in calendar
    assert not re.search(r"^ATTENDEE", calendar, re.M)
    assert len(re.findall(r"^BEGIN:VEVENT", calendar, re.M)) == len(re.findall(r"^END:VEVENT", calendar, re.M))


@pytest.mark.parametrize("name", ["csv", "cameo", "acled", "pax"])
def test_a_spreadsheet_takes_nothing_for_a_formula(where: str, name: str) -> None:
    out = io.BytesIO()
    with Record.open(where) as record:
        FORMATS[name](record, Asked(), out)
    written = out.getvalue().decode()
    rows = list(csv.reader(io.StringIO(written), delimiter="\t" if name == "cameo" else ","))
    cells = [cell for row in rows for cell in row]
    assert len(rows) > (5 if name in ("csv", "cameo") else 0)
    assert name != "csv" or any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if re.match(r"[=@]|[+-][^\s\d.]", cell)]


@pytest.mark.parametrize(("page", "field"), [(page, field) for page, fields in FIELDS.items() for field in fields])
def test_a_field_of_a_form_is_words(client: TestClient, page: str, field: str) -> None:
    for attack in (*SQL, *FTS, *HOSTILE, *PATHS, "x" * 60_000, "\x00"):
        answer = client.get(f"/ar/{page}?{urlencode({field: attack})}")
        assert answer.status_code in (200, 404, 414, 422), attack
        assert not re.search(r"<script(?! src=\"/static/)|<svg onload", answer.text)
    assert client.get("/ar/").status_code == 200


@pytest.mark.parametrize("attack", [*SQL, *HOSTILE, *PATHS])
def test_an_address_leads_to_nothing_else(client: TestClient, attack: str) -> None:
    for kind in KINDS:
        for beginning in ("/ar", "/en", ""):
            answer = client.get(f"{beginning}/{kind}/{attack if '%' in attack else quote(attack)}")
            assert answer.status_code in (307, 404, 422), (kind, attack)
            assert "root:" not in answer.text
            assert "x-evil" not in answer.headers
            assert re.match(r"/(ar|en)/", answer.headers.get("location", "/ar/"))
            assert not re.search(r"<script(?! src=\"/static/)|<svg onload", answer.text)


@pytest.mark.parametrize("attack", PATHS)
def test_no_file_but_those_of_the_list_is_read(client: TestClient, attack: str) -> None:
    for address in (f"/static/x/{attack}", f"/static/{attack}/web.css", f"/static/{attack}", f"/{attack}"):
        answer = client.get(address)
        assert answer.status_code in (200, 307, 404, 422), address
        assert answer.status_code != 200 or answer.headers["content-type"].startswith(("text/css", "text/html"))
        assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("localhost", 200), ("127.0.0.1:8000", 200), ("evil.example", 421), ("localhost.evil.example", 421), ("", 421),
        ("localhost@evil.example", 421), ("evil.example:localhost", 421), ("[::1]:80", 200), ("[::2]", 421),
    ],
)  # fmt: skip
def test_a_name_that_is_not_ours_reads_nothing(client: TestClient, name: str, status: int) -> None:
    for address in ("/ar/", "/api/v1/tracks", "/feeds/track/astana.atom", "/metrics", "/static/x/web.css"):
        assert client.get(address, headers={"Host": name}).status_code == status


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded", "X-HTTP-Method"]
)
def test_headers_that_others_heed_change_nothing(client: TestClient, header: str) -> None:
    plain = client.get("/feeds/track/astana.atom").text
    assert client.get("/feeds/track/astana.atom", headers={header: "evil.example"}).text == plain
    assert "evil" not in client.get("/ar/", headers={header: "/evil"}).text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("address", ["/ar/sign-in", "/ar/sign-out", "/ar/read"])
def test_a_form_of_another_site_does_nothing(client: TestClient, address: str, site: str) -> None:
    answer = client.post(address, data={"text": "x", "name": "salma"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert COOKIE not in answer.headers.get("set-cookie", "")


def test_a_cookie_decides_nothing_over_the_interface(client: TestClient, where: str) -> None:
    with Accounts.open(where) as accounts:
        secret, _ = accounts.sign_in("salma", PASSWORD, origin="here")
    cookie = {"Cookie": f"{COOKIE}={secret}"}
    wish = {"kind": "reject", "target": "s1", "why": ""}
    assert client.post("/api/v1/decisions", json=wish, headers=cookie).status_code == 401
    assert client.get("/api/v1/accounts", headers=cookie).status_code == 401
    answer = client.get("/api/v1/tracks", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "OPTIONS"])
def test_pages_are_only_asked_for(client: TestClient, method: str) -> None:
    answer = client.request(method, "/ar/")
    assert answer.status_code == 405
    assert all(name in answer.headers for name in SAFE)


@pytest.mark.parametrize("address", ["/ar/nothing", "/api/v1/nothing", "/ar/search?page=x", "/nothing", "/static/x/y"])
def test_what_is_said_of_a_fault_is_guarded_too(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (404, 422)
    assert all(name in answer.headers for name in SAFE)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("body", [b"text=" + b"a" * 600_000, b"a" * 2_000_000, b"&".join([b"a=b"] * 100_000)])
def test_what_is_too_much_is_refused(client: TestClient, body: bytes) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/ar/read", content=body, headers=kind).status_code in (413, 422)
    assert client.post("/api/v1/read", content=body).status_code in (413, 422)


def test_a_word_without_end_is_a_word(tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    documents = [hostile(1, LONG, ""), hostile(2, f"{LONG}م", "https://example.org/" + LONG)]
    with Record.open(path) as record:
        assert add(documents, record).new == 2
        assert views.pairs(record, Asked()) is not None
        assert all(len(a.id) <= 150 for a in views.actors(record, Asked()))
        assert len({a.id for a in views.actors(record, Asked())}) >= 2
    with TestClient(application(str(path)), "http://localhost", False) as client:
        for address in addresses(str(path)):
            assert client.get(address).status_code == 200, address[:80]


@pytest.mark.parametrize(
    "piece", ["«قال «", "قال إن ", "روسيا وتركيا وإيران و", ".", "(", "ابن ", "\N{RIGHT-TO-LEFT OVERRIDE}"]
)
def test_a_text_made_to_take_long_comes_to_an_end(client: TestClient, piece: str) -> None:
    text = piece * (12_000 // len(piece))
    assert client.post("/ar/read", data={"text": text}).status_code == 200
    assert client.get("/ar/").status_code == 200
