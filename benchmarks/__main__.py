"""Run every measurement and print the table; `--json FILE` keeps the figures too."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cold import cold_start
from benchmarks.growth import growth
from benchmarks.memory import flat_memory
from benchmarks.others import dateparser_search, spacy_ruler
from benchmarks.record import record_rows
from benchmarks.reports import Sample, load_sample
from benchmarks.row import HEADING, Row, printed
from benchmarks.serve import serve_rows
from benchmarks.speed import tokenising, whole_reading, whole_reading_in_processes

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "news-2018.jsonl.gz"


def measured(sample: Sample, record: Path | None) -> Iterator[Row]:
    """Every row as soon as it is measured; the first is what all rates are set against."""
    if record:
        yield from record_rows(sample, record)
        yield from serve_rows(str(record))
        return
    yield whole_reading(sample)
    yield from whole_reading_in_processes(sample)
    yield tokenising(sample)
    yield dateparser_search(sample)
    yield spacy_ruler(sample)
    yield cold_start()
    yield from flat_memory(sample)
    yield from growth(sample)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        yield from record_rows(sample, path)
        yield from serve_rows(str(path))


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="JSON Lines of reports, compressed or not")
    parser.add_argument("--documents", type=int, default=4000, help="reports for the speed rows")
    parser.add_argument("--all", type=int, default=27_507, help="reports for the memory row")
    parser.add_argument("--record", type=Path, help="measure the questions of this record alone")
    parser.add_argument("--json", type=Path, help="write the figures here")
    arguments = parser.parse_args()
    sample = load_sample(arguments.corpus, arguments.documents, arguments.all)
    print(f"{sample.told}\n{HEADING}")
    rows: list[Row] = []
    for row in measured(sample, arguments.record):
        rows.append(row)
        print(printed(row, rows[0].value), flush=True)
    if arguments.json:
        figures = {"sample": sample.told, "rows": [row.figures for row in rows]}
        arguments.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
