"""What a record learnt lately, as a table and as an Atom feed (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from detente.present.brief.citing import label
from detente.present.codebook import date
from detente.present.noted import sourced_json
from detente.present.tabular import Table, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from detente.record import Change

ATOM = "http://www.w3.org/2005/Atom"
MOST_OF_A_FEED = 500
SINGULAR = {
    "documents": "document", "editions": "list", "statements": "statement", "events": "event", "positions": "position",
    "terms": "term", "measures": "measure", "assessments": "assessment",
}  # fmt: skip


def change_table(changes: Iterable[Change]) -> Table:
    """One row a change, oldest first."""
    columns = ("when", "change", "what", "id", "now", "date", "says", "quote", "why", "title", "publisher", "document")
    rows, records = [], []
    for one in changes:
        note = one.note
        rows.append(
            (
                f"{one.at:%Y-%m-%d %H:%M}", one.how, SINGULAR[one.what], one.id, one.by,
                (date(note.when) or "") if note else "", label(note.note) if note else "",
                note.note.evidence.quote if note else "", one.why, one.title, one.publisher or "", one.document,
            )
        )  # fmt: skip
        records.append(
            {
                "at": one.at.isoformat(),
                "change": one.how,
                "what": SINGULAR[one.what],
                "id": one.id,
                "now": one.by or None,
                "why": one.why or None,
                "title": one.title,
                "publisher": one.publisher,
                "document": one.document or None,
                "note": sourced_json(note) if note else None,
            }
        )
    return Table(name="changes", columns=columns, rows=tuple(rows), records=tuple(records))


def atom(changes: Sequence[Change], *, title: str, since: datetime) -> str:
    """The newest changes as a feed, newest first; the same changes give the same bytes.

    Args:
        changes: what came and went, oldest first.
        title: the feed's title.
        since: the moment they begin after: the feed's own time where nothing changed.
    """
    ET.register_namespace("", ATOM)
    newest = list(reversed(changes))[:MOST_OF_A_FEED]
    feed = ET.Element(f"{{{ATOM}}}feed")
    _text(feed, "title", title)
    _text(feed, "id", f"urn:detente:changes:{plain(title)}".replace(" ", "-"))
    _text(feed, "updated", (newest[0].at if newest else since).isoformat())
    _text(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", "Detente")
    for one in newest:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        says = label(one.note.note) if one.note else one.title
        _text(entry, "title", f"{one.how}: {SINGULAR[one.what]}: {says}")
        _text(entry, "id", f"urn:detente:{one.id}:{one.how}:{one.at.isoformat()}")
        _text(entry, "updated", one.at.isoformat())
        ET.SubElement(entry, f"{{{ATOM}}}category", term=one.how)
        ET.SubElement(entry, f"{{{ATOM}}}category", term=one.what)
        _text(entry, "content", _content(one))
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _content(one: Change) -> str:
    source = one.publisher or one.title
    quoted = (
        f"“{one.note.note.evidence.quote}” ({source}" + (f", {when})" if (when := date(one.note.when)) else ")")
        if one.note
        else source
    )
    now = f"now {one.by}" if one.by else ""
    return " — ".join(
        part for part in (quoted, one.why, now, f"detente cite {one.by or one.id}" if one.note else "") if part
    )


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = plain(words)
