"""What stories and things are found by, kept: so that only what changed is compared anew; and the newest moment found at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0005"


def upgrade() -> None:
    """Makes the tables; all documents are compared when stories and things are next made."""
    op.create_table(
        "stale",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_stale"),
        _to("stale", "document"),
    )
    op.create_table(
        "marks",
        sa.Column("document", sa.String, nullable=False),
        sa.Column("layer", sa.String, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document", "layer", name="pk_marks"),
        _to("marks", "document"),
    )
    op.create_table(
        "contained",
        sa.Column("part", sa.String, nullable=False),
        sa.Column("whole", sa.String, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("mutual", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("part", "whole", name="pk_contained"),
        _to("contained", "part"),
        _to("contained", "whole"),
    )
    op.create_table(
        "alike",
        sa.Column("layer", sa.String, nullable=False),
        sa.Column("one", sa.String, nullable=False),
        sa.Column("other", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("layer", "one", "other", name="pk_alike"),
    )
    op.create_index("ix_contained_whole", "contained", ["whole"])
    op.create_index("ix_alike_other", "alike", ["other"])
    for table in ("carriers", "readings", "failures", "stories"):
        op.create_index(f"ix_{table}_learnt_at", table, ["learnt_at"])
        given = sa.text("superseded_at IS NOT NULL")
        op.create_index(
            f"ix_{table}_superseded_at", table, ["superseded_at"], sqlite_where=given, postgresql_where=given
        )


def _to(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["documents.id"], name=f"fk_{table}_{column}")
