"""Where we stand: the dossier read and measured, here and now."""

from __future__ import annotations

from pathlib import Path

import orjson

from mahdar.model.contract import encode
from mahdar.pipeline import Outcome, read_many
from mahdar.score.floors import fingerprint
from mahdar.score.gold import filled_reading, load_gold
from mahdar.score.measure import Counts, measure
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_gold, dossier_reports


def dossier_counts() -> Counts:
    """The sample dossier's gold compared with what is read in it now."""
    outcomes = read_many(read_inputs(dossier_reports()), encode)
    readings = [filled_reading(orjson.loads(o.value)) for o in outcomes if isinstance(o, Outcome)]
    return measure(load_gold(dossier_gold()), {reading["document"]["id"]: reading for reading in readings})


def dossier_fingerprint() -> str:
    """The fingerprint of the dossier's reports and annotations."""
    return fingerprint([*map(Path, dossier_reports()), *dossier_gold().glob("*.json")])
