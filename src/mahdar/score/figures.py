"""Figures from counts: precision, recall and F1 by kind, and the shares of what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from mahdar.score.measure import Counts


class Figure(TypedDict):
    """Precision, recall, F1 and the numbers behind them."""

    p: float
    r: float
    f1: float
    right: int
    gold: int
    pred: int


Report = dict[str, "int | Figure | dict[str, float]"]

_F1_ROWS = (
    ("statements", "statements", "source"),
    ("statement content", "statements", "found"),
    ("times", "times", "value"),
    ("time spans strict", "times", "strict"),
    ("time spans relaxed", "times", "relaxed"),
    ("meetings", "meetings", "found"),
    ("pledges", "pledges", "found"),
)
"""Name of the row, kind, and the aspect that counts as right."""

_SHARE_ROWS = {
    "statement content": ("of found statements", "statements", {
        "content >= 0.9": "tight", "source": "source", "cue": "cue", "act": "act", "quoted": "quoted"}),
    "meetings": ("of found meetings", "meetings", {"days": "days", "place": "place", "status": "status"}),
    "pledges": ("of found pledges", "pledges", {"by": "by", "status": "status"}),
}  # fmt: skip
"""After which row, name of the row, kind, and its aspects."""


def report_of(counts: Counts) -> Report:
    """The figures as one dict, rows in a fixed order.

    >>> report_of(Counts(documents=2))["statements"]["f1"]
    0.0
    """
    rows: Report = {"documents": counts.documents, "read": counts.read}
    for name, kind, aspect in _F1_ROWS:
        numbers = counts.numbers
        rows[name] = figure(numbers[kind, aspect], numbers[kind, "gold"], numbers[kind, "read"])
        if name in _SHARE_ROWS:
            title, kind, aspects = _SHARE_ROWS[name]
            found = numbers[kind, "found"]
            rows[title] = {told: numbers[kind, key] / found if found else 0.0 for told, key in aspects.items()}
    return rows


def figure(right: int, gold: int, pred: int) -> Figure:
    """Precision, recall and F1 of so many right ones.

    >>> figure(1, 2, 1)["f1"]
    0.6666666666666666
    """
    p = right / pred if pred else 0.0
    r = right / gold if gold else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "right": right, "gold": gold, "pred": pred}


def f1_of(report: Report) -> Mapping[str, float]:
    """The F1 of every row that has one."""
    return {name: row["f1"] for name, row in report.items() if isinstance(row, dict) and "f1" in row}


def table(report: Report) -> list[str]:
    """The figures as lines of text."""
    lines = [f"{report['read']} of {report['documents']} documents read"]
    for name, row in report.items():
        if not isinstance(row, dict):
            continue
        if "f1" in row:
            numbers = f"({row['right']} right, {row['gold']} gold, {row['pred']} read)"
            lines.append(f"{name:22} F1 {row['f1']:.3f}   P {row['p']:.3f}   R {row['r']:.3f}   {numbers}")
        else:
            lines.append(f"{name:22} " + "   ".join(f"{key} {value:.3f}" for key, value in row.items()))
    return lines
