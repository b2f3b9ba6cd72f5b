"""The same text about other states: names, demonyms and capitals exchanged, so that the reader does not learn who usually does what."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente.resources import rows

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from detente.model.annotation import AnnotatedDocument

SHARE = 0.5  # of the states of a text that are exchanged


@cache
def states() -> tuple[tuple[str, str, str], ...]:
    """Name, demonym and capital of each state that has one word for each."""
    found = []
    for row in rows("actors/states.tsv"):
        words = (row["name"], row["demonyms"].split("|")[0], row["capitals"].split("|")[0])
        if all(word.isalpha() for word in words):
            found.append(words)
    return tuple(sorted(found))


@cache
def known() -> Mapping[str, tuple[int, int]]:
    """Of each such word which state it is of, and which of the three."""
    return {word: (number, kind) for number, words in enumerate(states()) for kind, word in enumerate(words)}


def renamed(annotated: AnnotatedDocument, draw: random.Random) -> AnnotatedDocument:
    """The document with the words of some states replaced by those of others; all else, and every number of a token, stays."""
    of = known()
    here = sorted({of[token.text][0] for token in annotated.tokens if token.text in of})
    chosen = [number for number in here if draw.random() < SHARE]
    others = draw.sample([n for n in range(len(states())) if n not in here], len(chosen))
    instead = dict(zip(chosen, others, strict=True))
    tokens = tuple(
        replace(token, text=states()[instead[of[token.text][0]]][of[token.text][1]])
        if token.text in of and of[token.text][0] in instead
        else token
        for token in annotated.tokens
    )
    return replace(annotated, tokens=tokens)
