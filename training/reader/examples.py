"""Corpus texts as the reader learns from them: words that head a note, and the actors and words that hang on them."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detente.extract.learned.hints import head, hints
from detente.extract.learned.labels import FIELDS, KIND, LABELS, NUMBER, SPANS, Label
from detente.model.document import Span
from detente.model.findings import Failure
from detente.model.reading import LAYERS
from detente.pipeline import GRAMMAR
from evals.corpus import document
from evals.dev import kept_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.extract.learned.hints import Hint
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Layer, Statement
    from training.corpus.format import Text

Json = dict[str, Any]
Wanted = tuple[str, str | None]  # an actor's name and side, as the text's reading gives them
TITLES = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "an",
        "in",
        "on",
        "by",
        "to",
        "with",
        "from",
        "at",
        "us",
        "mr",
        "ms",
        "new",
        "former",
        "senior",
        "official",
        "officials",
        "general",
    ]
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of a text's reading, hung on a word.

    Attributes:
        anchor: the token that heads its evidence (a statement's cue).
        label: number of its label.
        value: number of its field's value, or -1.
        roles: for each of the layer's two roles the actors wanted.
        spans: characters of its stretches, by name.
    """

    anchor: int
    label: int
    value: int
    roles: tuple[tuple[Wanted, ...], tuple[Wanted, ...]]
    spans: dict[str, Span] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A text, annotated, with the grammar's statements and notes (as hints) and its own notes."""

    name: str
    dispute: str
    style: str
    annotated: AnnotatedDocument
    statements: tuple[Statement, ...]
    hints: tuple[Hint, ...]
    notes: tuple[Noted, ...]


def examples(texts: Iterable[Text]) -> Iterator[Example]:
    """One for each text, in order."""
    pipeline = kept_pipeline(GRAMMAR)
    kept = list(texts)
    documents = [document(text) for text in kept]
    for text, annotated in zip(kept, pipeline._annotator.annotate(documents), strict=True):  # noqa: SLF001
        outcome = pipeline.extract(annotated)
        if isinstance(outcome, Failure):
            sys.exit(f"{text.name}: {outcome.reason}")
        notes = tuple(_notes(annotated, text.reading))
        yield Example(
            text.name,
            text.header["dispute"],
            text.header["style"],
            annotated,
            outcome.reading.statements,
            hints(annotated, outcome.reading),
            notes,
        )


def _notes(annotated: AnnotatedDocument, reading: Json) -> Iterator[Noted]:
    for layer in LAYERS:
        for note in reading[layer]:
            evidence = note["content"] if layer == "statements" else note["evidence"]
            anchor = head(annotated, _span(note["cue"] if layer == "statements" else evidence))
            if anchor is None:
                continue
            spans = {"evidence": _span(evidence)}
            spans |= {name: _span(note[name]) for name in SPANS[1:] if note.get(name)}
            yield Noted(
                anchor,
                NUMBER[Label(layer, note.get(KIND.get(layer, ""), ""))],
                _value(layer, note),
                _roles(layer, note),
                spans,
            )


def _span(quote: Json) -> Span:
    return Span(quote["start"], quote["end"])


def _value(layer: Layer, note: Json) -> int:
    if layer not in FIELDS:
        return -1
    name, values = FIELDS[layer]
    return values.index(note[name])


def _roles(layer: Layer, note: Json) -> tuple[tuple[Wanted, ...], tuple[Wanted, ...]]:
    def some(*actors: Json | None) -> tuple[Wanted, ...]:
        return tuple((a["name"], a["side"]) for a in actors if a)

    if layer == "statements":
        return some(note["source"]), some(note.get("to"))
    if layer == "events":
        return some(*note["actors"]), some(*note["recipients"])
    if layer == "positions":
        return some(note["holder"]), (("", note["target"]),) if note.get("target") else ()
    if layer == "terms":
        return some(note["by"]), some(note.get("of"))
    if layer == "measures":
        return some(note["imposer"]), some(*note["targets"])
    return some(note["by"]), tuple(("", side) for side in note["about"])


def core(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    found = re.findall(r"\w\w+", re.sub(r"['’]s\b|(?<=\w)\.", "", name.lower()))
    return frozenset(found) - TITLES or frozenset(found)


def matches(wanted: Iterable[Wanted], offered: list[tuple[Actor, ...]]) -> tuple[list[list[int]], list[int]]:
    """Which of the offered actors are wanted.

    Returns:
        For each wanted actor the offers that name it (those of its side, where none names it); and the offers about which
        nothing is known: of a wanted side but of another name.
    """
    groups, unsure = [], set()
    for name, side in wanted:
        named = [
            i for i, actors in enumerate(offered) if any(a.side == side and core(a.name) & core(name) for a in actors)
        ]
        of_side = [i for i, actors in enumerate(offered) if side and any(a.side == side for a in actors)]
        groups.append(named or of_side)
        unsure |= set(of_side)
    taken = {i for group in groups for i in group}
    return groups, sorted(unsure - taken)


__all__ = ["LABELS", "Example", "Noted", "examples", "matches"]
