"""Pledges in the columns of the Peace Accords Matrix: a row for each track and year, the 0 to 3 scale by provision.

A provision has 1 from the first year in which a pledge of it is told. How far it is kept in a year is the latest
that is told in that year of each pledge of it, and of several pledges the least; a year that tells nothing is empty.
"""

from __future__ import annotations

from collections import defaultdict
from typing import IO, TYPE_CHECKING, Any

from mahdar.shelf import read_drawer, shipped_packs
from mahdar.surfaces.exports.lines import Separated, Written, track_name
from mahdar.views import Asked, PledgeRow, every_pledge, pledge_tracks

if TYPE_CHECKING:
    from mahdar.record import Record

PROVISIONS = (
    "amnest", "arbdam", "arbland", "bound", "cease", "child", "citiz", "civadm", "const", "cultr", "decen", "demob",
    "develop", "disarm", "disput", "donor", "educat", "elect", "embarg", "ethrel", "exerefm", "humrts", "idps",
    "indmin", "indrefer", "judrfm", "legref", "media", "milrfm", "minrts", "natres", "offlan", "pargrp", "polrfm",
    "powtran", "prisr", "ratm", "refug", "regpkf", "reint", "repar", "roa", "selfd", "terpow", "time", "truth",
    "unpkf", "untran", "verify", "withd", "women",
)  # fmt: skip
"""The 51 provisions in the order of a PAM file."""
CASE = ("pam_caseid", "country", "cowcode", "year", "year_count", "accord name", "war_start", "cease_date")
COLUMNS = (*CASE, *(f"{name}_{kind}" for name in PROVISIONS for kind in ("prov", "implem")), "rate", "findings")
"""The columns of a PAM file; `rate` and `findings` are ours."""

Told = dict[str, dict[str, tuple[str, int | None]]]
"""By provision, for each pledge the finding that tells of it last in a year, and how far it is kept."""


def pam(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """A row for each year in which something is told of a track's pledges; only what is told is held, no words."""
    drawer, on, left_out = read_drawer(shipped_packs() / "exports" / "pam.yaml"), pledge_tracks(record), 0
    years: dict[tuple[str, int], Told] = defaultdict(lambda: defaultdict(dict))
    for row in every_pledge(record, asked):
        provisions = {drawer["topics"][t] for t in row.minutes.topics if t in drawer["topics"]}
        left_out += not provisions
        for track in (asked.track,) if asked.track else on[row.id]:
            _tell(years, track, row, provisions, drawer["fates"])
    rows = Separated(out, ",", COLUMNS)
    known: dict[str, set[str]] = defaultdict(set)
    for track, year in sorted(years):
        known[track] |= set(years[track, year])
        rows.put(_line(track, year, known[track], years[track, year]))
    return Written(rows.lines, left_out)


def _tell(years: Any, track: str, row: PledgeRow, provisions: set[str], fates: dict[str, int]) -> None:
    """Put what is told of a pledge into its years; a telling that it was made says nothing of its keeping."""
    for step in row.minutes.history:
        if step.published is None:
            continue
        for provision in provisions:
            told = years[track, step.published.year][provision]
            if row.id not in told or step.status in fates:
                told[row.id] = (step.finding, fates.get(step.status))


def _line(track: str, year: int, known: set[str], told: Told) -> list[object]:
    """One year of a track; the rate is the share of the full 3 that the provisions told of in that year reach."""
    kept = {name: [fate for _, fate in told[name].values() if fate is not None] for name in told}
    least = {name: min(fates) for name, fates in kept.items() if fates}
    cells: list[object] = []
    for name in PROVISIONS:
        cells += [1 if name in known else "", least.get(name, "")]
    rate = round(100 * sum(least.values()) / (3 * len(least)), 1) if least else ""
    findings = "; ".join(f"{name}={' '.join(f for f, _ in told[name].values())}" for name in sorted(told))
    return [track, "", "", year, "", track_name(track), "", "", *cells, rate, findings]
