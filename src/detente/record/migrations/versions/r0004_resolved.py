"""Stories, things told by several notes, and what people judge of both."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "sketches",
        sa.Column("document", sa.String, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_sketches"),
        _to("sketches", "document"),
    )
    op.create_table(
        "stories",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("whole", sa.Boolean, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        *_times(),
        sa.PrimaryKeyConstraint("number", name="pk_stories"),
        _to("stories", "document"),
    )
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("thing", sa.String, nullable=False),
        sa.Column("layer", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        *_times(),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
        _to("reports", "document"),
    )
    op.create_table(
        "merges",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("layer", sa.String, nullable=False),
        *_end("one"),
        *_end("other"),
        sa.Column("together", sa.Boolean, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        *_times(),
        sa.PrimaryKeyConstraint("number", name="pk_merges"),
        _to("merges", "one_document"),
        _to("merges", "other_document"),
    )
    indexed = {"stories": ("story", "document"), "reports": ("thing", "note"), "merges": ("one", "other")}
    for table, columns in indexed.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def _end(name: str) -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column(name, sa.String, nullable=False),
        sa.Column(f"{name}_document", sa.String, nullable=False),
        sa.Column(f"{name}_type", sa.String),
        sa.Column(f"{name}_start", sa.Integer),
        sa.Column(f"{name}_stop", sa.Integer),
    )


def _times() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
    )


def _to(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["documents.id"], name=f"fk_{table}_{column}")
