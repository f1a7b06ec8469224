"""One measurement and the table of all."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """What was measured: a value with its unit, the goal where there is one, and a remark."""

    name: str
    value: float | None
    unit: str
    goal: str = ""
    remark: str = ""
    met: bool | None = None
    more: dict[str, float] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, object]:
        """The row for JSON."""
        kept = {"name": self.name, "value": self.value, "unit": self.unit, "goal": self.goal, "met": self.met}
        return {**kept, "remark": self.remark, **self.more}


HEADING = f"{'':44} {'measured':>12}  {'':12} {'times ours':>10}  goal"


def printed(row: Row, base: float | None) -> str:
    """The row as a line of the table; rates are set against `base`, the whole reading by one process."""
    value = "not measured" if row.value is None else f"{row.value:,.2f}" if row.value < 10 else f"{row.value:,.0f}"
    ratio = f"{row.value / base:.2f}" if base and row.value and row.unit == "reports/s" else ""
    verdict = {None: "", True: "  met", False: "  NOT MET"}[row.met]
    return f"{row.name:44} {value:>12}  {row.unit:12} {ratio:>10}  {row.goal}{verdict}  {row.remark}".rstrip()


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def best_rate(work: Callable[[], object], count: int, rounds: int = 3) -> float:
    """Pieces per second in the fastest of several rounds: the others were disturbed."""
    return count / min(seconds(work) for _ in range(rounds))
