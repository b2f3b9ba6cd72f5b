"""For whom somebody acts, as the words around a noun tell: its modifiers, and what follows "of", "for", "at", "from"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.annotate import lexicon
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.gazetteer import Entry

_PERSONS = frozenset({"official", "expert", "press"})
_LINKS = frozenset({"of", "for", "at", "from", "with", "in", "to"})
# What a minister is for: "the minister for European affairs" is no one's but his government's.
_PORTFOLIOS = frozenset({"affairs", "affair", "relations", "cooperation", "integration", "trade"})


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What the words around a noun say of its side.

    Attributes:
        told: whether they name a state, a body or a person at all.
        side: that one's side; ``None`` for private bodies.
        name: that one's name, or "".
        former: "former", "ex-" stands before.
        private: "private", "opposition" stands before.
        outlet: it is an outlet.
        held: it owns or controls what the noun means.
        demonym: it is named by a demonym or a state's name, not by a body's.
    """

    told: bool = False
    side: str | None = None
    name: str = ""
    former: bool = False
    private: bool = False
    demonym: bool = False
    outlet: bool = False
    held: bool = False


def of_words(draft: Draft, first: int, stop: int) -> Affiliation:
    """What a stretch of words before a noun says; the word nearest to the noun decides, but a state beats a private body."""
    former = private = told = demonym = outlet = False
    side: str | None = None
    name = ""
    number = stop - 1
    while number >= first:
        token = draft.tokens[number]
        lower = token.text.lower()
        former = former or lower in lexicon.words("former")
        private = private or (
            bool({lower, token.lemma} & lexicon.words("private"))
            and not _of_a_province(draft, number)
            and not _sitting(draft, number)
        )
        if _in_adjective(draft, number):
            private = private or (entry_at(draft, number) is None and token.text[:1].isupper())
            number -= 1
            continue
        entry = entry_at(draft, number)
        actor_head = draft.covered.get(number)
        if entry is not None and (not (told and side) or _owns(draft, number, entry, side)):
            told, side, name = True, None if _continental(draft, number, stop) else entry.side, draft.name_of(entry)
            demonym = entry.entity.startswith("state:")
            outlet = entry.kind == "outlet"
        elif actor_head is not None and not told and draft.by_head[actor_head].actors:
            actor = draft.by_head[actor_head].actors[0]
            told, side, name = True, actor.side, actor.name
        elif actor_head is None and not told and number in draft.sided:
            told, side, name = True, draft.sided[number], token.text
        number -= 1
    return Affiliation(told, side, name, former, private, demonym, outlet)


def _continental(draft: Draft, number: int, stop: int) -> bool:
    """The word "European" before several states or governments, who are not their union: "three European countries"."""
    last = draft.tokens[stop - 1]
    after = draft.tokens[stop] if stop < len(draft.tokens) else last
    noun = last if last.lemma in lexicon.words("several governments") else after
    several = noun.tag == "NNS" and noun.lemma in lexicon.words("several governments")
    return several and draft.tokens[number].text.lower() == "european"


def opposed(draft: Draft, first: int, stop: int) -> bool:
    """Whether words before a body's noun or name say that it stands against its state's government ("the main opposition Democratic Party")."""
    return any(draft.tokens[n].text.lower() in lexicon.words("opposed") for n in range(first, stop))


def _owns(draft: Draft, number: int, entry: Entry, side: str | None) -> bool:
    """Whether a state owns what a body's name stands before: "Russia's U.N. envoy"."""
    after = draft.tokens[number + 1] if number + 1 < len(draft.tokens) else None
    return (
        side in bodies()
        and entry.entity.startswith("state:")
        and (entry.kind == "demonym" or (after is not None and after.tag == "POS"))
    )


def _of_a_province(draft: Draft, number: int) -> bool:
    """The word "regional" before an office or organ of a state's own ("regional governor"): not that of a region of states."""
    after = draft.tokens[number + 1].lemma.lower() if number + 1 < len(draft.tokens) else ""
    return draft.tokens[number].text.lower() == "regional" and after in lexicon.words("of a province")


def _sitting(draft: Draft, number: int) -> bool:
    """The word "opposition" before members of a legislature, who sit for their state."""
    after = draft.tokens[number + 1].lemma.lower() if number + 1 < len(draft.tokens) else ""
    return draft.tokens[number].text.lower() == "opposition" and after in lexicon.words("member of a legislature")


def _in_adjective(draft: Draft, number: int) -> bool:
    """Before "-led", "-backed", "-based" and the like, which tell no affiliation of the noun itself."""
    tokens = draft.tokens
    return (
        number + 2 < len(tokens)
        and tokens[number + 1].text == "-"
        and bool({tokens[number + 2].lemma, tokens[number + 2].text.lower()} & lexicon.words("adjective's participle"))
    )


def entry_at(draft: Draft, number: int) -> Entry | None:
    """The gazetteer's entry that covers a token."""
    match = draft.match_at.get(number)
    return match.entry if match else None


