"""The grammar's notes and the reader's, joined: each layer by what measured best on disputes that the training had not seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.extract.learned.labels import KIND, Label
from detente.extract.learned.mending import mended
from detente.extract.learned.notes import notes
from detente.model.document import HEADINGS, Span
from detente.model.evidence import InText
from detente.model.reading import Assessment, Event, Measure, Position, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.extract.learned.guesses import Chance, Guess, Heard
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Layer, Note

NEVER = 2.0  # more than any chance


@dataclass(frozen=True, slots=True)
class Limits:
    """How one layer is joined.

    Attributes:
        add: chance from which a note of the reader's stands by itself, by label value; "" for any other.
        keep: chance that the reader must give a label in a grammar's note for the note to stay, by label value likewise; of statements by the class of the cue.
        mend: chance from which the reader's actors take the place of those in a grammar's event, statement or term (``learned.mending``).
    """

    add: Mapping[str, float]
    keep: Mapping[str, float] = field(default_factory=dict)
    mend: float = NEVER

    def of(self, value: str) -> float:
        """The chance from which a note of a label value is added."""
        return self.add.get(value, self.add.get("", 1.0))

    def asked(self, value: str) -> float:
        """The chance from which a grammar's note of a label value stays."""
        return self.keep.get(value, self.keep.get("", 0.0))


@dataclass(frozen=True, slots=True)
class Draft:
    """The reader's side of the joining: each note with the guess it comes of, and the chances of all words."""

    notes: tuple[tuple[Guess, Note], ...] = ()
    chances: tuple[Chance, ...] = ()


def draft(annotated: AnnotatedDocument, heard: Heard) -> Draft:
    """The notes of all guesses."""
    return Draft(tuple((guess, note) for guess in heard.guesses for note in notes(annotated, guess)), heard.chances)


def joined(
    annotated: AnnotatedDocument, layer: Layer, grammar: Sequence[Note], draft: Draft, limits: Limits
) -> tuple[Note, ...]:
    """The grammar's notes of a layer and the reader's, in order of the text."""
    kept = list(grammar)
    if any(limits.keep.values()):
        chances: dict[str, list[Chance]] = {}
        for chance in draft.chances:
            if chance.label.layer == layer:
                chances.setdefault(chance.label.value, []).append(chance)
        kept = [
            n
            for n in grammar
            if not _ours(n, layer)
            or support(annotated, n, layer, chances.get(_value(n, layer), ())) >= limits.asked(_sort(n, layer))
        ]
    mine = [pair for pair in draft.notes if pair[0].label.layer == layer]
    if limits.mend < NEVER:
        kept = mended(annotated, kept, mine, limits.mend)
    added = _once(annotated, [pair for pair in mine if pair[0].sure >= limits.of(pair[0].label.value)])
    fresh = [note for _, note in added]
    fresh = [note for note in fresh if not any(_same(layer, note, other) for other in kept)]
    fresh = [note for note in fresh if not any(_gainsaid(annotated, note, other) for other in kept)]
    return tuple(sorted([*kept, *fresh], key=_place))


def _ours(note: Note, layer: Layer) -> bool:
    """Whether the grammar found a note with its own words: of a user's words or steps (``detente.own``) the reader has never heard."""
    step, _, version = note.evidence.made_by.partition(".")
    return step == layer and "+" not in version


def _value(note: Note, layer: Layer) -> str:
    """What a layer's label tells of a note: its type, issue, link, act or direction."""
    return str(getattr(note, KIND[layer])) if layer in KIND else ""


def _sort(note: Note, layer: Layer) -> str:
    """What the chance asked of a grammar's note goes by: its label's value; of a statement the class of its cue."""
    return note.cue_class if isinstance(note, Statement) else _value(note, layer)


def _same(layer: Layer, one: Note, two: Note) -> bool:
    return _alike(layer, one, two) or _one_thing(one, two)


def _gainsaid(annotated: AnnotatedDocument, note: Note, other: Note) -> bool:
    """Whether a sentence that the grammar has read gives a holder another stance on the issue: nobody is for and against in one breath."""
    if not isinstance(note, Position) or not isinstance(other, Position) or note.stance == other.stance:
        return False
    alike = (note.issue, _who(note.holder)) == (other.issue, _who(other.holder))
    return alike and _sentence(annotated, note) == _sentence(annotated, other)


