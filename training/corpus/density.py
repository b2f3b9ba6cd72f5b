"""How dense the notes of texts are and how long their sentences, beside real articles: what the writers of a corpus drift away from unseen."""

from __future__ import annotations

import re
from collections import Counter
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from detente.model.reading import LAYERS
from training.corpus.rules import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from detente.model.reading import Layer
    from training.corpus.format import Text

# Notes in 1,000 words of real articles (the tune set of ../shared/gold)
REAL: dict[Layer, float] = {
    "statements": 24.5, "events": 24.4, "positions": 12.0, "terms": 2.1, "measures": 4.8, "assessments": 7.7,
}  # fmt: skip
# Kinds of note likewise, of those in which written texts differed most
KINDS = {
    "statements direct": 7.4, "statements mixed": 5.5, "statements indirect": 11.7, "events ACCUSE": 4.8, "events THREATEN": 1.5,
    "events REJECT": 1.8, "events REQUEST": 2.6, "events MOBILIZE": 1.0, "events hypothetical": 1.1, "events negated": 0.7,
    "positions sanctions": 4.5, "positions disarmament": 1.3,
    "positions deal": 1.0, "positions other": 0.9, "positions of no side": 0.7, "measures embargo": 1.2, "measures with reason": 1.9,
    "assessments of no side": 4.0, "assessments of a side": 3.7,
    "assessments military-tension": 1.2, "assessments compliance": 1.2, "assessments talks": 1.4,
}  # fmt: skip
# Words that notes rest on (medians) and that sentences and paragraphs hold in real articles
LONG = {
    "statements": 15, "events": 14, "positions": 13.5, "terms": 19, "measures": 16, "assessments": 13,
    "sentence": 23.5, "paragraph": 36, "in sentences over 30, %": 45,
}  # fmt: skip
LONG_SENTENCE = 30  # words
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"])")


def told(texts: Iterable[Text]) -> str:
    """A line for each layer and kind: notes in 1,000 words, and those of real articles; then how long they and the sentences are, likewise."""
    kept = list(texts)
    words = sum(len(text.text.split()) for text in kept)
    found: Counter[str] = Counter()
    for text in kept:
        for layer in LAYERS:
            for note in text.reading[layer]:
                found.update({layer, *_kinds(layer, note)})
    dense = (f"{name}\t{1000 * found[name] / max(words, 1):.1f}\t{real}" for name, real in (REAL | KINDS).items())
    lengths = _lengths(kept)
    long = (f"{name}\t{lengths[name]:.1f}\t{real}" for name, real in LONG.items() if name in lengths)
    return "\n".join(("in 1,000 words\there\treal articles", *dense, "words in one\there\treal articles", *long))


def _kinds(layer: Layer, note: Mapping[str, Any]) -> Iterator[str]:
    for name in ("form", "type", "issue", "topic", "act"):
        if name in note:
            yield f"{layer} {note[name]}"
    if layer == "events":
        yield f"{layer} {note['status']}"
    if note.get("reason"):
        yield f"{layer} with reason"
    holder = note.get("holder") or note.get("by")
    if holder:
        yield f"{layer} of {'a' if holder.get('side') else 'no'} side"


def _lengths(texts: Sequence[Text]) -> dict[str, float]:
    """Medians of the notes' words, means of the sentences' and paragraphs', and the share of words that stand in long sentences."""
    paragraphs = [words for text in texts for kind, words in text.blocks if kind == "body"]
    sentences = [len(one.split()) for words in paragraphs for one in SENTENCE_END.split(words)]
    found: dict[str, float] = {}
    for layer in LAYERS:
        notes = [len(quote(layer, note).split()) for text in texts for note in text.reading[layer]]
        if notes:
            found[layer] = median(notes)
    if sentences:
        found["sentence"] = mean(sentences)
        found["paragraph"] = mean(len(words.split()) for words in paragraphs)
        found["in sentences over 30, %"] = 100 * sum(n for n in sentences if n > LONG_SENTENCE) / sum(sentences)
    return found
