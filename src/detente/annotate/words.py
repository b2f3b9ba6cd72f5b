"""Parts of speech and lemmas as spaCy's attribute ruler and lemmatiser give them, asked once for each kind of word.

Both look at one token's form, tag and label, so what they make of one "said" (VBD, ROOT) holds of all. The few rules on two tokens
("there is") are looked for apart; a document in which one holds goes through both components itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.vocab import Vocab

APART = "·"  # stands between words that are looked at one by one
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
        asked = [*map(tuple, kinds.tolist())]
        self._learn(doc.vocab, [kind for kind in dict.fromkeys(asked) if kind not in self._known])
        return [self._known[kind] for kind in asked]

    def _learn(self, vocab: Vocab, kinds: list[tuple[int, ...]]) -> None:
        """Puts words of kinds not met before through both components: apart, so that no rule on two tokens reaches from one to another."""
        words = [word for orth, *_ in kinds for word in (vocab.strings[orth], APART)]
        listed = Doc(vocab, words=words, pos=["", "PUNCT"] * len(kinds))
        for number, (_, tag, dep, *_) in enumerate(kinds):
            token = listed[2 * number]
            token.tag, token.dep = tag, dep
        if len(kinds) > 1 and self._several(listed, allow_missing=True):
            for kind in kinds:
                self._learn(vocab, [kind])
            return
        self._lemmatiser(self._ruler(listed))
        self._known.update((kind, _word(listed, 2 * number)) for number, kind in enumerate(kinds))


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
