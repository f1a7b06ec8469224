"""Review in the browser: the queue, each decision stored at once, many together, and who decided what."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.accounts import Accounts
from mahdar.model import Document
from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.surfaces.web import build
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked, Waiting
from mahdar.views.unsure import DOUBTS
from signing import sign_in, token

BOTH = pytest.mark.parametrize("language", ["ar", "en"])
SPELLINGS = ("سيرغي لافرينوفيتش", "سيرغي لافرنوفيتش")


@pytest.fixture
def reviewed(asked: TestClient) -> TestClient:
    """The pages for somebody who may decide."""
    assert sign_in(asked, "reviewer").status_code == 303
    return asked


def waiting(where: str, doubt: Any = None) -> list[str]:
    """The ids of what waits, in the order of the queue."""
    with Record.open(where) as record:
        return [item.id for item in Waiting(record).items(Asked(), doubt)]


def decisions(where: str) -> list[dict[str, Any]]:
    with Record.open(where) as record:
        return keep.decisions(record)


def form_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to an address."""
    form = re.search(rf'<form[^>]*action="[^"]*{action}[^"]*".*?</form>', page, re.S)
    assert form
    return {n: unescape(v) for n, v in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])}


def chosen(client: TestClient, page: str, kind: str) -> Any:
    """The answer to a button on a page of the queue."""
    return client.post("/en/review/decide", data=form_of(page, "/review/decide") | {"kind": kind, "why": "so it is"})


def followed(client: TestClient, answer: Any) -> str:
    """The page that an answer leads to."""
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    return page.text


@BOTH
def test_the_queue_shows_one_thing_with_its_words_and_goes_through_all(
    reviewed: TestClient, mine: str, language: str
) -> None:
    ids, at, seen = waiting(mine), f"/{language}/review", []
    assert len(ids) > 3
    for _ in ids:
        page = reviewed.get(at).text
        seen.append(form_of(page, "/review/decide")["target"])
        assert "<blockquote" in page or 'class="report"' in page
        assert re.search(r'<script src="/static/\w+/review.js" defer></script>', page)
        onwards = re.search(r'rel="next" data-key="n" href="([^"]+)"', page)
        assert onwards
        at = unescape(onwards[1])
    assert seen == ids
    assert form_of(reviewed.get(at).text, "/review/decide")["target"] == ids[0]


def test_each_decision_is_stored_at_once_and_the_next_comes(reviewed: TestClient, mine: str) -> None:
    doubt = next(d for d in DOUBTS if d != "spelling" and len(waiting(mine, d)) > 1)
    first, second, *_ = waiting(mine, doubt)
    page = followed(reviewed, chosen(reviewed, reviewed.get(f"/en/review?doubt={doubt}").text, "accept"))
    assert form_of(page, "/review/decide")["target"] == second
    (row,) = decisions(mine)
    assert (row["kind"], row["target"], row["who"], row["why"]) == ("accept", first, "reviewer", "so it is")
    assert first not in waiting(mine)
    page = followed(reviewed, reviewed.post("/en/review/undo", data=form_of(page, "/review/undo")))
    assert form_of(page, "/review/decide")["target"] == first
    assert decisions(mine)[0]["undone"]
    with Accounts.open(mine) as accounts:
        assert [event.what for event in accounts.log()][:2] == ["undid", "decided"]


def test_what_was_rejected_is_gone_and_can_be_seen_in_the_list(reviewed: TestClient, mine: str) -> None:
    doubt = next(d for d in ("unnamed", "far-speaker") if waiting(mine, d))
    (key, *_) = waiting(mine, doubt)
    assert reviewed.get(f"/en/statement/{key}").status_code == 200
    followed(reviewed, chosen(reviewed, reviewed.get(f"/en/review?at={key}").text, "reject"))
    assert reviewed.get(f"/en/statement/{key}").status_code == 404
    listed = reviewed.get(f"/en/review/decisions?target={key}").text
    assert listed.count('name="number"') == 1
    assert "so it is" in listed
    assert reviewed.get(f"/en/review/correct/{key}").status_code == 200


