"""Indexes by which long lists are read in parts: the notes of a layer in the order of time, the carriers of a document that still stand."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

LAYERS = ("statements", "events", "positions", "terms", "measures", "assessments")
ORDER = ("date_last", "date_first", "document", "start", "ordinal")
CARRIED = ("document", "superseded_at")


def upgrade() -> None:
    """Makes the indexes."""
    for layer in LAYERS:
        op.create_index(f"ix_{layer}_{'_'.join(ORDER)}", layer, ORDER)
    op.create_index(f"ix_carriers_{'_'.join(CARRIED)}", "carriers", CARRIED)
