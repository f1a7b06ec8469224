"""Pledges: what parties bind themselves to, and what became of it."""

from mahdar.extract.pledges.find import find_pledges

__all__ = ["find_pledges"]
