"""Statements: who says what, as far as one page's grammar tells."""

from mahdar.extract.statements.called import call
from mahdar.extract.statements.handover import find_attributions
from mahdar.extract.statements.introductions import find_introductions
from mahdar.extract.statements.scene import Scene

__all__ = ["Scene", "call", "find_attributions", "find_introductions"]
