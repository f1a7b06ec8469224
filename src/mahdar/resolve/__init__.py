"""Who is meant: actors of one document, and the speaker that grammar leaves out."""

from mahdar.resolve.statements import Resolved, resolve_statements

__all__ = ["Resolved", "resolve_statements"]
