"""What a predicate says of its subject: "sanctions are illegal", "talks are a waste of time"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.clauses import complement
from detente.extract.stances import lexicon
from detente.extract.stances.parts import SORTS

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

MAKING = frozenset({"make", "render", "leave"})


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


def made(annotated: AnnotatedDocument, verb: int) -> tuple[int, int] | None:
    """What a verb makes of its object, and whether that is good: "would only make the situation worse"."""
    if annotated.tokens[verb].lemma not in MAKING:
        return None
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        if token.dep in {"ccomp", "acomp", "oprd", "xcomp", "advmod"} and child > verb:
            sign = lexicon.evaluations().get((token.lemma, "MADE")) or lexicon.evaluations().get((token.text, "MADE"))
            if sign is not None:
                return child, sign
    return None
