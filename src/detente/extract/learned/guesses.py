"""What the network says of a document: words that may head a note, with the chances of its fields, actors and words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from detente.extract.learned import stretches
from detente.extract.learned.candidates import candidates, speakers, to_words
from detente.extract.learned.hints import hint_for, marks
from detente.extract.learned.labels import FIELDS, LABELS, ROLES, VALUES_AT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from detente.extract.learned.candidates import Candidate
    from detente.extract.learned.hints import Hint
    from detente.extract.learned.labels import Label
    from detente.extract.learned.network import Array, Network
    from detente.extract.learned.windows import Window
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span
    from detente.model.reading import Statement

DECIDING = frozenset({"events", "positions"})  # layers whose field is half of the note
LEAST = 0.02  # chance below which a word is not spoken of
WORTH = 0.05  # chance below which an actor is not thought of, nor a note of the grammar's looked into
MOST = 40  # notes asked about in a window


@dataclass(frozen=True, slots=True)
class Guess:
    """A note that a word may head.

    Attributes:
        label: its kind.
        anchor: the token.
        chance: that the word heads such a note.
        values: chances of the values of the layer's field, where it has one.
        roles: for each of the layer's two roles the actors with their chances, likeliest first.
        spans: characters of its stretches, by name ("evidence", "demand", "offer", "reason"), where any.
    """

    label: Label
    anchor: int
    chance: float
    values: Mapping[str, float]
    roles: tuple[tuple[tuple[Actor, float], ...], tuple[tuple[Actor, float], ...]]
    spans: Mapping[str, Span]

    @property
    def value(self) -> str:
        """The likeliest value of the layer's field."""
        return max(self.values, key=self.values.__getitem__)

    @property
    def sure(self) -> float:
        """The chance that note and value are both right, where the value decides what is said (a stance, a status)."""
        return self.chance * (self.values[self.value] if self.label.layer in DECIDING else 1.0)


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a word heads a note of a kind."""

    label: Label
    anchor: int
    chance: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What the network says of a document: its guesses, and the chances of all words that are worth a word."""

    guesses: tuple[Guess, ...] = ()
    chances: tuple[Chance, ...] = ()


def hear(
    network: Network,
    annotated: AnnotatedDocument,
    said: Sequence[Statement],
    *,
    hints: Sequence[Hint],
    ask: Callable[[Label], float],
    mend: Callable[[Label], bool] = lambda _: False,
) -> Heard:
    """Runs the network on a document.

    Args:
        network: the weights.
        annotated: the document.
        said: the statements that the grammar found.
        hints: all that the grammar found; none to hear the network alone.
        ask: the chance from which a label's note is made out in full.
        mend: whether a label's note is made out wherever the grammar has one too.
    """
    least = np.array([ask(label) for label in LABELS])
    mending = np.array([mend(label) for label in LABELS])
    told: dict[int, list[Hint]] = {}
    for hint in hints:
        told.setdefault(hint.label, []).append(hint)
    guesses: list[Guess] = []
    chances: list[Chance] = []
    for window in network.windows.of(annotated):
        view = _View(network, annotated, said, told, window, candidates(annotated, window, said))
        marked = view.marked()
        vectors, heads = view.heads(marked)
        words, kinds = np.nonzero(heads >= LEAST)
        worth = zip(words.tolist(), kinds.tolist(), heads[words, kinds].tolist(), strict=True)
        chances += (Chance(LABELS[kind], window.first + word, chance) for word, kind, chance in worth)
        both = (marked[np.array(window.heads)] > 0) & mending & (heads >= WORTH)
        asked = [(word, kind) for word, kind in np.argwhere((heads >= least) | both).tolist()]
        guesses += view.guesses(vectors, heads, sorted(sorted(asked, key=lambda pair: -heads[pair])[:MOST]))
    return Heard(tuple(guesses), tuple(chances))


