"""Documents and readings for the record's tests, and a record's tables as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from detente.model.actors import Actor
from detente.model.document import PARAGRAPH_BREAK, Document, Origin, Paragraph, Span
from detente.model.evidence import Evidence, InText
from detente.model.ids import bytes_id
from detente.model.reading import Assessment, Event, Measure, Position, Reading, Statement, Term
from detente.model.when import When
from detente.record import open_project
from detente.record.address import Server
from detente.record.schema import metadata
from detente.record.store import reading as reads

if TYPE_CHECKING:
    from detente.record import Record
    from detente.record.address import Address

STEPS = ("annotate.v1", "all.v1")
IRAN = (
    "Tehran asks for relief",
    "Mohammad Javad Zarif said on Friday that banking sanctions must go before any inspection.",
    "Washington renewed its oil embargo and criticised Tehran.",
)
KOREA = (
    "Seoul urges easing",
    "Chung Eui-yong said in Washington that relief should be considered.",
    "Prospects for talks have worsened, the ministry in Séoul said.",
)


def document(
    paragraphs: tuple[str, ...] = IRAN,
    *,
    uri: str = "iran.txt",
    publisher: str | None = "Harbour Wire",
    published: str | None = "2021-10-01",
    language: str = "en",
) -> Document:
    """A document of the paragraphs."""
    text, spans, at = PARAGRAPH_BREAK.join(paragraphs), [], 0
    for words in paragraphs:
        spans.append(Paragraph(Span(at, at + len(words)), "headline" if at == 0 else "body"))
        at += len(words) + len(PARAGRAPH_BREAK)
    return Document(
        text=text,
        paragraphs=tuple(spans),
        title=paragraphs[0],
        publisher=publisher,
        published=When.parse(published) if published else None,
        authors=("A. Reporter",),
        language=language,
        origin=Origin(uri=uri, raw_id=bytes_id(text.encode())),
    )


def raw(found: Document) -> bytes:
    """The bytes it was read from."""
    return found.text.encode()


def evidence(found: Document, words: str, made_by: str = "all.v1") -> Evidence:
    """Evidence on words of the document."""
    return Evidence(where=place(found, words), made_by=made_by, confidence=0.75, because=("by hand",))


def place(found: Document, words: str) -> InText:
    """Where the words stand."""
    start = found.text.index(words)
    return InText(document=found.id, start=start, end=start + len(words), quote=words)


def reading(found: Document, steps: tuple[str, ...] = STEPS) -> Reading:
    """A reading with notes of all layers for the Iran text, and of three for the Korea text."""
    bare = Reading(document=found.id, published=found.published, steps=steps)
    return _iran(found, bare) if "Zarif" in found.text else _korea(found, bare)


def _iran(found: Document, bare: Reading) -> Reading:
    zarif = Actor(name="Mohammad Javad Zarif", side="IRN", kind="person", role="foreign minister")
    america = Actor(name="Washington", side="USA", kind="state", entity="state:USA")
    wants = "banking sanctions must go before any inspection"
    renews = "Washington renewed its oil embargo"
    tehran = Actor(name="Tehran", side="IRN", kind="state")
    day = When.day(date(2021, 10, 1))
    return replace(
        bare,
        statements=(
            Statement(
                source=zarif, cue=place(found, "said"), content=evidence(found, wants), form="indirect", date=day,
                to=Actor(name="reporters of Séoul"),
            ),
        ),
        events=(
            Event(type="SANCTION", actors=(america,), recipients=(tehran,), evidence=evidence(found, renews)),
            Event(type="ACCUSE", actors=(america,), recipients=(tehran,), evidence=evidence(found, "criticised Tehran")),
        ),
        positions=(
            Position(holder=zarif, issue="sanctions", target="IRN", stance="pro", date=day, evidence=evidence(found, wants)),
        ),
        terms=(
            Term(
                by=tehran, of=america, demand=place(found, "banking sanctions must go"),
                offer=place(found, "inspection"), link="before", evidence=evidence(found, wants),
            ),
        ),
        measures=(
            Measure(imposer=america, act="embargo", targets=(tehran,), reason=None, evidence=evidence(found, renews)),
        ),
    )  # fmt: skip


def _korea(found: Document, bare: Reading) -> Reading:
    chung = Actor(name="Chung Eui-yong", side="KOR", kind="person")
    wants = "relief should be considered"
    return replace(
        bare,
        statements=(
            Statement(source=chung, cue=place(found, "said"), content=evidence(found, wants), form="indirect"),
        ),
        positions=(Position(holder=chung, issue="sanctions", target="PRK", stance="pro", evidence=evidence(found, wants)),),
        assessments=(
            Assessment(
                by=Actor(name="Harbour Wire", kind="outlet"), about=("KOR", "PRK"), topic="talks", direction="worse",
                evidence=evidence(found, "Prospects for talks have worsened"),
            ),
        ),
    )  # fmt: skip


def dump(address: Address, *, leave_out: tuple[str, ...] = ("runs",)) -> str:
    """All tables of a record as text but for those left out; two records with the same content give the same, whatever the store."""
    with open_project(address, read_only=True) as record, reads(record) as connection:
        kept = [table for table in metadata.sorted_tables if table.name not in leave_out]
        return "\n".join(
            f"{table.name}: {tuple(row)!r}"
            for table in kept
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        )


OF_ORDER = frozenset({"number", "edition", "reading", "superseded_by", "learnt_at", "superseded_at"})
"""Columns that tell in which order, and when, rows came; a server skips a number where a writer was killed."""


def content(address: Address) -> list[str]:
    """All that stands in a record, but for the order and the moments it came in."""
    with open_project(address, read_only=True) as record, reads(record) as connection:
        found: list[str] = []
        for table in metadata.sorted_tables:
            if table.name not in {"runs", "meta", "stale"}:
                stands = [column.is_(None) for column in table.columns if column.name == "superseded_at"]
                wanted = select(*(column for column in table.columns if column.name not in OF_ORDER)).where(*stands)
                found += [f"{table.name}: {tuple(row)!r}" for row in connection.execute(wanted)]
        return sorted(found)


def spoil(record: Record, statement: str, *values: object) -> None:
    """Changes rows behind the record's back; each ``?`` is a value."""
    on_server = isinstance(record.address, Server)
    with record._engine.connect() as connection, connection.execution_options(writes=True).begin():
        asked = statement.replace("%", "%%").replace("?", "%s") if on_server else statement
        told = connection.exec_driver_sql(asked, values)
        assert told.rowcount != 0
