"""The measure: how much of the gold is found, how much of what is found is right.

The same rules for every kind: gold and findings are paired one to one, the most alike first. A statement is
right when its content overlaps by half and one name of its source is right; a time when it touches and its
value or days are right; a meeting when track and number or days agree; a pledge when a third of it overlaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from mahdar.model.shapes import ReadingJson, StatementJson, TimeJson
from mahdar.score.gold import Gold, GoldStatement, GoldTime, Pair, filled_reading
from mahdar.score.likeness import fold_name, fold_names, matched, meetings_alike, names_of, of_pairs, of_spans, overlap

STATEMENT_LEAST, TIGHT, TIME_LEAST, MEETING_LEAST, PLEDGE_LEAST = 0.5, 0.9, 0.01, 0.5, 0.3
"""Least likeness of a pair, by kind; `TIGHT` is that of a content told to the word. The annotation guide sets them."""


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that a reading has wrong: `words` of the document, and what was `wanted` or `told` of them."""

    document: str
    kind: str
    words: str
    wanted: str = ""
    told: str = ""

    def __str__(self) -> str:
        return " | ".join(part for part in (self.document, self.kind, self.words, self.wanted, self.told) if part)


@dataclass(slots=True)
class Counts:
    """What was counted over the documents: `(kind, aspect)` to a number, and the errors in reading order."""

    documents: int = 0
    read: int = 0
    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)

    def count(self, kind: str, **aspects: int) -> None:
        """Add to the numbers of a kind."""
        for aspect, number in aspects.items():
            self.numbers[kind, aspect] += number


@dataclass(frozen=True, slots=True)
class _Pairing:
    """One document's gold beside its reading."""

    gold: Gold
    reading: ReadingJson
    counts: Counts

    @property
    def text(self) -> str:
        return self.reading["document"]["text"] or self.gold["text"] or ""

    def err(self, kind: str, words: str, wanted: str = "", told: str = "") -> None:
        """Note an error."""
        self.counts.errors.append(Error(self.gold["id"], kind, _line(words), _line(wanted), _line(told)))


def measure(gold: Mapping[str, Gold], readings: Mapping[str, ReadingJson]) -> Counts:
    """Compare every gold document with its reading; one that was not read counts as all missed."""
    counts = Counts(documents=len(gold))
    for id, annotated in gold.items():
        counts.read += id in readings
        pairing = _Pairing(annotated, readings.get(id) or filled_reading({}), counts)
        for compare in (_statements, _times, _meetings, _pledges):
            compare(pairing)
    return counts


def _statements(pairing: _Pairing) -> None:
    """Compare the statements."""
    gold, found = pairing.gold["statements"], pairing.reading["statements"]
    pairs = matched(gold, found, _contents_alike, STATEMENT_LEAST)
    pairing.counts.count("statements", gold=len(gold), read=len(found), found=len(pairs))
    for annotated, statement, likeness in pairs:
        _statement(pairing, annotated, statement, likeness)
    paired = {id(g) for g, _, _ in pairs} | {id(p) for _, p, _ in pairs}
    for annotated in gold:
        if id(annotated) not in paired:
            pairing.err("missed statement", _gold_words(pairing, annotated), _first(annotated["who"]))
    for statement in found:
        if id(statement) not in paired:
            pairing.err("extra statement", _found_words(pairing, statement), told=", ".join(statement["actors"]))


def _contents_alike(gold: GoldStatement, found: StatementJson) -> float:
    return overlap(of_pairs(gold["content"]), of_spans(found["content"]))


def _statement(pairing: _Pairing, gold: GoldStatement, found: StatementJson, likeness: float) -> None:
    """Compare two statements that belong together."""
    names = names_of(pairing.reading, found["actors"])
    right = bool(fold_names(gold["who"]) & names)
    pairing.counts.count(
        "statements",
        tight=likeness >= TIGHT,
        source=right,
        cue=_same_cue(gold, found),
        act=gold["act"] == found["act"],
        quoted=gold["quoted"] == found["quoted"],
    )
    if not right:
        told = ", ".join(sorted(names)[:2]) or "nobody"
        pairing.err("wrong source", _gold_words(pairing, gold), _first(gold["who"]), told)


def _same_cue(gold: GoldStatement, found: StatementJson) -> bool:
    """Whether the cues share a character, or the gold has none."""
    cue = gold["cue"]
    return cue is None or bool(of_pairs([cue]) & of_spans([found["cue"]]))


