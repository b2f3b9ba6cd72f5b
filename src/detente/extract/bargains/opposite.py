"""Of whom a term is asked where its words do not say: terms are nearly always another side's to meet (95 of 100 in the corpus)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument, Mention
    from detente.model.document import Span

DOING = frozenset({"nsubj", "nsubjpass", "poss"})


def opposite(annotated: AnnotatedDocument, by: Actor, *, evidence: Span, demand: Span | None) -> Actor | None:
    """The side that a term is asked of.

    The doer named in the demand, else the side of the evidence that the document speaks of most, else the side of the document that it speaks
    of most: right for 79 of 100 terms of the corpus (for 77 by the document alone). ``None`` where the party speaks for no side.
    """
    if by.side is None:
        return None
    others = [m for m in annotated.mentions if any(a.side not in {None, by.side} for a in m.actors)]
    counts = Counter(a.side for m in others for a in m.actors)
    inside = [m for m in others if not m.as_place]
    doers = [m for m in inside if demand and _within(annotated, m, demand) and annotated.tokens[m.head].dep in DOING]
    named = [m for m in inside if _within(annotated, m, evidence)]
    for among in (doers[:1], named, others):
        found = [a for m in among for a in m.actors if a.side not in {None, by.side}]
        if found:
            return max(found, key=lambda actor: (counts[actor.side], actor.kind == "state"))
    return None


def _within(annotated: AnnotatedDocument, mention: Mention, span: Span) -> bool:
    return span.start <= annotated.tokens[mention.head].start < span.end
