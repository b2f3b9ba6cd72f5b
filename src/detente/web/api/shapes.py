"""The shapes of the API's answers, for OpenAPI; ``present.cited`` and ``present.codebook`` make them, tests compare the two."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from detente.model.reading import Layer


class Shape(BaseModel):
    """What all answers have in common: nothing but what is named."""

    model_config = ConfigDict(extra="forbid")


class Fault(Shape):
    """What went wrong, and what can be done about it."""

    error: str
    cure: str


class Quote(Shape):
    """Words of a document: ``document.text[start:end] == text``, in characters."""

    text: str
    start: int
    end: int


class Paragraph(Quote):
    """A paragraph, and what it is."""

    kind: str


class DocumentLine(Shape):
    """A document in a list. ``carriers`` are the places that hold its text."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    language: str
    origin: str
    carriers: int
    notes: int
    learnt_at: str


class Documents(Shape):
    """A part of the list of documents."""

    total: int
    offset: int
    items: list[DocumentLine]


class Document(Shape):
    """A document with its text."""

    id: str
    title: str | None
    publisher: str | None
    agency: str | None
    authors: list[str]
    dateline: str | None
    language: str
    published: str | None
    published_because: list[str]
    origin: str
    raw_id: str
    steps: list[str]
    notes: dict[Layer, int]
    text: str
    paragraphs: list[Paragraph]


class Note(BaseModel):
    """A note of any layer, in the codebook's shape: what its layer has besides stands beside these."""

    model_config = ConfigDict(extra="allow")

    id: str
    when: str | None
    document: str
    title: str
    publisher: str | None
    made_by: str
    confidence: float
    because: list[str]
    stories: int
    reports: list[dict[str, Any]]
    disputed: dict[str, dict[str, list[str]]]


class Notes(Shape):
    """A part of a list of notes."""

    total: int
    offset: int
    items: list[Note]


class Citation(Shape):
    """A note as a citation: what it says, its words, and where in which document they stand."""

    note: str
    layer: Layer
    says: str
    quote: str
    start: int | None
    end: int | None
    document: str
    title: str
    publisher: str | None
    when: str | None
    confidence: float
    stories: int


class Cited(Note):
    """A note cited in full: its paragraph, its place in the raw file, its derivation."""

    says: str
    published: str | None
    origin: str
    raw_id: str
    raw_bytes: list[int] | None
    paragraph: str


class Several(Shape):
    """Notes that a figure counts: how many, and the newest of them."""

    total: int
    cited: list[Citation]


class Half(Several):
    """A side of a split."""

    side: str
    contradictions: int


class Split(Shape):
    """Two sides that stand apart: the gap from 0 (same) to 1 (for against against), with nine chances in ten between ``low`` and ``high``."""

    issue: str
    over: str | None
    gap: float
    low: float
    high: float
    documents: int
    left: Half
    right: Half
    reported: Several


class Standing(Shape):
    """Where a side stands on an issue; ``probability`` is that of the change, null where too few notes tell it."""

    side: str
    issue: str
    over: str | None
    stance: str
    changed_from: str | None
    probability: float | None
    newest: Citation
    notes: Several


class Point(Shape):
    """A step of a series."""

    when: str
    at: float
    low: float
    high: float
    notes: Several


class Change(Shape):
    """A stance left and a stance taken."""

    was: str
    now: str
    between: str
    probability: float
    before: Several
    after: Several


class Series(Shape):
    """A side or person on an issue over time; ``side`` is null for experts and press."""

    side: str | None
    person: str | None
    issue: str
    over: str | None
    agreement: float
    notes: int
    undated: int
    points: list[Point]
    changes: list[Change]


class Item(Shape):
    """What a party demands of another or offers it."""

    by: str
    expert: bool
    of: str | None
    what: Literal["demand", "offer"]
    topic: str
    name: str
    terms: Several


class Move(Shape):
    """A change of what is on the table."""

    by: str
    expert: bool
    of: str | None
    what: Literal["demand", "offer"]
    topic: str
    name: str
    move: str
    before: Several
    after: Several


class Deadlock(Shape):
    """Two terms that block each other."""

    because: str
    left: Citation
    right: Citation


class Splits(Shape):
    """A part of the list of splits."""

    total: int
    offset: int
    items: list[Split]


class Standings(Shape):
    """A part of the list of standings."""

    total: int
    offset: int
    items: list[Standing]


class SeriesList(Shape):
    """A part of the list of series."""

    total: int
    offset: int
    items: list[Series]


class Items(Shape):
    """A part of the table."""

    total: int
    offset: int
    items: list[Item]


class Moves(Shape):
    """A part of the list of moves."""

    total: int
    offset: int
    items: list[Move]


class Deadlocks(Shape):
    """A part of the list of deadlocks."""

    total: int
    offset: int
    items: list[Deadlock]


class Citations(Shape):
    """A part of a list of citations."""

    total: int
    offset: int
    items: list[Citation]


class Hit(Shape):
    """A document that has the words, with a piece of its text and the places of the words in that piece."""

    document: DocumentLine
    snippet: str
    marks: list[list[int]]
    score: float


class Facet(Shape):
    """A side, person, issue, type, publisher or year, and how many of the documents found have it."""

    value: str
    documents: int


class Hits(Shape):
    """The best of the documents that have the words, ``more`` where there are others; at least ``total`` have them where that is not ``exact``.

    The facets stand by name, of the best ``facets_counted_over`` documents; each value is one for the filter of that name, a year for ``since``.
    """

    offset: int
    more: bool
    total: int
    exact: bool
    items: list[Hit]
    facets: dict[str, list[Facet]]
    facets_counted_over: int


class Verdict(Shape):
    """A judgement of a note."""

    note: str
    layer: Layer
    document: str
    type: str
    made_by: str
    accepted: bool
    why: str
    given_at: str


class Verdicts(Shape):
    """A part of the list of verdicts."""

    total: int
    offset: int
    items: list[Verdict]


class Judged(Shape):
    """What a verdict did."""

    note: str
    verdict: Literal["accept", "reject", "withdraw"]
    changed: bool


class About(Shape):
    """The record in figures."""

    version: str
    counts: dict[str, int]


class Import(Shape):
    """How far an import is. ``failures`` are file and reason."""

    running: bool
    done: int
    total: int
    counts: dict[str, int]
    failures: list[list[str]]
    fault: str