@BOTH
def test_putting_aside_is_no_decision_and_can_be_brought_back(reviewed: TestClient, mine: str, language: str) -> None:
    ids = waiting(mine)
    page = followed(reviewed, chosen(reviewed, reviewed.get(f"/{language}/review").text, "aside"))
    assert form_of(page, "/review/decide")["target"] == ids[1]
    assert decisions(mine) == []
    aside = reviewed.get(f"/{language}/review?aside=1").text
    assert form_of(aside, "/review/decide")["target"] == ids[0]
    page = followed(reviewed, reviewed.post("/en/review/bring-back", data=form_of(aside, "/review/bring-back")))
    assert form_of(page, "/review/decide")["target"] == ids[0]


def test_what_one_puts_aside_others_still_see(reviewed: TestClient, mine: str) -> None:
    chosen(reviewed, reviewed.get("/en/review").text, "aside")
    with TestClient(build(mine), follow_redirects=False) as other:
        sign_in(other, "admin")
        assert form_of(other.get("/en/review").text, "/review/decide")["target"] == waiting(mine)[0]


def test_many_are_decided_upon_together(reviewed: TestClient, mine: str) -> None:
    doubt = next(d for d in ("unnamed", "meeting", "pledge", "far-speaker") if len(waiting(mine, d)) > 1)
    page = reviewed.get(f"/en/review/list?doubt={doubt}").text
    targets = re.findall(r'name="target" value="([^"]+)"', page)
    assert targets == waiting(mine, doubt)[:50]
    fields = form_of(page, "/review/decide") | {"kind": "reject", "why": "all of them"}
    answer = reviewed.post("/en/review/decide", data=fields | {"target": targets[:2]})  # type: ignore[dict-item]
    assert answer.headers["location"] == f"/en/review/list?doubt={doubt}"
    assert [(row["kind"], row["target"]) for row in decisions(mine)] == [("reject", key) for key in targets[:2]]
    listed = reviewed.get("/en/review/decisions").text
    numbers = re.findall(r'name="number" value="(\d+)"', listed)
    assert len(numbers) == 2
    fields = form_of(listed, "/review/undo") | {"number": numbers}  # type: ignore[dict-item]
    assert reviewed.post("/en/review/undo", data=fields).status_code == 303
    assert all(row["undone"] for row in decisions(mine))


def test_many_are_decided_upon_all_or_none(reviewed: TestClient, mine: str) -> None:
    page, (key, *_) = reviewed.get("/en/review").text, waiting(mine, "meeting")
    fields = form_of(page, "/review/decide") | {"kind": "reject", "target": [key, "nothing"]}
    assert reviewed.post("/en/review/decide", data=fields).status_code == 404
    assert decisions(mine) == []
    listed = {"csrf": fields["csrf"], "number": ["1", "99"]}
    assert reviewed.post("/en/review/undo", data=listed).status_code == 404


