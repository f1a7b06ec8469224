"""The REST interface: everything that a record answers, as JSON under `/api/v1`."""

from mahdar.surfaces.api.app import build

__all__ = ["build"]