def of_noun(draft: Draft, head: int) -> Affiliation:
    """What modifiers and prepositional phrases of a noun say; modifiers first."""
    before = of_words(draft, draft.left(head), head)
    of_body = _member_of(draft, head) if before.told else None
    if before.told:
        return of_body or before
    if draft.tokens[head].lemma == "secretary" and [t.text.lower() for t in draft.tokens[head + 1 : head + 3]] == [
        "of",
        "state",
    ]:
        return replace(before, told=True, side="USA", name="United States", demonym=True)
    for child in draft.children[head]:
        if child < head or not _links(draft, head, child):
            continue
        link = draft.tokens[child].text.lower()
        for inner in draft.children[child]:
            if draft.tokens[inner].dep not in {"pobj", "pcomp"} or draft.tokens[inner].lemma.lower() in _PORTFOLIOS:
                continue
            if draft.tokens[inner].lemma in lexicon.words("descent"):
                continue  # "of Cuban descent" tells nobody's side
            if draft.tokens[inner].text == "Hague" and draft.tokens[head].lemma in lexicon.words("court"):
                continue  # no Dutch one
            after = of_words(draft, draft.left(inner), inner + 1)
            if not after.told and (
                link == "of" or draft.knowledge.nouns.get(draft.tokens[inner].lemma) in {"body", "official"}
            ):
                after = of_noun(draft, inner)
            private = before.private or after.private or _private(draft, head, inner)
            if (
                not after.told
                and draft.tokens[inner].pos == "PROPN"
                and draft.tokens[inner].entity != "GPE"
                and not (after := of_noun(draft, inner)).told
                and link != "in"
                and inner not in draft.match_at
                and draft.knowledge.nouns.get(draft.tokens[head].lemma) in {"official", "expert", "people"}
            ):
                known = draft.knowledge.nouns.get(draft.tokens[inner].lemma)
                elected = lexicon.words("head of a place") | lexicon.words("member of a legislature")
                if known is None and draft.tokens[head].lemma.lower().removeprefix("vice-") not in elected:
                    after = Affiliation(told=True, name=draft.text(draft.left(inner), inner + 1))
            if after.told or private:
                late = after.former and draft.tokens[inner].lemma in lexicon.words("held for a term")
                return replace(after, former=before.former or late, private=private)
    return _by_participle(draft, head) or _shared(draft, head) or before


def _links(draft: Draft, head: int, child: int) -> bool:
    """Whether a word behind a noun is a preposition that ties it to whom it acts for: not "ambassador to", "talks with"."""
    token, noun = draft.tokens[child], draft.tokens[head]
    link, sent = token.text.lower(), noun.lemma in lexicon.words("sent abroad")
    if token.dep != "prep" or link not in _LINKS:
        return False
    if sent and (link in {"in", "to", "at"} or (link == "for" and not _for_private(draft, child))):
        return False
    if link == "with" and draft.knowledge.nouns.get(noun.lemma) not in _PERSONS:
        return False
    if link == "to" and noun.lemma not in lexicon.words("helper"):
        return False
    return link != "in" or not (_of_private(draft, head) or _named(draft, head) or _owned_by_pronoun(draft, head))


def _private(draft: Draft, head: int, inner: int) -> bool:
    """Whether a noun behind "of", "for" and the like means people or a body that speak for no state."""
    if draft.tokens[inner].text.lower() in lexicon.words("private") or opposed(draft, draft.left(inner), inner):
        return True
    if (_person(draft, head) and of_private_people(draft, inner)) or _of_a_firm(draft, inner):
        return True
    return [t.text for t in draft.tokens[inner + 1 : inner + 3]] == ["in", "exile"]


def _of_a_firm(draft: Draft, name: int) -> bool:
    """Whether a name is a firm's, as the words before it tell, and not a state's own: "the Spanish oil company Repsol"."""
    before = [draft.tokens[n] for n in range(draft.left(name), name)]
    state = lexicon.words("state-owned") | lexicon.words("of a state")
    firm = any(draft.knowledge.nouns.get(t.lemma.lower()) == "firm" for t in before)
    return firm and not any(t.text.lower() in state for t in before)


def _for_private(draft: Draft, link: int) -> bool:
    """Whether somebody is sent by those who speak for no state: "the negotiator for the opposition"."""
    return any(draft.tokens[c].text.lower() in lexicon.words("private") for c in draft.children[link])


def _person(draft: Draft, noun: int) -> bool:
    """Whether a noun means a person by his work."""
    return draft.knowledge.nouns.get(draft.tokens[noun].lemma.lower()) in _PERSONS


