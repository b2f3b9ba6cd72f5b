"""The first tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

from detente.record import postgres, sqlite

if TYPE_CHECKING:
    from datetime import datetime

revision = "0001"
down_revision = None

LAYERS: dict[str, tuple[tuple[str, type[sa.types.TypeEngine[str]], bool], ...]] = {
    "statements": (("cue", sa.Text, False), ("cue_class", sa.String, False), ("form", sa.String, False)),
    "events": (("type", sa.String, False), ("status", sa.String, False)),
    "positions": (("issue", sa.String, False), ("target", sa.String, True), ("stance", sa.String, False)),
    "terms": (("demand", sa.Text, True), ("offer", sa.Text, True), ("link", sa.String, False)),
    "measures": (("act", sa.String, False), ("programme", sa.Text, True), ("status", sa.String, False)),
    "assessments": (("topic", sa.String, False), ("direction", sa.String, False)),
}


def upgrade() -> None:
    """Makes the tables and the full-text index."""
    _texts()
    _readings()
    for layer in LAYERS:
        _layer(layer)
    _work()
    if op.get_bind().dialect.name == "sqlite":
        sqlite.create_text_index(op.get_bind())
    else:
        postgres.create_own(op.get_bind())


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _moment(name: str, *, nullable: bool) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _texts() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        _key("meta", "name"),
    )
    op.create_table(
        "blobs",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("compression", sa.String, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        _key("blobs", "id"),
    )
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("published_first", sa.Date),
        sa.Column("published_last", sa.Date),
        sa.Column("text", sa.Text, nullable=False),
        _key("documents", "number"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
    )
    _index("documents", "publisher")
    op.create_table(
        "carriers",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("uri", sa.Text, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("dateline", sa.Text),
        sa.Column("agency", sa.Text),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("raw_id", sa.String(64)),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        _moment("learnt_at", nullable=False),
        _moment("superseded_at", nullable=True),
        _key("carriers", "number"),
        _to("carriers", "document", "documents.id"),
        _to("carriers", "raw_id", "blobs.id"),
    )
    _index("carriers", "document")
    _index("carriers", "place", "part")


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("steps", sa.Text, nullable=False),
        sa.Column("published_first", sa.Date),
        sa.Column("published_last", sa.Date),
        sa.Column("issuer", sa.Text),
        sa.Column("notes", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        _moment("learnt_at", nullable=False),
        _moment("superseded_at", nullable=True),
        sa.Column("superseded_by", sa.Integer),
        _key("readings", "number"),
        _to("readings", "document", "documents.id"),
        _to("readings", "superseded_by", "readings.number"),
    )
    _index("readings", "id")
    _index("readings", "document")
    op.create_table(
        "parties",
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("layer", sa.String, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("side", sa.String),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("office", sa.Text),
        sa.Column("entity", sa.String),
        _key("parties", "reading", "layer", "ordinal", "role", "rank"),
        _to("parties", "reading", "readings.number"),
    )
    _index("parties", "side")
    _index("parties", "entity")


def _layer(layer: str) -> None:
    op.create_table(
        layer,
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("side", sa.String),
        *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in LAYERS[layer]),
        sa.Column("date_first", sa.Date),
        sa.Column("date_last", sa.Date),
        sa.Column("start", sa.Integer),
        sa.Column("stop", sa.Integer),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        _key(layer, "reading", "ordinal"),
        _to(layer, "reading", "readings.number"),
        _to(layer, "document", "documents.id"),
    )
    for column in ("id", "document", "side", "date_first"):
        _index(layer, column)


def _work() -> None:
    op.create_table(
        "failures",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("cure", sa.Text, nullable=False),
        sa.Column("raw_id", sa.String(64), nullable=False),
        _moment("learnt_at", nullable=False),
        _moment("superseded_at", nullable=True),
        _key("failures", "number"),
    )
    _index("failures", "id")
    _index("failures", "place")
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, nullable=False),
        _moment("started_at", nullable=False),
        _moment("finished_at", nullable=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("steps", sa.Text, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        _key("runs", "number"),
    )
