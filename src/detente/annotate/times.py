"""Time expressions of a parsed document: found by a grammar, then resolved against the document's own date.

Two steps, because the date of a document that does not tell it is inferred from the same phrases (``dating``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.annotate.times_phrases import find
from detente.annotate.times_resolve import resolve
from detente.model.annotation import TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.annotate.parser import Parsed
    from detente.annotate.times_model import Phrase
    from detente.model.annotation import Token
    from detente.model.when import When

_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "could", "may", "might", "can", "should", "must"})
_TO_COME = frozenset(
    [
        "plan",
        "expect",
        "set",
        "schedule",
        "due",
        "intend",
        "prepare",
        "hope",
        "propose",
        "want",
        "agree",
        "promise",
        "pledge",
        "vow",
        "slate",
        "aim",
        "seek",
        "ready",
        "likely",
        "expire",
        "plan",
        "deadline",
        "await",
        "begin",
        "start",
    ]
)
_COMING = frozenset({"upcoming", "forthcoming", "scheduled", "planned", "due", "deadline", "expected", "slated", "set"})


@dataclass(frozen=True, slots=True)
class Timed:
    """A phrase with its tokens.

    Attributes:
        phrase: what the words say; its offsets count from the paragraph's start.
        first: number of the first token.
        stop: one past the last.
        ahead: whether the clause looks ahead ("will meet on Friday").
        paragraph: number of the paragraph.
        place: characters from the paragraph's start to the phrase's.
    """

    phrase: Phrase
    first: int
    stop: int
    ahead: bool
    paragraph: int
    place: int


def read(parsed: Parsed) -> tuple[Timed, ...]:
    """The time phrases of a document in order, not resolved yet."""
    return tuple(_read(parsed))


def _read(parsed: Parsed) -> Iterator[Timed]:
    tokens, at = parsed.tokens, 0
    children = _children(tokens)
    for number, paragraph in enumerate(parsed.document.paragraphs):
        offset = paragraph.span.start
        for phrase in find(parsed.document.quote(paragraph.span)):
            start, end = offset + phrase.start, offset + phrase.end
            while at < len(tokens) and tokens[at].end <= start:
                at += 1
            stop = at
            while stop < len(tokens) and tokens[stop].start < end:
                stop += 1
            if stop > at:
                yield Timed(phrase, at, stop, _ahead(tokens, children, phrase, at, stop), number, phrase.start)


def _children(tokens: Sequence[Token]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.number:
            children[token.head].append(token.number)
    return children


def _ahead(tokens: Sequence[Token], children: list[list[int]], phrase: Phrase, first: int, stop: int) -> bool:
    """Whether the clause that holds the tokens speaks of the future."""
    verb = after_verb(tokens, first)
    if verb is not None:
        return _verb_ahead(tokens, children, verb)
    at = next((n for n in range(first, stop) if not first <= tokens[n].head < stop), first)
    if tokens[at].dep in ("nummod", "compound") and tokens[tokens[at].head].pos in ("NOUN", "PROPN"):
        return False
    direct, dayless = True, phrase.kind in ("month", "month-day")
    for _ in range(8):
        token = tokens[at]
        direct = (direct and token.pos not in ("NOUN", "PROPN")) or (token.number < stop and token.number >= first)
        if token.text.lower() in _COMING:
            return True
        if token.text.lower() == "of":
            return False
        if token.pos in ("VERB", "AUX"):
            return _verb_ahead(tokens, children, at) or (direct and dayless and token.tag in ("VBZ", "VBP"))
        if any(tokens[c].text.lower() in _COMING for c in children[at]):
            return True
        if token.head == at:
            return False
        at = token.head
    return False


def after_verb(tokens: Sequence[Token], first: int) -> int | None:
    """The verb right before a phrase, but for a preposition: "said on Friday it would …" is said on Friday, whatever the parse."""
    at = first - 2 if first > 1 and tokens[first - 1].text.lower() == "on" else first - 1
    if at < 0 or tokens[at].sentence != tokens[first].sentence:
        return None
    return at if tokens[at].tag == "VBD" and tokens[at].pos == "VERB" else None


def _verb_ahead(tokens: Sequence[Token], children: list[list[int]], at: int) -> bool:
    token = tokens[at]
    if token.tag == "VBD":
        return False
    helpers = [tokens[c] for c in children[at] if tokens[c].dep in ("aux", "auxpass")]
    words = {helper.text.lower() for helper in helpers}
    if words & _WILL:
        return "have" not in words
    if "to" in words:
        above = tokens[token.head]
        return above.number != at and (above.lemma in _TO_COME or above.lemma == "be" or above.pos == "NOUN")
    if token.tag == "VBN" and token.lemma in ("schedule", "plan", "expect", "set", "slate"):
        return True
    going = token.lemma in ("be", "meet", "travel", "go", "begin", "start", "visit", "come", "arrive", "expire", "take")
    return going and token.tag in ("VBZ", "VBP", "VBG") and not words & {"was", "were", "has", "have", "had", "been"}


def expressions(timed: Sequence[Timed], *, published: When | None) -> tuple[TimeExpression, ...]:
    """The phrases resolved against the document's date."""
    return tuple(
        TimeExpression(
            first=t.first, stop=t.stop, when=resolve(t.phrase, published, ahead=t.ahead), because=_because(t, published)
        )
        for t in timed
    )


def _because(timed: Timed, published: When | None) -> tuple[str, ...]:
    phrase = timed.phrase
    if phrase.year is not None:
        return (f"{phrase.kind} with its year",)
    direction = "ahead of" if timed.ahead else "back from"
    return (
        (f"{phrase.kind} {direction} {published}",)
        if published
        else (f"{phrase.kind}; the document's date is unknown",)
    )