def of_private_people(draft: Draft, noun: int) -> bool:
    """Whether a noun means people or a body that speak for no state, whose spokesmen and heads do not either.

    "Families", "garment buyers", "a private group", "some of the relatives"; what the gazetteer knows, and what is a state's own, is none of them.
    """
    token = draft.tokens[noun]
    if token.lemma.lower() in lexicon.words("part of many"):
        of = next((c for c in draft.children[noun] if draft.tokens[c].text == "of"), None)
        inner = next((c for c in draft.children[of] if draft.tokens[c].dep == "pobj"), None) if of is not None else None
        return inner is not None and of_private_people(draft, inner)
    if noun in draft.match_at or any(
        draft.tokens[c].text.lower() in lexicon.words("of a state") for c in draft.children[noun]
    ):
        return False
    lemma = token.lemma.lower()
    known = draft.knowledge.nouns.get(lemma) or draft.knowledge.nouns.get(lemma.removesuffix("s"))
    one_bank = lemma == "bank" and token.tag not in {"NNS", "NNPS"}  # most that are spoken of are a state's
    return not (one_bank or lemma in lexicon.words("any body")) and (
        lemma in lexicon.words("private body") or lemma in lexicon.words("private people") or known == "firm"
    )


def of_named_place(draft: Draft, noun: int) -> bool:
    """Whether a name that no list knows is called after a place, as private bodies are: "the Beirut Forum", "the Minsk Legal Aid Circle"."""
    token = draft.tokens[noun]
    lower = token.text.lower()
    if token.pos != "PROPN" or noun in draft.match_at or not token.text[:1].isupper():
        return False
    cause = {draft.tokens[n].text.lower() for n in range(draft.left(noun), noun)} & lexicon.words("cause")
    if not cause and lower in lexicon.words("body of a state") | lexicon.words("of a state") | lexicon.words(
        "state service"
    ):
        return False
    first = next((n for n in range(draft.left(noun), noun) if n in draft.match_at), None)
    if first is None:
        return False
    entry, stop = draft.match_at[first].entry, draft.match_at[first].stop
    place = entry.kind in {"state", "capital"} and entry.side not in {*bodies(), "USA", "GBR"}
    return place and draft.tokens[stop].tag != "POS"


def _named(draft: Draft, noun: int) -> bool:
    """Whether a noun is the head of a name of its own, other than a state's organ: it may sit anywhere ("the Rights Committee in Brussels")."""
    token = draft.tokens[noun]
    organ = lexicon.words("body of a state") | lexicon.words("of a state") | lexicon.words("officer of a court")
    known = draft.knowledge.nouns.get(token.lemma.lower().removesuffix("s"))
    compound = any(draft.tokens[c].pos == "PROPN" and draft.tokens[c].dep == "compound" for c in draft.children[noun])
    return token.pos == "PROPN" and compound and known != "official" and token.lemma.lower() not in organ


def _owned_by_pronoun(draft: Draft, head: int) -> bool:
    """Whether a pronoun owns a noun, wherever it sits: "their office in Doha"."""
    return any(draft.tokens[c].tag == "PRP$" for c in draft.children[head])


def _of_private(draft: Draft, head: int) -> bool:
    """Whether a noun is of a group or firm, wherever it sits: "the group's leader in Paris"."""
    owners = (draft.tokens[c] for c in draft.children[head] if draft.tokens[c].dep == "poss")
    return any(owner.lemma.lower() in lexicon.words("private body") for owner in owners)


def _member_of(draft: Draft, head: int) -> Affiliation | None:
    """The body of several states that somebody is a member of ("a German member of the European Parliament")."""
    if draft.tokens[head].lemma != "member":
        return None
    for child in draft.children[head]:
        for inner in draft.children[child]:
            entry = entry_at(draft, inner) if draft.tokens[inner].dep == "pobj" else None
            if entry is not None and entry.kind == "body" and entry.side == "EU":
                return Affiliation(told=True, side=entry.side, name=draft.name_of(entry))
    return None


def _by_participle(draft: Draft, head: int) -> Affiliation | None:
    """What "owned by", "associated with" and the like say after a noun."""
    for child in draft.children[head]:
        if draft.tokens[child].dep != "acl" or draft.tokens[child].lemma not in lexicon.words("tying participle"):
            continue
        for link in draft.children[child]:
            for inner in draft.children[link]:
                if draft.tokens[inner].dep == "pobj":
                    found = of_words(draft, draft.left(inner), inner + 1)
                    if found.told:
                        return replace(found, held=draft.tokens[child].lemma in {"own", "control", "run"})
    return None


def _shared(draft: Draft, head: int) -> Affiliation | None:
    """What the first of joined nouns says for all: "Iran's army and security services"."""
    token = draft.tokens[head]
    if token.dep != "conj" or token.head > head:
        return None
    body = draft.knowledge.nouns.get(token.lemma) == draft.knowledge.nouns.get(draft.tokens[token.head].lemma) == "body"
    if not body and any(draft.tokens[c].dep == "det" for c in draft.children[head]):
        return None
    found = of_words(draft, draft.left(token.head), token.head)
    return found if found.told and not found.former else None
