"""Full-text search: which documents have the words, best first, with snippets, and what stands in them by side, person, issue, type, publisher and year.

Two passes keep it fast: first the numbers of the documents alone, ranked; then snippets and rows of those shown. Where words are so common that more
than ``RANKED`` documents have them, the newest of these are ranked: words that stand everywhere tell none from another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func as sql
from sqlalchemy import select, union_all

from detente.record.backends import among, full_text, given
from detente.record.filters import Filters, holds_note, known, of_days, of_document
from detente.record.listed import Hit, hit
from detente.record.rows import ADDRESSED
from detente.record.schema import ISSUE_COLUMN, LAYER_TABLES, TYPE_COLUMN, carriers, documents, parties, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

RANKED = 1_000
"""Documents that are ranked by how well they fit."""
COUNTED = 300
"""Documents, best first, of which facets are counted."""
MOST_VALUES = 12
FACETS = ("side", "person", "issue", "type", "publisher", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found.

    Attributes:
        hits: the documents asked for, best first.
        total: how many documents fit.
        exact: whether all that fit are in ``total``; where not, at least so many do.
        facets: by facet, value and number of documents, the most frequent first; ``counted`` says of how many documents.
        counted: the documents, best first, that facets are counted over.
    """

    hits: tuple[Hit, ...]
    total: int
    exact: bool
    facets: dict[str, tuple[tuple[str, int], ...]]
    counted: int


def find(
    connection: Connection,
    query: str,
    filters: Filters,
    *,
    as_of: datetime | None,
    limit: int,
    offset: int,
    rows_of: Callable[[Sequence[int]], Select[tuple[object, ...]]],
    with_facets: bool,
) -> Found:
    """Searches; ``rows_of`` gives the query of documents of those numbers, as lists of documents show them."""
    text = full_text(connection)
    ranked, complete = text.ranked(connection, query, most=RANKED)
    fitting = ranked
    bare = filters == Filters()
    if ranked and not (bare and as_of is None):
        keep = _numbers(connection, _fitting(filters, as_of, among(connection)), ranked)
        fitting = [(number, score) for number, score in ranked if number in keep]
    elif ranked:
        live = _numbers(connection, _live(among(connection)), ranked)
        fitting = [(number, score) for number, score in ranked if number in live]
    shown = fitting[offset : offset + limit]
    rows: dict[int, Row[Any]] = {}
    marked: dict[int, str] = {}
    if shown:
        numbers = [number for number, _ in shown]
        rows = {row.number: row for row in connection.execute(rows_of(numbers))}
        marked = text.snippets(connection, query, numbers)
    hits = tuple(hit(rows[n], marked.get(n, ""), score) for n, score in shown if n in rows)
    over = [number for number, _ in fitting[:COUNTED]]
    total = len(fitting)
    if not complete and bare and as_of is None:
        total = text.matching(connection, query)
        complete = True
    facets = _facets(connection, over, as_of) if with_facets and over else {}
    return Found(hits=hits, total=total, exact=complete, facets=facets, counted=len(over))


def _numbers(connection: Connection, wanted: Any, ranked: Sequence[tuple[int, float]]) -> set[int]:
    return set(connection.execute(wanted, given(number for number, _ in ranked)).scalars())


def _carried_of(as_of: datetime | None, numbers: Any) -> Any:
    return (
        select(documents.c.number)
        .join(carriers, carriers.c.document == documents.c.id)
        .where(documents.c.number.in_(numbers), known(carriers, as_of))
    )


@cache
def _live(numbers: Any) -> Any:
    """Those that some place now holds; built once, as the queries below: that takes longer than to answer them."""
    return _carried_of(None, numbers)


def _fitting(filters: Filters, as_of: datetime | None, numbers: Any) -> Any:
    since = sql.coalesce(readings.c.published_first, documents.c.published_first)
    last = sql.coalesce(readings.c.published_last, documents.c.published_last)
    wanted = (
        _carried_of(as_of, numbers)
        .outerjoin(readings, (readings.c.document == documents.c.id) & known(readings, as_of))
        .where(*of_document(filters), *of_days(since, last, filters))
    )
    return wanted.where(holds_note(filters)) if filters.of_notes else wanted


def _facets(
    connection: Connection, numbers: Sequence[int], as_of: datetime | None
) -> dict[str, tuple[tuple[str, int], ...]]:
    """By facet, the values that most of the documents have."""
    listed = among(connection)
    held = connection.execute(_read_now(listed) if as_of is None else _read(listed, as_of), given(numbers)).all()
    inside = given(row[0] for row in held if row[0] is not None)
    counted = {
        facet: tuple((str(value), int(count)) for value, count in connection.execute(query, inside))
        for facet, query in _counting(listed).items()
    }
    return {
        **counted,
        "publisher": _tally([row[1] for row in held]),
        "year": tuple(sorted(_tally([str(row[2].year) if row[2] else None for row in held], most=100), reverse=True)),
    }


def _read(numbers: Any, as_of: datetime | None) -> Any:
    """The reading, the publisher and the last day of documents."""
    last = sql.coalesce(readings.c.published_last, documents.c.published_last)
    return (
        select(readings.c.number, documents.c.publisher, last)
        .select_from(documents)
        .outerjoin(readings, (readings.c.document == documents.c.id) & known(readings, as_of))
        .where(documents.c.number.in_(numbers))
    )


@cache
def _read_now(numbers: Any) -> Any:
    return _read(numbers, None)


@cache
def _counting(numbers: Any) -> dict[str, Any]:
    """By facet, the query that counts its values over readings."""
    return {
        "side": _counted(_of_parties(parties.c.side, numbers)),
        "person": _counted(_of_parties(parties.c.name, numbers, kind="person")),
        "issue": _counted(_of_notes(ISSUE_COLUMN, numbers)),
        "type": _counted(_of_notes(TYPE_COLUMN, numbers)),
    }


def _counted(wanted: Any) -> Any:
    each = wanted.subquery()
    number = sql.count(each.c.reading.distinct())
    return (
        select(each.c.value, number)
        .where(each.c.value.is_not(None))
        .group_by(each.c.value)
        .order_by(number.desc(), each.c.value)
        .limit(MOST_VALUES)
    )


def _of_parties(value: Any, numbers: Any, *, kind: str | None = None) -> Any:
    wanted = select(parties.c.reading, value.label("value")).where(
        parties.c.reading.in_(numbers), parties.c.role != ADDRESSED
    )
    return wanted.where(parties.c.kind == kind) if kind else wanted


def _of_notes(columns: Any, numbers: Any) -> Any:
    return union_all(
        *(
            select(LAYER_TABLES[layer].c.reading, LAYER_TABLES[layer].c[name].label("value")).where(
                LAYER_TABLES[layer].c.reading.in_(numbers)
            )
            for layer, name in columns.items()
        )
    )


def _tally(values: Sequence[str | None], *, most: int = MOST_VALUES) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
