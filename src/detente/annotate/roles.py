"""What the words beside a name say of its bearer: titles before it, appositions, relative clauses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.annotate import affiliation, beside, lexicon
from detente.annotate.gazetteer import fold
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.annotate.draft import Draft
    from detente.annotate.names import NameSpan
    from detente.model.annotation import Token


# "who speaks for the coast guard"
_FOR = frozenset({"speak", "chair", "negotiate", "handle", "run", "sign", "act", "oversee", "deal", "work"})
# What one leads for an occasion, so that "led" does not mean "no longer leads".
_PASSING = frozenset({"delegation", "team", "talk", "negotiation", "mission", "side"})
_PARTY = re.compile(r",?\s*\(?([RD])[-–][A-Z]")
_CLOSING = frozenset({",", ".", ";", ":", ")", "?", "!"})
_IN_PHRASE = frozenset({"DET", "NOUN", "PROPN", "ADJ", "ADP", "NUM", "PART"})
_REACH = 12
_BEARERS = frozenset({"official", "expert", "people"})
Told = tuple[affiliation.Affiliation, str, str]


def told_by(draft: Draft, span: NameSpan) -> Iterator[Told]:
    """What the words beside a name say of its bearer: affiliation, role and the noun's class, nearest first."""
    head = draft.head_of(span.first, span.stop)
    first = min(draft.left(head), title_start(draft, span.first))
    if first < span.first:
        yield _by_pronoun(draft, first, _owned(draft, span.first, _from_words(draft, first, span.first)))
    for child in draft.children[head]:
        if draft.tokens[child].text == "of" and child == span.stop:
            yield from _of_its_own(draft, child)
        if draft.tokens[child].dep == "appos" and child >= span.stop:
            for clause in draft.children[child]:
                if draft.tokens[clause].dep == "relcl" and draft.tokens[clause].lemma in beside.LEADS:
                    yield from _from_clause(draft, clause)  # "X, the businessman who leads Liberia"
            yield _from_noun(draft, child)
            for joined in draft.children[child]:  # "X, a retired general and a member of parliament"
                if draft.tokens[joined].dep == "conj" and draft.tokens[joined].pos == "NOUN":
                    yield _from_noun(draft, joined)
        elif draft.tokens[child].dep == "relcl":
            yield from _from_clause(draft, child)
    up = draft.tokens[head].head
    of = draft.tokens[up].head
    if draft.tokens[of].text == "of" and draft.knowledge.nouns.get(draft.tokens[up].lemma) == "body":
        up = draft.tokens[of].head  # "a member of parliament, X": the parser hangs X on "parliament"
    yield from _title_of_several(draft, head)
    yield from beside.leading(draft, head)
    yield from beside.standing_for(draft, span)
    yield from beside.bracketed(draft, span)
    yield from _of_between_commas(draft, span)
    after = draft.tokens[span.stop : span.stop + 3]
    if len(after) == 3 and after[0].text == "," and after[1].text == "retired" and not after[2].text.isalpha():
        title = _from_words(draft, first, span.first)[1] if first < span.first else ""
        yield affiliation.Affiliation(former=True), title, ""
    noun = apposed(draft, span)
    if noun is not None and noun != up:
        yield _from_noun(draft, noun)
    if draft.tokens[head].dep == "appos" and up < span.first and not draft.speaks(first, span.stop):
        yield _from_noun(draft, up)


def _title_of_several(draft: Draft, head: int) -> Iterator[Told]:
    """The title in the plural before the first of joined names: "Senators X and Y"."""
    up = head
    while draft.tokens[up].dep == "conj" and draft.tokens[up].head < up:
        up = draft.tokens[up].head
    if up == head:
        return
    name = draft.left(up)
    while name < up and folded_title(draft.tokens[name].text) not in lexicon.words("title"):
        name += 1
    title = folded_title(draft.tokens[name].text)
    if name < up and title.endswith("s") and title.removesuffix("s") in lexicon.words("title"):
        found, _, _ = _from_words(draft, draft.left(up), name + 1)
        yield found, draft.tokens[name].text, "official"


