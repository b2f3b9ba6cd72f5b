"""Headlines: the bare verb after a matter that the parser takes for a noun ("Ties between Ankara and Athens fray over drilling")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.judgements import lexicon
from detente.model.document import TITLES

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

NOMINAL = frozenset({"NN", "NNP", "NNS", "NNPS", "JJ", "VB", "VBP", "VBZ"})
# Words that stand between a matter and its verb: the parties, and what the matter is about
LINKING = frozenset(
    {"between", "with", "for", "of", "and", "in", "on", "the", "a", "new", "nuclear", "peace", "trade", "deal", "talks"}
)
WINDOW = 8  # tokens after the matter


def headline_change(annotated: AnnotatedDocument, noun: int) -> tuple[int, str] | None:
    """The word of change that follows a matter in a headline, with what it says; ``None`` where the parser saw a verb or there is none."""
    sentence = annotated.sentence_of(noun)
    if annotated.document.paragraphs[sentence.paragraph].kind not in TITLES:
        return None
    for number in range(noun + 1, min(noun + 1 + WINDOW, sentence.stop)):
        token = annotated.tokens[number]
        word = token.text.lower()
        value = _value(word) if token.tag in NOMINAL and token.text.islower() else None
        if value is not None and not _modifies(annotated, number):
            return number, value
        named = token.text[:1].isupper() or (token.pos == "PUNCT" and token.text in {"-", "'s", "."})
        if word not in LINKING and not named:
            return None
    return None


def titled_noun(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a plural that the parser took for a verb is a headline's noun ("North Korea talks stall")."""
    token = annotated.tokens[number]
    return token.tag == "VBZ" and headline_change(annotated, number) is not None


def _value(word: str) -> str | None:
    changes = lexicon.changes()
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if (form, "VERB") in changes:
            return changes[form, "VERB"]
    return None


def _modifies(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a noun follows, whose modifier the word is ("talks stall tactics")."""
    after = number + 1
    return after < annotated.sentence_of(number).stop and annotated.tokens[after].pos in {"NOUN", "PROPN"}
