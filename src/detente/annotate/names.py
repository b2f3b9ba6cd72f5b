"""Where persons' names stand: by the parser's labels, by titles before them, by the knowledge base."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.annotate import lexicon, romanisation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.annotate.draft import Draft
    from detente.model.annotation import Token


_OF_PERSONS = frozenset({"official", "expert", "press"})
_REST = re.compile(r"[dl]['’][A-Z]\w+|[23]d|[23]rd|II|III|IV|[JS]r\.")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens ``first`` up to ``stop`` are a person's name, without titles."""

    first: int
    stop: int


def name_spans(draft: Draft) -> list[NameSpan]:
    """Runs of capitalised words that are persons' names: by the parser's labels, by titles before them, by the knowledge base."""
    return [span for run in _runs(draft) if (span := _name_in(draft, run)) is not None]


def _runs(draft: Draft) -> Iterator[NameSpan]:
    """Runs of proper nouns in one sentence that no form of the gazetteer covers."""
    tokens, at = draft.tokens, 0
    while at < len(tokens):
        if not _nameable(draft, at):
            at += 1
            continue
        stop = at + 1
        while (
            stop < len(tokens)
            and tokens[stop].sentence == tokens[at].sentence
            and (
                _nameable(draft, stop)
                or _hyphenated(draft, stop)
                or _particle(draft, stop)
                or _behind_name(tokens[stop])
            )
        ):
            stop += 1
        while tokens[stop - 1].text == "-":
            stop -= 1
        if stop - at == 3 and tokens[at + 1].text == "-" and _two_names(draft, tokens[at].text, tokens[at + 2].text):
            yield NameSpan(at, at + 1)
            yield NameSpan(at + 2, stop)
        else:
            yield NameSpan(at, stop)
        at = stop


def _nameable(draft: Draft, number: int) -> bool:
    token = draft.tokens[number]
    if number in draft.match_at or not token.text[:1].isalpha():
        return False
    if token.text.lower() in lexicon.words("weekday"):
        return False
    if token.text[:1].isupper():
        return token.pos == "PROPN" or token.entity == "PERSON"
    return token.entity == "PERSON" and token.text.lower() in {
        "al",
        "bin",
        "de",
        "von",
        "van",
        "ibn",
        "el",
        "ben",
        "da",
        "dos",
        "del",
        "la",
    }


def _behind_name(token: Token) -> bool:
    """The rest of a name that begins small, or its number ("Miguel d'Escoto", "James A. Baker 3d")."""
    return bool(_REST.fullmatch(token.text))


def _particle(draft: Draft, number: int) -> bool:
    """A small word inside a name ("von der Leyen")."""
    tokens = draft.tokens
    if tokens[number].text not in lexicon.words("name particle") or number + 1 >= len(tokens):
        return False
    after = tokens[number + 1].text
    return after in lexicon.words("name particle") or (after[:1].isupper() and number + 1 not in draft.match_at)


def _hyphenated(draft: Draft, number: int) -> bool:
    """A hyphen inside a name, or the lower-case syllable after it ("Jae-in")."""
    tokens = draft.tokens
    if tokens[number].text == "-":
        return (
            number + 1 < len(tokens)
            and tokens[number].start == tokens[number - 1].end
            and tokens[number + 1].start == tokens[number].end
            and tokens[number + 1].text.isalpha()
        )
    return (
        tokens[number - 1].text == "-"
        and tokens[number].start == tokens[number - 1].end
        and tokens[number].text.isalpha()
    )


