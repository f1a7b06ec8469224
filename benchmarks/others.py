"""What others do with the same reports: dateparser's search for Arabic dates, spaCy with the same names."""

from __future__ import annotations

import warnings

from benchmarks.reports import Sample
from benchmarks.row import Row, best_rate
from mahdar.pipeline import loaded

FEW = 50
"""Reports for dateparser, which takes its time."""

MISSING = "not installed: make bench installs it"


def dateparser_search(sample: Sample) -> Row:
    """Dates alone, by dateparser."""
    name = "dateparser, Arabic dates alone"
    try:
        from dateparser.search import search_dates
    except ImportError:
        return Row(name, None, "reports/s", remark=MISSING)
    warnings.simplefilter("ignore")
    texts = [d.text for d in sample.documents[:FEW]]
    search_dates(texts[0], languages=["ar"])
    rate = best_rate(lambda: [search_dates(t, languages=["ar"]) for t in texts], len(texts), 1)
    return Row(name, rate, "reports/s", remark=f"on {len(texts)} reports")


def spacy_ruler(sample: Sample) -> Row:
    """Tokens and names alone, by a blank Arabic pipeline of spaCy with our names as patterns."""
    name = "spaCy blank Arabic, same names alone"
    try:
        import spacy
    except ImportError:
        return Row(name, None, "reports/s", remark=MISSING)
    forms = {form.text for form in loaded().world.forms("ar") if form.role != "adjective"}
    pipeline = spacy.blank("ar")
    ruler = pipeline.add_pipe("entity_ruler")
    with pipeline.select_pipes(disable="entity_ruler"):
        ruler.add_patterns([{"label": "NAME", "pattern": form} for form in sorted(forms)])
    texts = [d.text for d in sample.documents[:500]]
    rate = best_rate(lambda: list(pipeline.pipe(texts)), len(texts), 2)
    return Row(name, rate, "reports/s", remark=f"{len(forms)} patterns")
