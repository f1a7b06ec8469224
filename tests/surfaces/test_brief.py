"""The brief: every line leads to its sentence, in both languages; what a document holds is text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.cli.main import run

PACKS = Path(__file__).parents[2] / "src" / "mahdar" / "packs"


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("brief") / "talks.db")
    assert run(["add", *dossier_reports(), "--record", path]) == 0
    return path


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_every_footnote_leads_to_a_sentence(where: str, tmp_path: Path, lang: str, direction: str) -> None:
    out = tmp_path / "brief.html"
    assert run(["brief", "--track", "astana", "--lang", lang, "--record", where, "--output", str(out)]) == 0
    page = out.read_text("utf-8")
    assert f'<html lang="{lang}" dir="{direction}">' in page
    marks, notes = set(re.findall(r'href="#(n\d+)"', page)), set(re.findall(r'<li id="(n\d+)">', page))
    assert marks == notes != set()
    assert "http" not in page


def test_markup_in_a_document_is_shown_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "bad.txt"
    report.write_text("قالت روسيا إن الجولة العشرين من محادثات أستانا <script>alert(1)</script> ناجحة.", "utf-8")
    record = str(tmp_path / "bad.db")
    assert run(["add", str(report), "--record", record]) == 0
    assert run(["brief", "--track", "astana", "--record", record]) == 0
    out = capsys.readouterr().out
    assert "&lt;script&gt;" in out
    assert "<script>" not in out


def test_the_words_of_the_screen_have_the_same_keys_in_every_language() -> None:
    found = [set(yaml.safe_load(f.read_text("utf-8"))) for f in sorted(PACKS.glob("*/screen.yaml"))]
    assert len(found) == 2
    assert found[0] == found[1]
