"""What tells whether a note is right: the reader's chances, the notes beside it and elsewhere, its place, and what the other hand found there.

Each note of a layer, the reader's and the grammar's, gets its traits as numbers by name; ``learned.weighing`` weighs them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente.extract.learned.labels import ROLES, Label
from detente.extract.learned.matching import heading, value, who
from detente.model.document import Span
from detente.model.evidence import InText
from detente.model.reading import Assessment, Event, Measure, Position, Statement, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.extract.learned.guesses import Chance, Guess
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.evidence import InList
    from detente.model.reading import Layer, Note

Traits = dict[str, float]
Key = tuple[object, ...]
APART = 60  # characters between the starts of two notes that stand in different places
EDGE = 0.004  # chances nearer to 0 or 1 than this count as so near
LONG = 300  # characters of evidence beyond which longer is no longer
FEW = 5  # notes beyond which more are no more


@dataclass(frozen=True, slots=True)
class _Found:
    """A note with its stretch of text, what it is of, and, of the reader's, the guess it comes of."""

    note: Note
    start: int
    end: int
    thing: Key
    about: Key
    guess: Guess | None = None
    sure: float = 0.0
    anchor: int = -1

    def covers(self, other: _Found) -> bool:
        return self.start < other.end and other.start < self.end

    def far(self, other: _Found) -> bool:
        return abs(self.start - other.start) > APART


class Chances:
    """The reader's chances of a document's words.

    Args:
        found: those that are worth a word.
    """

    def __init__(self, found: Iterable[Chance]) -> None:
        self._at: dict[int, dict[Label, float]] = {}
        for one in found:
            self._at.setdefault(one.anchor, {})[one.label] = one.chance

    def at(self, word: int) -> Mapping[Label, float]:
        """How likely a word heads notes of each kind."""
        return self._at.get(word, _NOTHING)

    def best(self, annotated: AnnotatedDocument, label: Label, where: InText | InList) -> float:
        """The best chance that a word of a stretch heads a note of a kind."""
        assert isinstance(where, InText)  # noqa: S101  # extracting steps cite documents alone
        return max((self.at(n).get(label, 0.0) for n in annotated.tokens_in(Span(where.start, where.end))), default=0.0)


_NOTHING: Mapping[Label, float] = MappingProxyType({})


