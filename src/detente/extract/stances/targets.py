"""The side an issue bears on: named beside its object, else the one that most such objects of the document name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.extract.stances.issues import Anchor
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument

BEARING = frozenset({"on", "against", "with", "to", "toward", "towards", "from", "for", "in", "upon", "over"})
POSSESSED = frozenset({"disarmament", "human-rights"})
IMPOSERS = frozenset({"UN", "EU", "NATO", "IAEA", "USA"})


class Targets:
    """The targets of a document's issues.

    Args:
        annotated: the document.
        anchors: its issues' objects.
    """

    def __init__(self, annotated: AnnotatedDocument, anchors: Sequence[Anchor]) -> None:
        self.annotated = annotated
        counts: Counter[str] = Counter()
        for anchor in anchors:
            counts.update(self._named(anchor))
        everyone: Counter[str] = Counter(
            side for m in annotated.mentions if not m.as_place for side in {a.side or "" for a in m.actors} if side
        )
        for imposer in IMPOSERS:
            everyone.pop(imposer, None)
        ranked = counts or everyone
        self.default = min(ranked, key=lambda side: (-ranked[side], side)) if ranked else None

    def of(self, anchor: Anchor, holder: Actor) -> str | None:
        """The side that a holder's position bears on."""
        named = [side for side in self._named(anchor) if side != holder.side or anchor.issue.name in POSSESSED]
        return named[0] if named else self.default

    def _named(self, anchor: Anchor) -> list[str]:
        """The sides named with an object: "sanctions on Iran", "Iran's nuclear programme"."""
        found: list[str] = []
        above = self.annotated.tokens[anchor.head].head
        for number in (anchor.head, above):
            for child in self.annotated.children(number):
                token = self.annotated.tokens[child]
                if token.dep == "prep" and token.lemma in BEARING:
                    below = self.annotated.child(child, "pobj")
                    found.extend(self._sides(below) if below is not None else ())
                elif token.dep in {"poss", "amod", "compound"} and anchor.issue.name in POSSESSED:
                    found.extend(self._sides(child))
        return found

    def _sides(self, number: int) -> list[str]:
        mention = self.annotated.mention_at(number)
        return [a.side for a in mention.actors if a.side] if mention else []
