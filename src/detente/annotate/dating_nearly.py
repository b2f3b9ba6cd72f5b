"""Events that the opening of a document nearly names: all of an event's words but one, where nothing else is told as its news.

Reporters do not know the table's words. What they leave out is mostly a detail ("five more years" for "extend"), so that such an event is
trusted less than one named in full, and only where a sentence of the opening, with the headline, holds the rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.annotate.dating_events import Told, as_told
from detente.annotate.dating_index import nearly_named
from detente.annotate.dating_table import fold, spots_of, trust_of
from detente.annotate.dating_words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.annotate.dating_table import Event
    from detente.annotate.parser import Parsed
    from detente.annotate.times import Timed

# groups of words that an event must have for one of them to be left out
LEAST = 4
# how far such an event is trusted, of what its words are worth
SHARE = 0.4
OPENING = 2


def nearly_told(parsed: Parsed, timed: tuple[Timed, ...], told: Sequence[Told]) -> Iterator[Told]:
    """Events nearly named in the opening, none of them among ``told``; a time beside one counts unless it is another's already."""
    folded = fold(parsed.document.text)
    named = {one.event.name for one in told}
    taken = {one.dated.first for one in told if one.dated is not None}
    for event, start, end in _openings(parsed, folded):
        if event.name in named:
            continue
        named.add(event.name)
        spots = [(start + low, start + high) for low, high in spots_of(event, folded[start:end])]
        one = as_told(parsed, timed, event, spots, folded=folded, stretch=(0, end), lead=True)
        if one.dated is not None and one.dated.first in taken:
            one = replace(one, dated=None)
        yield replace(one, trust=SHARE * trust_of(folded[:end], event))


def _openings(parsed: Parsed, folded: str) -> Iterator[tuple[Event, int, int]]:
    """Each event nearly named, with the characters of the sentence that names it, the headline's help apart."""
    sentences = [s for s in parsed.sentences if s.paragraph <= OPENING] if folded else []
    if not sentences:
        return
    spans = [(parsed.tokens[s.first].start, parsed.tokens[s.stop - 1].end) for s in sentences]
    head = folded[slice(*spans[0])]
    whole, opening = Text(folded), Text(folded[: spans[-1][1]])
    near = [(Text(head + "\n" + folded[start:end]), start, end) for start, end in spans]
    candidates = [
        event for event in nearly_named(opening) if len(event.ways) >= LEAST and whole.lacks(event.ways, most=1) == 1
    ]
    for event in candidates:
        for text, start, end in near:
            if text.lacks(event.ways, most=1) == 1:
                yield event, start if spots_of(event, folded[start:end]) else 0, end
                break
