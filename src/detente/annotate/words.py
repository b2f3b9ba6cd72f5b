"""Parts of speech and lemmas as spaCy's attribute ruler and lemmatiser give them, asked once for each kind of word.

Both look at one token's form, tag and label, so what they make of one "said" (VBD, ROOT) holds of all; and what the ruler makes of one
word that no rule names holds of all others so tagged. The few rules on two tokens ("there is") are looked for apart; a document
in which one holds goes through both components itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, cast

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.vocab import Vocab

MOST = 200_000  # kinds of words kept: some 40 MB
OWN = frozenset(
    {"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"}
)  # what a rule may ask of a token that is alone its own


FORMS = frozenset({"ORTH", "TEXT", "LOWER"})
COLUMNS = ("ORTH", "TAG", "DEP", "LOWER")
ASKED: list[int | str] = [*COLUMNS, "POS", "LEMMA"]
MADE: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
Array = np.ndarray[Any, Any]
Kind = tuple[int, int, int]  # form, tag and label
_Sort = tuple[str, bool, int, int]  # the form where a rule names it, whether it is white space, tag and label likewise


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
        self._known: dict[Kind, Word] = {}
        self._ruled: dict[_Sort, tuple[int | None, ...]] = {}
        self._listed = {key: _listed(ruler, key) for key in ("LOWER", "TAG", "DEP")}
        self._spelt = re.compile("|".join(_spellings(ruler)) or "(?!)")
        self._several = Matcher(ruler.vocab)
        self._needed: list[list[tuple[int, frozenset[int]]]] = []
        for number, rule in enumerate(_rules(ruler)):
            longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            if longer:
                self._several.add(str(number), longer)
                self._needed += [_needed(ruler.vocab, pattern) for pattern in longer]
        _index(lemmatiser)

    def of(self, doc: Doc) -> list[Word]:
        """The document's words, in order."""
        kinds: Array = doc.to_array(ASKED)
        if kinds[:, len(COLUMNS) :].any() or self._holds(kinds, doc):
            return [_word(doc, number) for number in range(len(self._lemmatiser(self._ruler(doc))))]
        if len(self._known) > MOST:
            self._known.clear()
        asked: list[Kind] = [*map(tuple, kinds[:, :3].tolist())]
        self._learn(doc.vocab, [kind for kind in dict.fromkeys(asked) if kind not in self._known])
        return [self._known[kind] for kind in asked]

    def _holds(self, kinds: Array, doc: Doc) -> bool:
        """Whether a rule on several tokens holds somewhere; it is looked for only where the words are that it needs."""
        stand = [set(column) for column in kinds[:, : len(COLUMNS)].T.tolist()]
        possible = any(all(not values.isdisjoint(stand[at]) for at, values in needed) for needed in self._needed)
        return possible and bool(self._several(doc, allow_missing=True))

    def _learn(self, vocab: Vocab, kinds: list[Kind]) -> None:
        """Puts words of kinds not met before through both components."""
        if not kinds:
            return
        texts = [vocab.strings[orth] for orth, *_ in kinds]
        sorts = [self._sort(text, tag, dep) for text, (_, tag, dep) in zip(texts, kinds, strict=True)]
        for sort, text, (_, tag, dep) in zip(sorts, texts, kinds, strict=True):
            if sort not in self._ruled:
                self._ruled[sort] = self._rule(vocab, text, tag, dep)
        rows = [
            (tag if own_tag is None else own_tag, dep if own_dep is None else own_dep, *rest)
            for (_, tag, dep), (own_tag, own_dep, *rest) in zip(kinds, map(self._ruled.__getitem__, sorts), strict=True)
        ]
        made = self._lemmatiser(Doc(vocab, words=texts).from_array(MADE, np.array(rows, np.uint64)))  # type: ignore[arg-type]  # spaCy's name for it
        self._known.update((kind, _word(made, number)) for number, kind in enumerate(kinds))

    def _sort(self, text: str, tag: int, dep: int) -> _Sort:
        """All that the rules on one token can tell words apart by."""
        forms, tags, deps = self._listed.values()
        named = forms is None or text.lower() in forms or any(map(self._spelt.search, (text, text.lower())))
        kept = (number if listed is None or number in listed else 0 for number, listed in ((tag, tags), (dep, deps)))
        return (text if named else "", text.isspace(), *kept)  # type: ignore[return-value]  # two of them

    def _rule(self, vocab: Vocab, text: str, tag: int, dep: int) -> tuple[int | None, ...]:
        """What the ruler makes of a word that stands alone; ``None`` for a tag and a label that it leaves as they are."""
        doc = Doc(vocab, words=[text])
        doc[0].tag, doc[0].dep = tag, dep
        made_tag, made_dep, *rest = self._ruler(doc).to_array(MADE)[0].tolist()
        return (None if made_tag == tag else made_tag, None if made_dep == dep else made_dep, *rest)


def _asked(ruler: AttributeRuler, keys: frozenset[str]) -> Iterator[object]:
    """What rules on one token ask of some attributes."""
    alone = (pattern[0] for rule in _rules(ruler) for pattern in rule["patterns"] if len(pattern) == 1)
    return (asked for token in alone for name, asked in token.items() if name in keys)


def _listed(ruler: AttributeRuler, key: str) -> frozenset[str | int] | None:
    """The values that rules on one token ask for or give, forms in lower case, others by number; ``None`` where one asks in another way than by a list."""
    keys = FORMS if key == "LOWER" else frozenset({key})
    found: list[object] = [value for rule in _rules(ruler) for name, value in rule["attrs"].items() if name in keys]
    for asked in _asked(ruler, keys):
        if keys != FORMS or _spelling(asked) is None:
            found += _values(asked) or [None]
    if not all(isinstance(value, str) for value in found):
        return None
    words = [str(value) for value in found]
    return frozenset(word.lower() if keys == FORMS else ruler.vocab.strings.as_int(word) for word in words)


def _spellings(ruler: AttributeRuler) -> list[str]:
    """The patterns of forms that rules on one token ask for."""
    return [f"(?:{spelling})" for asked in _asked(ruler, FORMS) if (spelling := _spelling(asked)) is not None]


def _spelling(asked: object) -> str | None:
    return str(asked["REGEX"]) if isinstance(asked, dict) and asked.keys() == {"REGEX"} else None


def _values(asked: object, *, among: frozenset[str] = frozenset({"IN", "NOT_IN"})) -> list[object]:
    """The values that are listed of an attribute; none where they are told in another way."""
    if not isinstance(asked, dict):
        return [asked]
    return [value for values in asked.values() for value in values] if asked.keys() <= among else []


def _needed(vocab: Vocab, pattern: list[dict[str, object]]) -> list[tuple[int, frozenset[int]]]:
    """What a document must hold for a rule on several tokens: for some columns values of which one must stand there."""
    conditions = [(name, _values(asked, among=frozenset({"IN"}))) for token in pattern for name, asked in token.items()]
    return [
        (COLUMNS.index(name), frozenset(vocab.strings.as_int(value) for value in values if isinstance(value, str)))
        for name, values in conditions
        if name in COLUMNS and values
    ]


def _index(lemmatiser: Lemmatizer) -> None:
    """Makes sets of the lemmatiser's lists of known words: it asks of each form whether it is among tens of thousands."""
    if lemmatiser.lookups.has_table("lemma_index"):
        table = lemmatiser.lookups.get_table("lemma_index")
        for part, words in list(table.items()):
            table[part] = frozenset(words)


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
