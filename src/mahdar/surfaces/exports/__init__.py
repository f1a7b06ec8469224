"""The record in the columns of other trades: each format is one small file with its mapping in a drawer."""

from collections.abc import Mapping

from mahdar.surfaces.exports.acled import acled
from mahdar.surfaces.exports.cameo import cameo
from mahdar.surfaces.exports.geojson import geojson
from mahdar.surfaces.exports.lines import Format, Written
from mahdar.surfaces.exports.pax import pax
from mahdar.surfaces.exports.plover import plover
from mahdar.surfaces.exports.table import table

FORMATS: Mapping[str, Format] = {
    "plover": plover, "cameo": cameo, "acled": acled, "pax": pax, "geojson": geojson, "csv": table,
}  # fmt: skip
"""What writes each format."""

__all__ = ["FORMATS", "Written"]
