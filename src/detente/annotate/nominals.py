"""Noun phrases without a name of their own: what sort of actor they are, for whom they act, how a reading names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.annotate import affiliation, lexicon
from detente.annotate.gazetteer import fold
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.annotate.affiliation import Affiliation
    from detente.annotate.draft import Draft
    from detente.model.actors import ActorKind
    from detente.model.annotation import Mention, Token

_SKIPPED = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "whose",
        "your",
        "both",
        "all",
        "each",
        "one",
    }
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})
_KINDS: dict[str, ActorKind] = {
    "official": "person", "expert": "person", "press": "person", "people": "group", "body": "body", "firm": "body", "thing": "body",
    "state": "group", "outlet": "outlet", "document": "document",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase that can be an actor.

    Attributes:
        head: its noun.
        first: first token of its words.
        sort: class of the noun (``nouns.tsv``).
        lemma: of the noun.
        name: how a reading names it.
        side: for whom it acts, as far as its own words tell.
        found: what its words say of an affiliation.
        definite: "the", "this", a possessive stands before.
        plural: it means several.
        kind: kind of actor.
    """

    head: int
    first: int
    sort: str
    lemma: str
    name: str
    side: str | None
    found: Affiliation
    definite: bool
    plural: bool
    kind: ActorKind


def sort_of(draft: Draft, number: int) -> str:
    """The class of a noun, by its lemma or by itself; "" where it is no actor's."""
    token = draft.tokens[number]
    nouns = draft.knowledge.nouns
    if token.pos not in {"NOUN", "PROPN", "ADJ"}:
        return ""
    lower = fold(token.text).lower()
    found = nouns.get(token.lemma) or nouns.get(lower) or nouns.get(lower.removesuffix("s"), "")
    if found and (_in_a_compound(draft, number) or _of_state(draft, number)):
        return ""
    if of_central_bank(draft, number):
        return "body"
    if token.lemma == "executive" and (token.tag == "NNS" or _one_of_many(draft, number)):
        return "expert"
    if token.lemma == "source" and any(
        draft.tokens[c].lemma in lexicon.words("official source") for c in draft.children[number]
    ):
        return "official"
    if lower in lexicon.words("counting noun") or token.lemma in lexicon.words("counting noun"):
        of = next((c for c in draft.children[number] if draft.tokens[c].text == "of"), None)
        inner = next((c for c in draft.children[of] if draft.tokens[c].dep == "pobj"), None) if of is not None else None
        sort = sort_of(draft, inner) if inner is not None else ""
        house = draft.match_at.get(inner) if inner is not None and token.lemma == "member" else None
        if (
            house is not None
            and house.entry.kind == "body"
            and house.entry.side not in {*(bodies().keys() - {"EU"}), None}
        ):
            return "official"
        return "official" if sort in {"official", "body"} else sort or found
    if found and token.pos == "ADJ":
        return (
            found
            if token.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"} and token.lemma in {"public", "national"}
            else ""
        )
    return found


def _one_of_many(draft: Draft, number: int) -> bool:
    """With "a" or "an" before it."""
    return any(draft.tokens[c].text.lower() in {"a", "an"} for c in draft.children[number])


def of_central_bank(draft: Draft, number: int) -> bool:
    """A central bank, which is its state's."""
    return number > 0 and draft.tokens[number].lemma == "bank" and draft.tokens[number - 1].lemma == "central"


def _in_a_compound(draft: Draft, number: int) -> bool:
    """Part of a word with hyphens ("state-run", "son-in-law")."""
    tokens = draft.tokens
    after = (
        number + 1 < len(tokens) and tokens[number + 1].text == "-" and tokens[number + 1].start == tokens[number].end
    )
    before = number > 0 and tokens[number - 1].text == "-" and tokens[number - 1].end == tokens[number].start
    return after or (before and tokens[number].lemma in {"law", "state", "country"})


def _of_state(draft: Draft, number: int) -> bool:
    """The last word of "secretary of state", "head of government"."""
    up = draft.tokens[draft.tokens[number].head]
    return (
        draft.tokens[number].lemma in {"state", "government"}
        and up.text == "of"
        and draft.tokens[up.head].lemma in {"secretary", "department", "head", "minister"}
        and up.number == number - 1
    )