def _sentence(annotated: AnnotatedDocument, note: Note) -> int:
    start, end, _ = _place(note)
    return annotated.sentence_of(annotated.tokens_in(Span(start, end))[0]).number


def support(annotated: AnnotatedDocument, note: Note, layer: Layer, chances: Sequence[Chance]) -> float:
    """The best chance that the reader gives the note's label at a word of its evidence (of a statement: of its cue)."""
    where = note.evidence.where
    label = Label(layer, _value(note, layer))
    place = getattr(note, "cue", where)
    if not isinstance(place, InText):
        return 0.0
    here = (
        one.chance
        for one in chances
        if one.label == label and place.start <= annotated.tokens[one.anchor].start < place.end
    )
    return max(here, default=0.0)


def _once(annotated: AnnotatedDocument, found: list[tuple[Guess, Note]]) -> list[tuple[Guess, Note]]:
    """Each note once: of two alike the likelier; a heading's only where the body has none alike."""
    ranked = sorted(found, key=lambda pair: (_heading(annotated, pair[0]), -pair[0].sure, pair[0].anchor))
    kept: list[tuple[Guess, Note]] = []
    for guess, note in ranked:
        layer = guess.label.layer
        said = _heading(annotated, guess) and layer != "statements"
        again = any(
            (_alike(layer, note, other) and one.anchor != guess.anchor)
            or (said and _key(layer, note) == _key(layer, other))
            or (one.anchor != guess.anchor and _one_thing(note, other))
            for one, other in kept
        )
        if not again:
            kept.append((guess, note))
    return kept


def _heading(annotated: AnnotatedDocument, guess: Guess) -> bool:
    paragraph = annotated.sentence_of(guess.anchor).paragraph
    return annotated.document.paragraphs[paragraph].kind in HEADINGS


def _key(layer: Layer, note: Note) -> tuple[object, ...]:
    """What two notes of one thing agree in: label and the sides of the first role."""
    first = {"events": "actors", "positions": "holder", "terms": "by", "measures": "imposer", "assessments": "about"}
    value = getattr(note, first[layer], ())
    actors = value if isinstance(value, tuple) else (value,)
    return (getattr(note, KIND[layer]), frozenset(getattr(a, "side", a) or getattr(a, "name", a) for a in actors))


def _one_thing(one: Note, two: Note) -> bool:
    """Whether both are of what a document notes once, however often it says it: a side's stance, a measure, a judgement, an act."""
    match one, two:
        case Position(), Position():
            return (one.issue, one.stance, _who(one.holder)) == (two.issue, two.stance, _who(two.holder))
        case Measure(), Measure():
            named = {a.name for a in one.targets} == {a.name for a in two.targets}
            return named and (one.act, _who(one.imposer)) == (two.act, _who(two.imposer))
        case Assessment(), Assessment():
            return (one.direction, one.about, _who(one.by)) == (two.direction, two.about, _who(two.by))
        case Event(), Event():
            if (one.type, one.status, *map(_who, one.actors)) != (two.type, two.status, *map(_who, two.actors)):
                return False
            aimed = ({_who(a) for a in one.recipients}, {_who(a) for a in two.recipients})
            return not all(aimed) or aimed[0] == aimed[1]
        case _:
            return False


def _who(actor: Actor) -> str:
    return actor.side or actor.name


def _alike(layer: Layer, one: Note, two: Note) -> bool:
    """Whether two notes of a layer are of one thing: the same label, and evidence that overlaps by half of the shorter."""
    a, b = one.evidence.where, two.evidence.where
    if not isinstance(a, InText) or not isinstance(b, InText):
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    if 2 * shared < min(a.end - a.start, b.end - b.start):
        return False
    if layer == "statements":
        return True
    return layer == "terms" or bool(getattr(one, KIND[layer]) == getattr(two, KIND[layer]))


def _place(note: Note) -> tuple[int, int, str]:
    where = note.evidence.where
    assert isinstance(where, InText)  # noqa: S101  # extracting steps cite documents alone
    return (where.start, where.end, note.id)
