"""The web application: a record to read in a browser, in Arabic and in English, each line one step from its words."""

from mahdar.surfaces.web.app import build

__all__ = ["build"]