def _of_between_commas(draft: Draft, span: NameSpan) -> Iterator[Told]:
    """What "X, of the U.N. drug control office, said" says."""
    tokens, of = draft.tokens, span.stop + 1
    if of + 1 >= len(tokens) or tokens[of - 1].text != "," or tokens[of].text != "of":
        return
    inner = next((c for c in draft.children[of] if tokens[c].dep == "pobj"), None)
    match = draft.match_at.get(inner) if inner is not None else None
    place = match is not None and match.entry.kind != "body"  # "said X, of Belarus" tells what he spoke of
    if not place and of in draft.children[draft.head_of(span.first, span.stop)]:
        yield from _of_its_own(draft, of)


def apposed(draft: Draft, span: NameSpan) -> int | None:
    """The noun of the phrase that a name between commas names, where the parser hangs the name on a word inside that phrase.

    "the envoy in Geneva, X, said": X is the envoy, not Geneva.
    """
    tokens, comma = draft.tokens, title_start(draft, span.first) - 1
    sentence = draft.sentences[tokens[span.first].sentence]
    if comma <= sentence.first or tokens[comma].text != ",":
        return None
    if span.stop < sentence.stop and tokens[span.stop].text not in _CLOSING:
        return None
    found = None
    for number in range(comma - 1, max(sentence.first - 1, comma - _REACH), -1):
        token = tokens[number]
        if token.pos not in _IN_PHRASE and token.tag not in {"PRP$", "POS"} and token.dep != "acl":
            break
        sort = draft.knowledge.nouns.get(token.lemma)
        if sort in _BEARERS and token.pos in {"NOUN", "PROPN"} and token.tag not in {"NNS", "NNPS"}:
            found = number
    if found is None or not _whole(draft, found, comma):
        return None
    return found


def _whole(draft: Draft, noun: int, stop: int) -> bool:
    """Whether what stands between a noun and a comma belongs to the noun: nothing, or phrases with prepositions."""
    after = draft.tokens[noun + 1]
    return noun + 1 == stop or after.pos == "ADP" or (after.dep == "acl" and after.head == noun)


def _heads(draft: Draft, noun: int) -> bool:
    """Whether "… of State", "… of parliament" behind a noun makes an office of it."""
    token = draft.tokens[noun]
    return token.lemma.lower() in {"member", "chief"} or draft.knowledge.nouns.get(token.lemma.lower()) == "official"


def _owned(draft: Draft, name: int, told: Told) -> Told:
    """With "Russia's X", who has no title there, taken for its official."""
    found, role, kind = told
    if not found.told or not found.side or found.outlet or found.former or found.private:
        return told
    if draft.tokens[name - 1].tag != "POS" or name - 2 not in draft.match_at:
        return told
    return found, "" if kind else role, "official"


def _of_its_own(draft: Draft, of: int) -> Iterator[Told]:
    """What "X of the Defense Ministry", "X of the United States" says."""
    for inner in draft.children[of]:
        if draft.tokens[inner].dep != "pobj":
            continue
        found = affiliation.of_words(draft, draft.left(inner), inner + 1)
        noun = draft.tokens[inner].lemma
        if not found.told and draft.knowledge.nouns.get(noun) == "body":
            found = affiliation.of_noun(draft, inner)  # "of the Interior Ministry in Kabul"
        if inner not in draft.match_at and (
            noun.lower() in lexicon.words("private body")
            or (draft.tokens[inner + 1].text == "of" and _of_named_private_body(draft, inner + 2, inner + 5))
            or (draft.tokens[inner].pos == "PROPN" and noun.lower() in lexicon.words("named private body"))
            or affiliation.of_named_place(draft, inner)
        ):
            yield replace(found, private=True), noun, "expert"
        elif found.told and found.side and not found.outlet:
            yield found, "", "official"
        elif draft.knowledge.nouns.get(noun) == "body" and noun in lexicon.words("body of a state"):
            yield found, f"official of {draft.text(draft.left(inner), inner + 1)}", "official"


