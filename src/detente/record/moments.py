"""When a record learnt what it learnt last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func as sql
from sqlalchemy import select, union_all

from detente.record.schema import carriers, failures, merges, readings, stories, verdicts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def last_moment(connection: Connection) -> datetime | None:
    """The newest moment in a record, or ``None`` where it learnt nothing yet."""
    moments = union_all(
        *(
            select(sql.max(table.c[name]))
            for table in (carriers, readings, failures, verdicts, merges, stories)
            for name in ("learnt_at", "superseded_at")
        )
    ).subquery()
    newest: datetime | None = connection.execute(select(sql.max(moments.c[0]))).scalar()
    return newest
