"""The pipeline: the order of the stages, batches and workers, run reports."""

from mahdar.pipeline.batches import read_many
from mahdar.pipeline.knowledge import Knowledge, loaded
from mahdar.pipeline.one import Outcome, read_one
from mahdar.pipeline.report import FINDINGS, RunReport, Tally
from mahdar.pipeline.single import read
from mahdar.pipeline.stages import STAGES, read_document

__all__ = [
    "FINDINGS", "STAGES", "Knowledge", "Outcome", "RunReport", "Tally",
    "loaded", "read", "read_document", "read_many", "read_one",
]  # fmt: skip
