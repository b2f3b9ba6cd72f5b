"""Editions of official lists and their entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("authority", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("day_first", sa.Date),
        sa.Column("day_last", sa.Date),
        sa.Column("raw_id", sa.String(64), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_editions"),
        sa.UniqueConstraint("id", name="uq_editions_id"),
    )
    op.create_table(
        "listings",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("entry", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_listings"),
    )
    op.create_index("ix_listings_entry", "listings", ["entry"])
    op.create_table(
        "listed",
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("listing", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("edition", "ordinal", name="pk_listed"),
        sa.ForeignKeyConstraint(["edition"], ["editions.number"], name="fk_listed_edition"),
        sa.ForeignKeyConstraint(["listing"], ["listings.id"], name="fk_listed_listing"),
    )
    op.create_index("ix_listed_listing", "listed", ["listing"])
