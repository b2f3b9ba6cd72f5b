"""Actors: who speaks, acts, holds, gives and receives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.model.when import When

ActorKind = Literal["state", "body", "person", "group", "outlet", "document", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor as a reading names it.

    Attributes:
        name: the fullest form the article has.
        side: the state (ISO 3166 alpha-3) or body (``UN``, ``EU``, ``NATO``, ``IAEA``, ``ASEAN``, ``AU``) for which it acts
            or speaks in the article; ``None`` for experts, former officials, private bodies, journalists, opposition.
        kind: what sort of actor.
        role: office or function as the article gives it ("foreign minister"), or ``None``.
        entity: id in the knowledge base (``state:USA``, ``person:…``), or ``None`` where it is not linked.
    """

    name: str
    side: str | None = None
    kind: ActorKind = "unknown"
    role: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Somebody held an office for a state or body.

    ``start`` and ``end`` are ``None`` where the source does not tell; a missing end is not "still in office"
    beyond ``known_until``.
    """

    person: str
    side: str
    office: str
    start: When | None = None
    end: When | None = None
    known_until: When | None = None
    source: str = ""