def _name_in(draft: Draft, run: NameSpan) -> NameSpan | None:
    first, stop, titled = run.first, run.stop, False
    titles = [n for n in range(first, stop) if _titles(draft, first, n)]
    if titles:
        titled, first = True, titles[-1] + (0 if _named_so(draft, titles[-1], stop) else 1)
    first = _after_office(draft, first, stop)
    if stop - first > 2 and (folded(draft.tokens[first]) in lexicon.words("party member") or _work(draft, first)):
        titled, first = True, first + 1
    while first < stop and draft.tokens[stop - 1].text.lower().removesuffix("s") in lexicon.words("headline verb"):
        stop -= 1
    while first < stop and not draft.tokens[first].text[:1].isalpha():
        first += 1
    last = draft.tokens[stop - 1]
    if first >= stop or (
        last.entity != "PERSON"
        and (draft.knowledge.nouns.get(last.lemma) or draft.knowledge.nouns.get(last.text.lower()))
    ):
        return None
    if stop - first == 1 and (_common(draft, first) or _address(draft.tokens[first].text)):
        return None
    span = NameSpan(first, stop)
    titled = titled or _after_title(draft, first)
    labels = [draft.tokens[n].entity for n in range(first, stop)]
    words = [n for n in range(first, stop) if draft.tokens[n].text != "-"]
    if len(words) > 5:
        return None
    if "PERSON" in labels or (titled and all(label in {"", "ORG", "GPE", "NORP"} for label in labels)):
        return span
    text = draft.text(first, stop)
    if len(words) == 1 and not set(labels) & {"LOC", "FAC"} and _apposed(draft, words):
        return span
    if len(words) > 1 and (
        draft.knowledge.rows_of(text)
        or _speaks(draft, first, stop)
        or _called(draft, words, labels)
        or _owned(draft, first, words)
        or _apposed(draft, words)
    ):
        return span
    return None


def _work(draft: Draft, number: int) -> bool:
    """Whether a word before a name, written large, tells what its bearer is ("Nurse Yuridia Colmeno")."""
    lower = folded(draft.tokens[number])
    common = draft.knowledge.nouns.get(lower) in {"expert", "press", "people"}
    return common and lower not in lexicon.words("many as one") and lower not in draft.knowledge.given


def _named_so(draft: Draft, title: int, stop: int) -> bool:
    """Whether a word that may be a title is part of a known person's name ("Sheikh Hasina")."""
    may = draft.tokens[title].text.lower() in lexicon.words("title and name")
    return may and stop - title == 2 and bool(draft.knowledge.rows_of(draft.text(title, stop)))


def _after_office(draft: Draft, first: int, stop: int) -> int:
    """Where the name begins behind the last words of an office or a month ("for Human Rights Michelle Bachelet", "In February Hillary Clinton")."""
    tokens = draft.tokens
    inner = [n for n in range(first, stop - 2) if tokens[n].text.lower() in lexicon.words("end of an office")]
    if inner:
        return inner[-1] + 1
    before = tokens[first - 1].text.lower() if first else ""
    month = tokens[first].text.lower() in lexicon.words("month") and before in lexicon.words("before a month")
    return first + 1 if month and stop - first > 2 else first


def _owned(draft: Draft, first: int, words: list[int]) -> bool:
    """Two or three names behind a state's possessive or an official's noun, whose bearer speaks or acts ("Cambodia's Hun Sen", "adviser Ruel Canavan")."""
    tokens, before = draft.tokens, first - 1
    if before < 1 or tokens[before].sentence != tokens[first].sentence or not _plain(draft, words):
        return False
    noun = tokens[before]
    if noun.pos == "NOUN" and noun.tag == "NN" and draft.knowledge.nouns.get(noun.lemma) in _OF_PERSONS:
        return draft.tokens[words[-1]].dep in {"appos", "nsubj", "nsubjpass"}
    head = tokens[words[-1]]
    owner = noun.tag == "POS" and before - 1 in draft.match_at and draft.match_at[before - 1].entry.kind != "outlet"
    return owner and head.dep == "nsubj" and tokens[head.head].lemma in lexicon.words("speech verb")


def _plain(draft: Draft, words: list[int]) -> bool:
    """Two or three words that stand in no body's name."""
    tokens = draft.tokens
    return len(words) <= 3 and all(
        tokens[n].text.isalpha()
        and tokens[n].text[1:].islower()
        and tokens[n].lemma.lower() not in draft.knowledge.nouns
        and tokens[n].text.lower() not in lexicon.words("in no person's name")
        for n in words
    )


def _apposed(draft: Draft, words: list[int]) -> bool:
    """Names between commas that name one person ("a Pentagon official, Amanda Dory, said", "his mother, Ana, said")."""
    head = draft.tokens[words[-1]]
    noun = draft.tokens[head.head]
    between = draft.tokens[words[0] - 1].text == "," if words[0] else False
    named = head.dep == "appos" and between and noun.number < words[0] and _plain(draft, words)
    return named and _one_person(draft, noun)


