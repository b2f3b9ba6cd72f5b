"""Actor mentions of a document, linked: names, bodies, persons, noun phrases, pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.annotate import (
    affiliation,
    issuer,
    lexicon,
    lists,
    names,
    naming,
    organisations,
    places,
    quotes,
    roles,
    seats,
)
from detente.annotate.coreference import Coreference
from detente.annotate.draft import Draft
from detente.annotate.persons import People
from detente.annotate.sides import Sides
from detente.model.actors import Actor
from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.gazetteer import Entry, Match
    from detente.annotate.knowledge import Knowledge
    from detente.annotate.names import NameSpan
    from detente.model.actors import ActorKind
    from detente.model.annotation import MentionKind, Sentence, Token
    from detente.model.document import Document
    from detente.model.when import When

_MENTION_KINDS: dict[str, MentionKind] = {
    "state": "name", "demonym": "demonym", "capital": "metonym", "nickname": "metonym", "body": "name", "outlet": "name",
}  # fmt: skip


class Linked(NamedTuple):
    """The actors of a document."""

    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    issuer: Actor | None


class Linker:
    """Links the actors of documents against a knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def link(
        self, document: Document, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], published: When | None
    ) -> Linked:
        """The mentions of a document in order, and its issuer; with its tokens, in whose tree lists of names are mended.

        Args:
            document: the document.
            tokens: its tokens.
            sentences: its sentences.
            published: its date as far as known; offices are looked up at it.
        """
        found = self.knowledge.gazetteer.matches(tokens)
        draft = Draft(self.knowledge, document, lists.mended(tokens, found), sentences, published)
        matches = places.plausible(draft, found)
        for match in matches:
            for number in range(match.first, match.stop):
                draft.match_at[number] = match
        draft.quoted = quotes.quoted(draft)
        draft.names = naming.fullest(draft, matches)
        for match in matches:
            _put_match(draft, match, seats.at_home(draft, match, matches) or match.entry)
        people, sides, spans = _put_people(draft)
        organisations.put(draft)
        Coreference(draft, people).run()
        sides.again(spans)
        issued_by = issuer.find(draft, people)
        quotes.put_first_person(draft, issued_by)
        mentions = tuple(sorted(draft.by_head.values(), key=lambda m: (m.first, -m.stop, m.head)))
        return Linked(draft.tokens, mentions, issued_by)


def _put_match(draft: Draft, match: Match, entry: Entry) -> None:
    head = draft.head_of(match.first, match.stop)
    seat = seats.seat(draft, match)
    if seat is not None:
        draft.put(
            Mention(
                first=match.first, stop=match.stop, head=head, kind="name",
                actors=(Actor(name=draft.text(match.first, seat.stop), side=seat.entry.side, kind="body"),),
                because=(f"the one in {draft.text(seat.first, seat.stop)}",),
            )
        )  # fmt: skip
        return
    kind: ActorKind = "state" if entry.entity.startswith("state:") else "outlet" if entry.kind == "outlet" else "body"
    people = (
        entry.kind == "demonym"
        and draft.tokens[head].pos != "ADJ"
        and draft.tokens[head].dep not in {"compound", "amod", "nmod"}
    )
    counted = people and _counted(draft, head)
    actor = Actor(
        name=draft.text(draft.left(head) if counted else match.first, match.stop) if people else draft.name_of(entry),
        side=None if counted or (kind == "body" and _opposed(draft, match)) else entry.side,
        kind=kind,
        entity=entry.entity,
    )
    draft.put(
        Mention(
            first=match.first, stop=match.stop, head=head, kind=_MENTION_KINDS[entry.kind], actors=(actor,),
            as_place=places.is_place(draft, match, head), because=(f"{entry.kind} form of {entry.entity}",),
        )
    )  # fmt: skip


def _opposed(draft: Draft, match: Match) -> bool:
    return affiliation.opposed(draft, draft.left(draft.head_of(match.first, match.stop)), match.first)


def _counted(draft: Draft, head: int) -> bool:
    """Whether a demonym means some people and not their state: "five Iranians", "many Cubans"."""
    tokens = draft.tokens
    if tokens[head].tag not in {"NNS", "NNPS"} or tokens[head].text == "Europeans":
        return False
    verb = tokens[tokens[head].head]
    if tokens[head].dep == "dobj" and verb.lemma in lexicon.words("verb of sanctions"):
        return False
    return any(
        tokens[c].dep == "nummod" or tokens[c].lemma in lexicon.words("some of many")
        for c in draft.children[head]
        if c < head
    )


def _put_people(draft: Draft) -> tuple[People, Sides, list[NameSpan]]:
    spans = names.name_spans(draft)
    people = People(draft, spans)
    sides = Sides(draft, people)
    spans += people.short_forms(spans)
    sides.settle(spans)
    for span in spans:
        person = people.person(span)
        if person is None:
            continue
        head = draft.head_of(span.first, span.stop)
        noun = roles.apposed(draft, span)
        if noun is not None:
            draft.apposed[noun] = head
        kind: MentionKind = "title" if draft.left(head) < span.first else "name"
        draft.put(
            Mention(
                first=span.first, stop=span.stop, head=head, kind=kind, actors=(people.actor(person),), ambiguous=person.ambiguous,
                because=tuple(person.because),
            )
        )  # fmt: skip
    return people, sides, spans
