"""FollowTheMoney entities (followthemoney.tech), a JSON object a line: articles, actors, sanctions, events; for Aleph, OpenSanctions' tools, yente.

Written by hand, since the package drags in ICU and much else; a test checks every entity against its model.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from detente import resources
from detente.model.evidence import InText
from detente.model.ids import content_id
from detente.present import words
from detente.present.exchange.bibtex import address_of
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.analyse.view import View
    from detente.model.actors import Actor
    from detente.model.document import Document
    from detente.model.findings import Sourced
    from detente.model.reading import Event, Measure
    from detente.model.when import When

Properties = dict[str, list[str]]
_SCHEMATA = {
    "person": "Person",
    "body": "PublicBody",
    "state": "PublicBody",
    "outlet": "Organization",
    "group": "Organization",
}


class _Made:
    """Entities by id, each property's values once and in the order they came."""

    def __init__(self) -> None:
        self.entities: dict[str, tuple[str, dict[str, dict[str, None]]]] = {}

    def add(self, id_: str, schema: str, given: dict[str, list[str | None]]) -> str:
        held = self.entities.setdefault(id_, (schema, {}))[1]
        for name, values in given.items():
            for value in values:
                if value:
                    held.setdefault(name, {})[value] = None
        return id_

    def lines(self) -> Iterator[str]:
        for id_, (schema, held) in self.entities.items():
            properties: Properties = {name: list(values) for name, values in held.items()}
            yield json.dumps({"id": id_, "schema": schema, "properties": properties}, ensure_ascii=False)


def ftm(view: View) -> str:
    """The measures, the events and their actors of a selection with the articles that they rest on, as JSON lines."""
    made = _Made()
    for document in view.documents():
        _article(made, document, view.reading(document.id).published or document.published)
    for measure in view.measures():
        _sanction(made, measure)
    for event in view.events():
        if event.note.status == "actual":
            _event(made, event)
    return "".join(f"{line}\n" for line in made.lines())


def _article(made: _Made, document: Document, published: When | None) -> None:
    made.add(document.id, "Article", {
        "title": [document.title], "fileName": [document.name], "publisher": [document.publisher],
        "publishedAt": [_day(published)], "author": list(document.authors), "language": [_LANGUAGES.get(document.language)],
        "sourceUrl": [address_of(document)],
    })  # fmt: skip


_LANGUAGES = {
    "en": "eng",
    "fr": "fra",
    "de": "deu",
    "es": "spa",
    "ru": "rus",
    "ar": "ara",
    "zh": "zho",
    "fa": "fas",
    "ko": "kor",
    "ja": "jpn",
}


def _actor(made: _Made, actor: Actor) -> str:
    state = actor.side is not None and actor.side not in bodies()
    schema = _SCHEMATA.get(actor.kind, "LegalEntity")
    id_ = content_id("ftm", actor.entity or "", actor.name, actor.side, schema)
    given: dict[str, list[str | None]] = {
        "name": [actor.name],
        "country": [_countries().get(actor.side or "") if state else None],
    }
    if schema == "Person":
        given["position"] = [actor.role]
    return made.add(id_, schema, given)


@cache
def _countries() -> dict[str, str]:
    """Sides to the two letters that the format has for states."""
    return {row["side"]: row["code"] for row in resources.rows("exchange/countries.tsv")}


def _sanction(made: _Made, sourced: Sourced[Measure]) -> None:
    note = sourced.note
    imposer = words.actor(note.imposer)
    for place, target in enumerate(note.targets):
        made.add(content_id("ftm", note.id, str(place)), "Sanction", {
            "entity": [_actor(made, target)], "authority": [imposer], "program": [note.programme],
            "reason": [note.reason.quote if note.reason else None], "status": [note.status], "provisions": [note.act],
            "date": [_day(note.date)], "description": [note.evidence.quote], "recordId": [note.id],
            "proof": _proof(sourced),
        })  # fmt: skip


def _event(made: _Made, sourced: Sourced[Event]) -> None:
    note = sourced.note
    who, whom = words.actors(note.actors), words.actors(note.recipients)
    made.add(content_id("ftm", note.id), "Event", {
        "name": [f"{who} {note.type} {whom}".strip()], "summary": [note.evidence.quote], "keywords": [note.type],
        "date": [_day(note.date)], "recordId": [note.id],
        "organizer": [_actor(made, actor) for actor in note.actors],
        "involved": [_actor(made, actor) for actor in note.recipients], "proof": _proof(sourced),
    })  # fmt: skip


def _proof(sourced: Sourced[Any]) -> list[str | None]:
    """The articles that tell of it."""
    return [report.document for report in sourced.reports if isinstance(report.note.evidence.where, InText)]


def _day(when: When | None) -> str | None:
    """The longest date that the format has for an interval: a day, a month, a year."""
    if when is None or when.first.year != when.last.year:
        return None
    return (
        when.iso
        if when.precision != "interval"
        else (f"{when.first:%Y-%m}" if when.first.month == when.last.month else f"{when.first:%Y}")
    )
