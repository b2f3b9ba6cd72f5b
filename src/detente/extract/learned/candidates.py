"""Who could play a role in a note: the mentions of a window, the issuer and the publisher; and how each stands to a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from detente.model.actors import Actor
from detente.model.annotation import MentionKind
from detente.model.evidence import InText

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from detente.extract.learned.windows import Window
    from detente.model.annotation import AnnotatedDocument, Token
    from detente.model.reading import Statement

KINDS = ("issuer", "publisher", "speaker", *get_args(MentionKind))
Array = np.ndarray[Any, Any]
STEPS = 3  # of a path in the tree that are told apart
FAR = 12  # buckets of distance on either side
UNKNOWN = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Actors that a mention stands for; ``head`` is its token, or ``None`` for the issuer and the publisher."""

    actors: tuple[Actor, ...]
    head: int | None
    kind: int
    flags: int


def candidates(
    annotated: AnnotatedDocument, window: Window, statements: Iterable[Statement] = ()
) -> tuple[Candidate, ...]:
    """Those of a window: issuer, where there is one, and publisher, then the mentions in order, then who speaks from outside it."""
    found: list[Candidate] = []
    if annotated.issuer is not None:
        found.append(Candidate((annotated.issuer,), None, KINDS.index("issuer"), _flags((annotated.issuer,))))
    outlet = Actor(name=annotated.document.publisher or annotated.document.name, kind="outlet")
    found.append(Candidate((outlet,), None, KINDS.index("publisher"), _flags((outlet,))))
    for mention in annotated.mentions:
        if mention.actors and window.first <= mention.head < window.stop:
            flags = _flags(mention.actors) + 4 * mention.as_place
            found.append(Candidate(mention.actors, mention.head, KINDS.index(mention.kind), flags))
    span = annotated.span(window.first, window.stop)
    for statement in statements:
        where = statement.content.where
        reaches = isinstance(where, InText) and where.start < span.end and span.start < where.end
        if reaches and not any(statement.source in c.actors for c in found):
            found.append(Candidate((statement.source,), None, KINDS.index("speaker"), _flags((statement.source,))))
    return tuple(found)


def _flags(actors: tuple[Actor, ...]) -> int:
    return int(any(a.side for a in actors)) + 2 * int(any(a.kind == "person" for a in actors))


FLAGS = 8


class Relations:
    """Numbers for how a word stands to candidates and to words.

    Args:
        paths: number of each path in the tree that the training saw often; 0 is any other.
    """

    def __init__(self, paths: Mapping[str, int]) -> None:
        self._paths = paths

    def to_candidates(
        self, annotated: AnnotatedDocument, anchor: int, offered: Iterable[Candidate], speakers: Collection[Actor]
    ) -> list[tuple[int, int, int, int]]:
        """For each candidate fine path, coarse path, distance, and whether it speaks the words the anchor stands in."""
        way = Way(annotated, anchor)
        found = []
        for candidate in offered:
            speaks = int(bool(speakers) and any(speaker in candidate.actors for speaker in speakers))
            if candidate.head is None:
                found.append((UNKNOWN, UNKNOWN, 0, speaks))
                continue
            fine, coarse = way.to(candidate.head)
            near = distance(anchor, candidate.head)
            found.append((self._paths.get(fine, UNKNOWN), self._paths.get(coarse, UNKNOWN), near, speaks))
        return found


class Way:
    """The ways in the tree from a word."""

    def __init__(self, annotated: AnnotatedDocument, anchor: int) -> None:
        self._tokens = annotated.tokens
        self._sentence = annotated.tokens[anchor].sentence
        above = (anchor, *annotated.ancestors(anchor))
        self._steps = {number: steps for steps, number in enumerate(above)}
        self._labels = [annotated.tokens[number].dep for number in above]

    def to(self, other: int) -> tuple[str, str]:
        """The way up and down to another word: with the labels, and by its lengths and last label alone."""
        tokens, steps = self._tokens, self._steps
        there = tokens[other]
        if there.sentence != self._sentence:
            apart = max(-3, min(3, there.sentence - self._sentence))
            return f"sentence {apart}", f"sentence {apart} {there.dep}"
        down: list[str] = []
        while other not in steps:
            token = tokens[other]
            down.append(_label(token))
            other = token.head
        ups, downs = steps[other], len(down)
        last = down[0] if down else "="
        down.reverse()
        fine = "^".join(self._labels[: min(ups, STEPS)]) + "|" + ">".join([*down[: STEPS - 1], *down[STEPS - 1 :][-1:]])
        return fine, f"{min(ups, STEPS)} {min(downs, STEPS)} {last}"


def _label(token: Token) -> str:
    return f"{token.dep}_{token.lemma}" if token.dep in {"prep", "agent", "dative"} else token.dep


def distance(anchor: int, other: int) -> int:
    """A signed distance in tokens as a number from 0 to ``2 * FAR``, coarser the farther."""
    apart = other - anchor
    size = abs(apart)
    bucket = size if size <= 4 else 4 + (size - 1).bit_length() - 1
    bucket = min(bucket, FAR)
    return FAR + bucket if apart > 0 else FAR - bucket


DISTANCES = 2 * FAR + 1
_TABLE = np.array([distance(0, apart) for apart in range(-512, 513)])


def to_words(annotated: AnnotatedDocument, window: Window, anchor: int) -> Array:
    """How each word of a window stands to the anchor (W, 2).

    First whether it is the anchor (4), under it (3), in its sentence (2), in its paragraph (1) or beyond (0); then its distance.
    """
    found = np.zeros((window.stop - window.first, 2), np.int64)
    sentence = annotated.sentence_of(anchor)
    last = annotated.tokens[window.stop - 1].sentence
    for other in annotated.sentences[annotated.tokens[window.first].sentence : last + 1]:
        if other.paragraph == sentence.paragraph:
            found[max(0, other.first - window.first) : max(0, other.stop - window.first), 0] = 1
    found[max(0, sentence.first - window.first) : sentence.stop - window.first, 0] = 2
    below = [n - window.first for n in annotated.subtree(anchor) if window.first <= n < window.stop]
    found[below, 0] = 3
    found[anchor - window.first, 0] = 4
    found[:, 1] = _distances(window, anchor)
    return found


def _distances(window: Window, anchor: int) -> Array:
    start = window.first - anchor + len(_TABLE) // 2
    if start < 0 or start + window.stop - window.first > len(_TABLE):
        return np.array([distance(anchor, number) for number in range(window.first, window.stop)])
    return _TABLE[start : start + window.stop - window.first]


WORD_RELATIONS = 5


def speakers(annotated: AnnotatedDocument, statements: Iterable[Statement], anchor: int) -> tuple[Actor, ...]:
    """The sources of the statements in whose content a word stands."""
    token = annotated.tokens[anchor]
    return tuple(
        s.source
        for s in statements
        if isinstance(s.content.where, InText) and s.content.where.start <= token.start < s.content.where.end
    )
