"""One tree of errors: each has a code, one sentence, and what to try next.

>>> print(MissingFile("report.txt"))
report.txt is not there. Check the path and its spelling.
"""

from __future__ import annotations

from typing import ClassVar


class MahdarError(Exception):
    """Something the user can mend: `sentence` says what is wrong, `next_step` what to do about it."""

    code: ClassVar[str] = "mahdar"

    def __init__(self, sentence: str, next_step: str = "") -> None:
        self.sentence = sentence
        self.next_step = next_step
        super().__init__(f"{sentence} {next_step}".strip())


class MissingFile(MahdarError):
    """An input that is not there."""

    code = "missing-file"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not there.", "Check the path and its spelling.")


class UnreadableInput(MahdarError):
    """An input that is there and cannot be read as a report."""

    code = "unreadable-input"


class BadSetting(MahdarError):
    """An option, a date or a language that Mahdar does not know."""

    code = "bad-setting"


class PackError(MahdarError):
    """A mistake in a pack; `file` and `line` say where it stands."""

    code = "pack"

    def __init__(self, sentence: str, *, file: str, line: int, next_step: str = "") -> None:
        self.file = file
        self.line = line
        super().__init__(f"{file}:{line}: {sentence}", next_step or "Mend that line and run the command again.")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_pack_error, (self.sentence, self.next_step, self.file, self.line))


class EvidenceError(MahdarError):
    """A finding was built without words of the text to show for it: a mistake in a stage, never in the input."""

    code = "evidence"


class WorkerStopped(MahdarError):
    """A worker process ended before its work did."""

    code = "worker-stopped"


def _rebuild_pack_error(sentence: str, next_step: str, file: str, line: int) -> PackError:
    prefix = f"{file}:{line}: "
    return PackError(sentence.removeprefix(prefix), file=file, line=line, next_step=next_step)
