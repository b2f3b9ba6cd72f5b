"""What a predicate says of its subject: "sanctions are illegal", "talks are a waste of time"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.clauses import complement
from detente.extract.stances import lexicon
from detente.extract.stances.parts import SORTS

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument


def judged(annotated: AnnotatedDocument, predicate: int) -> int | None:
    """What a predicate says of its subject: by its head, else by an adjective before the head."""
    table = lexicon.evaluations()
    if annotated.tokens[predicate].lemma in SORTS:
        below = complement(annotated, predicate, "of")
        predicate = predicate if below is None else below
    adjectives = [
        sign
        for c in annotated.children(predicate)
        if annotated.tokens[c].dep == "amod" and (sign := table.get((annotated.tokens[c].lemma, "ADJ"))) is not None
    ]
    if -1 in adjectives:
        return -1
    token = annotated.tokens[predicate]
    own = table.get((token.lemma, lexicon.part_of_speech(annotated, predicate)))
    if own is None and token.tag in {"VBN", "VBG", "JJ"}:
        own = table.get((token.text.lower(), "ADJ"))
    return own if own is not None else (adjectives[0] if adjectives else None)
