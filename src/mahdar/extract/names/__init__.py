"""Names of the world pack in a page."""

from mahdar.extract.names.genders import genders_of
from mahdar.extract.names.mentions import Mention, NameTable, build_name_table, find_mentions

__all__ = ["Mention", "NameTable", "build_name_table", "find_mentions", "genders_of"]
