"""The tables of a record: documents, what was found in them, what follows from many, and people's decisions.

Days are ISO text, so that they compare; lists are JSON. Everything below `minutes_meeting` is derived and can be
made anew from what stands above it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

VERSION = 1
"""The version of the schema; `migrations` leads older records up to it."""

tables = MetaData()

meta = Table("meta", tables, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

document = Table(
    "document", tables,
    Column("id", String, primary_key=True), Column("key", String, nullable=False), Column("external", String),
    Column("title", Text), Column("outlet", String), Column("url", Text), Column("published", String),
    Column("language", String, nullable=False), Column("text", Text, nullable=False),
    Column("text_sha256", String, nullable=False), Column("raw_sha256", String), Column("origin", Text),
    Column("fetched", String), Column("added", String, nullable=False), Column("standing", String, nullable=False),
    Column("cluster", String, nullable=False), Column("reader", String, nullable=False),
)  # fmt: skip
Index("document_key", document.c.key)
Index("document_published", document.c.published)
Index("document_cluster", document.c.cluster)

reading = Table(
    "reading", tables, Column("document", String, primary_key=True), Column("json", LargeBinary, nullable=False)
)

statement = Table(
    "statement", tables,
    Column("id", String, primary_key=True), Column("document", String, nullable=False),
    Column("act", String, nullable=False), Column("negated", Integer, nullable=False),
    Column("quoted", String, nullable=False), Column("said", String), Column("published", String),
    Column("cue_start", Integer, nullable=False), Column("cue_end", Integer, nullable=False),
    Column("lemma", String, nullable=False), Column("source", Text), Column("words", Text, nullable=False),
    Column("spans", Text, nullable=False), Column("rule", String, nullable=False),
)  # fmt: skip
Index("statement_document", statement.c.document)
Index("statement_said", statement.c.said)

statement_actor = Table(
    "statement_actor", tables,
    Column("actor", String, primary_key=True), Column("statement", String, primary_key=True),
)  # fmt: skip
Index("statement_actor_statement", statement_actor.c.statement)

statement_topic = Table(
    "statement_topic", tables,
    Column("topic", String, primary_key=True), Column("statement", String, primary_key=True),
)  # fmt: skip
Index("statement_topic_statement", statement_topic.c.statement)

document_track = Table(
    "document_track", tables,
    Column("track", String, primary_key=True), Column("document", String, primary_key=True),
)  # fmt: skip
Index("document_track_document", document_track.c.document)

meeting = Table(
    "meeting", tables,
    Column("id", String, primary_key=True), Column("document", String, nullable=False),
    Column("track", String, nullable=False), Column("json", Text, nullable=False), Column("by", Text, nullable=False),
    Column("words", Text, nullable=False),
)  # fmt: skip
Index("meeting_track", meeting.c.track)
Index("meeting_document", meeting.c.document)

pledge = Table(
    "pledge", tables,
    Column("id", String, primary_key=True), Column("document", String, nullable=False),
    Column("json", Text, nullable=False), Column("by", Text, nullable=False), Column("words", Text, nullable=False),
)  # fmt: skip
Index("pledge_document", pledge.c.document)

actor = Table(
    "actor", tables,
    Column("id", String, primary_key=True), Column("kind", String, nullable=False),
    Column("known", Integer, nullable=False), Column("names", Text, nullable=False), Column("represents", String),
)  # fmt: skip

document_actor = Table(
    "document_actor", tables,
    Column("document", String, primary_key=True), Column("actor", String, primary_key=True),
    Column("aliases", Text, nullable=False),
)  # fmt: skip
Index("document_actor_actor", document_actor.c.actor)

place = Table(
    "place", tables,
    Column("id", String, primary_key=True), Column("name", Text, nullable=False),
    Column("kind", String, nullable=False), Column("lat", Float), Column("lon", Float),
)  # fmt: skip

document_place = Table(
    "document_place", tables,
    Column("document", String, primary_key=True), Column("place", String, primary_key=True),
    Column("times", Integer, nullable=False),
)  # fmt: skip
Index("document_place_place", document_place.c.place)

refusal = Table(
    "refusal", tables,
    Column("document", String, primary_key=True), Column("kind", String, primary_key=True),
    Column("reason", String, primary_key=True), Column("times", Integer, nullable=False),
)  # fmt: skip

sketch = Table(
    "sketch", tables, Column("hash", BigInteger, primary_key=True), Column("document", String, primary_key=True)
)
Index("sketch_document", sketch.c.document)

decision = Table(
    "decision", tables,
    Column("id", Integer, primary_key=True), Column("decided", String, nullable=False),
    Column("who", String, nullable=False), Column("why", Text, nullable=False), Column("kind", String, nullable=False),
    Column("target", String, nullable=False), Column("value", Text, nullable=False), Column("undone", String),
)  # fmt: skip
Index("decision_target", decision.c.target)

dirty = Table("dirty", tables, Column("track", String, primary_key=True))

minutes_meeting = Table(
    "minutes_meeting", tables,
    Column("id", String, primary_key=True), Column("track", String, nullable=False), Column("number", Integer),
    Column("earliest", String), Column("latest", String), Column("status", String, nullable=False),
    Column("json", Text, nullable=False),
)  # fmt: skip
Index("minutes_meeting_track", minutes_meeting.c.track)

minutes_pledge = Table(
    "minutes_pledge", tables,
    Column("id", String, primary_key=True), Column("track", String, primary_key=True),
    Column("status", String, nullable=False), Column("made", String), Column("json", Text, nullable=False),
)  # fmt: skip
Index("minutes_pledge_track", minutes_pledge.c.track)

conflict = Table(
    "conflict", tables,
    Column("id", String, primary_key=True), Column("track", String, primary_key=True),
    Column("kind", String, nullable=False), Column("json", Text, nullable=False),
)  # fmt: skip
Index("conflict_track", conflict.c.track)

OF_A_DOCUMENT = (
    reading, statement, document_track, meeting, pledge, document_actor, document_place, refusal, sketch,
)  # fmt: skip
"""The tables whose rows belong to one document, by its id."""
