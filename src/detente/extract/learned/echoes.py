"""What a document says more than once is surer: each of the reader's notes with the chance that what it finds elsewhere in the text lends it.

A judgement is told in the headline, in the lead and by an expert below. Of the reader's assessments on unseen articles to which it gave .6 to .8, a
third was right where nothing else in the text told the same, and a half where another was sure to (docs/reader.md).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.model.evidence import InText
from detente.model.reading import Assessment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.extract.learned.guesses import Guess
    from detente.model.reading import Note

FAINT = 0.3  # chance below which a note is no echo
APART = 60  # characters between the beginnings of what is told twice
SURE = 0.999  # the chance beyond which there is none


def echoed(found: Sequence[tuple[Guess, Note]], weight: float) -> list[tuple[Guess, Note]]:
    """The reader's notes of a layer, each guess with the chance that it has by all of the document.

    Args:
        found: notes with the guesses they come of.
        weight: what a sure note of the same, elsewhere, adds to the logarithm of the odds; 0 for nothing.
    """
    if not weight:
        return list(found)
    told: dict[object, list[tuple[int, Guess]]] = {}
    for guess, note in found:
        told.setdefault(_thing(note), []).append((_begin(note), guess))
    best: dict[tuple[int, object], float] = {}
    for guess, note in found:
        others = [
            other.sure
            for begin, other in told[_thing(note)]
            if other.sure >= FAINT and other.anchor != guess.anchor and abs(begin - _begin(note)) > APART
        ]
        place = (guess.anchor, guess.label)
        best[place] = max(best.get(place, 0.0), *others, 0.0)
    return [(_raised(guess, weight * best[guess.anchor, guess.label]), note) for guess, note in found]


def audible(chance: float, weight: float) -> float:
    """The chance from which a note must be known, be it an echo or one that an echo can lift to a chance."""
    return min(FAINT, _moved(chance, -weight)) if weight else chance


def _raised(guess: Guess, by: float) -> Guess:
    return replace(guess, chance=_moved(guess.chance, by)) if by else guess


def _moved(chance: float, by: float) -> float:
    chance = min(max(chance, 1 - SURE), SURE)
    return 1 / (1 + (1 - chance) / chance * math.exp(-by))


def _thing(note: Note) -> object:
    """What two notes of one thing agree in; of layers without echoes each note is a thing of its own."""
    return (note.direction, note.about) if isinstance(note, Assessment) else note.id


def _begin(note: Note) -> int:
    where = note.evidence.where
    assert isinstance(where, InText)  # noqa: S101  # extracting steps cite documents alone
    return where.start
