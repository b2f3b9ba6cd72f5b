"""Whether stories and things are what follows from the documents, their readings and what people judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from detente.record.doctor import RESTORE, Finding
from detente.record.filters import carried, known
from detente.record.gathering import is_due, rederived
from detente.record.schema import documents, reports, sketches, stories
from detente.resolve.shingles import Sketcher, packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from detente.resolve.shingles import Sketch


def gathered_faults(connection: Connection) -> Iterator[Finding]:
    """What of sketches, stories and things is not what follows from the rest; of stories and things only where none is due to be made anew."""
    try:
        yield from _faults(connection)
    except (ValueError, LookupError) as error:
        yield Finding(level="fault", what=f"stories and things cannot be made anew ({error})", cure=RESTORE)


def _faults(connection: Connection) -> Iterator[Finding]:
    made: dict[str, Sketch] = {}
    sketcher = Sketcher()
    alive = set(connection.execute(select(documents.c.id).where(carried(None))).scalars())
    wanted = select(documents.c.id, documents.c.text, sketches.c.data).join(sketches).order_by(documents.c.id)
    for row in connection.execute(wanted):
        sketch = sketcher.sketch(row.text)
        if packed(sketch) != row.data:
            yield _fault(f"what document {row.id} is compared with others by is damaged", row.id)
        if row.id in alive:
            made[row.id] = sketch
    if is_due(connection):
        return
    told, rows = rederived(connection, made)
    yield from _differing(connection, stories, told, "the stories of document {} are damaged")
    yield from _differing(connection, reports, rows, "what else tells of a note of document {} is damaged")


def _differing(connection: Connection, table: Table, wanted: list[dict[str, object]], words: str) -> Iterator[Finding]:
    names = [column.name for column in table.columns if column.name not in {"number", "learnt_at", "superseded_at"}]
    place = names.index("document")
    held = {tuple(row) for row in connection.execute(select(*(table.c[n] for n in names)).where(known(table, None)))}
    follows = {tuple(row[name] for name in names) for row in wanted}
    for document in sorted({str(key[place]) for key in held ^ follows}):
        yield _fault(words.format(document), document)


def _fault(what: str, document: str) -> Finding:
    return Finding(level="fault", what=what, cure=RESTORE, document=document)
