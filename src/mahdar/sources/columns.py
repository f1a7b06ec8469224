"""Which column of a table holds which field of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mahdar.errors import BadSetting, UnreadableInput
from mahdar.model import Document
from mahdar.sources.record import document_of
from mahdar.sources.trouble import Trouble

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text",), "title": ("title",), "published": ("published", "date"), "outlet": ("outlet",),
    "url": ("url",), "id": ("id",), "lang": ("lang", "language"),
}  # fmt: skip
"""The fields of a report, and the columns in which they stand where nobody names others."""

_EXAMPLE = "--columns text=body,title=headline names them."
_ARABIC = ("ar", "ara", "arabic")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that somebody named, by field; a field that was not named stands under its own name."""

    named: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, told: str) -> Columns:
        """The columns as an option tells them; raises `BadSetting`.

        >>> Columns.of("text=body, published=day").named
        {'text': 'body', 'published': 'day'}
        """
        named: dict[str, str] = {}
        for pair in told.split(","):
            key, equals, column = (part.strip() for part in pair.partition("="))
            if not (equals and column) or key not in FIELDS or key in named:
                reason = "twice" if key in named else f"not one of {', '.join(FIELDS)} with = and a column"
                raise BadSetting(f"--columns: «{pair.strip()}» is {reason}.", f"Write {_EXAMPLE}")
            named[key] = column
        return cls(named)

    def placed(self, header: Sequence[str]) -> dict[str, int]:
        """Where each field stands in a table with this header; raises `UnreadableInput` that says what there is.

        >>> Columns.of("text=Body").placed(["date", "body"])
        {'text': 1, 'published': 0}
        """
        there = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
        places: dict[str, int] = {}
        for key, usual in FIELDS.items():
            wanted = (self.named[key],) if key in self.named else usual
            found = next((there[name.casefold()] for name in wanted if name.casefold() in there), None)
            if found is not None:
                places[key] = found
            elif key in self.named or key == "text":
                raise UnreadableInput(f"it has no column «{wanted[0]}»; it has {_listed(header)}.", _EXAMPLE)
        return places


def _listed(header: Sequence[str]) -> str:
    """The first columns of a table in words."""
    names = [f"«{name.strip()[:40]}»" for name in header[:20]]
    return ", ".join(names) + (f" and {len(header) - 20} more" if len(header) > 20 else "")


def document_of_row(cells: Mapping[str, object], where: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of one row, its cells by field; a row that says that it is in another language is told."""
    record = {("date" if key == "published" else key): None if cell == "" else cell for key, cell in cells.items()}
    language = str(record.pop("lang", None) or "ar").strip().casefold()
    if language.replace("_", "-").partition("-")[0] not in _ARABIC:
        sentence = f"it is not in Arabic but in «{language[:20]}»."
        yield Trouble(where, "unknown-language", sentence, "Mahdar reads Arabic; it is skipped.")
        return
    yield from document_of(record, where, published)
