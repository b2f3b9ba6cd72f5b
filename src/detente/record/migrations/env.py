"""Alembic's way in: runs the migrations over the connection that ``record.engine`` hands it."""

from __future__ import annotations

from alembic import context

from detente.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
