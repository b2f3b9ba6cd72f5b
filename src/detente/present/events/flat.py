"""Events as rows: CAMEO codes, and tables with the columns of ICEWS and of GDELT that a reading can fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.cameo import SCALE, mutual
from detente.analyse.sectors import country, sector
from detente.present import words
from detente.present.codebook import date
from detente.present.tabular import Table
from detente.resolve.acts import same_acts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model.actors import Actor
    from detente.model.reading import Event
    from detente.model.when import When
    from detente.present.events.told import Told

CAMEO = (
    "id", "date", "type", "status", "cameo", "name", "goldstein", "scale", "mode", "context", "because", "actors",
    "recipients", "quote", "document",
)  # fmt: skip
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
OWN = (
    "Source Code", "Target Code", "PLOVER Type", "Status", "Mutual", "Date First", "Date Last", "Published", "Paragraph",
    "Quote", "Note ID",
)  # fmt: skip
_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")
GDELT = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *(f"Actor1{part}" for part in _ACTOR),
    *(f"Actor2{part}" for part in _ACTOR), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "SOURCEURL",
)  # fmt: skip
Cells = tuple[str, ...]


def cameo(events: Iterable[Told]) -> Table:
    """One row an event: its CAMEO code with the scale named, and the words that gave more than a root."""
    rows = [
        (
            told.event.id, date(told.date) or "", told.event.type, told.event.status, told.coding.code or "",
            told.coding.name or "", number(told.coding.goldstein), SCALE if told.coding.code else "",
            told.coding.mode or "", told.coding.context or "", "; ".join(told.coding.because),
            words.actors(told.event.actors), words.actors(told.event.recipients), told.event.evidence.quote,
            told.document.id,
        )
        for told in events
    ]  # fmt: skip
    return table("cameo", CAMEO, rows)


def icews(events: Iterable[Told]) -> Table:
    """One row a report and pair of source and target, ICEWS's 20 columns first, then our own.

    ``Event Date`` is filled where the date is one day; ``Event ID`` is the note's id, with the row's number where a note has several;
    the sentence's number and the place are blank. A mutual act has one row a pair, marked ``Mutual``, not one a direction.
    """
    rows: list[Cells] = []
    for told in events:
        event, coding, made = told.event, told.coding, once(told.event)
        for place, (source, target) in enumerate(made, 1):
            rows.append(
                (
                    event.id if len(made) == 1 else f"{event.id}.{place}", _day(told.date), *_party(source),
                    coding.name or "", coding.full or "", number(coding.goldstein), *_party(target), told.document.id,
                    "", told.document.publisher or "", "", "", "", "", "", "",
                    _side(source), _side(target), event.type, event.status,
                    "yes" if mutual(event) else "no", *_ends(told.date), date(told.published) or "",
                    _paragraph(told), event.evidence.quote, event.id,
                )
            )  # fmt: skip
    return table("icews", (*ICEWS, *OWN), rows)


def gdelt(events: Iterable[Told]) -> Table:
    """One row an act and pair of actors, however many reports tell of it, with GDELT's names for the columns that can be filled.

    An act's first report gives names, code and address; ``NumMentions`` counts notes, ``NumArticles`` documents, ``NumSources`` publishers.
    """
    by_id = {(told.sourced.document, told.event.id): told for told in events}
    rows: list[Cells] = []
    for act in same_acts(told.sourced for told in by_id.values()):
        reports = [by_id[event.document, event.note.id] for event in act]
        first = reports[0]
        made = once(first.event)
        coding = first.coding
        dated = next((told.date for told in reports if told.date and told.date.precision == "day"), first.date)
        for place, (source, target) in enumerate(made, 1):
            rows.append(
                (
                    first.event.id if len(made) == 1 else f"{first.event.id}.{place}", *_dates(dated), *_codes(source),
                    *_codes(target), _lead(first), coding.full or "", (coding.full or "")[:3], coding.root or "",
                    str(coding.cameo_quad or ""), number(coding.goldstein), str(len(reports)),
                    str(len({told.document.publisher or told.document.id for told in reports})),
                    str(len({told.document.id for told in reports})), first.document.origin.uri,
                )
            )  # fmt: skip
    return table("gdelt", GDELT, rows)


def once(event: Event) -> list[tuple[Actor | None, Actor | None]]:
    """Source and target of each row: a mutual act's pairs in one direction alone, a blank where nobody is named."""
    if mutual(event):
        return [(a, b) for i, a in enumerate(event.actors) for b in event.actors[i + 1 :]]
    return [(a, b) for a in event.actors or (None,) for b in event.recipients or (None,)]


def number(value: float | None) -> str:
    """A weight with two decimals at most ("-8.0", "3.73"), "" for none."""
    return "" if value is None else str(round(value, 2) + 0.0)


def table(name: str, columns: Cells, rows: Sequence[Cells]) -> Table:
    """Rows of text, and the same as records."""
    records = tuple(dict(zip(columns, row, strict=True)) for row in rows)
    return Table(name=name, columns=columns, rows=tuple(rows), records=records)


def _party(actor: Actor | None) -> Cells:
    """Name, sector and country as ICEWS has them."""
    return (
        (actor.name, sector(actor).name, words.side(country(actor)) if country(actor) else "") if actor else ("",) * 3
    )


def _side(actor: Actor | None) -> str:
    return (actor.side if actor else None) or ""


def _codes(actor: Actor | None) -> Cells:
    """GDELT's code, name, country, known group and type of an actor."""
    if actor is None:
        return ("",) * len(_ACTOR)
    found, state = sector(actor), country(actor)
    return (f"{state}{found.code}{found.group}", actor.name.upper(), state, found.group, found.code)


def _day(when: When | None) -> str:
    return when.iso if when and when.precision == "day" else ""


def _ends(when: When | None) -> Cells:
    return (when.first.isoformat(), when.last.isoformat()) if when else ("", "")


def _dates(when: When | None) -> Cells:
    """Day, month, year and fraction of the year, each where the date is as narrow as that."""
    if when is None or when.first.year != when.last.year:
        return ("",) * 4
    month = f"{when.first:%Y%m}" if when.first.month == when.last.month else ""
    if when.precision != "day":
        return ("", month, str(when.first.year), "")
    share = ((when.first.month - 1) * 30 + when.first.day) / 365  # GDELT's own reckoning
    return (f"{when.first:%Y%m%d}", month, str(when.first.year), f"{when.first.year + share:.4f}")


def _paragraph(told: Told) -> str:
    place = told.start
    found = told.document.paragraph_at(place) if place is not None else None
    return "" if found is None else str(found + 1)


def _lead(told: Told) -> str:
    """1 where the words stand in the headline or the first paragraph of the body, as GDELT has it, else 0."""
    place = told.start
    if place is None:
        return ""
    body = next((p for p in told.document.paragraphs if p.kind == "body"), None)
    return "1" if body is None or place < body.span.end else "0"
