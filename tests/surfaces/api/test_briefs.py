"""The brief over the interface, in every format."""

from __future__ import annotations

import sys

import pytest
from fastapi.testclient import TestClient

from mahdar.surfaces.briefs import MEDIA_TYPES


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("form", "first"), [("html", b"<!doctype html>"), ("markdown", b"# "), ("docx", b"PK"), ("pdf", b"%PDF")]
)
def test_a_brief_is_written_in_the_format_asked_for(client: TestClient, lang: str, form: str, first: bytes) -> None:
    asked = {"track": "astana", "lang": lang, "format": form, "until": "2024-12-31"}
    answer = client.get("/api/v1/brief", params=asked)
    assert answer.status_code == 200
    assert answer.content.startswith(first)
    assert answer.headers["content-type"].partition(";")[0] == MEDIA_TYPES[form]
    assert client.get("/api/v1/brief", params=asked).content == answer.content


@pytest.mark.parametrize("asked", ["", "track=astana&format=odt", "track=astana&limit=0", "track=astana&actor=x"])
def test_what_is_no_brief_is_refused(client: TestClient, asked: str) -> None:
    assert client.get(f"/api/v1/brief?{asked}").status_code == 422


def test_without_its_extra_pdf_is_told_as_missing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = client.get("/api/v1/brief?track=gerd&format=pdf")
    assert answer.status_code == 501
    assert answer.json()["error"]["code"] == "missing-extra"
