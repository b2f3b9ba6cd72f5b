"""The record's tables.

A *document* is a text; a *carrier* is a file or address that holds it (copies elsewhere are one document with several
carriers); a *reading* is what steps of certain versions made of a document; each layer of notes has a table, and all
actors of notes stand in ``parties``. Rows are added, never changed, but for ``superseded_at``: what was known at any
time can be shown again. A migration under ``migrations/`` makes the same tables; a test compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from detente.record.columns import Moment

if TYPE_CHECKING:
    from detente.model.reading import Layer

REVISION = "0008"
"""The newest migration: the version of these tables."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def gone(name: str) -> Index:
    """An index of the moments at which rows gave way, without those that stand: looking for these must not go by it."""
    given = text(f"{name} IS NOT NULL")
    return Index(None, name, sqlite_where=given, postgresql_where=given)


meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("compression", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("title", Text),
    Column("publisher", Text, index=True),
    Column("published_first", Date),
    Column("published_last", Date),
    Column("text", Text, nullable=False),
)

carriers = Table(
    "carriers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("uri", Text, nullable=False),
    Column("media_type", String, nullable=False),
    Column("language", String, nullable=False),
    Column("dateline", Text),
    Column("agency", Text),
    Column("authors", Text, nullable=False),
    Column("raw_id", String(64), ForeignKey("blobs.id")),
    Column("body", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("learnt_at", Moment, nullable=False, index=True),
    Column("superseded_at", Moment),
    Index(None, "place", "part"),
    Index(None, "document", "superseded_at"),
    gone("superseded_at"),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False, index=True),
    Column("steps", Text, nullable=False),
    Column("published_first", Date),
    Column("published_last", Date),
    Column("issuer", Text),
    Column("notes", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("learnt_at", Moment, nullable=False, index=True),
    Column("superseded_at", Moment),
    Column("superseded_by", Integer, ForeignKey("readings.number")),
    gone("superseded_at"),
)

parties = Table(
    "parties",
    metadata,
    Column("reading", Integer, ForeignKey("readings.number"), primary_key=True),
    Column("layer", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("role", String, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("note", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("side", String, index=True),
    Column("kind", String, nullable=False),
    Column("office", Text),
    Column("entity", String, index=True),
)


def _layer(name: Layer, *own: Column[str]) -> Table:
    return Table(
        name,
        metadata,
        Column("reading", Integer, ForeignKey("readings.number"), primary_key=True),
        Column("ordinal", Integer, primary_key=True),
        Column("id", String, nullable=False, index=True),
        Column("document", String, ForeignKey("documents.id"), nullable=False, index=True),
        Column("who", Text, nullable=False),
        Column("side", String, index=True),
        *own,
        Column("date_first", Date, index=True),
        Column("date_last", Date),
        Column("start", Integer),
        Column("stop", Integer),
        Column("quote", Text, nullable=False),
        Column("made_by", String, nullable=False),
        Column("confidence", Float, nullable=False),
        Column("body", Text, nullable=False),
        Index(None, "date_last", "date_first", "document", "start", "ordinal"),
    )


LAYER_TABLES: dict[Layer, Table] = {
    "statements": _layer(
        "statements",
        Column("cue", Text, nullable=False),
        Column("cue_class", String, nullable=False),
        Column("form", String, nullable=False),
    ),
    "events": _layer("events", Column("type", String, nullable=False), Column("status", String, nullable=False)),
    "positions": _layer(
        "positions",
        Column("issue", String, nullable=False),
        Column("target", String),
        Column("stance", String, nullable=False),
    ),
    "terms": _layer(
        "terms",
        Column("demand", Text),
        Column("offer", Text),
        Column("link", String, nullable=False),
    ),
    "measures": _layer(
        "measures",
        Column("act", String, nullable=False),
        Column("programme", Text),
        Column("status", String, nullable=False),
    ),
    "assessments": _layer(
        "assessments", Column("topic", String, nullable=False), Column("direction", String, nullable=False)
    ),
}

TYPE_COLUMN: dict[Layer, str] = {
    "statements": "cue_class",
    "events": "type",
    "positions": "stance",
    "terms": "link",
    "measures": "act",
    "assessments": "direction",
}
"""The column that a filter by type looks at."""

ISSUE_COLUMN: dict[Layer, str] = {"positions": "issue", "assessments": "topic"}
"""The column that a filter by issue looks at; notes of other layers have no issue."""

failures = Table(
    "failures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("place", Text, nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("stage", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("cure", Text, nullable=False),
    Column("raw_id", String(64), nullable=False),
    Column("learnt_at", Moment, nullable=False, index=True),
    Column("superseded_at", Moment),
    gone("superseded_at"),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("state", String, nullable=False),
    Column("version", String, nullable=False),
    Column("steps", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("counts", Text, nullable=False),
)

editions = Table(
    "editions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("authority", String, nullable=False),
    Column("name", String, nullable=False),
    Column("day_first", Date),
    Column("day_last", Date),
    Column("raw_id", String(64), nullable=False),
    Column("origin", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("learnt_at", Moment, nullable=False),
)

listings = Table(
    "listings",
    metadata,
    Column("id", String, primary_key=True),
    Column("entry", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
)

listed = Table(
    "listed",
    metadata,
    Column("edition", Integer, ForeignKey("editions.number"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("listing", String, ForeignKey("listings.id"), nullable=False, index=True),
)
"""Which entries stood in which edition, in the list's own order; an entry unchanged from edition to edition is kept once."""

verdicts = Table(
    "verdicts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("note", String, nullable=False, index=True),
    Column("layer", String, nullable=False),
    Column("document", String, ForeignKey("documents.id"), nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("side", String),
    Column("start", Integer),
    Column("stop", Integer),
    Column("made_by", String, nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("learnt_at", Moment, nullable=False),
    Column("superseded_at", Moment),
)
"""What people judge of notes. Beside the note's id stands what it says and where, so that a verdict also holds for the note that a later
reading makes of the same words."""

sketches = Table(
    "sketches",
    metadata,
    Column("document", String, ForeignKey("documents.id"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""What texts are compared by; made from them when the record next looks for stories."""

stale = Table(
    "stale",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
)
"""Documents of which something came, went or was judged since stories and things were last made; a document may stand here more than once."""

marks = Table(
    "marks",
    metadata,
    Column("document", String, ForeignKey("documents.id"), primary_key=True),
    Column("layer", String, primary_key=True),
    Column("notes", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""What notes are looked for by, as they were when things were last made: by document and layer the notes' ids, blanks between them, and their marks."""

contained = Table(
    "contained",
    metadata,
    Column("part", String, ForeignKey("documents.id"), primary_key=True),
    Column("whole", String, ForeignKey("documents.id"), primary_key=True, index=True),
    Column("share", Float, nullable=False),
    Column("mutual", Float, nullable=False),
)
"""Which texts are in which, as found when stories were last made."""

alike = Table(
    "alike",
    metadata,
    Column("layer", String, primary_key=True),
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
)
"""Which two notes are one by what speaks for it, as found when things were last made."""

stories = Table(
    "stories",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False, index=True),
    Column("whole", Boolean, nullable=False),
    Column("share", Float, nullable=False),
    Column("learnt_at", Moment, nullable=False, index=True),
    Column("superseded_at", Moment),
    gone("superseded_at"),
)
"""Which documents carry which story, where several do; a document that is not here has a story of its own."""

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("thing", String, nullable=False, index=True),
    Column("layer", String, nullable=False),
    Column("note", String, nullable=False, index=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
    Column("learnt_at", Moment, nullable=False),
    Column("superseded_at", Moment),
)
"""Which notes tell of the same thing, where several do."""

merges = Table(
    "merges",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("layer", String, nullable=False),
    Column("one", String, nullable=False, index=True),
    Column("one_document", String, ForeignKey("documents.id"), nullable=False),
    Column("one_type", String),
    Column("one_start", Integer),
    Column("one_stop", Integer),
    Column("other", String, nullable=False, index=True),
    Column("other_document", String, ForeignKey("documents.id"), nullable=False),
    Column("other_type", String),
    Column("other_start", Integer),
    Column("other_stop", Integer),
    Column("together", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("learnt_at", Moment, nullable=False),
    Column("superseded_at", Moment),
)
"""What people judge of two notes, or (layer ``documents``) of two documents: that they are one, or are not. Beside a note's id stands where its words
are, so that a judgement holds when its document is read again."""
