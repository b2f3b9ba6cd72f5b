"""How dense the notes of texts are, beside real articles: what the writers of a corpus drift away from unseen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from detente.model.reading import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.model.reading import Layer
    from training.corpus.format import Text

# Notes in 1,000 words of real articles (the tune set of ../shared/gold)
REAL: dict[Layer, float] = {
    "statements": 24.5, "events": 24.4, "positions": 12.0, "terms": 2.1, "measures": 4.8, "assessments": 7.7,
}  # fmt: skip
# Kinds of note likewise, of those in which written texts differed most
KINDS = {
    "statements direct": 7.4, "statements mixed": 5.5, "statements indirect": 11.7, "events ACCUSE": 4.8, "events THREATEN": 1.5,
    "events REJECT": 1.8, "events REQUEST": 2.6, "events MOBILIZE": 1.0, "positions sanctions": 4.5, "positions disarmament": 1.3,
    "positions deal": 1.0, "positions other": 0.9, "positions of no side": 0.7, "assessments of no side": 4.0, "assessments of a side": 3.7,
    "assessments military-tension": 1.2, "assessments compliance": 1.2, "assessments talks": 1.4,
}  # fmt: skip


def told(texts: Iterable[Text]) -> str:
    """A line for each layer and kind: notes in 1,000 words, and those of real articles."""
    kept = list(texts)
    words = sum(len(text.text.split()) for text in kept)
    found: Counter[str] = Counter()
    for text in kept:
        for layer in LAYERS:
            for note in text.reading[layer]:
                found.update({layer, *_kinds(layer, note)})
    rows = (f"{name}\t{1000 * found[name] / max(words, 1):.1f}\t{real}" for name, real in (REAL | KINDS).items())
    return "\n".join(("in 1,000 words\there\treal articles", *rows))


def _kinds(layer: Layer, note: Mapping[str, Any]) -> Iterable[str]:
    for field in ("form", "type", "issue", "topic"):
        if field in note:
            yield f"{layer} {note[field]}"
    holder = note.get("holder") or note.get("by")
    if holder:
        yield f"{layer} of {'a' if holder.get('side') else 'no'} side"
