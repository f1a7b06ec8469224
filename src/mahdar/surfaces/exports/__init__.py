"""The record in the columns of other trades: each format is one small file with its mapping in a drawer."""

from collections.abc import Mapping

from mahdar.surfaces.exports.acled import acled
from mahdar.surfaces.exports.cameo import cameo
from mahdar.surfaces.exports.ftm import ftm
from mahdar.surfaces.exports.geojson import geojson
from mahdar.surfaces.exports.ics import ics
from mahdar.surfaces.exports.jsonld import jsonld
from mahdar.surfaces.exports.lines import Format, Written
from mahdar.surfaces.exports.pam import pam
from mahdar.surfaces.exports.parquet import parquet
from mahdar.surfaces.exports.pax import pax
from mahdar.surfaces.exports.plover import plover
from mahdar.surfaces.exports.table import table

FORMATS: Mapping[str, Format] = {
    "plover": plover, "cameo": cameo, "acled": acled, "pax": pax, "pam": pam, "ftm": ftm, "jsonld": jsonld, "ics": ics,
    "geojson": geojson, "parquet": parquet, "csv": table,
}  # fmt: skip
"""What writes each format."""

__all__ = ["FORMATS", "Written"]
