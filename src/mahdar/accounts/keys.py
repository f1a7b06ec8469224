"""Keys: sessions and tokens, of which only digests are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from mahdar.accounts import schema
from mahdar.accounts.model import SCOPES, Bearer, Key, KeyKind, Scope, SignInNeeded

SESSION = timedelta(hours=12)
"""How long a session lasts: a working day."""
PREFIX = "mahdar_"
"""What a secret begins with, so that scanners for lost secrets know it."""


def make_key(
    connection: Connection, account: str, kind: KeyKind, label: str, scopes: Sequence[Scope], now: datetime,
    lasts: timedelta,
) -> tuple[str, Key]:  # fmt: skip
    """A new key with its secret, which is told here and nowhere else."""
    secret = PREFIX + token_urlsafe(32)
    row = {
        "digest": digest(secret), "account": account, "kind": kind, "label": label, "scopes": " ".join(scopes),
        "csrf": token_urlsafe(32), "made": now.isoformat(), "expires": (now + lasts).isoformat(), "revoked": None,
    }  # fmt: skip
    made = connection.execute(insert(schema.key).values(row).returning(*schema.key.c)).one()
    connection.execute(delete(schema.key).where(schema.key.c.expires <= (now - SESSION).isoformat()))
    return secret, key_of(made)


def bearer_of(connection: Connection, secret: str, now: datetime) -> Bearer:
    """Whoever holds a secret; raises `SignInNeeded` where it opens nothing."""
    own, who = schema.key.c, schema.account.c
    query = select(own.id, own.account, own.scopes, own.csrf, who.role).where(
        (own.digest == digest(secret)) & (own.account == who.name) & who.shut.is_(None)
        & own.revoked.is_(None) & (own.expires > now.isoformat())
    )  # fmt: skip
    row = connection.execute(query).first()
    if row is None:
        raise SignInNeeded
    scopes = tuple(scope for scope in SCOPES[row.role] if scope in row.scopes.split())
    return Bearer(row.account, row.role, scopes, row.id, row.csrf)


def keys_of(connection: Connection, account: str) -> list[Key]:
    """The keys of an account, the latest first."""
    own = schema.key.c
    rows = connection.execute(select(schema.key).where(own.account == account).order_by(own.id.desc()))
    return [key_of(row) for row in rows]


def revoke(connection: Connection, account: str, now: datetime, key: int | None = None) -> int:
    """Revoke a key of an account, or all; gives how many were."""
    own = schema.key.c
    which = (own.account == account) & own.revoked.is_(None)
    if key is not None:
        which &= own.id == key
    return connection.execute(update(schema.key).where(which).values(revoked=now.isoformat())).rowcount


def digest(secret: str) -> str:
    """What is kept of a secret: it is long and random, so that no salt is needed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def key_of(row: Row[Any]) -> Key:
    """A key from its row."""
    return Key(
        row.id, row.account, row.kind, row.label, tuple(row.scopes.split()), row.made, row.expires, row.revoked
    )  # fmt: skip
