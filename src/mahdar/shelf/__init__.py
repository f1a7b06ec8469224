"""The shelf: opens drawers of a pack, says where a mistake in one stands, keeps what was compiled from them."""

from mahdar.shelf.compiled import compiled
from mahdar.shelf.drawer import check_word, fail, line_of, read_drawer, shipped_packs

__all__ = ["check_word", "compiled", "fail", "line_of", "read_drawer", "shipped_packs"]