def bare(draft: Draft, phrase: Nominal) -> bool:
    """A noun without article, modifier or plural, which names no actor ("taking office", "nuclear power")."""
    if phrase.plural or phrase.definite or phrase.found.told or phrase.sort in {"official", "expert", "press"}:
        return False
    token = draft.tokens[phrase.head]
    return (
        token.pos == "NOUN"
        and not any(draft.tokens[c].dep in {"det", "poss", "nummod"} for c in draft.children[phrase.head])
        and token.lemma not in lexicon.words("mass noun")
    )


def _before_name(token: Token) -> bool:
    """Whether a word of a phrase is no part of its name: an article, or the day before it ("on Monday state radio")."""
    return token.text.lower() in _SKIPPED or token.entity == "DATE"


def read(draft: Draft, number: int, sort: str) -> Nominal:
    """What a noun phrase says by itself."""
    token = draft.tokens[number]
    first = draft.left(number)
    found = affiliation.of_noun(draft, number)
    words = [draft.tokens[n].text.lower() for n in range(first, number)]
    name_first = first
    while name_first < number and _before_name(draft.tokens[name_first]):
        name_first += 1
    plural = token.tag in {"NNS", "NNPS"} or token.lemma in {"media", "people", "troops", "police"}
    side = _side(draft, number, sort, found, words)
    return Nominal(
        head=number,
        first=first,
        sort=sort,
        lemma=token.lemma,
        name=_name(draft, number, name_first, sort, found),
        side=side,
        found=found,
        definite=bool(_DEFINITE.intersection(words[:1]))
        or any(draft.tokens[c].dep == "poss" for c in draft.children[number]),
        plural=plural,
        kind=_KINDS.get(sort, "unknown"),
    )


def states_behind(draft: Draft, number: int) -> tuple[int, frozenset[str]]:
    """For "diplomats from Paris, Berlin and London": one past the last token of the phrase, and the sides that it names.

    The phrase ends at the noun, and the sides are none, where it does not name more than one.
    """
    for child in draft.children[number]:
        if draft.tokens[child].text not in {"of", "from"} or child != number + 1:
            continue
        inner = next((c for c in draft.children[child] if draft.tokens[c].dep == "pobj"), None)
        joined = draft.conjuncts(inner) if inner is not None else ()
        entries = [match.entry for n in joined if (match := draft.match_at.get(n)) is not None]
        sides = frozenset(e.side for e in entries if e.side and (e.kind in {"state", "capital"} or e.side in bodies()))
        if len(sides) > 1 and len(entries) == len(joined):
            return draft.match_at[joined[-1]].stop, sides
    return number + 1, frozenset()


def right_behind(draft: Draft, number: int) -> Mention | None:
    """The mention that begins with the very next word."""
    after = next((m for n in range(number + 1, number + 5) if (m := draft.by_head.get(n))), None)
    return after if after is not None and after.first == number + 1 else None


def unparted(draft: Draft, phrase: Nominal) -> Iterator[int]:
    """The name right behind an office that the parser parts from it: "the E.U.'s foreign policy chief X", "U.S. Ambassador to the U.N. X"."""
    if phrase.sort != "official":
        return
    above = draft.tokens[phrase.head].head
    after = right_behind(draft, phrase.head)
    if after is not None and draft.tokens[after.head].head == above:
        yield after.head
    for link in draft.children[phrase.head]:
        for inner in draft.children[link] if draft.tokens[link].text in {"to", "of", "for"} else ():
            mention = draft.by_head.get(inner)
            if mention is not None and mention.first > phrase.head and mention.first - 1 in draft.match_at:
                yield inner


