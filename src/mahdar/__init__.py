"""Mahdar reads what is published about peace talks and writes the minutes: who said what, when, in which round.

>>> import mahdar
>>> reading = mahdar.read("انطلقت الجولة في أستانا.", published="2023-06-20")
>>> reading.document.published
datetime.date(2023, 6, 20)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mahdar.errors import MahdarError
    from mahdar.model import Actor, Document, Meeting, Place, Pledge, Reading, Refusal, Span, Statement, TimeExpression
    from mahdar.model.contract import as_json
    from mahdar.pipeline import read

__version__ = "0.1.0"

__all__ = [
    "Actor", "Document", "MahdarError", "Meeting", "Place", "Pledge", "Reading", "Refusal", "Span", "Statement",
    "TimeExpression", "__version__", "as_json", "read",
]  # fmt: skip

_ROOMS = {"MahdarError": "mahdar.errors", "as_json": "mahdar.model.contract", "read": "mahdar.pipeline"}
"""Where a name comes from; those not listed come from the model. A room is entered when a name is first asked for."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'mahdar' has no attribute '{name}'")
    value = globals()[name] = getattr(import_module(_ROOMS.get(name, "mahdar.model")), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
