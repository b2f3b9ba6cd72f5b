"""What the grammar noted, hung on words as the network's notes are: it reads the text with these marks in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.learned.labels import FIELDS, KIND, NUMBER, ROLES, Label
from detente.model.document import Span
from detente.model.evidence import InText
from detente.model.reading import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Layer, Note, Reading

NOBODY = 0  # a candidate to whom the grammar gives no role; 1 the first, 2 the second, 3 both


@dataclass(frozen=True, slots=True)
class Hint:
    """A note of the grammar's.

    Attributes:
        anchor: the token that heads its evidence (a statement's cue).
        label: number of its label.
        value: number of its field's value, or -1.
        start: first character of its evidence.
        end: the one after its last.
        names: for each of the layer's two roles the names of the actors in it.
        sides: likewise their sides; where a note gives a side alone, that.
    """

    anchor: int
    label: int
    value: int
    start: int
    end: int
    names: tuple[frozenset[str], frozenset[str]]
    sides: tuple[frozenset[str], frozenset[str]]

    def role(self, actors: Iterable[Actor]) -> int:
        """Which roles a candidate's actors have in the note: a number as ``NOBODY`` says."""
        found = NOBODY
        for actor in actors:
            for number, (names, sides) in enumerate(zip(self.names, self.sides, strict=True), 1):
                if actor.name in names or (not names and actor.side in sides):
                    found |= number
        return found


def hints(annotated: AnnotatedDocument, reading: Reading) -> tuple[Hint, ...]:
    """Those of all notes, layer by layer, in order."""
    found = (_hint(annotated, layer, note) for layer in LAYERS for note in reading.layer(layer))
    return tuple(hint for hint in found if hint is not None)


def hint_for(known: Iterable[Hint], label: int, start: int) -> Hint | None:
    """The hint of a label in whose evidence a character stands: the shortest of several."""
    fitting = (h for h in known if h.label == label and h.start <= start < h.end)
    return min(fitting, key=lambda h: (h.end - h.start, h.start), default=None)


def head(annotated: AnnotatedDocument, span: Span) -> int | None:
    """The token of a stretch that stands highest in the tree, the first of several; ``None`` for no token at all."""
    inside = annotated.tokens_in(span)
    words = [n for n in inside if annotated.tokens[n].pos not in {"PUNCT", "SPACE"}] or list(inside)
    return min(words, key=lambda n: (len(annotated.ancestors(n)), n), default=None)


def _hint(annotated: AnnotatedDocument, layer: Layer, note: Note) -> Hint | None:
    where = note.evidence.where
    cue = getattr(note, "cue", where) if layer == "statements" else where
    if not isinstance(where, InText) or not isinstance(cue, InText):
        return None
    anchor = head(annotated, Span(cue.start, cue.end))
    kind = Label(layer, getattr(note, KIND[layer]) if layer in KIND else "")
    if anchor is None or kind not in NUMBER:
        return None
    value = FIELDS[layer][1].index(getattr(note, FIELDS[layer][0])) if layer in FIELDS else -1
    names, sides = zip(*(_who(getattr(note, role)) for role in ROLES[layer]), strict=True)
    start, end = min(where.start, cue.start), max(where.end, cue.end)
    if layer == "statements":
        start, end = cue.start, cue.end
    return Hint(anchor, NUMBER[kind], value, start, end, names, sides)


def _who(value: object) -> tuple[frozenset[str], frozenset[str]]:
    """Names and sides of an actor, several, a side or none."""
    several = value if isinstance(value, tuple) else (value,)
    named = [v for v in several if v is not None and not isinstance(v, str)]
    told = [v for v in several if isinstance(v, str)]
    return frozenset(a.name for a in named), frozenset([*told, *(a.side for a in named if a.side)])


def marks(known: Iterable[Hint], first: int, stop: int) -> Iterator[tuple[int, int]]:
    """Word and label of each hint that stands in a window, words counted from its first."""
    return ((hint.anchor - first, hint.label) for hint in known if first <= hint.anchor < stop)
