"""Stories kept up to date: documents that came, went or were judged are compared with those they share shingles with, and with no others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import insert, select

from detente.record import linked, merges
from detente.record.filters import carried
from detente.record.schema import contained, documents, sketches, stories
from detente.resolve.marks import Marks, renewed
from detente.resolve.shingles import Sketcher, packed, unpacked
from detente.resolve.stories import Contained, carriages
from detente.resolve.stories import contained as compared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from detente.resolve.shingles import Sketch

ENDS = (contained.c.part, contained.c.whole)


@dataclass(frozen=True, slots=True)
class Restoried:
    """How many rows of stories changed, and the documents that now carry other stories than before."""

    changed: int
    documents: frozenset[str]


def restoried(connection: Connection, stale: Collection[str], *, now: datetime) -> Restoried:
    """Brings sketches, what is contained in what, and stories up to date. For the writer, inside its transaction."""
    kept = {str(row.document): bytes(row.data) for row in connection.execute(select(sketches.c.document, sketches.c.data))}  # fmt: skip
    fresh = _sketched(connection, stale, kept)
    names = sorted(kept.keys() | fresh.keys())
    affected = _recompared(connection, names, kept, fresh, stale)
    _keep(connection, stale, kept, fresh)
    affected |= set(stale) | merges.judged_with(connection, merges.DOCUMENTS, stale)
    together = merges.pairs(connection, merges.DOCUMENTS, together=True)
    links = select(contained.c.part, contained.c.whole, contained.c.share, contained.c.mutual)
    near, rows = linked.reached(connection, links, ENDS, affected, together)
    alive = sorted(name for name in near if name in fresh or (name in kept and name not in stale))
    number = {name: n for n, name in enumerate(alive)}
    found = carriages(
        alive,
        [Contained(number[row.part], number[row.whole], row.share, row.mutual) for row in rows],
        together=together,
        apart=merges.pairs(connection, merges.DOCUMENTS, together=False),
    )
    told: list[linked.Row] = [
        {"story": one.story, "document": one.document, "whole": one.whole, "share": round(one.share, 3)}
        for one in found
    ]
    before = carried_by(connection, near)
    changed = linked.replaced(connection, stories, stories.c.document, near, told, now=now)
    after = carried_by(connection, near)
    other = frozenset(name for name in near if before.get(name) != after.get(name))
    return Restoried(changed, other)


def carried_by(connection: Connection, wanted: Collection[str]) -> dict[str, list[str]]:
    """By document, of those wanted, the stories that it now carries; those of which it alone carries its own are left out."""
    rows = select(stories.c.document, stories.c.story).where(stories.c.superseded_at.is_(None))
    found: dict[str, list[str]] = {}
    for row in linked.sifted(connection, rows, stories.c.document, wanted):
        found.setdefault(str(row.document), []).append(str(row.story))
    return {document: sorted(held) for document, held in found.items()}


def _sketched(connection: Connection, stale: Collection[str], kept: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sketches of those of the documents that some place holds; a text's sketch is made once."""
    alive = select(documents.c.id).where(carried(None))
    held = [str(row.id) for row in linked.picked(connection, alive, documents.c.id, stale)]
    sketcher = Sketcher()
    texts = select(documents.c.id, documents.c.text)
    missing = [id_ for id_ in held if id_ not in kept]
    made = {
        str(row.id): packed(sketcher.sketch(row.text))
        for row in linked.picked(connection, texts, documents.c.id, missing)
    }
    return {id_: made[id_] if id_ in made else kept[id_] for id_ in held}


def _keep(
    connection: Connection, stale: Collection[str], kept: Mapping[str, bytes], fresh: Mapping[str, bytes]
) -> None:
    linked.dropped(connection, sketches, (sketches.c.document,), {one for one in stale if one in kept and one not in fresh})  # fmt: skip
    new = [{"document": one, "data": data} for one, data in sorted(fresh.items()) if one not in kept]
    if new:
        connection.execute(insert(sketches), new)


def _recompared(
    connection: Connection,
    names: Sequence[str],
    kept: Mapping[str, bytes],
    fresh: Mapping[str, bytes],
    stale: Collection[str],
) -> set[str]:
    """Compares what changed with what it may have to do with; the documents that gained or lost a link."""
    number = {name: n for n, name in enumerate(names)}
    again = renewed(
        _marks(number, {name: data for name, data in kept.items() if name not in stale}),
        _marks(number, {name: kept[name] for name in stale if name in kept}),
        _marks(number, fresh),
    )
    had = {name for name in stale if name in kept}
    affected = {end for row in _links_of(connection, had) for end in (str(row.part), str(row.whole))}
    linked.dropped(connection, contained, ENDS, had)
    shifted = [(names[a], names[b]) for a, b in zip(again.shifted.left.tolist(), again.shifted.right.tolist(), strict=True)]  # fmt: skip
    affected |= {end for pair in linked.unlinked(connection, contained, ENDS, shifted) for end in pair}
    found = compared(again.pairs, _Sketches(names, kept, fresh))
    rows = [
        {"part": names[one.part], "whole": names[one.whole], "share": one.share, "mutual": one.mutual} for one in found
    ]
    if rows:
        connection.execute(insert(contained), rows)
    return affected | {str(row[end]) for row in rows for end in ("part", "whole")}


def _links_of(connection: Connection, ends: Collection[str]) -> Iterator[Row[tuple[str, str, float, float]]]:
    for end in ENDS:
        yield from linked.picked(connection, select(contained), end, ends)


def _marks(number: Mapping[str, int], found: Mapping[str, bytes]) -> Marks:
    lengths = np.fromiter((len(data) // 8 for data in found.values()), dtype=np.int64, count=len(found))
    owners = np.fromiter((number[name] for name in found), dtype=np.int64, count=len(found))
    return Marks.bare(unpacked(b"".join(found.values())), np.repeat(owners, lengths))


class _Sketches:
    """Sketches by the number of their document, made when asked for."""

    def __init__(self, names: Sequence[str], kept: Mapping[str, bytes], fresh: Mapping[str, bytes]) -> None:
        self._names, self._kept, self._fresh = names, kept, fresh

    def __getitem__(self, number: int, /) -> Sketch:
        name = self._names[number]
        return unpacked(self._fresh[name] if name in self._fresh else self._kept[name])
