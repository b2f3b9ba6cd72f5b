"""Persons of a document: their names in all forms, their titles and appositions, whose side they speak for at its date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.annotate import affiliation, lexicon, romanisation
from detente.annotate.gazetteer import fold
from detente.model.actors import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.annotate.draft import Draft
    from detente.annotate.knowledge import Row


@dataclass(slots=True)
class Person:
    """Somebody named in the document."""

    name: str
    words: tuple[str, ...]
    first: int
    side: str | None = None
    role: str | None = None
    entity: str | None = None
    sex: str = ""
    former: bool = False
    because: list[str] = field(default_factory=list)
    ambiguous: tuple[str, ...] = ()


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
            and (_nameable(draft, stop) or _hyphenated(draft, stop))
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
    titles = [n for n in range(first, stop) if draft.tokens[n].text.lower().rstrip(".") in lexicon.words("title")]
    if titles:
        titled, first = True, titles[-1] + 1
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
    labels = [draft.tokens[n].entity for n in range(first, stop)]
    words = [n for n in range(first, stop) if draft.tokens[n].text != "-"]
    if len(words) > 5:
        return None
    if "PERSON" in labels or (titled and all(label in {"", "ORG", "GPE", "NORP"} for label in labels)):
        return span
    text = draft.text(first, stop)
    if len(words) > 1 and (draft.knowledge.rows_of(text) or _speaks(draft, first, stop)):
        return span
    return None


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
    if stop - first > 4 or any(draft.tokens[n].entity in {"GPE", "LOC", "FAC", "NORP"} for n in range(first, stop)):
        return False
    head = draft.tokens[draft.head_of(first, stop)]
    if head.dep == "nsubj" and draft.tokens[head.head].lemma in lexicon.words("speech verb") and head.entity != "ORG":
        return True
    following = [t.text for t in draft.tokens[stop : stop + 3]]
    return (
        len(following) == 3
        and following[0] == following[2] == ","
        and following[1].isdigit()
        and 17 < int(following[1]) < 100
    )


class People:
    """The persons of a document and how its short forms lead to them."""

    def __init__(self, draft: Draft, spans: list[NameSpan]) -> None:
        self._draft = draft
        self.persons: list[Person] = []
        self._of_key: dict[str, Person] = {}
        self._of_word: dict[str, list[Person]] = {}
        for span in sorted(spans, key=lambda s: (s.stop - s.first == 1, s.first)):
            self._add(span)

    def person(self, span: NameSpan) -> Person | None:
        """Whom a name stands for."""
        return self._find(self._draft.text(span.first, span.stop))

    def named(self, name: str) -> Person | None:
        """The person whose fullest name that is."""
        return next((p for p in self.persons if p.name == name), None)

    def actor(self, person: Person) -> Actor:
        """A person as an actor."""
        return Actor(name=person.name, side=person.side, kind="person", role=person.role, entity=person.entity)

    def holds(self, person: Person, offices: tuple[str, ...]) -> bool:
        """Whether a person holds one of the offices at the document's date, for the side it speaks for."""
        rows = holders(self._draft, person)
        return any(r["office"] in offices and r["side"] == person.side and in_office(self._draft, r) for r in rows)

    def short_forms(self, spans: list[NameSpan]) -> list[NameSpan]:
        """Single words that name a person of the document where the parser saw no name, and family names of the prominent."""
        draft = self._draft
        taken = {n for span in spans for n in range(span.first, span.stop)}
        found = []
        for number, token in enumerate(draft.tokens):
            if (
                number in taken
                or number in draft.match_at
                or token.pos != "PROPN"
                or not token.text[:1].isupper()
                or len(token.text) < 2
            ):
                continue
            if token.text.lower().rstrip(".") in lexicon.words("title") or self._beside_name(number, taken):
                continue
            if any(romanisation.plain(token.text) in (p.words[0], p.words[-1]) for p in self.by_word(token.text)):
                found.append(NameSpan(number, number + 1))
            elif self._prominent(number):
                span = NameSpan(number, number + 1)
                self._add(span)
                found.append(span)
        return found

    def _beside_name(self, number: int, taken: set[int]) -> bool:
        """Whether the word is part of a longer name of something else ("Trump Tower")."""
        tokens = self._draft.tokens
        after = number + 1
        return (
            after < len(tokens)
            and tokens[number].head == after
            and tokens[after].pos == "PROPN"
            and tokens[after].entity in {"FAC", "ORG", "PRODUCT", "WORK_OF_ART"}
            and tokens[after].lemma not in self._draft.knowledge.nouns
            and after not in taken
        )

    def _prominent(self, number: int) -> bool:
        """A bare family name of a head of state or government or a foreign minister in office at the document's date."""
        token = self._draft.tokens[number]
        if token.entity in {"DATE", "TIME", "LOC", "FAC", "EVENT", "LAW"} or self._draft.published is None:
            return False
        rows = [
            r
            for r in self._draft.knowledge.prominent(token.text)
            if in_office(self._draft, r) and r["office"] != "foreign minister"
        ]
        mentioned = {m.entry.side for m in self._draft.match_at.values()}
        return (
            any(r["side"] in mentioned for r in rows)
            and token.entity in {"PERSON", "ORG", "GPE", "NORP", ""}
            and len(token.text) > 3
        )

    def by_word(self, word: str) -> list[Person]:
        """Persons with that family name, or else that word in their name."""
        found = self._of_word.get(romanisation.plain(word), [])
        family = [p for p in found if self._family(p) == romanisation.plain(word)]
        return family or found

    def _family(self, person: Person) -> str:
        return person.words[0] if _family_first(person) else person.words[-1]

    def _find(self, text: str) -> Person | None:
        words = romanisation.parts(text)
        if len(words) == 1:
            found = self.by_word(words[0])
            return found[0] if found else self._of_key.get(romanisation.key(text))
        for key in (romanisation.key(text), *romanisation.turned(text)):
            if key in self._of_key:
                return self._of_key[key]
        for person in self.by_word(words[-1]):
            small, large = sorted((set(words), set(person.words)), key=len)
            if len(small) > 1 and small <= large:
                return person
        korean = romanisation.korean(text)
        return next((p for p in self.persons if len(p.words) > 1 and romanisation.korean(p.name) == korean), None)

    def _add(self, span: NameSpan) -> None:
        text = self._draft.text(span.first, span.stop)
        person = self._find(text)
        if person is None:
            person = Person(text, romanisation.parts(text), span.first)
            self.persons.append(person)
        elif len(romanisation.parts(text)) > len(person.words):
            person.name, person.words = text, romanisation.parts(text)
        self._of_key.setdefault(romanisation.key(text), person)
        for word in romanisation.parts(text):
            bearers = self._of_word.setdefault(word, [])
            if person not in bearers:
                bearers.append(person)


