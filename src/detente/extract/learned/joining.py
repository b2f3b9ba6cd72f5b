"""The grammar's notes and the reader's, joined: each layer by what measured best on disputes that the training had not seen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from detente.extract.learned.matching import alike, gainsaid, heading, key, one_thing, place, value
from detente.extract.learned.mending import mended, turned
from detente.extract.learned.notes import notes
from detente.extract.learned.traits import Chances, Layered
from detente.model.reading import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.extract.learned.guesses import Chance, Guess, Heard
    from detente.extract.learned.weighing import Hand, Weigher
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Layer, Note, Reading

NEVER = 2.0  # more than any chance


@dataclass(frozen=True, slots=True)
class Limits:
    """How one layer is joined.

    Attributes:
        add: weight from which a note of the reader's stands by itself, by label value; "" for any other.
        keep: weight that a grammar's note needs to stay, by label value likewise.
        mend: chance from which the reader's actors take the place of those in a grammar's event, statement or term (``learned.mending``).
        turn: chance from which the reader's stance takes the place of that of a grammar's position.
        ask: chance of a word from which the reader's notes of the layer are made out at all.
    """

    add: Mapping[str, float]
    keep: Mapping[str, float] = field(default_factory=dict)
    mend: float = NEVER
    turn: float = NEVER
    ask: float = 0.3

    def of(self, label: str) -> float:
        """The weight from which a note of a label value is added."""
        return self.add.get(label, self.add.get("", 1.0))

    def asked(self, label: str) -> float:
        """The weight from which a grammar's note of a label value stays."""
        return self.keep.get(label, self.keep.get("", 0.0))


@dataclass(frozen=True, slots=True)
class Draft:
    """The reader's side of the joining: each note with the guess it comes of, and the chances of all words."""

    notes: tuple[tuple[Guess, Note], ...] = ()
    chances: tuple[Chance, ...] = ()

    def of(self, layer: Layer, ask: float) -> tuple[tuple[Guess, Note], ...]:
        """The notes of a layer that are made out from a chance on."""
        return tuple(pair for pair in self.notes if pair[0].label.layer == layer and pair[0].chance >= ask)


class Weights(NamedTuple):
    """How likely the notes of a layer are right, in their order: the grammar's and the reader's."""

    grammar: tuple[float, ...]
    reader: tuple[float, ...]


def draft(annotated: AnnotatedDocument, heard: Heard) -> Draft:
    """The notes of all guesses."""
    return Draft(tuple((guess, note) for guess in heard.guesses for note in notes(annotated, guess)), heard.chances)


def weights(found: Mapping[Layer, Layered], trees: Mapping[tuple[Layer, Hand], Weigher]) -> dict[Layer, Weights]:
    """Both hands' notes of all layers, weighed: by trees where there are some (``learned.weighing``), else by the reader's chances.

    Args:
        found: the notes with their traits.
        trees: those of layers and hands.
    """
    return {
        layer: Weights(_of_grammar(one, trees.get((layer, "grammar"))), _of_reader(one, trees.get((layer, "reader"))))
        for layer, one in found.items()
    }


def _of_grammar(found: Layered, trees: Weigher | None) -> tuple[float, ...]:
    return trees(found.of_grammar()) if trees else found.heard()


def _of_reader(found: Layered, trees: Weigher | None) -> tuple[float, ...]:
    return trees(found.of_reader()) if trees else found.sure()


def traits(
    annotated: AnnotatedDocument, reading: Reading, mine: Draft, asks: Mapping[Layer, float]
) -> dict[Layer, Layered]:
    """What the notes of the layers are weighed by; ``asks``: the chance from which the reader's are made out."""
    chances = Chances(mine.chances)
    return {
        layer: Layered(
            annotated,
            layer,
            said=reading.statements,
            grammar=reading.layer(layer),
            mine=mine.of(layer, ask),
            chances=chances,
        )
        for layer, ask in asks.items()
    }


class _Weighed(NamedTuple):
    note: Note
    weight: float
    anchor: int


def joined(
    annotated: AnnotatedDocument,
    layer: Layer,
    grammar: Sequence[Note],
    mine: Sequence[tuple[Guess, Note]],
    *,
    limits: Limits,
    weights: Weights,
) -> tuple[Note, ...]:
    """The grammar's notes of a layer and the reader's, in order of the text.

    Args:
        annotated: the document.
        layer: the layer.
        grammar: the grammar's notes of it.
        mine: the reader's, with the guesses they come of.
        limits: what is asked of them.
        weights: how likely each is right.
    """
    kept = [
        note
        for note, weight in zip(grammar, weights.grammar, strict=True)
        if not _ours(note, layer) or weight >= limits.asked(value(note, layer))
    ]
    if limits.mend < NEVER:
        kept = mended(annotated, kept, mine, limits.mend)
    if limits.turn < NEVER:
        kept = turned(kept, mine, limits.turn)
    sure = [
        _Weighed(_told(note, weight), weight, guess.anchor)
        for (guess, note), weight in zip(mine, weights.reader, strict=True)
        if weight >= limits.of(guess.label.value)
    ]
    fresh = [note for note in _once(annotated, layer, sure) if not _known(annotated, layer, note, kept)]
    return tuple(sorted([*kept, *fresh], key=place))


def _ours(note: Note, layer: Layer) -> bool:
    """Whether the grammar found a note with its own words: of a user's words or steps (``detente.own``) the reader has never heard."""
    step, _, version = note.evidence.made_by.partition(".")
    return step == layer and "+" not in version


def _known(annotated: AnnotatedDocument, layer: Layer, note: Note, kept: Sequence[Note]) -> bool:
    return any(alike(layer, note, k) or one_thing(note, k) or gainsaid(annotated, note, k) for k in kept)


def _told(note: Note, weight: float) -> Note:
    """The note with how likely it is right."""
    evidence = replace(note.evidence, confidence=round(weight, 4))
    return replace(note, content=evidence) if isinstance(note, Statement) else replace(note, evidence=evidence)


def _once(annotated: AnnotatedDocument, layer: Layer, found: Sequence[_Weighed]) -> list[Note]:
    """Each note once: of two alike the likelier; a heading's only where the body has none alike."""
    headed = {one.anchor: heading(annotated, annotated.tokens[one.anchor].sentence) for one in found}
    kept: list[_Weighed] = []
    for one in sorted(found, key=lambda w: (headed[w.anchor], -w.weight, w.anchor)):
        said = headed[one.anchor] and layer != "statements"
        again = any(
            (alike(layer, one.note, other.note) and other.anchor != one.anchor)
            or (said and key(layer, one.note) == key(layer, other.note))
            or (other.anchor != one.anchor and one_thing(one.note, other.note))
            for other in kept
        )
        if not again:
            kept.append(one)
    return [one.note for one in kept]