def _one_person(draft: Draft, noun: Token) -> bool:
    """Whether a noun means one person: "official", "nurse", "mother", but no "group"."""
    sort = draft.knowledge.nouns.get(noun.lemma.lower())
    one = noun.tag in {"NN", "NNP"} and (sort in _OF_PERSONS or sort == "people")
    return one and noun.lemma.lower() not in lexicon.words("many as one")


def _called(draft: Draft, words: list[int], labels: list[str]) -> bool:
    """Two or three words that begin with a given name and that the parser calls nothing or a place ("the murder of Jamal Khashoggi")."""
    tokens = draft.tokens
    if len(words) > 3 or not set(labels) <= {"", "GPE", "FAC", "NORP", "LOC", "PRODUCT"}:
        return False
    if tokens[words[-1]].dep in {"compound", "amod", "nmod"} or tokens[words[0]].head not in words:
        return False
    return romanisation.plain(tokens[words[0]].text) in draft.knowledge.given and not any(
        tokens[n].text.isupper()
        or romanisation.plain(tokens[n].text) in draft.knowledge.nouns
        or tokens[n].text.lower() in lexicon.words("in no person's name")
        for n in words
    )


def _titles(draft: Draft, first: int, number: int) -> bool:
    """Whether a word is a title; one that is a name too ("Sheikh", "Major") only in front of all names."""
    token = draft.tokens[number]
    lower = token.text.lower().rstrip(".")
    before = draft.tokens[number - 1]
    if number > first and token.text == "Sen" and before.entity == token.entity == "PERSON":
        return False  # "Hun Sen" is no senator
    arabic = before.text == "-" and number > first and draft.tokens[number - 2].text.lower() in {"al", "el"}
    if lower not in lexicon.words("title") or arabic:
        return False
    return (
        lower not in lexicon.words("title and name")
        or number == first
        or before.entity != "PERSON"
        or folded(before) in lexicon.words("title")
    )


def folded(token: Token) -> str:
    """A word as the lists of titles have it."""
    return token.text.lower().rstrip(".")


def _after_title(draft: Draft, first: int) -> bool:
    """Right after an official's title written small ("prime minister", "commission chair")."""
    before = draft.tokens[first - 1] if first else None
    return (
        before is not None
        and before.sentence == draft.tokens[first].sentence
        and before.dep in {"compound", "nmod"}
        and draft.knowledge.nouns.get(before.lemma) == "official"
    )


def _two_names(draft: Draft, *words: str) -> bool:
    """Whether both words are names by themselves ("Trump-Kim")."""
    return all(draft.knowledge.prominent(w) or draft.knowledge.gazetteer.lookup(w) for w in words)


def _common(draft: Draft, number: int) -> bool:
    """A common noun that a headline or the start of a sentence writes large."""
    lower = draft.tokens[number].text.lower()
    return (
        lower in draft.lower_words or lower in draft.knowledge.nouns or lower.removesuffix("s") in draft.knowledge.nouns
    )


def _address(text: str) -> bool:
    """An address of the web, or a state's abbreviation with more ("U.S.-Korea")."""
    return "." in text[1:-1]


def _speaks(draft: Draft, first: int, stop: int) -> bool:
    """Two or three proper nouns that are the subject of a verb of saying, or stand before an age, are a person's name."""
    after_possessor = first > 0 and draft.tokens[first - 1].tag == "POS"
    wrong = {"LOC", "FAC", "NORP"} if after_possessor else {"GPE", "LOC", "FAC", "NORP"}
    if stop - first > 4 or any(draft.tokens[n].entity in wrong for n in range(first, stop)):
        return False
    head = draft.tokens[draft.head_of(first, stop)]
    called = romanisation.plain(draft.tokens[first].text) in draft.knowledge.given
    if head.dep == "nsubj" and draft.tokens[head.head].lemma in lexicon.words("speech verb"):
        return head.entity != "ORG" or called
    words = [n for n in range(first, stop) if draft.tokens[n].text != "-"]
    if (called or _plain(draft, words)) and any(
        draft.tokens[c].dep == "appos" and c >= stop and _one_person(draft, draft.tokens[c])
        for c in draft.children[head.number]
    ):
        return True
    following = [t.text for t in draft.tokens[stop : stop + 3]]
    return (
        len(following) == 3
        and following[0] == following[2] == ","
        and following[1].isdigit()
        and 17 < int(following[1]) < 100
    )