def _from_clause(draft: Draft, verb: int) -> Iterator[Told]:
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
    elif token.lemma == "be" and token.tag == "VBD":
        attributes = [c for c in draft.children[verb] if draft.tokens[c].dep == "attr"]
        if any(draft.knowledge.nouns.get(draft.tokens[c].lemma) == "official" for c in attributes):
            yield affiliation.Affiliation(former=True), "", ""
    elif token.lemma in beside.LEADS:
        for child in draft.children[verb]:
            if draft.tokens[child].dep == "dobj":
                found = affiliation.of_words(draft, draft.left(child), child + 1)
                found = found if found.told else affiliation.of_noun(draft, child)
                private = {"private body", "work of a private body"}
                known = found.side in bodies() and child in draft.match_at  # the World Food Programme is no firm
                if not known and (
                    _of_private_people(draft, child)
                    or any(draft.tokens[child].lemma in lexicon.words(sort) for sort in sorted(private))
                ):
                    yield replace(found, private=True), "head", "expert"
                    continue
                passing = draft.tokens[child].lemma in _PASSING
                if past and not passing and draft.tokens[child].lemma not in lexicon.words("held for a term"):
                    continue
                yield (
                    (found if passing or not past else affiliation.Affiliation(former=True)),
                    _head_of(draft, child),
                    "official",
                )
    if token.lemma in _FOR:
        for child in draft.children[verb]:
            body = next((c for c in draft.children[child] if draft.tokens[c].dep == "pobj"), None)
            if draft.tokens[child].text not in ({"for", "at"} if token.lemma == "work" else {"for"}) or body is None:
                continue  # one speaks for a body, but at a conference
            found = affiliation.of_words(draft, draft.left(body), body + 1)
            found = found if found.told else affiliation.of_noun(draft, body)
            if found.told or draft.knowledge.nouns.get(draft.tokens[body].lemma) == "body":
                role = "spokesperson" if token.lemma == "speak" else "official"
                yield found, _head_of(draft, body).replace("head", role), "official"


def _of_private_people(draft: Draft, noun: int) -> bool:
    """A body of people who speak for no state: "the council of exporters"."""
    links = (c for c in draft.children[noun] if draft.tokens[c].text == "of")
    inner = (c for link in links for c in draft.children[link] if draft.tokens[c].dep == "pobj")
    return any(affiliation.of_private_people(draft, number) for number in inner)


def _head_of(draft: Draft, noun: int) -> str:
    """The role of whoever heads a body: told with the body where that is a state's."""
    lemma = draft.tokens[noun].lemma
    governmental = lemma in lexicon.words("body of a state") or lemma in lexicon.words("of a state")
    return f"{lemma} head" if governmental else "head"


def title_start(draft: Draft, name: int) -> int:
    """The first token of the titles right before a name ("U.S. Secretary of State", "its top nuclear envoy")."""
    tokens, first = draft.tokens, name
    sentence = draft.sentences[tokens[name].sentence]
    while first > sentence.first:
        token = tokens[first - 1]
        lower = token.text.lower().rstrip(".")
        if _spaced(draft, first - 1):
            break  # "WASHINGTON - Prime Minister X": a dateline's dash
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


def _spaced(draft: Draft, number: int) -> bool:
    """Whether a token is a dash with spaces around it, which joins no words of a title."""
    token, text = draft.tokens[number], draft.document.text
    around = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return token.text in {"-", "--"} and all(mark.isspace() for mark in around)


def _from_words(draft: Draft, first: int, stop: int) -> Told:
    role, kind = "", ""
    for number in range(stop - 1, first - 1, -1):
        word = folded_title(draft.tokens[number].text)
        title = "official" if word in lexicon.words("title") and word not in lexicon.words("honorific") else ""
        sort = draft.knowledge.nouns.get(draft.tokens[number].lemma) or title
        if sort and not kind:
            kind, role = sort, _title(draft, first, number)
    of = next((n for n in range(first + 1, stop - 1) if draft.tokens[n].text == "of"), None)
    if kind == "body" and of is not None and _heads(draft, of - 1):
        kind, role = (
            "official",
            _title(draft, first, of - 1) + draft.document.text[draft.tokens[of - 1].end : draft.tokens[stop - 1].end],
        )
    told = affiliation.of_words(draft, first, stop)
    if kind == "official" and told.side not in bodies() and _of_named_private_body(draft, first, stop):
        told = replace(told, private=True)
    if kind == "official" and not told.told:
        unknown = next((t.text for t in draft.tokens[first:stop] if _acronym(t)), None)
        if unknown is not None:
            told = affiliation.Affiliation(told=True, name=unknown, former=told.former)
    return told, role, kind