@dataclass(frozen=True, slots=True)
class _View:
    """One window of a document, and who could play a role in its notes."""

    network: Network
    annotated: AnnotatedDocument
    statements: Sequence[Statement]
    hints: Mapping[int, Sequence[Hint]]  # by their labels' numbers
    window: Window
    offered: Sequence[Candidate]

    def heads(self, marked: Array) -> tuple[Array, Array]:
        """Vectors of the window's words, and the chances that each heads a note of each kind (W, L), given the marks (S, L)."""
        network, window = self.network, self.window
        tokens = self.annotated.tokens[window.first : window.stop]
        return network.words(
            pieces=np.array(window.pieces),
            hints=marked,
            first=np.array(window.heads),
            part=np.array([network.parts.get(t.pos, 0) for t in tokens]),
            dependency=np.array([network.dependencies.get(t.dep, 0) for t in tokens]),
        )

    def marked(self) -> Array:
        """Where the grammar's notes stand: at which pieces, of which labels (S, L)."""
        found = np.zeros((len(self.window.pieces), len(LABELS)), np.float32)
        for word, label in marks(chain.from_iterable(self.hints.values()), self.window.first, self.window.stop):
            found[self.window.heads[word], label] = 1
        return found

    def guesses(self, vectors: Array, heads: Array, asked: Sequence[tuple[int, int]]) -> list[Guess]:
        """Those asked about, made out in full."""
        if not asked:
            return []
        values, roles, spread = self.network.hanging(vectors, **self._questions(asked))
        return [self._guess(pair, float(heads[pair]), values[k], roles[k], spread[k]) for k, pair in enumerate(asked)]

    def _questions(self, asked: Sequence[tuple[int, int]]) -> dict[str, Array]:
        """The inputs of the network's second part."""
        annotated, window, width = self.annotated, self.window, max(1, len(self.offered))
        pairs = np.zeros((len(asked), width, 5), np.int64)
        told = np.zeros(len(asked), np.int64)
        words = np.zeros((len(asked), window.stop - window.first, 2), np.int64)
        known: dict[int, int] = {}
        for k, (word, label) in enumerate(asked):
            anchor = window.first + word
            if word in known:
                pairs[k, :, :4], words[k] = pairs[known[word], :, :4], words[known[word]]
            else:
                known[word] = k
                said = speakers(annotated, self.statements, anchor)
                if self.offered:
                    pairs[k, :, :4] = self.network.relations.to_candidates(annotated, anchor, self.offered, said)
                words[k] = to_words(annotated, window, anchor)
            hint = hint_for(self.hints.get(label, ()), label, annotated.tokens[anchor].start)
            if hint is not None:
                told[k] = hint.value + 2
                pairs[k, : len(self.offered), 4] = [hint.role(candidate.actors) for candidate in self.offered]
        standing = np.zeros((1, width), np.int64)
        kinds, flags = np.zeros_like(standing), np.zeros_like(standing)
        for c, candidate in enumerate(self.offered):
            standing[0, c] = 0 if candidate.head is None else candidate.head - window.first
            kinds[0, c], flags[0, c] = candidate.kind, candidate.flags
        return {
            "window": np.zeros(len(asked), np.int64),
            "anchor": np.array([word for word, _ in asked]),
            "label": np.array([label for _, label in asked]),
            "candidates": standing,
            "kinds": kinds,
            "flags": flags,
            "pairs": pairs,
            "words": words,
            "told": told,
        }

    def _guess(self, pair: tuple[int, int], chance: float, values: Array, roles: Array, spread: Array) -> Guess:
        label, anchor = LABELS[pair[1]], self.window.first + pair[0]
        fields: dict[str, float] = {}
        if label.layer in FIELDS:
            names, at = FIELDS[label.layer][1], VALUES_AT[label.layer]
            logits = values[at : at + len(names)].astype(np.float64)
            exponents = np.exp(logits - logits.max())
            fields = dict(zip(names, (exponents / exponents.sum()).tolist(), strict=True))
        first, second = (_ranked(self.offered, roles[:, role]) for role in range(len(ROLES[label.layer])))
        spans = stretches.spans(self.annotated, self.window, anchor, label.layer, spread)
        return Guess(label, anchor, chance, fields, (first, second), spans)


def _ranked(offered: Sequence[Candidate], chances: Array) -> tuple[tuple[Actor, float], ...]:
    """Each actor with the best chance of its candidates, likeliest first; of equal chances in order of the text."""
    best: dict[Actor, float] = {}
    for candidate, chance in zip(offered, chances.tolist(), strict=False):
        if chance >= WORTH:
            for actor in candidate.actors:
                best[actor] = max(best.get(actor, 0.0), chance)
    return tuple(sorted(best.items(), key=lambda pair: -pair[1]))
