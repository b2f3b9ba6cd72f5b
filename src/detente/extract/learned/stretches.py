"""The words that hang on a note: from chances of single words to one stretch within a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.extract.learned.labels import SPANS

if TYPE_CHECKING:
    from detente.extract.learned.network import Array
    from detente.extract.learned.windows import Window
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span
    from detente.model.reading import Layer

SURE = 0.5  # chance from which a word belongs to a stretch
GAP = 2  # words below it that a stretch may run over
SHORT = 2  # words below which a stretch of evidence is none
OF_LAYER = {"terms": ("evidence", "demand", "offer"), "measures": ("evidence", "reason")}
LEADING = frozenset({"that", "and", "but", ",", ";", ":", "—", "–", "-", "which"})
QUOTES = frozenset("\"“”‘'’»«")
MODIFYING = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod"})
PHRASE = 8  # words that a noun phrase is completed by, at most
TRAILING = frozenset({",", ";", ":", ".", "—", "–", "-"})


def spans(annotated: AnnotatedDocument, window: Window, anchor: int, layer: Layer, chances: Array) -> dict[str, Span]:
    """The stretches of a note by name.

    Args:
        annotated: the document.
        window: that of the note.
        anchor: the token that heads it.
        layer: of the note.
        chances: of each of the window's words to belong to each of ``SPANS`` (W, 4).
    """
    found = {}
    for name in OF_LAYER.get(layer, ("evidence",)):
        column = chances[:, SPANS.index(name)]
        around = name == "evidence" and layer != "statements"
        run = _run(annotated, window, anchor, column, around=around)
        if run is not None and (len(run) >= SHORT or name != "evidence"):
            found[name] = annotated.span(run.start, run.stop)
    return found


def _run(annotated: AnnotatedDocument, window: Window, anchor: int, column: Array, *, around: bool) -> range | None:
    """The run of likely words around the anchor; where ``around`` is false, the one with the greatest sum of chances."""
    runs: list[range] = []
    paragraph = annotated.sentence_of(anchor).paragraph
    likely = (np.flatnonzero(column >= SURE) + window.first).tolist()
    for number in sorted({*likely, anchor}) if around else likely:
        near = annotated.sentence_of(number).paragraph
        if around and near != paragraph:
            continue
        last = runs[-1] if runs else None
        if last is not None and number - last.stop <= GAP and annotated.sentence_of(last.start).paragraph == near:
            runs[-1] = range(last.start, number + 1)
        else:
            runs.append(range(number, number + 1))
    if around:
        runs = [run for run in runs if anchor in run]
    if not runs:
        return None
    best = max(runs, key=lambda run: float(column[run.start - window.first : run.stop - window.first].sum()))
    return _trimmed(annotated, best)


def _trimmed(annotated: AnnotatedDocument, run: range) -> range | None:
    """Without leading conjunctions and trailing marks; without a quotation mark that has no fellow inside."""
    tokens, first, stop = annotated.tokens, run.start, run.stop
    while first < stop and (tokens[first].text.lower() in LEADING or tokens[first].text in QUOTES):
        first += 1
    while stop > first and (tokens[stop - 1].text in TRAILING or tokens[stop - 1].text in QUOTES):
        stop -= 1
    return _whole(annotated, range(first, stop)) if stop > first else None


def _whole(annotated: AnnotatedDocument, run: range) -> range:
    """With the rest of a noun phrase that it breaks off in, before or behind."""
    tokens, first, stop = annotated.tokens, run.start, run.stop
    head = tokens[stop - 1].head
    if tokens[stop - 1].dep in MODIFYING and stop <= head < stop + PHRASE:
        stop = head + 1
    opening = [c for c in annotated.children(first) if c < first and tokens[c].dep in MODIFYING]
    if opening and first - opening[0] < PHRASE:
        first = opening[0]
    return range(first, stop)
