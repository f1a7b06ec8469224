"""The cold start: one report read by a new process, what was compiled before at hand."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.row import Row, seconds

GOAL = 0.5
_TEXT = "أعلنت الوزارة أن الجولة المقبلة من المحادثات ستعقد الشهر المقبل."


def cold_start() -> Row:
    """The fastest of five starts, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(_TEXT, "utf-8")
        program = [sys.executable, "-c", "from mahdar.surfaces.cli.main import main; main()"]
        command = [*program, "read", str(report), "--format", "jsonl"]
        times = [seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(6)]
    best = min(times[1:])
    return Row("cold mahdar read of one report", best, "s", f"< {GOAL}", met=best < GOAL)
