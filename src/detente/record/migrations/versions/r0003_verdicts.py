"""What people judge of notes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "verdicts",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("layer", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("side", sa.String),
        sa.Column("start", sa.Integer),
        sa.Column("stop", sa.Integer),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("number", name="pk_verdicts"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_verdicts_document"),
    )
    op.create_index("ix_verdicts_note", "verdicts", ["note"])
    op.create_index("ix_verdicts_document", "verdicts", ["document"])
