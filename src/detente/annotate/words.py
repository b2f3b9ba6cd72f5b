"""Parts of speech and lemmas as spaCy's attribute ruler and lemmatiser give them, asked once for each kind of word.

Both look at one token's form, tag and label, so what they make of one "said" (VBD, ROOT) holds of all. The few rules on two tokens
("there is") are looked for apart; a document in which one holds goes through both components itself.
"""

from __future__ import annotations

from typing import NamedTuple, TypedDict, cast

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

MOST = 200_000  # kinds of words kept: some 40 MB
OWN = frozenset(
    {"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"}
)  # what a rule may ask of a token that is alone its own


class _Rule(TypedDict):
    """A rule of the ruler's: attributes of the token that a pattern finds."""

    patterns: list[list[dict[str, object]]]
    attrs: dict[str, object]


class Word(NamedTuple):
    """One token's form and attributes."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str


class Words:
    """The words of documents that are tagged and parsed.

    Args:
        ruler: one that ``fits``.
        lemmatiser: one that ``fits``.
    """

    def __init__(self, ruler: AttributeRuler, lemmatiser: Lemmatizer) -> None:
        self._ruler, self._lemmatiser = ruler, lemmatiser
        self._known: dict[tuple[int, ...], Word] = {}
        self._several = Matcher(ruler.vocab)
        for number, rule in enumerate(_rules(ruler)):
            longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            if longer:
                self._several.add(str(number), longer)

    def of(self, doc: Doc) -> list[Word]:
        """The document's words, in order."""
        kinds = doc.to_array(["ORTH", "TAG", "DEP", "POS", "LEMMA"])
        if kinds[:, 3:].any() or self._several(doc, allow_missing=True):
            return [_word(doc, number) for number in range(len(self._lemmatiser(self._ruler(doc))))]
        if len(self._known) > MOST:
            self._known.clear()
        known = self._known
        return [known.get(kind) or self._alone(doc, kind) for kind in map(tuple, kinds.tolist())]

    def _alone(self, doc: Doc, kind: tuple[int, ...]) -> Word:
        """A word of a kind not met before, through both components in a document of its own."""
        orth, tag, dep, *_ = kind
        alone = Doc(doc.vocab, words=[doc.vocab.strings[orth]])
        alone[0].tag, alone[0].dep = tag, dep
        word = self._known[kind] = _word(self._lemmatiser(self._ruler(alone)), 0)
        return word


def _word(doc: Doc, number: int) -> Word:
    token = doc[number]
    return Word(token.text, token.lemma_.lower(), token.pos_, token.tag_, token.dep_)


def _rules(ruler: AttributeRuler) -> list[_Rule]:
    return cast("list[_Rule]", ruler.patterns)


def fits(ruler: object, lemmatiser: object) -> bool:
    """Whether two components are spaCy's own and the ruler's rules ask and set nothing but what is a token's own."""
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatiser, Lemmatizer):
        return False
    if (type(ruler), type(lemmatiser)) not in {(AttributeRuler, Lemmatizer), (AttributeRuler, EnglishLemmatizer)}:
        return False  # of a kind made from them, which may do otherwise
    rules = _rules(ruler)
    asked = {key for rule in rules for pattern in rule["patterns"] for token in pattern for key in token}
    made = {key for rule in rules for key in rule["attrs"]}
    return lemmatiser.mode in {"rule", "lookup"} and asked <= OWN and made <= {"POS", "MORPH", "TAG", "DEP", "LEMMA"}
