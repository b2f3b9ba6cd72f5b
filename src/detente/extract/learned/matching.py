"""Where a note stands, what its label tells, and whether two notes are of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.learned.labels import KIND
from detente.model.document import HEADINGS, Span
from detente.model.evidence import InText
from detente.model.reading import Assessment, Event, Measure, Position

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Layer, Note


def place(note: Note) -> tuple[int, int, str]:
    """First and last character of its evidence, and its id."""
    where = note.evidence.where
    assert isinstance(where, InText)  # noqa: S101  # extracting steps cite documents alone
    return (where.start, where.end, note.id)


def value(note: Note, layer: Layer) -> str:
    """What a layer's label tells of a note: its type, issue, link, act or direction."""
    return str(getattr(note, KIND[layer])) if layer in KIND else ""


def who(actor: Actor) -> str:
    """An actor's side, or its name where it has none."""
    return actor.side or actor.name


def sentence(annotated: AnnotatedDocument, note: Note) -> int:
    """The number of the sentence in which its evidence begins."""
    start, end, _ = place(note)
    return annotated.sentence_of(annotated.tokens_in(Span(start, end))[0]).number


def heading(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a sentence, by its number, stands in a heading."""
    return annotated.document.paragraphs[annotated.sentences[number].paragraph].kind in HEADINGS


def key(layer: Layer, note: Note) -> tuple[object, ...]:
    """What two notes of one thing agree in: label and the sides of the first role."""
    first = {"events": "actors", "positions": "holder", "terms": "by", "measures": "imposer", "assessments": "about"}
    actors = getattr(note, first[layer], ())
    actors = actors if isinstance(actors, tuple) else (actors,)
    return (getattr(note, KIND[layer]), frozenset(getattr(a, "side", a) or getattr(a, "name", a) for a in actors))


def one_thing(one: Note, two: Note) -> bool:
    """Whether both are of what a document notes once, however often it says it: a side's stance, a measure, a judgement, an act."""
    match one, two:
        case Position(), Position():
            return (one.issue, one.stance, who(one.holder)) == (two.issue, two.stance, who(two.holder))
        case Measure(), Measure():
            named = {a.name for a in one.targets} == {a.name for a in two.targets}
            return named and (one.act, who(one.imposer)) == (two.act, who(two.imposer))
        case Assessment(), Assessment():
            return (one.direction, one.about, who(one.by)) == (two.direction, two.about, who(two.by))
        case Event(), Event():
            if (one.type, one.status, *map(who, one.actors)) != (two.type, two.status, *map(who, two.actors)):
                return False
            aimed = ({who(a) for a in one.recipients}, {who(a) for a in two.recipients})
            return not all(aimed) or aimed[0] == aimed[1]
        case _:
            return False


def alike(layer: Layer, one: Note, two: Note) -> bool:
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


def gainsaid(annotated: AnnotatedDocument, note: Note, other: Note) -> bool:
    """Whether a sentence that the grammar has read gives a holder another stance on the issue: nobody is for and against in one breath."""
    if not isinstance(note, Position) or not isinstance(other, Position) or note.stance == other.stance:
        return False
    same = (note.issue, who(note.holder)) == (other.issue, who(other.holder))
    return same and sentence(annotated, note) == sentence(annotated, other)
