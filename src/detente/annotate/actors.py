"""Actor mentions of a document, linked: names, bodies, persons, noun phrases, pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import affiliation, persons
from detente.annotate.draft import Draft
from detente.annotate.persons import NameSpan, People, Person
from detente.model.actors import Actor
from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.gazetteer import Entry, Match
    from detente.annotate.knowledge import Knowledge
    from detente.model.annotation import MentionKind, Sentence, Token
    from detente.model.document import Document
    from detente.model.when import When

_PLACE_WORDS = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "off", "throughout", "into", "within", "via", "above"}
)
_MENTION_KINDS: dict[str, MentionKind] = {
    "state": "name", "demonym": "demonym", "capital": "metonym", "nickname": "metonym", "body": "name", "outlet": "name",
}  # fmt: skip


class Linker:
    """Links the actors of documents against a knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def link(
        self, document: Document, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], published: When | None
    ) -> tuple[Mention, ...]:
        """The mentions of a document in order."""
        draft = Draft(self.knowledge, document, tokens, sentences, published)
        matches = self.knowledge.gazetteer.matches(tokens)
        for match in matches:
            for number in range(match.first, match.stop):
                draft.match_at[number] = match
        for match in matches:
            _put_match(draft, match)
        _put_people(draft)
        return tuple(sorted(draft.by_head.values(), key=lambda m: (m.first, -m.stop, m.head)))


def _actor(entry: Entry) -> Actor:
    kind = "state" if entry.entity.startswith("state:") else "outlet" if entry.kind == "outlet" else "body"
    return Actor(name=entry.name, side=entry.side, kind=kind, entity=entry.entity)


def _put_match(draft: Draft, match: Match) -> None:
    head = draft.head_of(match.first, match.stop)
    token = draft.tokens[head]
    entry = match.entry
    up = draft.tokens[token.head]
    place = entry.kind in {"state", "capital"} and token.dep == "pobj" and up.text.lower() in _PLACE_WORDS
    draft.put(
        Mention(
            first=match.first, stop=match.stop, head=head, kind=_MENTION_KINDS[entry.kind], actors=(_actor(entry),),
            as_place=place, because=(f"{entry.kind} form of {entry.entity}",),
        )
    )  # fmt: skip


def _put_people(draft: Draft) -> None:
    spans = persons.name_spans(draft)
    people = People(draft, spans)
    of_person: dict[int, list[NameSpan]] = {}
    for span in spans:
        person = people.person(span)
        if person is not None:
            of_person.setdefault(id(person), []).append(span)
    for person in people.persons:
        _settle(draft, person, of_person.get(id(person), []))
    for span in spans:
        person = people.person(span)
        if person is None:
            continue
        head = draft.head_of(span.first, span.stop)
        actor = Actor(name=person.name, side=person.side, kind="person", role=person.role, entity=person.entity)
        kind: MentionKind = "title" if draft.left(head) < span.first else "name"
        draft.put(
            Mention(
                first=span.first, stop=span.stop, head=head, kind=kind, actors=(actor,), because=tuple(person.because)
            )
        )


def _settle(draft: Draft, person: Person, spans: list[NameSpan]) -> None:
    """Decides a person's side: the text's own words first, then the offices known for the date."""
    persons.mark_sex(draft, person)
    told: list[tuple[affiliation.Affiliation, str, str]] = [t for span in spans for t in persons.told_by(draft, span)]
    rows = persons.holders(draft, person)
    current = [row for row in rows if persons.in_office(draft, row)]
    if any(t[0].former for t in told):
        person.former = True
        person.because.append("called former")
        return
    for found, role, kind in told:
        if kind == "expert" or found.private:
            person.role = role
            person.because.append(f"{role}: no one's side")
            return
        if kind == "official" and found.told:
            person.role, person.side = role, found.side
            person.because.append(f"{role} of {found.name}")
            return
    if current:
        sides = sorted({row["side"] for row in current})
        person.side, person.entity = sides[0], f"person:{current[0]['person']}"
        if len(sides) > 1:
            person.ambiguous = tuple(sides)
        person.because.append(f"{current[0]['title']} ({current[0]['source']})")
