"""How many notes of a layer pair with a text's own reading, by ``score.py``; what was compared once is not compared again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.present.codebook import note_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model.reading import Layer, Note


class Pairing:
    """Pairs a layer's notes with those of a text's own reading.

    Args:
        score: the scorer of the gold set.
        layer: the layer.
        gold: the text's own reading, in the codebook's shape.
    """

    def __init__(self, score: Any, layer: Layer, gold: dict[str, Any]) -> None:
        self._score, self._layer = score, layer
        self.gold: Sequence[Any] = gold[layer]
        self._paragraphs = [" ".join(paragraph.split()) for paragraph in gold["document"]["paragraphs"]]
        self._known: dict[Note, tuple[int, ...]] = {}

    def paired(self, notes: Sequence[Note]) -> int:
        """The size of the largest one-to-one pairing (augmenting paths)."""
        owner: dict[int, int] = {}
        edges = [self.fitting(note) for note in notes]

        def place(number: int, seen: set[int]) -> bool:
            for wanted in edges[number]:
                if wanted not in seen:
                    seen.add(wanted)
                    if wanted not in owner or place(owner[wanted], seen):
                        owner[wanted] = number
                        return True
            return False

        return sum(place(number, set()) for number in range(len(notes)))

    def fitting(self, note: Note) -> tuple[int, ...]:
        """The notes of the reading that a note could pair with."""
        if note not in self._known:
            shaped = note_json(note)
            whole = self._score.verbatim(shaped, self._layer, self._paragraphs)
            self._known[note] = tuple(
                number
                for number, wanted in enumerate(self.gold)
                if whole and self._score.agree(self._layer, wanted, shaped)
            )
        return self._known[note]