def _of_named_private_body(draft: Draft, first: int, stop: int) -> bool:
    """Whether the words before a name are of a private body that has a name: "Zimbabwe Congress of Trade Unions president"."""
    words = (t.text for t in draft.tokens[first:stop] if t.number not in draft.match_at)
    return any(word[:1].isupper() and word.lower() in lexicon.words("named private body") for word in words)


def _by_pronoun(draft: Draft, first: int, told: Told) -> Told:
    """With the pronoun before a title kept, whose bearer is then somebody's: "her adviser X"."""
    before = draft.tokens[first - 1] if first else None
    if before is None or before.tag != "PRP$" or before.sentence != draft.tokens[first].sentence:
        return told
    found, role, kind = told
    if not found.told:
        found = affiliation.of_words(draft, first - 1, first)
    return found, f"{before.text.lower()} {role}" if role else role, kind


def _acronym(token: Token) -> bool:
    """A body's or party's abbreviation ("CHP leader")."""
    text = token.text
    return token.pos == "PROPN" and len(text) > 1 and text.isupper() and text.lower() not in lexicon.words("title")


def posted(draft: Draft, span: NameSpan) -> str | None:
    """The state that somebody is sent to and does not speak for: "the ambassador to Washington, X"."""
    head = draft.head_of(span.first, span.stop)
    nouns = [apposed(draft, span), draft.tokens[head].head]
    nouns += [c for c in draft.children[head] if draft.tokens[c].dep == "appos"]
    for noun in nouns:
        if noun is None or draft.tokens[noun].lemma.lower() not in lexicon.words("sent abroad"):
            continue
        for link in draft.children[noun]:
            inner = next((c for c in draft.children[link] if draft.tokens[c].dep == "pobj"), None)
            match = draft.match_at.get(inner) if inner is not None and draft.tokens[link].text in {"to", "in"} else None
            if match is not None and match.entry.kind in {"state", "capital"}:
                return match.entry.side
    return None


def _title(draft: Draft, first: int, last: int) -> str:
    """The title's own words, without states, bodies and possessors before them ("Foreign Minister")."""
    start = last
    while (
        start > first
        and start - 1 not in draft.match_at
        and draft.tokens[start - 1].tag != "POS"
        and draft.tokens[start - 1].pos in {"PROPN", "NOUN", "ADJ"}
    ):
        start -= 1
    return draft.text(start, last + 1)


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


def _from_noun(draft: Draft, noun: int) -> Told:
    kind = draft.knowledge.nouns.get(draft.tokens[noun].lemma, "")
    if draft.tokens[noun].lemma == "member" and _of_body(draft, noun):
        kind = "official"
    stop = noun + 1
    if kind == "official" and draft.tokens[noun].lemma in lexicon.words("head of anything"):
        stop = _end_of_office(draft, noun)
    return affiliation.of_noun(draft, noun), draft.text(draft.left(noun), stop), kind


def _end_of_office(draft: Draft, noun: int) -> int:
    """Where "head of parliament's security committee" ends: what one heads tells whether it is a state's."""
    for child in draft.children[noun]:
        inner = next((c for c in draft.children[child] if draft.tokens[c].dep == "pobj"), None)
        if draft.tokens[child].text == "of" and inner is not None and inner - noun <= _REACH:
            return inner + 1
    return noun + 1


def party(draft: Draft, span: NameSpan) -> str:
    """The American party that stands in brackets after a name ("(R-Texas)"), or ""."""
    found = _PARTY.match(draft.document.text, draft.tokens[span.stop - 1].end)
    return {"R": "republican", "D": "democrat"}[found[1]] if found else ""


def folded_title(text: str) -> str:
    """A title without its full stop."""
    return fold(text).rstrip(".").lower()
