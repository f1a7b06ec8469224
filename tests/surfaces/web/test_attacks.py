"""Documents and names that would run, turn the page round or break it: whatever they hold is shown as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from shutil import copyfile
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.accounts import Accounts
from mahdar.model import Document
from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.surfaces.web import build
from mahdar.views import Asked, Waiting
from signing import PASSWORD, sign_in

EVIL = '<script>alert("1")</script>'
ATTRIBUTE = '" onmouseover="alert(1)" x="'
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT ISOLATE}"
LONG = "ن" * 1_500
RUNS = re.compile(r'\son\w+=|=["\']?\s*(?:javascript|data):')
"""An attribute that a browser would run."""


DOUBTED = (
    f'{EVIL} وتضيف: "{EVIL} أردت أن أقول إن المسار مستمر {ATTRIBUTE}".',
    f"{EVIL} وذلك عقب مطالبة موسكو بوقف إطلاق النار {EVIL} في البلاد.",
    f"وقال الوزير إنه سيسحب {EVIL} بلاده من الاتفاق {OVERRIDE}.",
)
"""Texts in which something is unsure."""


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
                *(Document(f"doubted {n}", text, EVIL, None, EVIL) for n, text in enumerate(DOUBTED)),
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
        assert not [tag for tag in tags if RUNS.search(unescape(tag))], path


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_runs_in_review(attacked: tuple[TestClient, Path], tmp_path: Path, language: str) -> None:
    where = tmp_path / "reviewed.db"
    copyfile(attacked[1], where)
    with Accounts.open(where) as accounts:
        accounts.make("reviewer", PASSWORD, "reviewer", by="test")
    with Record.open(where) as record:
        items = [item.id for item in Waiting(record).items(Asked())]
        said = views.statements(record, Asked(limit=4))
        keep.decide(record, "accept", said[0].id, who=EVIL, why=f"{EVIL}{ATTRIBUTE}{OVERRIDE}")
        keep.decide(record, "correct", said[1].id, who=ATTRIBUTE, why=LONG, value=("actors", said[2].actors[0]))
    assert len(items) >= len(DOUBTED)
    with TestClient(build(str(where))) as client:
        sign_in(client, "reviewer")
        paths = ["review/list", "review/decisions", *(f"review/correct/{s.id}" for s in said)]
        for path in (*paths, *(f"review?{urlencode({'at': key})}" for key in items)):
            answer = client.get(f"/{language}/{path}")
            assert answer.status_code == 200, path
            scripts = re.findall("<script[^>]*>", answer.text)
            assert [re.sub(r"/static/\w+/", "", tag) for tag in scripts] == ['<script src="review.js" defer>']
            tags = re.findall(r"<[a-z][^<>]*>", answer.text)
            assert not [tag for tag in tags if RUNS.search(unescape(tag))], path


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
