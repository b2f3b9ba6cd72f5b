"""A spaCy pipeline over batches of texts: its own components, but for three that are the slowest and are read by quicker ways to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import entities, words
from detente.annotate.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

TOGETHER = 32  # documents whose entities are found together
LAST = ("attribute_ruler", "lemmatizer", "ner")


class Pipes:
    """A loaded pipeline.

    Args:
        language: any; one that ends otherwise than spaCy's small English ones runs as it is.
        size: most documents a batch.
    """

    def __init__(self, language: Language, *, size: int = 128) -> None:
        self._language = language
        self._size = size
        names, components = zip(*language.pipeline, strict=True) if language.pipeline else ((), ())
        piped = all(hasattr(component, "pipe") for component in components)
        self._quick = names[-3:] == LAST and piped and words.fits(*components[-3:-1]) and entities.fits(components[-1])
        if self._quick:
            self._first = components[:-3]
            self._words = words.Words(*components[-3:-1])
            self._entities = entities.Entities(components[-1])

    def run(self, docs: Sequence[Doc]) -> Iterator[tuple[Doc, list[Word], list[str]]]:
        """Each document, given as its tokens, with its words and their entity types."""
        if not self._quick:
            for doc in self._language.pipe(docs, batch_size=self._size):
                yield (
                    doc,
                    [Word(t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_) for t in doc],
                    [t.ent_type_ for t in doc],
                )
            return
        for component in self._first:
            docs = component.pipe(docs, batch_size=self._size)
        parsed = list(docs)
        for start in range(0, len(parsed), TOGETHER):
            some = parsed[start : start + TOGETHER]
            for doc, types in zip(some, self._entities.of(some), strict=True):
                yield doc, self._words.of(doc), types
