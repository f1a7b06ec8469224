"""Documents and names that would run, turn the page round or break it: whatever they hold is shown as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.model import Document
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.surfaces.web import build
from mahdar.views import Asked

EVIL = '<script>alert("1")</script>'
ATTRIBUTE = '" onmouseover="alert(1)" x="'
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT ISOLATE}"
LONG = "ن" * 1_500


def evil_document(key: str, words: str, url: str) -> Document:
    """A report that holds some words wherever a report can."""
    body = (
        f"قال وزير الخارجية الروسي {words} سيرغي لافروف إن الجولة العشرين من محادثات أستانا ستعقد {words} في حزيران."
        f'\nوأعلن {words} المتحدث: "{words}".'
    )
    return Document(key, f"{words}\n{body}", words, date(2023, 6, 1), f"صحيفة {words}", url)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    where = tmp_path_factory.mktemp("attacked") / "record.db"
    with Record.open(where) as record:
        add(
            [
                evil_document("a", EVIL, "javascript:alert(1)"), evil_document("b", ATTRIBUTE, "data:text/html,x"),
                evil_document("c", OVERRIDE, "https://example.org/'\"><script>"), evil_document("d", LONG, ""),
            ],
            record,
        )  # fmt: skip
    with TestClient(build(str(where)), raise_server_exceptions=False) as client:
        yield client, where


def pages(where: Path) -> Iterator[str]:
    """Every page that shows something of the record."""
    with Record.open(where) as record:
        yield from (f"document/{d.id}" for d in views.documents(record, Asked()))
        yield from (f"statement/{s.id}" for s in views.statements(record, Asked()))
        yield from (f"actor/{a.id}" for a in views.actors(record, Asked()))
        yield from (f"round/{r.id}" for r in views.rounds(record, Asked()))
        yield from (f"pledge/{p.id}" for p in views.pledges(record, Asked()))
    yield from (
        "",
        "track/astana",
        "search",
        "search?q=الجولة",
        "coverage",
        "brief?track=astana",
        "brief.html?track=astana",
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_that_a_document_holds_runs(attacked: tuple[TestClient, Path], language: str) -> None:
    client, where = attacked
    found = list(pages(where))
    assert len(found) > 15
    for path in found:
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == 200, path
        assert "<script" not in answer.text, path
        tags = re.findall(r"<[a-z][^<>]*>", answer.text)
        assert not [tag for tag in tags if re.search(r'\son\w+=|=["\']?\s*(?:javascript|data):', unescape(tag))], path


def test_a_document_is_shown_to_the_letter(attacked: tuple[TestClient, Path]) -> None:
    client, where = attacked
    with Record.open(where) as record:
        rows = [views.reading(record, d.id) for d in views.documents(record, Asked())]
    for row in rows:
        page = client.get(f"/ar/document/{row.document.id}").text
        report = page[page.index("</header>", page.index("<article")) : page.index("</article>")]
        shown = [
            unescape(re.sub("<[^>]+>", "", line))
            for line in re.findall(r"<(?:h1|p) dir=\"auto\">(.*)</(?:h1|p)>", report)
        ]
        assert shown == row.text.split("\n")


def test_what_turns_a_line_round_stays_within_it(attacked: tuple[TestClient, Path]) -> None:
    client, where = attacked
    for path in pages(where):
        page = client.get(f"/en/{path}").text.partition("<main")[2]
        for begin in (m.start() for m in re.finditer(OVERRIDE[0], page)):
            before = re.findall(r"<(/?)(bdi|p|h1|blockquote|option|title|textarea)\b|(\w+=\")", page[:begin])
            opened = [tag for close, tag, attribute in before if tag and not close]
            closed = [tag for close, tag, attribute in before if tag and close]
            assert len(opened) > len(closed), (path, page[begin - 200 : begin + 20])


def test_a_text_that_is_pasted_does_not_run(attacked: tuple[TestClient, Path]) -> None:
    text = f"قال الوزير {EVIL} إن </textarea>{EVIL} مستمر {ATTRIBUTE}."
    page = attacked[0].post("/ar/read", data={"text": text}).text
    assert "<script" not in page
    assert page.count("</textarea>") == 1


@pytest.mark.parametrize("words", [EVIL, ATTRIBUTE, "</title>" + EVIL])
def test_what_an_address_holds_does_not_run(attacked: tuple[TestClient, Path], words: str) -> None:
    for path in ("search?q=", "search?outlet=", "brief?track=", "coverage?outlet=", "document/", "track/", "actor/x/"):
        page = attacked[0].get(f"/en/{path}{words}").text
        assert "<script" not in page
        assert 'onmouseover="alert' not in page
