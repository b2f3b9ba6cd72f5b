"""The working state of linking one document: its tokens with their tree, and the mentions found so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.annotate import lexicon

if TYPE_CHECKING:
    from detente.annotate.gazetteer import Entry, Match
    from detente.annotate.knowledge import Knowledge
    from detente.model.actors import Actor
    from detente.model.annotation import Mention, Sentence, Token
    from detente.model.document import Document
    from detente.model.when import When

MODIFIERS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nmod",
        "poss",
        "nummod",
        "advmod",
        "quantmod",
        "punct",
        "case",
        "npadvmod",
        "predet",
        "preconj",
        "conj",
        "cc",
        "appos",
    }
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_BREAKS = frozenset({"–", "—", "--", ")", "(", ":", ";"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(slots=True)
class Draft:
    """One document while its actors are linked.

    ``match_at`` holds the gazetteer's match that covers a token, ``taken`` the number of the token that heads a mention's
    words, ``by_head`` the mention of a head, ``names`` the document's fullest name of an entity,
    ``sided`` the sides of persons by the heads of their names, ``quoted`` whether a token stands in quotation marks, ``lower_words`` the words written small somewhere,
    ``apposed`` the head of the name between commas that names a noun's bearer.
    """

    knowledge: Knowledge
    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    published: When | None
    children: list[list[int]] = field(default_factory=list)
    match_at: dict[int, Match] = field(default_factory=dict)
    by_head: dict[int, Mention] = field(default_factory=dict)
    covered: dict[int, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    sided: dict[int, str] = field(default_factory=dict)
    quoted: list[bool] = field(default_factory=list)
    lower_words: set[str] = field(default_factory=set)
    apposed: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.children = [[] for _ in self.tokens]
        self.lower_words = {t.text for t in self.tokens if t.text.islower()}
        for token in self.tokens:
            if token.head != token.number:
                self.children[token.head].append(token.number)

    def head_of(self, first: int, stop: int) -> int:
        """The token of a span that hangs on a token outside it; the last, where several do."""
        outside = [n for n in range(first, stop) if not first <= self.tokens[n].head < stop or self.tokens[n].head == n]
        for wanted in (NOMINAL, {"ADJ", "NUM"}):
            fit = [n for n in outside if self.tokens[n].pos in wanted]
            if fit:
                return fit[-1]
        return (outside or [stop - 1])[-1]

    def conjuncts(self, number: int) -> tuple[int, ...]:
        """A token and those joined to it below by ``conj``, in order."""
        found, stack = [], [number]
        while stack:
            top = stack.pop()
            found.append(top)
            stack.extend(c for c in self.children[top] if self.tokens[c].dep == "conj")
        return tuple(sorted(found))

    def left(self, head: int) -> int:
        """The first token of the words before a head that belong to it without a gap."""
        first, sentence = head, self.tokens[head].sentence
        while first > 0:
            token = self.tokens[first - 1]
            if token.sentence != sentence or token.dep not in MODIFIERS or not self._below(first - 1, head):
                break
            if token.text in _BREAKS or (token.text == "-" and token.start > self.tokens[first - 2].end):
                break
            first -= 1
        while (
            first < head and self.tokens[first].pos in {"PUNCT", "CCONJ"} and self.tokens[first].text not in {'"', "“"}
        ):
            first += 1
        return first

    def _below(self, number: int, head: int) -> bool:
        for _ in range(8):
            up = self.tokens[number].head
            if up == head:
                return True
            if up == number or up > head:
                return False
            number = up
        return False

    def speaks(self, first: int, stop: int) -> bool:
        """Whether a name right before a verb of saying is its subject, though the parser made it an apposition.

        "…, Foreign Minister X said Monday": a real apposition would be closed by a comma.
        """
        if stop >= len(self.tokens) or self.tokens[first].sentence != self.tokens[stop].sentence:
            return False
        if first == 0 or self.tokens[first - 1].text != ",":
            return False
        verb = self.tokens[stop]
        return verb.tag in {"VBD", "VBZ"} and verb.lemma in lexicon.words("speech verb")

    def put(self, mention: Mention) -> None:
        """Notes a mention; of two with one head the longer stays."""
        old = self.by_head.get(mention.head)
        if old is None or old.stop - old.first <= mention.stop - mention.first:
            self.by_head[mention.head] = mention
        for number in range(mention.first, mention.stop):
            self.covered.setdefault(number, mention.head)

    def replace(self, old: Actor, new: Actor) -> None:
        """Puts an actor of whom more is known now into all mentions of it."""
        for number, mention in self.by_head.items():
            if old in mention.actors:
                actors = tuple(new if actor == old else actor for actor in mention.actors)
                self.by_head[number] = replace(mention, actors=actors)

    def name_of(self, entry: Entry) -> str:
        """The name a reading gives an entry of the gazetteer: the fullest form the document has."""
        return self.names.get(entry.entity, entry.name)

    def text(self, first: int, stop: int) -> str:
        """The words of a span."""
        return self.document.text[self.tokens[first].start : self.tokens[stop - 1].end]
