"""An annotated document: tokens with their dependency trees, sentences, actor mentions, time expressions.

Offsets are characters of the document's text; ``head`` and all token numbers count from the document's first token.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from detente.model.document import Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.model.actors import Actor
    from detente.model.when import When

Made = TypeVar("Made")
MentionKind = Literal["name", "title", "demonym", "metonym", "nominal", "pronoun", "collective", "anonymous"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token, as the parser sees it.

    Attributes:
        number: its place in the document.
        text: as it stands.
        lemma: lower-case lemma.
        pos: Universal POS ("VERB").
        tag: Penn tag ("VBD").
        dep: dependency label (ClearNLP style, as spaCy's English pipelines give: nsubj, dobj, ccomp, …).
        head: number of its head; its own number at the root of a sentence.
        start: first character.
        end: one past the last character.
        entity: named-entity type ("PERSON"), or "".
        sentence: number of its sentence.
    """

    number: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    entity: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` up to, not including, ``stop``; never reaches over a paragraph's end."""

    number: int
    first: int
    stop: int
    paragraph: int
    root: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for one or more actors.

    Attributes:
        first: number of the first token.
        stop: one past the last token.
        head: number of the token that carries the mention in the tree.
        kind: how it names them.
        actors: whom it stands for; several for a collective ("the two allies"), none where it could not be resolved.
        ambiguous: names of those that fit equally, where more than one does.
        as_place: a state's or capital's name used for a place ("in Washington"), not for a government.
        because: how it was resolved.
    """

    first: int
    stop: int
    head: int
    kind: MentionKind
    actors: tuple[Actor, ...] = ()
    ambiguous: tuple[str, ...] = ()
    as_place: bool = False
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words for a time, and the days they mean as far as the document tells (``None`` where it does not).

    ``dates`` is the token whose clause or noun the words date, where that is not the one they hang on ("a day after the vote").
    """

    first: int
    stop: int
    when: When | None
    because: tuple[str, ...] = ()
    dates: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A document with all that its reading needs.

    Attributes:
        document: the document; never changed.
        tokens: in order; white space is no token.
        sentences: in order.
        mentions: in order of ``first``; they may nest ("the U.S. State Department" holds "U.S.").
        times: in order of ``first``.
        published: the document's own date, or what could be inferred from the inside; an interval as narrow as that allows.
        published_because: the clues for it.
        issuer: the one actor whose statement the document itself is, or ``None``.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    published: When | None = None
    published_because: tuple[str, ...] = ()
    issuer: Actor | None = None
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _mention_of: dict[int, Mention] = field(init=False, repr=False, compare=False)
    _above: dict[int, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _below: dict[int, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _made: dict[object, object] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.number:
                children[token.head].append(token.number)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))
        object.__setattr__(self, "_starts", tuple(token.start for token in self.tokens))
        mention_of: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.stop - m.first):
            mention_of[mention.head] = mention
        object.__setattr__(self, "_mention_of", mention_of)
        object.__setattr__(self, "_above", {})
        object.__setattr__(self, "_below", {})
        object.__setattr__(self, "_made", {})

    def once(self, make: Callable[[AnnotatedDocument], Made]) -> Made:
        """What a function makes of the document, made when first asked for; nobody changes it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    def children(self, number: int) -> tuple[int, ...]:
        """The tokens that hang on a token, in order."""
        return self._children[number]

    def child(self, number: int, *deps: str) -> int | None:
        """The first token that hangs on a token by one of the labels, or ``None``."""
        for child in self._children[number]:
            if self.tokens[child].dep in deps:
                return child
        return None

    def ancestors(self, number: int) -> tuple[int, ...]:
        """The heads above a token, nearest first."""
        found = self._above.get(number)
        if found is None:
            tokens, at, heads = self.tokens, number, []
            while tokens[at].head != at:
                at = tokens[at].head
                heads.append(at)
            found = self._above[number] = tuple(heads)
        return found

    def subtree(self, number: int) -> tuple[int, ...]:
        """A token and all below it, in order of the text."""
        below = self._below.get(number)
        if below is None:
            found = [number]
            for top in found:  # which grows meanwhile
                found.extend(self._children[top])
            below = self._below[number] = tuple(sorted(found))
        return below

    def conjuncts(self, number: int) -> tuple[int, ...]:
        """A token and those joined to it below by ``conj``, in order."""
        found, stack = [], [number]
        while stack:
            top = stack.pop()
            found.append(top)
            stack.extend(c for c in self._children[top] if self.tokens[c].dep == "conj")
        return tuple(sorted(found))

    def sentence_of(self, number: int) -> Sentence:
        """The sentence of a token."""
        return self.sentences[self.tokens[number].sentence]

    def tokens_in(self, span: Span) -> range:
        """The numbers of the tokens that touch a span of characters."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self.tokens[first].end <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end))

    def span(self, first: int, stop: int) -> Span:
        """The characters from token ``first`` up to, not including, token ``stop``."""
        return Span(self.tokens[first].start, self.tokens[stop - 1].end)

    def words(self, first: int, stop: int) -> str:
        """The text from token ``first`` up to, not including, token ``stop``."""
        return self.document.quote(self.span(first, stop))

    def mention_at(self, number: int) -> Mention | None:
        """The longest mention that has the token as its head, or ``None``."""
        return self._mention_of.get(number)

    def actors_at(self, number: int) -> tuple[Actor, ...]:
        """The actors that the noun phrase headed by the token stands for; empty for places and the unresolved."""
        mention = self._mention_of.get(number)
        return mention.actors if mention and not mention.as_place else ()

    def mentions_in(self, first: int, stop: int) -> tuple[Mention, ...]:
        """The mentions that lie inside a range of tokens."""
        return tuple(m for m in self.mentions if first <= m.first and m.stop <= stop)
