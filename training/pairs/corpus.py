"""Pairs out of the corpus's texts: for each event a sentence with a mention of its actor and one of its recipient marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.learned.labels import FIELDS, LABELS
from evals.pairs import named
from training.pairs.marked import Marked
from training.reader.__main__ import HELD_OUT, fold
from training.reader.examples import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.annotation import AnnotatedDocument, Mention
    from training.reader.examples import Example, Noted, Wanted

LONGEST = 420  # characters of a sentence


def pairs(examples: Iterable[Example]) -> Iterator[Marked]:
    """Those of all texts; of held-out disputes marked as held out. An event of several parties gives one pair."""
    for example in examples:
        held = fold(example.dispute) == HELD_OUT
        for number, note in enumerate(example.notes):
            label = LABELS[note.label]
            if label.layer != "events":
                continue
            words = _marked(example.annotated, note)
            if words:
                status = FIELDS["events"][1][note.value]
                yield Marked(words, named(label.value, status), f"{example.name}:{number}", held)


def _marked(annotated: AnnotatedDocument, note: Noted) -> str | None:
    sentence = annotated.sentence_of(note.anchor)
    inside = [m for m in annotated.mentions if m.actors and sentence.first <= m.first and m.stop <= sentence.stop]
    source = _nearest(inside, note.roles[0], note.anchor, None)
    target = _nearest(inside, note.roles[1], note.anchor, source) if source else None
    span = annotated.span(sentence.first, sentence.stop)
    if source is None or target is None or span.end - span.start > LONGEST:
        return None
    marks = sorted(
        (annotated.tokens[edge].start if open_ else annotated.tokens[edge - 1].end, f"<{'' if open_ else '/'}{party}>")
        for mention, party in ((source, "s"), (target, "t"))
        for edge, open_ in ((mention.first, True), (mention.stop, False))
    )
    text, at = "", span.start
    for place, mark in marks:
        text += annotated.document.text[at:place] + mark
        at = place
    return text + annotated.document.text[at : span.end]


def _nearest(inside: list[Mention], wanted: Iterable[Wanted], anchor: int, other: Mention | None) -> Mention | None:
    groups, _ = matches(wanted, [m.actors for m in inside])
    apart = [
        inside[i]
        for group in groups
        for i in group
        if other is None or inside[i].first >= other.stop or inside[i].stop <= other.first
    ]
    return min(apart, key=lambda m: (m.as_place, abs(m.head - anchor), m.first), default=None)
