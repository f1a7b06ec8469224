"""The tables of a record: documents, what was found in them, what follows from many, and people's decisions.

Days are ISO text, so that they compare; lists are JSON. A record is its documents, their readings and people's
decisions; everything else follows from these and can be made anew. Tables that only join two things are kept in the
order of their key, without rows of their own, which halves them.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

from mahdar.record.packed import Packed

VERSION = 2
"""The version of the schema; `steps` leads older records up to it."""

tables = MetaData()

meta = Table("meta", tables, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

step = Table("step", tables, Column("version", Integer, primary_key=True), Column("taken", String, nullable=False))
"""The versions that this record has had, with the moment when it was made or led up to each."""

document = Table(
    "document", tables,
    Column("number", Integer, primary_key=True), Column("id", String, nullable=False, unique=True),
    Column("key", String, nullable=False), Column("external", String),
    Column("title", Text), Column("outlet", String), Column("url", Text), Column("published", String),
    Column("language", String, nullable=False), Column("text", Packed, nullable=False),
    Column("text_sha256", String, nullable=False), Column("raw_sha256", String), Column("origin", Text),
    Column("fetched", String), Column("added", String, nullable=False), Column("standing", String, nullable=False),
    Column("cluster", String, nullable=False), Column("reader", String, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
)  # fmt: skip
Index("document_key", document.c.key)
Index("document_frame", document.c.published, document.c.outlet, document.c.standing, document.c.id)
Index("document_cluster", document.c.cluster)
Index("document_number", document.c.number, document.c.id)

reading = Table("reading", tables, Column("document", String, primary_key=True), Column("json", Packed, nullable=False))
"""Readings as JSON, the text left out: it stands with the document."""

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
    sqlite_with_rowid=False,
)  # fmt: skip
Index("statement_actor_statement", statement_actor.c.statement)

statement_topic = Table(
    "statement_topic", tables,
    Column("topic", String, primary_key=True), Column("statement", String, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
Index("statement_topic_statement", statement_topic.c.statement)

document_track = Table(
    "document_track", tables,
    Column("track", String, primary_key=True), Column("document", String, primary_key=True),
    sqlite_with_rowid=False,
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

actor_sound = Table(
    "actor_sound", tables,
    Column("sound", String, primary_key=True), Column("actor", String, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
"""The consonants of each word of each name, by which actors are found in whatever spelling."""

document_actor = Table(
    "document_actor", tables,
    Column("actor", String, primary_key=True), Column("document", String, primary_key=True),
    Column("statements", Integer, nullable=False), Column("published", String), Column("outlet", String),
    Column("current", Integer, nullable=False), sqlite_with_rowid=False,
)  # fmt: skip
"""Who is named in a document and in how many statements heard; the document's frame stands here too, so that
counting does not open documents."""
Index("document_actor_document", document_actor.c.document)

place = Table(
    "place", tables,
    Column("id", String, primary_key=True), Column("name", Text, nullable=False),
    Column("kind", String, nullable=False), Column("lat", Float), Column("lon", Float),
)  # fmt: skip

document_place = Table(
    "document_place", tables,
    Column("place", String, primary_key=True), Column("document", String, primary_key=True),
    Column("times", Integer, nullable=False), Column("published", String), Column("outlet", String),
    Column("current", Integer, nullable=False), sqlite_with_rowid=False,
)  # fmt: skip
Index("document_place_document", document_place.c.document)

refusal = Table(
    "refusal", tables,
    Column("document", String, primary_key=True), Column("kind", String, primary_key=True),
    Column("reason", String, primary_key=True), Column("times", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

sketch = Table(
    "sketch", tables,
    Column("hash", BigInteger, primary_key=True), Column("document", String, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
"""The lowest hashes of each document's sketch, by which near-duplicates meet."""
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
    Column("status", String, nullable=False), Column("made", String), Column("by", Text, nullable=False),
    Column("topics", Text, nullable=False), Column("json", Text, nullable=False),
)  # fmt: skip
"""`by` and `topics` are ids with a space on each side, so that one can be asked for."""
Index("minutes_pledge_track", minutes_pledge.c.track)

conflict = Table(
    "conflict", tables,
    Column("id", String, primary_key=True), Column("track", String, primary_key=True),
    Column("kind", String, nullable=False), Column("json", Text, nullable=False),
)  # fmt: skip
Index("conflict_track", conflict.c.track)

position = Table(
    "position", tables,
    Column("track", String, primary_key=True), Column("actor", String, primary_key=True),
    Column("topic", String, primary_key=True), Column("points", Integer, nullable=False),
    Column("json", Text, nullable=False), sqlite_with_rowid=False,
)  # fmt: skip
Index("position_actor", position.c.actor)

OF_A_STATEMENT = (statement_actor, statement_topic)

OF_A_DOCUMENT = (
    reading, statement, document_track, meeting, pledge, document_actor, document_place, refusal, sketch,
)  # fmt: skip
"""The tables whose rows belong to one document, by its id."""
