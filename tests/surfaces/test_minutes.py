"""Minutes: parts told apart by brackets and by colour, lines that keep their columns on any terminal."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from arabic import texts
from mahdar.model import (
    Actor,
    Cue,
    Document,
    Evidence,
    Meeting,
    Pledge,
    RawOffset,
    Reading,
    Refusal,
    Span,
    Statement,
    TimeExpression,
)
from mahdar.surfaces.cli.marked import marked_text
from mahdar.surfaces.cli.minutes import minutes, plain_minutes
from mahdar.surfaces.cli.paint import Line, isolated, paint, plain
from mahdar.surfaces.cli.progress import Progress
from mahdar.surfaces.cli.summary import summary
from mahdar.surfaces.cli.wrap import columns, wrapped

TEXT = "قالت موسكو إن أنقرة أعلنت أمس أنها ستنسحب"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(RawOffset(start), RawOffset(start + len(words)))


@pytest.fixture
def reading() -> Reading:
    day = date(2023, 6, 20)
    return Reading(
        Document.of(TEXT, id="one", published=date(2023, 6, 21)),
        (Actor("state/ru", "state", (("ar", "روسيا"),), (), True, (at("موسكو"),)),),
        (
            Statement(
                "s1", ("state/ru",), at("موسكو"), Cue(at("قالت"), "قال"),
                Evidence((at("أنقرة أعلنت أمس أنها ستنسحب"),)), "assert", "partial", "r.one", held_at_distance=True,
            ),
            Statement("s2", (), None, Cue(at("أعلنت"), "أعلن"), Evidence((at("ستنسحب"),)), "announce", "none", "r.two"),
        ),
        (TimeExpression(at("أمس"), "DATE", "2023-06-20", "t", None, day, day, "relative"),),
        (
            Meeting(
                "m1", "astana", 20, "round", day, None, None, "أستانا", "held", Evidence((at("أنقرة"),)), "m",
                host="state/kz",
            ),
        ),
        (Pledge("p1", ("state/ru",), at("ستنسحب"), "broken", Evidence((at("ستنسحب"),)), "p", broken_by=("state/ru",)),),
        (),
        (Refusal(at("إن"), "statement", "source-not-resolved"),),
    )  # fmt: skip


def test_parts_inside_one_another_are_marked(reading: Reading) -> None:
    assert plain(marked_text(reading)) == "{قالت} [موسكو] إن ⟦أنقرة {أعلنت} أمس أنها ⟦ستنسحب⟧⟧\n"


def test_every_kind_of_finding_is_shown(reading: Reading) -> None:
    told = plain_minutes(reading)
    for words in (
        "who  روسيا", "nobody that the text names   (not named here)", "partly quoted, held at a distance",
        "astana 20", "2023-06-20..", "host state/kz", "2023-06-20", "not kept by", "source-not-resolved",
    ):  # fmt: skip
        assert words in told
    assert "\N{FIRST STRONG ISOLATE}" not in told


def test_a_terminal_gets_colours_and_isolates_and_a_file_gets_neither(reading: Reading) -> None:
    for terminal in (True, False):
        out = io.StringIO()
        paint(
            Console(file=out, force_terminal=terminal, width=100, color_system="standard" if terminal else "auto"),
            minutes(reading),
        )
        assert ("\x1b[" in out.getvalue()) == terminal
        assert ("\N{FIRST STRONG ISOLATE}" in out.getvalue()) == terminal


@pytest.mark.parametrize("words", ["موسكو", "  موسكو ", "round 20 of أستانا", "2023", "", "   "])
def test_isolates_are_closed_and_change_no_word(words: str) -> None:
    put = isolated(words)
    assert put.replace("\N{FIRST STRONG ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "") == words
    assert put.count("\N{FIRST STRONG ISOLATE}") == put.count("\N{POP DIRECTIONAL ISOLATE}")


@given(texts, st.integers(20, 60))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    line: Line = (("faint", "  who "), ("source", text.replace("\n", " ")))
    parts = wrapped(line, width)
    assert "".join(plain(parts).split()) == "".join(plain([line]).split())
    longest = max((columns(word) for word in text.split()), default=0)
    assert all(columns(plain([part]).rstrip("\n")) <= max(width, longest + 6) for part in parts)


def test_the_summary_counts_rounds_over_reports(reading: Reading) -> None:
    told = plain(summary([reading, reading]))
    assert "2 reports" in told
    assert "astana 20" in told
    assert "2 broken" in told


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress.count(1000)
        progress.say("a trouble")
    assert capsys.readouterr().err == "a trouble\n"


def test_progress_moves_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    with Progress() as progress:
        progress.count(10)
        assert progress._bar is None, "a bar for a handful would only flicker"
        progress.count(100)
        assert progress._bar is not None
        progress.say("a trouble")
    assert "a trouble" in capsys.readouterr().err
