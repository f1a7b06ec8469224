"""Where documents come from: files, folders, web pages, JSON Lines; troubles are told and the rest still read."""

from mahdar.sources.encoding import decode
from mahdar.sources.inputs import read_inputs
from mahdar.sources.record import day_of
from mahdar.sources.trouble import Trouble

__all__ = ["Trouble", "day_of", "decode", "read_inputs"]
