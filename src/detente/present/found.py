"""What a search found: hits with their words in place, and facets; as lines and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from detente.present.codebook import date
from detente.present.tabular import plain
from detente.present.words import count

if TYPE_CHECKING:
    from detente.present.tabular import Json
    from detente.record.listed import Hit
    from detente.record.searching import Found

Lines = list[tuple[str, tuple[tuple[int, int], ...], str]]
"""A line, the places of the words found in it, and its style on a terminal."""


def found_json(found: Found) -> str:
    """A JSON object: total, hits, facets."""
    whole: Json = {
        "total": found.total,
        "exact": found.exact,
        "hits": [_hit(each) for each in found.hits],
        "facets": {
            name: [{"value": value, "documents": number} for value, number in values]
            for name, values in found.facets.items()
        },
        "facets_counted_over": found.counted,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _hit(each: Hit) -> Json:
    row = each.document
    return {
        "document": row.id,
        "title": row.title,
        "publisher": row.publisher,
        "date": date(row.published),
        "language": row.language,
        "origin": row.uri,
        "notes": row.notes,
        "snippet": each.snippet,
        "marks": [list(mark) for mark in each.marks],
        "score": round(each.score, 4),
    }


def found_lines(found: Found) -> Lines:
    """For people: a head and a snippet a hit, then a line a facet."""
    lines: Lines = []
    for each in found.hits:
        row = each.document
        about = " · ".join(
            plain(part) for part in (date(row.published) or "no date", row.publisher or "", row.title) if part
        )
        lines.append((f"{row.id}  {about}", (), "bold"))
        lines.append(("    " + _level(each.snippet), tuple((a + 4, b + 4) for a, b in each.marks), ""))
    many = f"{'' if found.exact else 'at least '}{count(found.total, 'document')}"
    shown = "" if len(found.hits) == found.total else f", {len(found.hits)} shown"
    lines.append((f"{many}{shown}", (), "dim"))
    over = f" (of the best {found.counted:,})" if found.counted < found.total else ""
    for name, values in found.facets.items():
        if values:
            told = ", ".join(f"{plain(value)} {number}" for value, number in values)
            lines.append((f"{name}{over}: {told}", (), "dim"))
    return lines


def _level(snippet: str) -> str:
    """The snippet on one line, as long as before so that marks still fit; nothing in it steers a terminal."""
    return "".join(character if character.isprintable() else " " for character in snippet)
