"""What a careful analyst would note from one article: ``codebook.md`` as types.

Every note cites: its ``evidence`` (for a statement its ``content``) is words of the document.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from detente.model.actors import Actor
from detente.model.evidence import Evidence, InText
from detente.model.ids import Identified, content_id
from detente.model.when import When

Form = Literal["direct", "indirect", "mixed"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EventStatus = Literal["actual", "planned", "hypothetical", "negated"]
Stance = Literal["pro", "anti", "conditional"]
Link = Literal["before", "unless", "in-exchange", "reward", "no-preconditions"]
Act = Literal["designate", "embargo", "restrict", "ease", "delist", "waive", "extend"]
MeasureStatus = Literal["in-force", "announced", "proposed"]
Topic = Literal["talks", "relations", "alliance", "sanctions-relief", "military-tension", "compliance", "other"]
Direction = Literal["better", "worse", "stalled", "stable"]
Layer = Literal["statements", "events", "positions", "terms", "measures", "assessments"]
LAYERS: tuple[Layer, ...] = get_args(Layer)


def _actor_key(actor: Actor | None) -> list[str]:
    return [actor.name, actor.side or ""] if actor else []


def _where_key(evidence: Evidence | InText | None) -> list[str]:
    where = evidence.where if isinstance(evidence, Evidence) else evidence
    if where is None:
        return []
    if isinstance(where, InText):
        return [where.document, str(where.start), str(where.end)]
    return [where.edition, where.entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Identified):
    """An attribution of words or a proposition to a source.

    ``content`` is exact and leaves out the attribution and a leading "that"; ``cue_class`` is the lexicon's
    (say, demand, deny, believe, accuse, …); ``nested`` where it stands inside another statement's content.
    """

    source: Actor
    cue: InText
    content: Evidence
    form: Form
    to: Actor | None = None
    date: When | None = None
    cue_class: str = "say"
    nested: bool = False

    @property
    def evidence(self) -> Evidence:
        """The same as ``content``: every note has ``evidence``."""
        return self.content

    def _hashed(self) -> str:
        """Hash of place and source."""
        return content_id("s", _where_key(self.content), _where_key(self.cue), _actor_key(self.source))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Identified):
    """Who did what to whom (PLOVER). Mutual acts have all parties in ``actors`` and are noted once."""

    type: EventType
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...] = ()
    date: When | None = None
    status: EventStatus = "actual"
    evidence: Evidence

    def _hashed(self) -> str:
        """Hash of place, type, status and parties."""
        parties = [
            *(k for a in self.actors for k in _actor_key(a)),
            ">",
            *(k for a in self.recipients for k in _actor_key(a)),
        ]
        return content_id("e", _where_key(self.evidence), self.type, self.status, parties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Identified):
    """What a holder wants done about an issue; ``target`` is the side the issue bears on."""

    holder: Actor
    issue: str
    target: str | None = None
    stance: Stance
    date: When | None = None
    evidence: Evidence

    def _hashed(self) -> str:
        """Hash of place, holder, issue and stance."""
        return content_id("p", _where_key(self.evidence), _actor_key(self.holder), self.issue, self.target, self.stance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Identified):
    """One side of a bargain: what ``by`` demands of ``of`` or offers, and how the two hang together."""

    by: Actor
    of: Actor | None = None
    demand: InText | None = None
    offer: InText | None = None
    link: Link
    evidence: Evidence

    def _hashed(self) -> str:
        """Hash of place, party, demand, offer and link."""
        return content_id(
            "t",
            _where_key(self.evidence),
            _actor_key(self.by),
            _where_key(self.demand),
            _where_key(self.offer),
            self.link,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Identified):
    """A formal sanctions act, or a standing regime."""

    imposer: Actor
    act: Act
    targets: tuple[Actor, ...]
    programme: str | None = None
    reason: InText | None = None
    date: When | None = None
    status: MeasureStatus = "in-force"
    evidence: Evidence

    def _hashed(self) -> str:
        """Hash of place, imposer, act and targets."""
        targets = [k for a in self.targets for k in _actor_key(a)]
        return content_id("m", _where_key(self.evidence), _actor_key(self.imposer), self.act, targets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Identified):
    """A judgement of how a relation or prospect stands or moves. ``about`` holds the sides concerned."""

    by: Actor
    about: tuple[str, ...]
    topic: Topic
    direction: Direction
    evidence: Evidence

    def _hashed(self) -> str:
        """Hash of place, author, sides, topic and direction."""
        return content_id(
            "a", _where_key(self.evidence), _actor_key(self.by), list(self.about), self.topic, self.direction
        )


Note = Statement | Event | Position | Term | Measure | Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All notes of one document, and the versions of the steps that made them.

    Attributes:
        document: the document's id.
        published: its date, own or inferred, with the clues in ``published_because``.
        issuer: the actor whose statement the document is, or ``None``.
        steps: the versioned steps in the order they ran (``statements.v1``, …).
    """

    document: str
    published: When | None = None
    published_because: tuple[str, ...] = ()
    issuer: Actor | None = None
    steps: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    terms: tuple[Term, ...] = ()
    measures: tuple[Measure, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    @property
    def id(self) -> str:
        """Hash of document and steps: one reading a document and version."""
        return content_id("r", self.document, list(self.steps))

    def layer(self, name: Layer) -> tuple[Note, ...]:
        """The notes of one layer."""
        notes: tuple[Note, ...] = getattr(self, name)
        return notes

    def notes(self) -> tuple[Note, ...]:
        """The notes of all layers, in the order of ``LAYERS``."""
        return tuple(note for name in LAYERS for note in self.layer(name))

    def with_step(self, step: str, **layers: tuple[Note, ...]) -> Reading:
        """The reading with layers filled by a step, whose name is added to ``steps``."""
        return replace(self, steps=(*self.steps, step), **layers)  # type: ignore[arg-type]  # each layer's own type is the caller's
