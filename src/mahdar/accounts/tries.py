"""Throttling: how often signing in may fail before one has to wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from mahdar.accounts import schema
from mahdar.accounts.model import TooManyTries

WITHIN = timedelta(minutes=15)
HERE, FROM_ONE_PLACE, FOR_ONE_NAME = 5, 30, 100
"""Failures within that time: of a name from one place, from one place, and of a name from anywhere.

The last is wide, so that a stranger cannot lock somebody out with a handful of tries; at 100 a quarter of an hour,
a password of four words drawn from 2,000 lasts some million years.
"""


def check_tries(connection: Connection, name: str, origin: str, now: datetime) -> None:
    """Raises `TooManyTries` where signing in failed too often of late."""
    own, since = schema.attempt.c, (now - WITHIN).isoformat()
    lately = own.at > since
    for most, which in (
        (HERE, (own.name == name) & (own.origin == origin)),
        (FROM_ONE_PLACE, own.origin == origin),
        (FOR_ONE_NAME, own.name == name),
    ):
        query = select(func.count(), func.min(own.at)).where(lately & which)
        count, first = connection.execute(query).one()
        if count >= most:
            waits = datetime.fromisoformat(first) + WITHIN - now
            raise TooManyTries(max(1, int(waits.total_seconds()) + 1))


def note_failure(connection: Connection, name: str, origin: str, now: datetime) -> None:
    """Keep that signing in failed, and forget what lies too far back to count."""
    connection.execute(insert(schema.attempt).values(name=name, origin=origin, at=now.isoformat()))
    connection.execute(delete(schema.attempt).where(schema.attempt.c.at <= (now - WITHIN).isoformat()))


def forget_failures(connection: Connection, name: str, origin: str) -> None:
    """Forget the failures of a name from one place: whoever it was has signed in."""
    own = schema.attempt.c
    connection.execute(delete(schema.attempt).where((own.name == name) & (own.origin == origin)))
