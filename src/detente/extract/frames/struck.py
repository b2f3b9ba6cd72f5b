"""Whom the sanctions that a document speaks of are on: "an embargo on Chile", "sanctions imposed against Chile"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.parties import parties
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument


def struck(annotated: AnnotatedDocument) -> Iterator[Actor]:
    """The actors after "on" or "against" that hang on sanctions or on their verb, each as often as it stands there."""
    for token in annotated.tokens:
        if token.lemma not in words("imposing"):
            continue
        for place in (token.number, token.head):
            for child in annotated.children(place):
                on = annotated.tokens[child].lemma in {"on", "against"}
                below = annotated.child(child, "pobj") if on else None
                if below is not None:
                    yield from parties(annotated, below)
