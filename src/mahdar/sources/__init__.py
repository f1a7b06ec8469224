"""Where documents come from: files, folders, tables, web pages, archives; troubles are told and the rest still read."""

from mahdar.sources.columns import Columns
from mahdar.sources.encoding import decode
from mahdar.sources.inputs import read_inputs, read_sent
from mahdar.sources.record import day_of
from mahdar.sources.trouble import Trouble

__all__ = ["Columns", "Trouble", "day_of", "decode", "read_inputs", "read_sent"]
