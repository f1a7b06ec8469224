"""The record in the columns of other trades: each format is one small file with its mapping in a drawer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mahdar.surfaces.exports.cameo import cameo
from mahdar.surfaces.exports.geojson import geojson
from mahdar.surfaces.exports.lines import Written
from mahdar.surfaces.exports.plover import plover
from mahdar.surfaces.exports.table import table

if TYPE_CHECKING:
    from mahdar.record import Record
    from mahdar.views import Asked

FORMATS: Mapping[str, Callable[["Record", "Asked"], Written]] = {
    "plover": plover, "cameo": cameo, "geojson": geojson, "csv": table,
}  # fmt: skip
"""What writes each format."""

__all__ = ["FORMATS", "Written"]