def _family_first(person: Person) -> bool:
    return person.side in {"KOR", "PRK", "CHN", "TWN", "VNM"} or (len(person.words) == 3 and "-" in person.name)


def holders(draft: Draft, person: Person) -> list[Row]:
    """The rows of those who may be meant: by full name, or by family name among the prominent."""
    if len(person.words) > 1:
        return draft.knowledge.rows_of(person.name)
    return draft.knowledge.prominent(person.name)


def in_office(draft: Draft, row: Row, *, grace: int = 2) -> bool:
    """Whether somebody held an office at the document's date; ``True`` where that date is not known.

    An end that the source did not know counts as open for ``grace`` years after it was last seen.
    """
    when = draft.published
    if when is None:
        return True
    start, end, known = row["start"], row["end"], row["known_until"]
    if start and start > when.last.isoformat()[: len(start)]:
        return False
    if end:
        return end >= when.first.isoformat()[: len(end)]
    return not known or int(known[:4]) + grace >= when.first.year


def mark_sex(draft: Draft, person: Person) -> None:
    """Learns from a given name whether somebody is a woman."""
    if person.words and (person.words[0] in draft.knowledge.female or "-".join(person.words) in draft.knowledge.female):
        person.sex = "f"


def folded_title(text: str) -> str:
    """A title without its full stop."""
    return fold(text).rstrip(".").lower()


