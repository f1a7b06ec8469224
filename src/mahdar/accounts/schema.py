"""The tables of accounts. Moments are ISO text in UTC, so that they compare; secrets are kept as digests alone."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

VERSION = 1
"""The version of these tables; a newer one is refused."""

tables = MetaData()

meta = Table("account_meta", tables, Column("version", Integer, primary_key=True))

account = Table(
    "account", tables,
    Column("name", String, primary_key=True), Column("role", String, nullable=False),
    Column("password", Text, nullable=False), Column("made", String, nullable=False), Column("shut", String),
)  # fmt: skip

key = Table(
    "account_key", tables,
    Column("id", Integer, primary_key=True), Column("digest", String, nullable=False, unique=True),
    Column("account", String, nullable=False), Column("kind", String, nullable=False),
    Column("label", String, nullable=False), Column("scopes", String, nullable=False),
    Column("csrf", String, nullable=False), Column("made", String, nullable=False),
    Column("expires", String, nullable=False), Column("revoked", String),
)  # fmt: skip
Index("account_key_account", key.c.account)

attempt = Table(
    "account_try", tables,
    Column("id", Integer, primary_key=True), Column("name", String, nullable=False),
    Column("origin", String, nullable=False), Column("at", String, nullable=False),
)  # fmt: skip
Index("account_try_at", attempt.c.at)

aside = Table(
    "account_aside", tables,
    Column("account", String, primary_key=True), Column("item", String, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
"""What somebody put aside in the review, to look at another day."""

event = Table(
    "account_event", tables,
    Column("id", Integer, primary_key=True), Column("at", String, nullable=False),
    Column("who", String, nullable=False), Column("origin", String, nullable=False),
    Column("what", String, nullable=False),
    Column("about", Text, nullable=False),
)  # fmt: skip
