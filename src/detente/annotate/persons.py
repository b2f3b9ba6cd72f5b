"""Persons of a document: their names in all forms, and the offices known of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.annotate import lexicon, romanisation
from detente.annotate.names import NameSpan
from detente.model.actors import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    titles: frozenset[str] = frozenset()
    because: list[str] = field(default_factory=list)
    ambiguous: tuple[str, ...] = ()


class People:
    """The persons of a document and how its short forms lead to them."""

    def __init__(self, draft: Draft, spans: list[NameSpan]) -> None:
        self._draft = draft
        self.persons: list[Person] = []
        self._of_key: dict[str, Person] = {}
        self._of_word: dict[str, list[Person]] = {}
        self._named_at: dict[str, list[int]] = {}
        for span in sorted(spans, key=lambda s: (s.stop - s.first == 1, s.first)):
            self._add(span)

    def person(self, span: NameSpan) -> Person | None:
        """Whom a name stands for; a family name that several bear, the one in high office or the one named just before."""
        text = self._draft.text(span.first, span.stop)
        words = romanisation.parts(text)
        bearers = [p for p in self.by_word(words[0]) if len(p.words) > 1] if len(words) == 1 else []
        if len(bearers) > 1:
            return self._bearer(span, bearers)
        return self._find(text)

    def _bearer(self, span: NameSpan, bearers: list[Person]) -> Person:
        draft = self._draft
        sentence = draft.tokens[span.first].sentence
        recent = [(at, p) for p in bearers for at in self._named_at.get(p.name, []) if at < span.first]
        latest = max(recent, key=lambda item: item[0], default=None)
        if latest is not None and sentence - draft.tokens[latest[0]].sentence <= 1:
            return latest[1]
        high = [
            p
            for p in bearers
            if any(r["office"] in lexicon.words("high office") and in_office(draft, r) for r in holders(draft, p))
        ]
        return high[0] if len(high) == 1 else latest[1] if latest else bearers[0]

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
                or (token.pos != "PROPN" and not self._named_before(token.text))
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

    def _named_before(self, word: str) -> bool:
        """A family name of the document that is never written small."""
        return (
            word[:1].isupper()
            and word.lower() not in self._draft.lower_words
            and bool(self._of_word.get(romanisation.plain(word)))
        )

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
        if span.stop - span.first > 1:
            self._named_at.setdefault(person.name, []).append(span.first)
        for word in romanisation.parts(text):
            bearers = self._of_word.setdefault(word, [])
            if person not in bearers:
                bearers.append(person)


def _family_first(person: Person) -> bool:
    return person.side in {"KOR", "PRK", "CHN", "TWN", "VNM"} or (len(person.words) == 3 and "-" in person.name)


def holders(draft: Draft, person: Person) -> list[Row]:
    """The rows of those who may be meant: by full name, or by family name among the prominent."""
    if len(person.words) > 1:
        return draft.knowledge.rows_of(person.name) or _with_more_names(draft, person)
    if " " in person.name:
        return []  # initials tell it from the prominent bearer of the family name
    return draft.knowledge.prominent(person.name)


def _with_more_names(draft: Draft, person: Person) -> list[Row]:
    """The rows of those who bear all of a person's three names and more: "Ahmed Abdallah Sambi" is Ahmed Abdallah Mohamed Sambi."""
    words = person.words
    if len(words) < 3 or "-" in person.name:
        return []
    rows = draft.knowledge.rows_of(f"{words[0]} {words[-1]}")
    return [row for row in rows if set(words) <= set(romanisation.parts(row["person"]))]


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


def mark_sex(draft: Draft, person: Person, spans: Sequence[NameSpan], roles: Iterable[str]) -> None:
    """Learns from the word before a name ("Mrs Thatcher"), else from the given name, else from what he is called, whether somebody is a woman or a man."""
    before = {draft.tokens[span.first - 1].text.lower().rstrip(".") for span in spans if span.first}
    given = draft.knowledge.female
    if before & lexicon.words("woman"):
        person.sex = "f"
    elif before & lexicon.words("man"):
        person.sex = "m"
    elif person.words and (person.words[0] in given or "-".join(person.words) in given):
        person.sex = "f"
    else:
        sexes = (lexicon.sex_of(role.lower()) for role in roles)
        person.sex = next(filter(None, sexes), person.sex)