def told_by(draft: Draft, span: NameSpan) -> Iterator[tuple[affiliation.Affiliation, str, str]]:
    """What the words beside a name say of its bearer: affiliation, role and the noun's class, nearest first."""
    head = draft.head_of(span.first, span.stop)
    first = min(draft.left(head), title_start(draft, span.first))
    if first < span.first:
        yield _from_words(draft, first, span.first)
    for child in draft.children[head]:
        if draft.tokens[child].dep == "appos" and child >= span.stop:
            yield _from_noun(draft, child)
        elif draft.tokens[child].dep == "relcl":
            yield from _from_clause(draft, child)
    up = draft.tokens[head].head
    if draft.tokens[head].dep == "appos" and up < span.first:
        yield _from_noun(draft, up)


def _from_clause(draft: Draft, verb: int) -> Iterator[tuple[affiliation.Affiliation, str, str]]:
    """What "who leads …", "who served as …" says."""
    token = draft.tokens[verb]
    past = token.tag == "VBD" or (
        token.tag == "VBN" and any(draft.tokens[c].lemma in {"be", "have"} for c in draft.children[verb])
    )
    if token.lemma in {"serve", "work"} or (token.lemma == "be" and token.tag == "VBZ"):
        if past:
            yield affiliation.Affiliation(former=True), "", ""
            return
        for child in draft.children[verb]:
            for inner in (child, *draft.children[child]):
                if draft.tokens[inner].dep in {"pobj", "attr"}:
                    yield _from_noun(draft, inner)
    elif token.lemma in {"lead", "head", "run", "chair", "oversee", "direct", "represent", "command"}:
        for child in draft.children[verb]:
            if draft.tokens[child].dep == "dobj":
                found = affiliation.of_words(draft, draft.left(child), child + 1)
                yield (affiliation.Affiliation(former=True) if past else found), "head", "official"


def title_start(draft: Draft, name: int) -> int:
    """The first token of the titles right before a name ("U.S. Secretary of State", "its top nuclear envoy")."""
    tokens, first = draft.tokens, name
    sentence = draft.sentences[tokens[name].sentence]
    while first > sentence.first:
        token = tokens[first - 1]
        lower = token.text.lower().rstrip(".")
        if (
            token.pos in {"PROPN", "ADJ"}
            or token.tag == "POS"
            or lower in {"of", "-"}
            or lower in lexicon.words("title")
            or draft.knowledge.nouns.get(token.lemma)
        ):
            first -= 1
        else:
            break
    while first < name and tokens[first].text.lower() in {"of", "-", "'s", "’s"}:
        first += 1
    return first


def _from_words(draft: Draft, first: int, stop: int) -> tuple[affiliation.Affiliation, str, str]:
    role, kind = "", ""
    for number in range(stop - 1, first - 1, -1):
        found = draft.knowledge.nouns.get(draft.tokens[number].lemma) or (
            "official" if folded_title(draft.tokens[number].text) in lexicon.words("title") else ""
        )
        if found and not kind:
            kind, role = found, draft.tokens[number].text
    return affiliation.of_words(draft, first, stop), role, kind


def _of_body(draft: Draft, noun: int) -> bool:
    """Whether somebody is a member of a body of a state."""
    for child in draft.children[noun]:
        for inner in draft.children[child]:
            if draft.tokens[inner].dep == "pobj":
                match = draft.match_at.get(inner)
                return (
                    draft.knowledge.nouns.get(draft.tokens[inner].lemma) == "body"
                    or draft.tokens[inner].lemma in {"house", "chamber"}
                    or bool(match and match.entry.kind == "body")
                )
    return False


def _from_noun(draft: Draft, noun: int) -> tuple[affiliation.Affiliation, str, str]:
    kind = draft.knowledge.nouns.get(draft.tokens[noun].lemma, "")
    if draft.tokens[noun].lemma == "member" and _of_body(draft, noun):
        kind = "official"
    return affiliation.of_noun(draft, noun), draft.text(draft.left(noun), noun + 1), kind
