"""Attributions as statements: whom the source's words name, which stretch is the content, direct or indirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution.page import Page
from detente.extract.citing import cite, words
from detente.extract.dating import date_of
from detente.model.actors import Actor
from detente.model.reading import Statement

if TYPE_CHECKING:
    from detente.extract.attribution.record import Attribution, Source, Stretch
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Form

PERSONAL = frozenset(["he", "she", "they", "it"])
SELF = frozenset(["i", "we", "me", "us", "you"])
CONFIDENCE = {"cue behind the quotation": 0.95, "cue in front of the quotation": 0.95, "clause behind the cue": 0.9}


class Writer:
    """Turns one document's attributions into statements, in order.

    Args:
        annotated: the document.
        made_by: the versioned step.
    """

    def __init__(self, annotated: AnnotatedDocument, *, made_by: str) -> None:
        self.annotated = annotated
        self.page = Page(annotated)
        self.made_by = made_by
        self._statements: list[Statement] = []
        self._actors: dict[int, tuple[Actor, ...]] = {}
        self._last: tuple[Actor, ...] = ()

    def statements(self) -> tuple[Statement, ...]:
        """What was added, once each."""
        seen: dict[str, Statement] = {}
        for statement in self._statements:
            seen.setdefault(statement.id, statement)
        return tuple(seen.values())

    def add(self, found: Attribution) -> None:
        """Adds an attribution's statements, one a source; where the cue parts the content, its longest stretch."""
        if found.source is None:
            return
        actors = self.actors(found.source)
        if not actors:
            return
        longest = max(found.content, key=lambda s: (s[1] - s[0], -s[0]))
        for actor in actors:
            self._statements.append(self._statement(found, actor, longest))

    def actors(self, source: Source) -> tuple[Actor, ...]:
        """Whom a source's words stand for; by the words alone where no mention covers them."""
        token = self.annotated.tokens[source.head]
        found: dict[str, Actor] = {}
        for head in self.annotated.conjuncts(source.head):
            for actor in self._named(head, source):
                found.setdefault(actor.name, actor)
        if found:
            self._last = tuple(found.values())
            return self._last
        if token.text.lower() in SELF:
            return ()
        if token.text.lower() in PERSONAL:
            return self._last
        name = self.annotated.words(source.first, source.stop)
        self._last = (Actor(name=_without_article(name)),)
        return self._last

    def _named(self, head: int, source: Source) -> tuple[Actor, ...]:
        actors = self.annotated.actors_at(head)
        if actors or head != source.head:
            return actors
        inside = [
            m
            for m in self.annotated.mentions_in(source.first, source.stop)
            if m.actors and not m.as_place and m.first <= head < m.stop
        ]
        return max(inside, key=lambda m: (m.stop - m.first, -m.first)).actors if inside else ()

    def _statement(self, found: Attribution, actor: Actor, stretch: Stretch) -> Statement:
        annotated = self.annotated
        told = annotated.actors_at(found.to) if found.to is not None else ()
        return Statement(
            source=actor,
            cue=words(annotated, annotated.span(*found.cue)),
            content=cite(
                annotated,
                annotated.span(*stretch),
                made_by=self.made_by,
                confidence=CONFIDENCE.get(found.rule, 0.8) - (0.1 if found.carried else 0.0),
                because=(f"cue {annotated.words(*found.cue)!r} → {found.cue_class}", found.rule),
            ),
            form=self._form(stretch),
            to=told[0] if told else None,
            date=date_of(annotated, found.head),
            cue_class=found.cue_class,
            nested=found.within is not None,
        )

    def _form(self, stretch: Stretch) -> Form:
        inside = sum(self.page.quote_of(at) >= 0 for at in range(*stretch))
        if inside >= 0.9 * (stretch[1] - stretch[0]):
            return "direct"
        return "mixed" if inside else "indirect"


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else name