def _side(draft: Draft, number: int, sort: str, found: Affiliation, words: list[str]) -> str | None:
    if found.former or found.private or not found.told or states_behind(draft, number)[1]:
        return None
    lemma = draft.tokens[number].lemma
    token_is_name = draft.tokens[number].pos == "PROPN"
    if sort in {"official", "thing"}:
        # a diplomat of the Security Council is one of its members'
        return None if found.side == "UN" and lemma == "diplomat" else found.side
    if sort == "body":
        if found.side is None and lemma in lexicon.words("governing body"):
            sides = {row["side"] for row in draft.knowledge.prominent(found.name.split()[-1])}
            return sides.pop() if len(sides) == 1 else None
        own = (
            token_is_name
            or lemma not in lexicon.words("body of no state")
            or bool(lexicon.words("of a state").intersection(words))
        )
        private = lemma in lexicon.words("private body") and not of_central_bank(draft, number)
        if found.side == "UN" and {"nuclear", "atomic"} & set(words):
            return "IAEA"
        return None if private or not own else found.side
    if sort == "expert":
        sent = found.side in bodies() and lemma in lexicon.words("sent by a body")
        return found.side if sent or found.side == "UN" else None
    if sort in {"firm", "outlet"}:
        return (
            found.side
            if found.held
            or lexicon.words("state-owned").intersection(words)
            or any(w.startswith("state-") for w in words)
            else None
        )
    if sort == "state":
        return found.side if found.side in {"EU", "NATO"} else None
    if sort == "document":
        own = lemma in lexicon.words("document of one side")
        return found.side if own and "media" not in words and "press" not in words else None
    return None


def _seat(draft: Draft, number: int) -> int:
    """Where a phrase with the seat behind its noun ends: "officials in Seoul", but not "Cuban officials in Havana", who are named already."""
    tokens, stop = draft.tokens, number + 1
    if any(n in draft.match_at for n in range(draft.left(number), number)):
        return stop
    if stop + 1 >= len(tokens) or tokens[stop].text != "in" or tokens[stop].head != number:
        return stop
    match = draft.match_at.get(stop + 1)
    seat = match is not None and match.entry.kind == "capital" and tokens[match.stop - 1].dep == "pobj"
    return match.stop if seat and match is not None else stop


def _spoken_for(draft: Draft, number: int) -> str:
    """The organ that a spokesperson speaks for, in the words behind: "a spokesman for the Syrian foreign ministry"."""
    for link in draft.children[number]:
        inner = next((c for c in draft.children[link] if draft.tokens[c].dep == "pobj"), None)
        if draft.tokens[link].text not in {"for", "of"} or inner is None:
            continue
        if draft.knowledge.nouns.get(draft.tokens[inner].lemma.lower()) != "body":
            continue
        first = draft.left(inner)
        while first < inner and draft.tokens[first].text.lower() in _SKIPPED:
            first += 1
        return draft.text(first, inner + 1)
    return ""


def _name(draft: Draft, number: int, first: int, sort: str, found: Affiliation) -> str:
    token = draft.tokens[number]
    if token.lemma in lexicon.words("spokesperson") and found.told and found.name and not found.demonym:
        return f"{token.text.lower()}, {found.name}"
    if token.lemma in lexicon.words("spokesperson") and found.told:
        body = _spoken_for(draft, number)
        if body:
            return f"{token.text.lower()}, {body}"
    stop, several = states_behind(draft, number)
    of = next(
        (
            c
            for c in draft.children[number]
            if draft.tokens[c].dep == "prep" and draft.tokens[c].text == "of" and c == number + 1
        ),
        None,
    )
    charged = token.dep == "dobj" and draft.tokens[token.head].lemma in lexicon.words("verb with of")
    if of is not None and not charged and not several and sort in {"people", "official", "state", "body", "expert"}:
        inner = next((c for c in draft.children[of] if draft.tokens[c].dep == "pobj"), None)
        if inner is not None and inner - number <= 8:
            stop = max(inner + 1, draft.match_at[inner].stop if inner in draft.match_at else 0)
    if stop == number + 1 and sort in {"official", "body"}:
        stop = _seat(draft, number)
    name = draft.text(first, stop).strip(" ,;:\"“”'’")
    if sort != "body" and token.pos == "NOUN" and name[:1].isupper() and first == draft.sentences[token.sentence].first:
        word = name.split()[0]
        if first not in draft.match_at and draft.tokens[first].pos != "PROPN":
            name = name.replace(word, word.lower(), 1)
    return name
