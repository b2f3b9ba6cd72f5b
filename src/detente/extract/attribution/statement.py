"""Attributions as statements: whom the source's words name, which stretch is the content, direct or indirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution.page import Page
from detente.extract.citing import cite, words
from detente.extract.dating import date_of_saying
from detente.model.actors import Actor
from detente.model.evidence import InText
from detente.model.reading import Statement

if TYPE_CHECKING:
    from detente.extract.attribution.record import Attribution, Source, Stretch
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Form

PERSONAL = frozenset(["he", "she", "they", "it"])
NOBODY = frozenset(["no", "nobody", "none", "neither"])
SELF = frozenset(["i", "we", "me", "us", "you"])
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
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
        self._last: tuple[Actor, ...] = ()

    def statements(self) -> tuple[Statement, ...]:
        """What was added, once each; a headline that the article then says again is left out."""
        seen: dict[str, Statement] = {}
        for statement in self._statements:
            seen.setdefault(statement.id, statement)
        return tuple(s for s in seen.values() if not self._said_again(s))

    def _said_again(self, statement: Statement) -> bool:
        """Whether a headline is said again in the body, or a post pasted below the words quoted from it."""
        if self._headline(statement):
            return self._repeated(statement)
        if not statement.cue.quote.startswith("(@"):
            return False
        same = [s for s in self._statements if s is not statement and s.source.name == statement.source.name]
        quoted = set().union(*(_bag(s) for s in same)) if same else set()
        return 10 * len(_bag(statement) & quoted) >= 6 * len(_bag(statement))

    def _headline(self, statement: Statement) -> bool:
        where = statement.content.where
        number = self.annotated.document.paragraph_at(where.start) if isinstance(where, InText) else None
        return number is not None and self.annotated.document.paragraphs[number].kind != "body"

    def _repeated(self, statement: Statement) -> bool:
        """Whether the same side says much the same in the body."""
        mine = _bag(statement)
        for other in self._statements:
            if other.source.side != statement.source.side or self._headline(other):
                continue
            if 2 * len(mine & _bag(other)) >= len(mine):
                return True
        return False

    def add(self, found: Attribution) -> None:
        """Adds an attribution's statements, one a source; where the cue parts the content, its longest stretch."""
        if found.source is None:
            return
        if self.annotated.tokens[found.source.first].text.lower() in NOBODY:
            return
        actors = self.actors(found.source, nested=found.within is not None)
        longest = max(found.content, key=lambda s: (s[1] - s[0], -s[0]))
        for actor in actors:
            if self._issues(actor, found):
                continue
            made = self._statement(found, actor, longest)
            if not self._said_of_himself(made):
                self._statements.append(made)

    def _issues(self, actor: Actor, found: Attribution) -> bool:
        """Whether an actor is the document's own issuer, whose sentences are no statements ("Norway calls on …")."""
        issuer = self.annotated.issuer
        if issuer is None or issuer.kind == "person":
            return False
        present = self.annotated.tokens[found.head].tag in {"VBZ", "VBP"}
        named = actor.name == issuer.name or (actor.entity is not None and actor.entity == issuer.entity)
        state = actor.kind == "state" and actor.side == issuer.side and issuer.kind != "outlet"
        return present and (named or state) and found.within is None

    def actors(self, source: Source, *, nested: bool = False) -> tuple[Actor, ...]:
        """Whom a source's words stand for; by the words alone where no mention covers them."""
        token = self.annotated.tokens[source.head]
        if token.text.lower() in SELF and token.text != "US":
            return ()
        found: dict[str, Actor] = {}
        for head in self._heads(source):
            for actor in self._named(head, source):
                found.setdefault(actor.name, actor)
        if not found and token.text.lower() in PERSONAL:
            person = token.text.lower() in {"he", "she"}
            return tuple(a for a in self._last if not person or a.kind not in {"state", "body", "outlet"})
        if not found:
            name = _without_article(self.annotated.words(source.first, self._named_until(source)))
            found[name] = Actor(name=name)
        if not nested:
            self._last = tuple(found.values())
        return tuple(found.values())

    def _named_until(self, source: Source) -> int:
        """Where a source's name ends: before a clause set off by commas ("ranchers near the fort, where winters are cold,")."""
        tokens = self.annotated.tokens
        for number in range(source.head + 1, source.stop - 1):
            if tokens[number].text == "," and tokens[number + 1].tag in _RELATIVE:
                return number
        return source.stop

    def _heads(self, source: Source) -> tuple[int, ...]:
        """The head of a source, those joined to it, and a list set beside it ("the signatories - Britain, France -")."""
        annotated = self.annotated
        heads = tuple(n for n in annotated.conjuncts(source.head) if not self._calling(source.head, n))
        listed = [
            head
            for child in annotated.children(source.head)
            if annotated.tokens[child].dep == "appos"
            for head in annotated.conjuncts(child)
            if annotated.actors_at(head)
        ]
        own = annotated.actors_at(source.head)
        called = any(
            annotated.actors_at(number) == own for number in listed
        )  # "X, a retired general and a member of …"
        return tuple(listed) if len(listed) > 1 and not called else heads

    def _calling(self, name: int, number: int) -> bool:
        """Whether a noun is a second calling of somebody named: "X, a retired general and a member of parliament"."""
        tokens, children = self.annotated.tokens, self.annotated.children(number)
        indefinite = any(tokens[c].text.lower() in {"a", "an"} for c in children)
        apart = "," in {t.text for t in tokens[name + 1 : number]}
        return tokens[name].pos == "PROPN" and tokens[number].pos == "NOUN" and number > name and indefinite and apart

    def _named(self, head: int, source: Source) -> tuple[Actor, ...]:
        actors = self.annotated.actors_at(head)
        if actors or head != source.head:
            return actors
        if self._whose(head):
            above = next((n for n in self.annotated.ancestors(head) if self.annotated.actors_at(n)), None)
            return self.annotated.actors_at(above) if above is not None else ()
        inside = [
            m
            for m in self.annotated.mentions_in(source.first, source.stop)
            if m.actors and not m.as_place and m.first <= head < m.stop
        ]
        return max(inside, key=lambda m: (m.stop - m.first, -m.first)).actors if inside else ()

    def _whose(self, head: int) -> bool:
        """Whether a noun is named by the relative clause it stands in ("Ukraine, whose foreign minister called …")."""
        return any(self.annotated.tokens[c].text.lower() == "whose" for c in self.annotated.children(head))

    def _said_of_himself(self, made: Statement) -> bool:
        """Whether a statement stands inside another of the same actor's ("he said he believed")."""
        if not made.nested or not isinstance(made.content.where, InText):
            return False
        inner = made.content.where
        for other in self._statements:
            outer = other.content.where
            if isinstance(outer, InText) and outer.start <= inner.start and inner.end <= outer.end:
                same_side = made.source.side is not None and made.source.side == other.source.side
                if made.source.name == other.source.name or (same_side and other.form == "direct"):
                    return True
        return False

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
            date=date_of_saying(annotated, found.head),
            cue_class=found.cue_class,
            nested=found.within is not None,
        )

    def _form(self, stretch: Stretch) -> Form:
        inside = sum(self.page.quote_of(at) >= 0 for at in range(*stretch))
        if inside >= 0.9 * (stretch[1] - stretch[0]):
            return "direct"
        return "mixed" if inside else "indirect"


def _bag(statement: Statement) -> set[str]:
    return {word.lower().strip(".,“”\"'") for word in statement.content.quote.split() if len(word) > 3}


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else name
