"""spaCy's entity recogniser, read without its state machine: the same entities in a fraction of the time.

The component decides token by token and asks at each whether any of its moves is valid. What it weighs is little, though: outside an entity
the token alone; inside one, whose label is fixed, the token, the one before it and the entity's first. So every token is weighed at once as
one outside, and every entity that could open is followed to its end, all of a batch in step. Weights, order of sums and choices are the
component's own (``spacy/ml/parser_model.pyx``, ``spacy/pipeline/_parser_internals/ner.pyx``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.pipeline import EntityRecognizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

Array = np.ndarray[Any, Any]
TOKENS_WEIGHED = 3  # the token, the first and the last of the entity open before it


class Entities:
    """Entity types of tokens.

    Args:
        recogniser: a component that ``fits``.
    """

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._vectors, self._lower, self._upper = recogniser.model.layers
        moves = recogniser.moves
        names: list[str] = [moves.get_class_name(number) for number in range(moves.n_moves)]
        places = {name: number for number, name in enumerate(names)}
        self._label = [name.partition("-")[2] for name in names]
        self._kind = np.array([ord(name[0]) for name in names])
        self._inside = np.array([places.get(f"I-{label}", 0) for label in self._label])
        self._last = np.array([places.get(f"L-{label}", 0) for label in self._label])
        named = np.array([bool(label) for label in self._label])
        self._begins, self._units = (self._kind == ord("B")) & named, (self._kind == ord("U")) & named
        self._never = ~(self._begins | self._units | (self._kind == ord("O")))

    def of(self, docs: Sequence[Doc]) -> list[list[str]]:
        """For each document the types of its tokens, "" outside entities; sentences must be known."""
        lengths = [len(doc) for doc in docs]
        if not sum(lengths):
            return [[] for _ in docs]
        features: Array = self._lower.predict(self._vectors.predict(list(docs)))
        columns = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs if len(doc)])
        ends = np.cumsum(lengths)
        closing = np.append(columns[1:, 0] == 1, True)  # no entity reaches over the end of a sentence or document
        closing[ends - 1] = True
        outside = self._outside(features, closing, columns[:, 1] == 1)
        stops = self._stops(features, outside, closing)
        return [self._types(outside, stops, int(end) - size, int(end)) for size, end in zip(lengths, ends, strict=True)]

    def _scores(self, first: Array, second: Array, third: Array) -> Array:
        """The scores of all moves (N, M), given what each of the three tokens adds (N, hidden, pieces)."""
        hidden = (((first + second) + third) + self._lower.get_param("b")).max(axis=2)
        scores: Array = self._upper.ops.gemm(hidden, self._upper.get_param("W"), trans2=True)
        scores += self._upper.get_param("b")
        return scores

    def _outside(self, features: Array, closing: Array, space: Array) -> Array:
        """The move at each token where no entity is open."""
        scores = self._scores(features[1:, 0], features[0, 1], features[0, 2])
        scores[:, self._never] = -np.inf
        scores[np.ix_(closing | space, self._begins)] = -np.inf
        scores[np.ix_(space, self._units)] = -np.inf
        best: Array = scores.argmax(axis=1)
        return best

    def _stops(self, features: Array, outside: Array, closing: Array) -> dict[int, int]:
        """For each token at which an entity would open, the one after its last."""
        first = np.flatnonzero(self._begins[outside])
        at = first + 1
        stops: dict[int, int] = {}
        while first.size:
            scores = self._scores(features[at + 1, 0], features[first + 1, 1], features[at, 2])
            row, label = np.arange(first.size), outside[first]
            ends = closing[at] | (scores[row, self._inside[label]] < scores[row, self._last[label]])
            stops.update(zip(first[ends].tolist(), (at[ends] + 1).tolist(), strict=True))
            first, at = first[~ends], at[~ends] + 1
        return stops

    def _types(self, outside: Array, stops: dict[int, int], start: int, end: int) -> list[str]:
        types = [""] * (end - start)
        free = start
        for number in (start + np.flatnonzero((self._begins | self._units)[outside[start:end]])).tolist():
            if number >= free:
                free = stops.get(number, number + 1)
                types[number - start : free - start] = [self._label[outside[number]]] * (free - number)
        return types


def fits(component: object) -> bool:
    """Whether a component decides as this module does: spaCy's own, greedy, with a hidden layer and no preset beside it."""
    if not isinstance(component, EntityRecognizer) or type(component) is not EntityRecognizer:
        return False
    model = component.model
    return (
        model.name == "parser_model"
        and bool(model.attrs["has_upper"])
        and not model.attrs["unseen_classes"]
        and component.cfg["beam_width"] == 1
        and model.layers[1].get_dim("nF") == TOKENS_WEIGHED
        and model.layers[1].get_dim("nP") > 1
    )