def _times(pairing: _Pairing) -> None:
    """Compare the times."""
    gold, found = pairing.gold["times"], pairing.reading["times"]
    pairs = matched(gold, found, _times_alike, TIME_LEAST)
    pairing.counts.count("times", gold=len(gold), read=len(found), relaxed=len(pairs))
    for annotated, time, likeness in pairs:
        right = _same_value(annotated, time)
        pairing.counts.count("times", strict=likeness == 1.0, value=right)
        if not right:
            pairing.err("wrong time", _words(pairing, annotated), annotated["value"], time["value"])
    paired = {id(g) for g, _, _ in pairs} | {id(p) for _, p, _ in pairs}
    for annotated in gold:
        if id(annotated) not in paired:
            pairing.err("missed time", _words(pairing, annotated), annotated["value"])
    for time in found:
        if id(time) not in paired:
            pairing.err("extra time", pairing.text[time["start"] : time["end"]], told=time["value"])


def _times_alike(gold: GoldTime, found: TimeJson) -> float:
    return overlap(of_pairs([gold["span"]]), of_spans([found]))


def _same_value(gold: GoldTime, found: TimeJson) -> bool:
    """Whether the values agree, or the days where the gold has any."""
    days = gold["earliest"], gold["latest"]
    same_days = bool(days[0]) and days == (found["earliest"], found["latest"])
    return gold["value"] == found["value"] or same_days


def _meetings(pairing: _Pairing) -> None:
    """Compare the meetings."""
    gold, found = pairing.gold["meetings"], pairing.reading["meetings"]
    pairs = matched(gold, found, meetings_alike, MEETING_LEAST)
    pairing.counts.count("meetings", gold=len(gold), read=len(found), found=len(pairs))
    for annotated, meeting, _ in pairs:
        days = (annotated["earliest"], annotated["latest"]) == (meeting["earliest"], meeting["latest"])
        place = meeting["place"]["name"] if meeting["place"] else None
        pairing.counts.count(
            "meetings",
            days=days,
            place=fold_name(annotated["place"] or "") == fold_name(place or ""),
            status=annotated["status"] == meeting["status"],
        )
    paired = {id(g) for g, _, _ in pairs} | {id(p) for _, p, _ in pairs}
    for kind, meetings in (("missed meeting", gold), ("extra meeting", found)):
        for told in meetings:
            if id(told) not in paired:
                pairing.err(kind, f"{told['track']} {told['number'] or ''} {told['earliest'] or ''}".strip())


def _pledges(pairing: _Pairing) -> None:
    """Compare the pledges."""
    gold, found = pairing.gold["pledges"], pairing.reading["pledges"]
    pairs = matched(gold, found, lambda g, p: overlap(of_pairs([g["what"]]), of_spans([p["what"]])), PLEDGE_LEAST)
    pairing.counts.count("pledges", gold=len(gold), read=len(found), found=len(pairs))
    for annotated, pledge, _ in pairs:
        by = bool(fold_names(annotated["by"]) & names_of(pairing.reading, pledge["by"]))
        pairing.counts.count("pledges", by=by, status=annotated["status"] == pledge["status"])
    paired = {id(g) for g, _, _ in pairs} | {id(p) for _, p, _ in pairs}
    for annotated in gold:
        if id(annotated) not in paired:
            pairing.err("missed pledge", _cut(pairing, annotated["what"]), _first(annotated["by"]))
    for pledge in found:
        if id(pledge) not in paired:
            what = pledge["what"]
            pairing.err("extra pledge", _cut(pairing, [what["start"], what["end"]]), told=", ".join(pledge["by"]))


def _gold_words(pairing: _Pairing, statement: GoldStatement) -> str:
    return _cut(pairing, statement["content"][0]) if statement["content"] else ""


def _found_words(pairing: _Pairing, statement: StatementJson) -> str:
    spans = statement["content"]
    return _cut(pairing, [spans[0]["start"], spans[0]["end"]]) if spans else ""


def _words(pairing: _Pairing, time: GoldTime) -> str:
    start, end = time["span"]
    return pairing.text[start:end]


def _cut(pairing: _Pairing, pair: Pair) -> str:
    """The first words of a stretch."""
    return pairing.text[pair[0] : min(pair[1], pair[0] + 80)]


def _first(names: list[str]) -> str:
    return names[0] if names else ""


def _line(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())