def test_all_of_one_doubt_are_decided_upon_without_seeing_each(
    reviewed: TestClient, mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mahdar.surfaces.web.review.AT_ONCE", 2)
    doubt = next(d for d in ("meeting", "pledge", "far-speaker") if len(waiting(mine, d)) > 2)
    every = waiting(mine, doubt)
    assert 'name="beyond"' not in reviewed.get("/en/review/list").text
    page = reviewed.get(f"/en/review/list?doubt={doubt}").text
    assert len(re.findall(r'name="target" value="([^"]+)"', page)) == 2
    beyond = re.search(r'name="beyond" value="(\d+)"', page)
    assert beyond
    fields = form_of(page, "/review/decide") | {"kind": "reject", "beyond": beyond[1], "doubt": doubt}
    for wrong in ({"beyond": "1"}, {"beyond": "all"}, {"doubt": ""}):
        answer = reviewed.post("/en/review/decide", data=fields | wrong)
        assert answer.status_code == 409
        assert screen("en")("faults", "changed", "title") in answer.text
    assert reviewed.post("/en/review/decide", data=fields | {"doubt": "x"}).status_code == 422
    assert decisions(mine) == []
    assert reviewed.post("/en/review/decide", data=fields).status_code == 303
    assert [row["target"] for row in decisions(mine)] == every
    assert waiting(mine, doubt) == []


@pytest.fixture
def spelt(mine: str) -> str:
    """The record with one person in two spellings."""
    told = "وقال {} إن الجولة العشرين من محادثات أستانا ستعقد في حزيران."
    with Record.open(mine) as record:
        add([Document.of(told.format(name), id=f"x{n}") for n, name in enumerate(SPELLINGS)], record)
    return mine


@pytest.mark.parametrize(("kind", "stored"), [("merge", ["merge"]), ("merge-back", ["merge"]), ("split", ["split"])])
def test_two_spellings_are_one_person_or_two(spelt: str, reviewed: TestClient, kind: str, stored: list[str]) -> None:
    (key, *_) = [i for i in waiting(spelt, "spelling") if "لافر" in i]
    one, other = key.split("~")
    page = reviewed.get("/en/review", params={"at": key}).text
    assert all(name in page for name in SPELLINGS)
    page = followed(reviewed, chosen(reviewed, page, kind))
    (row,) = decisions(spelt)
    assert [row["kind"]] == stored
    assert (row["target"], row["value"]) == {
        "merge": (other, one), "merge-back": (one, other), "split": (other, one),
    }[kind]  # fmt: skip
    assert key not in waiting(spelt)
    followed(reviewed, reviewed.post("/en/review/undo", data=form_of(page, "/review/undo")))
    assert key in waiting(spelt)


def test_the_queue_narrows_to_a_track_and_an_outlet(reviewed: TestClient, mine: str) -> None:
    with Record.open(mine) as record:
        queue = Waiting(record)
        every = queue.items(Asked())
        outlet = next(item.outlet for item in every if item.outlet)
        narrowed = [queue.items(Asked(track="astana")), queue.items(Asked(outlet=outlet))]
        on_track = {d.id for d in views.documents(record, Asked(track="astana", limit=1000))}
    for items in narrowed:
        assert 0 < len(items) < len(every)
    assert {item.document for item in narrowed[0] if item.document} <= on_track
    assert {item.outlet for item in narrowed[1]} == {outlet}
    page = reviewed.get("/en/review", params={"outlet": outlet, "track": "", "doubt": ""}).text
    assert form_of(page, "/review/decide")["target"] == narrowed[1][0].id
    assert screen("ar")("nothing-unsure") in reviewed.get("/ar/review?outlet=nobody").text


def test_what_is_doubted_follows_the_documents(mine: str) -> None:
    with Record.open(mine) as record:
        queue = Waiting(record)
        before = queue.items(Asked())
        document = next(item.document for item in before if item.document)
        keep.retract(record, document, really=True)
        assert {item.document for item in queue.items(Asked())} == {i.document for i in before} - {document}


@BOTH
def test_a_finding_is_corrected_field_by_field(reviewed: TestClient, mine: str, language: str) -> None:
    (key, *_) = waiting(mine, "unnamed") or waiting(mine, "far-speaker")
    at = f"/{language}/review/correct/{key}"
    page = reviewed.get(at).text
    shown = re.findall(r'name="shown" value="(\w+)"', page)
    assert shown == ["act", "actors", "topics", "said", "negated"]
    fields: dict[str, Any] = form_of(page, "/review/correct/") | {
        "shown": shown, "act": "deny", "actors-more": "state/ru، روسيا", "topics": ["ceasefire"], "said": "2023-06-20",
        "negated": "yes", "why": "read again",
    }  # fmt: skip
    assert reviewed.post(at, data=fields).status_code == 303
    with Record.open(mine) as record:
        values = views.finding(record, key).values
    assert values == {
        "act": "deny", "actors": ["state/ru"], "topics": ["ceasefire"], "said": "2023-06-20", "negated": "yes",
    }  # fmt: skip
    assert {row["why"] for row in decisions(mine)} == {"read again"}
    made = len(decisions(mine))
    page = reviewed.get(at).text
    again = form_of(page, "/review/correct/") | {"shown": shown} | {
        k: v for k, v in fields.items() if k not in ("csrf", "next", "shown", "actors-more")
    } | {"actors": ["state/ru"]}  # fmt: skip
    assert reviewed.post(at, data=again).status_code == 303
    assert len(decisions(mine)) == made
    listed = reviewed.get(f"/{language}/review/decisions?target={key}").text
    assert screen(language)("acts", "deny") in listed  # type: ignore[arg-type]
    assert listed.count("<tr>") == made + 1


def test_leaving_a_correction_leads_back_and_storing_one_leads_on(reviewed: TestClient, mine: str) -> None:
    first, second, *_ = waiting(mine, "meeting")
    page = reviewed.get("/en/review?doubt=meeting").text
    link = re.search(r'data-key="c" href="([^"]+)"', page)
    assert link
    page = reviewed.get(unescape(link[1])).text
    left = re.search(r'href="([^"]+)" data-key="escape"', page)
    assert left
    assert unescape(left[1]) == f"/en/review?doubt=meeting&at={first}"
    assert form_of(page, "/review/correct/")["next"] == f"/en/review?doubt=meeting&at={second}"
    wrong = form_of(page, "/review/correct/") | {"shown": "status", "status": "burn"}
    assert left[0] in reviewed.post(f"/en/review/correct/{first}", data=wrong).text


@pytest.mark.parametrize("given", [{"actors-more": "nobody/here"}, {"actors-more": "لا أحد بهذا"}, {"act": "burn"}])
def test_a_correction_that_cannot_be_says_so_and_stores_nothing(
    reviewed: TestClient, mine: str, given: dict[str, str]
) -> None:
    (key, *_) = waiting(mine, "unnamed") or waiting(mine, "far-speaker")
    at = f"/ar/review/correct/{key}"
    fields: dict[str, Any] = form_of(reviewed.get(at).text, "/review/correct/")
    fields |= {"shown": ["actors" if "actors-more" in given else "act"]} | given
    answer = reviewed.post(at, data=fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert decisions(mine) == []


@pytest.mark.parametrize("kind", ["meeting", "pledge"])
def test_meetings_and_pledges_are_corrected(reviewed: TestClient, mine: str, kind: str) -> None:
    with Record.open(mine) as record:
        rows = views.rounds(record, Asked(limit=1)) if kind == "meeting" else views.pledges(record, Asked(limit=1))
        key = rows[0].cites[0].finding
    at = f"/en/review/correct/{key}"
    page = reviewed.get(at).text
    fields: dict[str, Any] = form_of(page, "/review/correct/")
    fields |= {"shown": ["earliest", "latest", "topics"], "earliest": "2020-02-03", "latest": "", "topics": []}
    assert reviewed.post(at, data=fields).status_code == 303
    with Record.open(mine) as record:
        values = views.finding(record, key).values
    assert (values["earliest"], values["latest"], values["topics"]) == ("2020-02-03", "", [])


@pytest.mark.parametrize("kind", ["statement", "round", "pledge", "conflict"])
def test_pages_of_findings_decide_for_those_who_may(asked: TestClient, mine: str, kind: str) -> None:
    with Record.open(mine) as record:
        ask: Any = {
            "statement": views.statements, "round": views.rounds, "pledge": views.pledges, "conflict": views.conflicts,
        }  # fmt: skip
        key = ask[kind](record, Asked(limit=1))[0].id
    assert "/review/" not in asked.get(f"/en/{kind}/{key}").text
    sign_in(asked, "reader")
    assert "/review/decide" not in asked.get(f"/en/{kind}/{key}").text
    with TestClient(build(mine), follow_redirects=False) as client:
        sign_in(client, "reviewer")
        page = client.get(f"/en/{kind}/{key}").text
        accepted = form_of(page, "/review/decide") | {"kind": "accept"}
        assert client.post("/en/review/decide", data=accepted).headers["location"] == f"/en/{kind}/{key}"
        listed = followed(client, client.post("/en/review/decide", data=accepted | {"kind": "reject"}))
        assert f'value="{key}"' in listed
    assert [row["kind"] for row in decisions(mine)] == ["accept", "reject"]


@pytest.mark.parametrize("path", ["review", "review/list", "review/correct/x"])
def test_only_reviewers_review(asked: TestClient, path: str) -> None:
    answer = asked.get(f"/en/{path}")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/en/sign-in?next=%2Fen%2F{path.replace('/', '%2F')}",
    )
    sign_in(asked, "reader")
    answer = asked.get(f"/en/{path}")
    assert answer.status_code == 403
    assert screen("en")("faults", "not-allowed", "title") in answer.text


def test_everybody_who_reads_sees_who_decided_what(asked: TestClient, mine: str) -> None:
    with Record.open(mine) as record:
        key = views.statements(record, Asked(limit=1))[0].id
        keep.decide(record, "accept", key, who="salma", why="<b>so</b>")
    page = asked.get("/en/review/decisions?who=salma&kind=accept").text
    assert "<bdi>salma</bdi>" in page
    assert "&lt;b&gt;so" in page
    assert 'name="number"' not in page
    assert screen("en")("no-decisions") in asked.get("/en/review/decisions?who=nobody").text


@pytest.mark.parametrize("path", ["decide", "undo", "bring-back", "correct/x"])
def test_no_other_page_decides_in_somebodys_name(reviewed: TestClient, mine: str, path: str) -> None:
    (key, *_) = waiting(mine)
    csrf = token(reviewed.get("/en/review").text)
    fields = {"kind": "reject", "target": key, "number": "1"}
    for given, headers in (
        ({}, {}), ({"csrf": "x"}, {}), ({"csrf": csrf}, {"sec-fetch-site": "cross-site"}),
        ({"csrf": csrf}, {"sec-fetch-site": "same-site"}),
    ):  # fmt: skip
        answer = reviewed.post(f"/en/review/{path}", data=fields | given, headers=headers)
        assert answer.status_code == 403
        assert screen("en")("faults", "forged", "title") in answer.text
    assert decisions(mine) == []


def test_a_session_that_ended_loses_nothing(reviewed: TestClient, mine: str) -> None:
    page = reviewed.get("/ar/review").text
    chosen(reviewed, page, "aside")
    with Accounts.open(mine) as accounts:
        accounts.shut("reviewer", by="test")
    answer = reviewed.post("/ar/review/decide", data=form_of(page, "/review/decide") | {"kind": "aside"})
    assert answer.status_code == 401
    assert screen("ar")("faults", "sign-in-needed", "title") in answer.text
    assert "/ar/sign-in" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "burn"}, {"kind": ""}, {"kind": "correct"}, {"kind": "merge"}, {"target": ""}, {"target": "a\0"},
        {"target": "x" * 401}, {"target": "a~b", "kind": "accept"}, {"why": "x" * 2001}, {"why": "\0"},
    ],
    ids=lambda wrong: str(wrong)[:30],
)  # fmt: skip
def test_a_decision_that_makes_no_sense_is_refused(reviewed: TestClient, mine: str, wrong: dict[str, str]) -> None:
    fields = form_of(reviewed.get("/en/review").text, "/review/decide") | {"kind": "reject"}
    (fields["target"], *_) = waiting(mine, "meeting")
    assert reviewed.post("/en/review/decide", data=fields | wrong).status_code == 422
    assert decisions(mine) == []


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "٣"])
def test_undoing_what_is_no_decision_is_refused(reviewed: TestClient, number: str) -> None:
    csrf = token(reviewed.get("/en/review").text)
    assert reviewed.post("/en/review/undo", data={"csrf": csrf, "number": number}).status_code == 422


@pytest.mark.parametrize("asked_for", ["doubt=x", "page=0", "at=%00", "track=a%00", "aside=maybe"])
def test_a_queue_that_makes_no_sense_is_told(reviewed: TestClient, asked_for: str) -> None:
    assert reviewed.get(f"/en/review?{asked_for}").status_code == 422


@BOTH
def test_an_empty_record_has_nothing_to_review(tmp_path: Path, mine: str, language: str) -> None:
    where = tmp_path / "empty.db"
    Record.open(where).close()
    with Accounts.open(where) as accounts:
        accounts.make("reviewer", "four words in a row", "reviewer", by="test")
    with TestClient(build(str(where)), follow_redirects=False) as client:
        sign_in(client, "reviewer")
        for path in ("review", "review/list"):
            page = client.get(f"/{language}/{path}")
            assert page.status_code == 200
            assert screen(language)("nothing-unsure") in page.text  # type: ignore[arg-type]
        assert screen(language)("no-decisions") in client.get(f"/{language}/review/decisions").text  # type: ignore[arg-type]