class Layered:
    """A document's notes of one layer, by both hands.

    Args:
        annotated: the document.
        layer: the layer.
        said: the statements that the grammar found.
        grammar: the grammar's notes of the layer.
        mine: the reader's notes of the layer with the guesses they come of.
        chances: the reader's chances of all words, of all layers.
    """

    def __init__(
        self,
        annotated: AnnotatedDocument,
        layer: Layer,
        *,
        said: Iterable[Statement],
        grammar: Iterable[Note],
        mine: Iterable[tuple[Guess, Note]],
        chances: Chances,
    ) -> None:
        self._annotated, self._layer = annotated, layer
        self._grammar = [_found(note) for note in grammar]
        self._mine = [_found(note, guess) for guess, note in mine]
        self._said = [s.content.where for s in said if isinstance(s.content.where, InText)]
        self._chances = chances
        self._length = max(1, len(annotated.document.text))

    def of_reader(self) -> list[Traits]:
        """Those of the reader's notes, in their order."""
        return [
            self._chance(one) | self._rivals(one) | self._elsewhere(one) | self._words(one) | self._standing(one)
            for one in self._mine
        ]

    def of_grammar(self) -> list[Traits]:
        """Those of the grammar's notes, in their order."""
        return [self._heard(one) | self._twins(one) | self._beside(one) | self._standing(one) for one in self._grammar]

    def heard(self) -> tuple[float, ...]:
        """The best chance that the reader gives the label of each of the grammar's notes at a word of its evidence (of a statement: of its cue)."""
        return tuple(self._at_words(one) for one in self._grammar)

    def sure(self) -> tuple[float, ...]:
        """How sure the reader is of each of its notes."""
        return tuple(one.sure for one in self._mine)

    def _at_words(self, one: _Found) -> float:
        words = one.note.cue if isinstance(one.note, Statement) else one.note.evidence.where
        return self._chances.best(self._annotated, Label(self._layer, value(one.note, self._layer)), words)

    def _chance(self, one: _Found) -> Traits:
        """What the reader says of its note and of who plays a part in it."""
        guess = one.guess
        assert guess is not None  # noqa: S101  # the reader's notes have one
        values = sorted(guess.values.values(), reverse=True)
        first, second = ([chance for _, chance in role[:2]] + [0.0, 0.0] for role in guess.roles)
        return {
            guess.label.value: 1.0,
            "chance": _logit(guess.chance),
            "sure": _logit(guess.sure),
            "margin": values[0] - values[1] if len(values) > 1 else 1.0,
            "first": first[0],
            "next first": first[1],
            "second": second[0],
            "next second": second[1],
        }

    def _rivals(self, one: _Found) -> Traits:
        """The reader's other notes at the same words, and the grammar's."""
        others = [m for m in self._mine if m.anchor != one.anchor and m.covers(one)]
        same = _best(m for m in others if m.guess and one.guess and m.guess.label == one.guess.label)
        near = _best(others)
        here = _best(
            m
            for m in self._mine
            if m.anchor == one.anchor and m.guess and one.guess and m.guess.label != one.guess.label
        )
        over = [g for g in self._grammar if g.covers(one)]
        return {
            "same": same, "over same": one.sure - same,
            "near": near, "over near": one.sure - near,
            "here": here, "over here": one.sure - here,
            "grammar here": float(bool(over)),
            "grammar agrees": float(any(g.thing == one.thing for g in over)),
        }  # fmt: skip

    def _elsewhere(self, one: _Found) -> Traits:
        """What is told likewise elsewhere in the document."""
        far = [m for m in self._mine if m.anchor != one.anchor and m.far(one)]
        told = [m for m in far if m.thing == one.thing]
        about = _best(m for m in far if m.about == one.about)
        return {
            "told": _best(told), "over told": one.sure - _best(told), "times told": float(min(len(told), FEW)),
            "told before": _best(m for m in told if m.start < one.start),
            "about": about, "over about": one.sure - about,
            "grammar tells": float(any(g.thing == one.thing for g in self._grammar)),
        }  # fmt: skip

    def _words(self, one: _Found) -> Traits:
        """The chances of the word in other layers, and how long its sentence is."""
        guess = one.guess
        assert guess is not None  # noqa: S101  # the reader's notes have one
        sentence = self._annotated.sentence_of(guess.anchor)
        found: Traits = {"sentence": float(sentence.stop - sentence.first)}
        for label, chance in self._chances.at(guess.anchor).items():
            if label.layer != self._layer:
                found[label.layer] = max(found.get(label.layer, 0.0), chance)
        return found

    def _standing(self, one: _Found) -> Traits:
        """Where it stands, how long it is, and who is in it."""
        first = self._first(one.note)
        begins = self._annotated.tokens[self._tokens(one)[0]]
        return {
            "place": one.start / self._length,
            "length": float(min(one.end - one.start, LONG)),
            "document": min(self._length, 8000) / 1000,
            "said": float(sum(w.start <= one.start < w.end for w in self._said)),
            "of a side": float(first is not None and first.side is not None),
            "a person": float(first is not None and first.kind == "person"),
            "actors": float(len(getattr(one.note, "actors", ()))),
            "recipients": float(len(getattr(one.note, "recipients", ()))),
            "heading": float(heading(self._annotated, begins.sentence)),
        }

    def _first(self, note: Note) -> Actor | None:
        """Who plays the first role."""
        found = getattr(note, ROLES[self._layer][0])
        return next(iter(found), None) if isinstance(found, tuple) else found

    def _heard(self, one: _Found) -> Traits:
        """What the reader says at the words of a grammar's note."""
        label = Label(self._layer, value(one.note, self._layer))
        here = [pair for n in self._tokens(one) for pair in self._chances.at(n).items()]
        return {
            label.value: 1.0,
            "heard": _logit(self._at_words(one)),
            "another label": max((c for other, c in here if other.layer == self._layer and other != label), default=0.0),
            "another layer": max((c for other, c in here if other.layer not in {self._layer, "statements"}), default=0.0),
        }  # fmt: skip

    def _tokens(self, one: _Found) -> range:
        return self._annotated.tokens_in(Span(one.start, one.end))

    def _twins(self, one: _Found) -> Traits:
        """The reader's notes at the words of a grammar's note."""
        over = [m for m in self._mine if m.covers(one)]
        alike = [m for m in over if m.guess and m.guess.label.value == value(one.note, self._layer)]
        first, field = self._first(one.note), getattr(one.note, "stance", getattr(one.note, "status", ""))
        return {
            "reader agrees": _best(m for m in over if m.thing == one.thing),
            "reader nearly agrees": _best(m for m in alike if m.about == one.about),
            "reader has the label": _best(alike),
            "reader here": _best(over),
            "first": max((_part(m.guess, first) for m in alike if m.guess and first), default=0.0),
            "field": max((m.guess.values.get(field, 0.0) for m in alike if m.guess), default=0.0),
            "told": _best(m for m in self._mine if m.thing == one.thing and m.far(one)),
        }

    def _beside(self, one: _Found) -> Traits:
        """The grammar's other notes of the same thing, and how sure the grammar was."""
        others = [g for g in self._grammar if g is not one and g.thing == one.thing]
        return {
            "times told": float(len(others)),
            "times before": float(sum(g.start < one.start for g in others)),
            "confidence": one.note.evidence.confidence,
            "reasons": float(len(one.note.evidence.because)),
            "notes": 1000 * len(self._grammar) / self._length,
        }


def _found(note: Note, guess: Guess | None = None) -> _Found:
    where = note.evidence.where
    assert isinstance(where, InText)  # noqa: S101  # extracting steps cite documents alone
    if guess is None:
        return _Found(note, where.start, where.end, *_keys(note))
    return _Found(note, where.start, where.end, *_keys(note), guess, guess.sure, guess.anchor)


def _keys(note: Note) -> tuple[Key, Key]:
    """What two notes of one thing agree in, and what two of nearly one thing do."""
    match note:
        case Position():
            return (note.issue, note.stance, who(note.holder)), (note.issue, who(note.holder))
        case Assessment():
            return (note.direction, note.about), (note.about,)
        case Event():
            actors = tuple(map(who, note.actors))
            return (note.type, note.status, actors, tuple(map(who, note.recipients))), (note.type, actors)
        case Measure():
            return (note.act, who(note.imposer)), (note.act,)
        case Term():
            return (who(note.by),), ()
        case _:
            return (who(note.source),), ()


def _part(guess: Guess, actor: Actor) -> float:
    """The reader's chance that somebody of an actor's side plays the first role."""
    return max((chance for other, chance in guess.roles[0] if who(other) == who(actor)), default=0.0)


def _best(found: Iterable[_Found]) -> float:
    return max((one.sure for one in found), default=0.0)


def _logit(chance: float) -> float:
    bounded = min(max(chance, EDGE), 1 - EDGE)
    return math.log(bounded / (1 - bounded))
