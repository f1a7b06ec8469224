"""Reports made for the tests of the record."""

from __future__ import annotations

from datetime import date

from mahdar.model import Document


def report(
    key: str, body: str, *, published: str = "2023-06-21", title: str = "خبر", outlet: str = "صحيفة الواحة"
) -> Document:
    """A report of an outlet on a day."""
    return Document(key, f"{title}\n{body}", title, date.fromisoformat(published), outlet)


OPENING = report(
    "one", "انطلقت في أستانا اليوم الجولة العشرون من محادثات أستانا. وقال الوزير كانات توميش إن القمّة ناجحة."
)
CLOSING = report(
    "two",
    "اختتمت في أستانا أمس الجولة العشرون من محادثات أستانا. "
    "وأعلنت روسيا أن الجولة المقبلة ستعقد قبل نهاية السنة.",
    published="2023-06-22", outlet="وكالة السهل",
)  # fmt: skip
ENDING = report(
    "three", "واقترحت كازاخستان إنهاء مسار أستانا بعد الجولة العشرين من محادثات أستانا.", outlet="جريدة المرفأ"
)
ALL = [OPENING, CLOSING, ENDING]
