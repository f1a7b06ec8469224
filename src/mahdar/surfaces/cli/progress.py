"""How far a run is, on standard error, where somebody is looking."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

import click

_SHOWN_FROM = 50
"""Documents before a bar appears: fewer are done before an eye has found it."""


class Progress:
    """A count that moves on a terminal and keeps silent elsewhere; rich is loaded only when it moves."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._watched = sys.stderr.isatty() and not sys.stdout.isatty()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def count(self, documents: int) -> None:
        """Show that so many documents are read."""
        if self._watched and self._bar is None and documents >= _SHOWN_FROM:
            self._begin()
        if self._bar is not None:
            rate = documents / max(time.monotonic() - self._begun, 0.001)
            self._bar.update(self._task, description=f"{documents} documents, {rate:.0f} a second")

    def say(self, line: str) -> None:
        """Write a line to standard error, above the bar where there is one."""
        if self._bar is None:
            click.echo(line, err=True)
        else:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _begin(self) -> None:
        """Put the bar up."""
        from rich.console import Console
        from rich.progress import Progress as Bar
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("reading", total=None)
        self._bar.start()
