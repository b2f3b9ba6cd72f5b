"""PLOVER JSON: an object an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.cameo import SCALE, mutual
from detente.analyse.sectors import country, sector
from detente.present.codebook import date, quote

if TYPE_CHECKING:
    from detente.analyse.cameo import Coding
    from detente.model.actors import Actor
    from detente.model.when import When
    from detente.present.events.told import Told
    from detente.present.tabular import Json


def plover(told: Told) -> Json:
    """One event: PLOVER's fields, the words it rests on with their offsets in the document's text, and its CAMEO code."""
    event, coding = told.event, told.coding
    return {
        "id": event.id,
        "type": event.type,
        "mode": coding.mode,
        "context": coding.context,
        "quad_class": coding.quad,
        "status": event.status,
        "mutual": mutual(event),
        "actors": [_actor(actor) for actor in event.actors],
        "recipients": [_actor(actor) for actor in event.recipients],
        "date": date(told.date),
        "date_first": _day(told.date, last=False),
        "date_last": _day(told.date, last=True),
        "document": {
            "id": told.document.id,
            "title": told.document.title,
            "publisher": told.document.publisher,
            "published": date(told.published),
            "origin": told.document.origin.uri,
        },
        "evidence": quote(event.evidence),
        "cameo": _cameo(coding),
        "made_by": event.evidence.made_by,
        "confidence": round(event.evidence.confidence, 3),
        "because": list(event.evidence.because),
    }


def _actor(actor: Actor) -> Json:
    code = sector(actor).code
    return {
        "name": actor.name,
        "side": actor.side,
        "country": country(actor) or None,
        "sectors": [code] if code else [],
        "kind": actor.kind,
        "role": actor.role,
        "entity": actor.entity,
    }


def _cameo(coding: Coding) -> Json | None:
    if coding.code is None:
        return None
    return {
        "code": coding.code,
        "root": coding.root,
        "name": coding.name,
        "goldstein": coding.goldstein,
        "scale": SCALE,
        "because": list(coding.because),
    }


def _day(when: When | None, *, last: bool) -> str | None:
    return (when.last if last else when.first).isoformat() if when else None
