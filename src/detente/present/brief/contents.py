"""All that a brief says, as plain data for its template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.kept import Kept
from detente.analyse.series import MINIMUM_NOTES as MINIMUM_SERIES
from detente.analyse.splits import MINIMUM_NOTES
from detente.analyse.timeline import period, timeline
from detente.model.reading import LAYERS
from detente.present import words
from detente.present.brief import rows
from detente.present.brief.chances import Chances, chances
from detente.present.brief.citing import Citations
from detente.present.brief.glance import Glance, glance
from detente.present.brief.lanes import Graph, Lanes, MoveRow, graph, lanes, move_rows
from detente.present.brief.listed import ListedRow, listed_rows
from detente.present.brief.marking import MarkedParagraph, mark
from detente.present.brief.measured import MINIMUMS, MeasuredRow, measured_rows
from detente.present.brief.moved import Chart, MovedRow, charts, moved_rows
from detente.present.brief.stands import Held, Matrix, held, matrices
from detente.present.charts import Spec, timeline_chart

if TYPE_CHECKING:
    from detente.analyse.view import View
    from detente.model.document import Document
    from detente.model.findings import Failure


MOST_NAMED = 3
LEAST_SHARE = 0.15
"""Sides that a headline names: so many, each with this share of the positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document: a row of the list of sources, and its text where it is cited.

    ``headed`` where the text begins with its headline.
    """

    id: str
    title: str
    publisher: str
    agency: str
    authors: str
    date: str
    because: tuple[str, ...]
    uri: str
    language: str
    notes: int
    headed: bool
    paragraphs: tuple[MarkedParagraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A brief's contents, section by section."""

    title: str
    period: str
    counts: tuple[tuple[str, int], ...]
    publishers: int
    glance: tuple[Glance, ...]
    matrices: tuple[Matrix, ...]
    moved: tuple[MovedRow, ...]
    charts: tuple[Chart, ...]
    minimum_series: int
    splits: tuple[rows.SplitRow, ...]
    measured: tuple[MeasuredRow, ...]
    minimums: tuple[int, int]
    minimum_notes: int
    rifts: tuple[rows.RiftRow, ...]
    terms: tuple[rows.TermRow, ...]
    deadlocks: tuple[rows.DeadlockRow, ...]
    graph: Graph | None
    lanes: Lanes | None
    moves: tuple[MoveRow, ...]
    conditional: tuple[Held, ...]
    measures: tuple[rows.MeasureRow, ...]
    listed: tuple[ListedRow, ...]
    outlooks: tuple[rows.OutlookRow, ...]
    chances: Chances
    dated: tuple[rows.EventRow, ...]
    undated: tuple[rows.EventRow, ...]
    chart: Spec | None
    failures: tuple[Failure, ...]
    sources: tuple[Source, ...]
    steps: tuple[str, ...]


def contents(view: View, *, title: str | None = None) -> Contents:
    """A brief's contents.

    Args:
        view: the notes it is about.
        title: its headline; by default named after the sides it is most about.
    """
    lists, view = view, Kept(view)
    documents = view.documents()
    citations = Citations()
    stands = matrices(view, citations)
    terms, deadlocks, found = rows.table_rows(view, citations)
    splits = tuple(sorted(rows.split_rows(view, citations), key=lambda row: not row.certain))
    measures = rows.measure_rows(view, citations)
    on_lists = listed_rows(view, lists, citations)
    outlooks = rows.outlook_rows(view, citations)
    foretold = chances(view, citations)
    dated, undated = rows.event_rows(view, citations)
    rifts = rows.rift_rows(view, citations)
    conditional = tuple(held(s, citations) for s in found.conditional)
    listed = {document.id for document in documents}
    beyond = [view.document(id_) for id_ in citations.cited if id_ not in listed]
    return Contents(
        title=title or _title(stands),
        period=_period(view),
        counts=_counts(view),
        publishers=len({d.publisher for d in documents if d.publisher}),
        glance=glance(deadlocks=deadlocks, splits=splits, terms=terms, measures=measures, outlooks=outlooks),
        matrices=stands,
        moved=moved_rows(view, citations),
        charts=charts(view),
        minimum_series=MINIMUM_SERIES,
        splits=splits,
        measured=measured_rows(view, lists, citations),
        minimums=MINIMUMS,
        minimum_notes=MINIMUM_NOTES,
        rifts=rifts,
        terms=terms,
        deadlocks=deadlocks,
        graph=graph(found),
        lanes=lanes(found),
        moves=move_rows(found, citations),
        conditional=conditional,
        measures=measures,
        listed=on_lists,
        outlooks=outlooks,
        chances=foretold,
        dated=dated,
        undated=undated,
        chart=timeline_chart(timeline(view).dated),
        failures=tuple(view.failures()),
        sources=tuple(_source(view, document, citations) for document in (*documents, *beyond)),
        steps=_steps(view),
    )


def _title(stands: tuple[Matrix, ...]) -> str:
    """Named after the sides that most positions bear on."""
    told = [matrix for matrix in stands if matrix.target]
    least = LEAST_SHARE * sum(matrix.notes for matrix in told)
    named = [words.the(matrix.target) for matrix in told if matrix.notes >= least][:MOST_NAMED]
    return f"Sanctions and bargaining over {words.listed(named)}" if named else "Sanctions and bargaining"


def _period(view: View) -> str:
    found = period(view)
    if found is None:
        return ""
    first, last = found
    return words.date(first) if first == last else f"{words.date(first)} to {words.date(last)}"


def _counts(view: View) -> tuple[tuple[str, int], ...]:
    counted = {layer: len(getattr(view, layer)()) for layer in LAYERS}
    return (("documents", len(view.documents())), *counted.items())


def _steps(view: View) -> tuple[str, ...]:
    """The versioned steps that made the readings, in the order they first appear."""
    return tuple(dict.fromkeys(step for d in view.documents() for step in view.reading(d.id).steps))


def _source(view: View, document: Document, citations: Citations) -> Source:
    reading = view.reading(document.id)
    cited = citations.cited.get(document.id, {})
    return Source(
        id=document.id,
        title=document.title or document.name,
        publisher=document.publisher or "",
        agency=document.agency or "",
        authors=words.listed(list(document.authors)),
        date=words.date(reading.published or document.published),
        because=reading.published_because or document.published_because,
        uri=document.origin.uri,
        language=document.language,
        notes=len(reading.notes()),
        headed=any(paragraph.kind == "headline" for paragraph in document.paragraphs[:1]),
        paragraphs=mark(document, cited.values()) if cited else (),
    )
