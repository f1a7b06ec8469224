"""A server as it runs: where it listens, what stands before it, what it writes down, and how it stops."""

from mahdar.surfaces.serving.application import application
from mahdar.surfaces.serving.listening import listening, listening_at
from mahdar.surfaces.serving.running import Served, run

__all__ = ["Served", "application", "listening", "listening_at", "run"]
