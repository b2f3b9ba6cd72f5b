"""Names of states and cities: which matches are meant at all, and which are places rather than governments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import lexicon, romanisation
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.annotate.draft import Draft
    from detente.annotate.gazetteer import Match

_FROM_PLACES = frozenset({"from", "to"})
_PARTIES = frozenset({"Democrats", "Democrat", "Republicans"})
_KINDS_OF_PARTY = frozenset({"Social", "Christian", "Free", "Liberal", "National", "Center", "Centre"})
_KOREAS = frozenset({"KOR", "PRK"})


def plausible(draft: Draft, matches: Sequence[Match]) -> list[Match]:
    """Matches without those that are part of a person's name, and without nicknames that nothing in the document supports."""
    found = [
        match
        for match in matches
        if not _inside_name(draft, match)
        and not _inside_title(draft, match)
        and not _anothers(draft, match)
        and not _portfolio(draft, match)
    ]
    family = {draft.text(m.first, m.stop) for m in matches if _is_family_name(draft, m)}
    found = [m for m in found if m.entry.kind != "outlet" or draft.text(m.first, m.stop) not in family]
    bare = [m for m in found if draft.text(m.first, m.stop).lower() in lexicon.words("organ by its bare name")]
    sides = {m.entry.side for m in found if m not in bare}
    found = [m for m in found if m not in bare or m.entry.side in sides]
    spelt = {m.entry.side for m in found if not _acronym(draft, m)}
    found = [m for m in found if not _acronym(draft, m) or m.entry.side in spelt]
    known = {match.entry.side for match in found if match.entry.kind != "nickname"}
    koreas = {m.entry.side for m in found if m.entry.kind in {"state", "capital", "demonym"}} & _KOREAS
    return [
        m
        for m in found
        if m.entry.kind != "nickname" or not m.entry.ambiguous or _supported(draft, m, known, bool(koreas))
    ]


def _portfolio(draft: Draft, match: Match) -> bool:
    """The portfolio of a minister that a magazine is named after too: "Minister for Foreign Affairs"."""
    before = draft.tokens[match.first - 1].text.lower() if match.first else ""
    return (
        match.entry.kind == "outlet"
        and before in {"for", "of"}
        and draft.text(match.first, match.stop) == "Foreign Affairs"
    )


def _acronym(draft: Draft, match: Match) -> bool:
    """Letters alone that stand for a state's body, and for much else where that state is not spoken of ("NIS")."""
    text = draft.text(match.first, match.stop)
    alone = text.isupper() and text.isalpha() and 2 < len(text) < 5
    return alone and match.entry.kind == "body" and match.entry.side not in {*bodies(), "USA", None}


def _supported(draft: Draft, match: Match, known: set[str | None], koreas: bool) -> bool:
    words = draft.text(match.first, match.stop)
    if words.lower() in {"america", "europe", "the states", "the taliban"}:
        return words[-1:].islower() and words.split()[-1][:1].isupper()
    if words.lower() in {"the north", "the south"}:
        following = draft.tokens[match.stop] if match.stop < len(draft.tokens) else None
        proper = (
            following is not None
            and following.pos == "PROPN"
            and following.start == draft.tokens[match.stop - 1].end + 1
        )
        return koreas and words[4:5].isupper() and not proper
    return match.entry.side in known


def _inside_title(draft: Draft, match: Match) -> bool:
    """An outlet's name that is part of a body's ("Foreign Affairs Committee")."""
    if match.entry.kind != "outlet" or match.stop >= len(draft.tokens):
        return False
    after = draft.tokens[match.stop]
    return after.pos == "PROPN" and draft.knowledge.nouns.get(after.lemma) in {"body", "official"}


def _anothers(draft: Draft, match: Match) -> bool:
    """A body's common name right after another state's ("Russia's Security Council")."""
    if match.entry.kind != "body" or draft.tokens[match.first].text.replace(".", "").isupper():
        return False
    if _inside_office(draft, match) or _inside_organisation(draft, match):
        return True
    before = match.first - 1
    if before > 0 and draft.tokens[before].tag == "POS":
        before -= 1
    if before < 0 or draft.tokens[before].sentence != draft.tokens[match.first].sentence:
        return False
    owner = draft.knowledge.gazetteer.lookup(draft.tokens[before].text)
    return owner is not None and owner.kind in {"state", "demonym"} and owner.side != match.entry.side


def _inside_office(draft: Draft, match: Match) -> bool:
    """The U.N. Security Council's bare name before an officer of another ("Security Council Secretary …")."""
    after = draft.tokens[match.stop] if match.stop < len(draft.tokens) else None
    bare = draft.text(match.first, match.stop) == "Security Council"
    return bare and after is not None and after.text.lower() in {"secretary", "chief", "head"}


def _inside_organisation(draft: Draft, match: Match) -> bool:
    """A bare organ's or party's name that ends a longer one of somebody else ("African National Congress", "Social Democrats")."""
    tokens, at = draft.tokens, match.first
    if match.stop - at > 1 or at == 0:
        return False
    before = tokens[at - 1]
    if draft.text(at, match.stop) in _PARTIES:
        return before.text in _KINDS_OF_PARTY
    if draft.text(at, match.stop) != "Congress":
        return False
    named = before.sentence == tokens[at].sentence and before.pos in {"PROPN", "ADJ"} and before.text[:1].isupper()
    return named and before.head == at and before.tag != "POS" and draft.knowledge.gazetteer.lookup(before.text) is None


def _inside_name(draft: Draft, match: Match) -> bool:
    """A single word between the words of a person's name ("Denzel Washington", "Paris Jackson")."""
    tokens, at = draft.tokens, match.first
    if _is_family_name(draft, match):
        return True
    if match.stop - match.first > 1 or match.entry.kind not in {"state", "capital", "body"}:
        return False
    if at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN" and tokens[at].head in {at + 1, tokens[at + 1].head}:
        name = f"{tokens[at].text} {tokens[at + 1].text}"
        if tokens[at].text.lower() in lexicon.words("place and given name") or draft.knowledge.rows_of(name):
            return tokens[at + 1].text[:1].isupper() and not draft.knowledge.nouns.get(tokens[at + 1].lemma)
    if tokens[at].entity != "PERSON":
        return False
    if match.entry.kind == "body" and (
        tokens[at].text.isupper() or tokens[at - 1].text.lower() in lexicon.words("title")
    ):
        return False
    before = (
        at > 0 and tokens[at - 1].entity == "PERSON" and tokens[at - 1].pos == "PROPN" and tokens[at - 1].head == at
    )
    after = (
        at + 1 < len(tokens)
        and tokens[at + 1].entity == "PERSON"
        and tokens[at + 1].pos == "PROPN"
        and tokens[at].head == at + 1
    )
    return before or after


def _is_family_name(draft: Draft, match: Match) -> bool:
    """A demonym's or outlet's word after a given name: "Christopher Hill", "Elaine French"."""
    at = match.first
    if match.stop - at > 1 or match.entry.kind not in {"demonym", "outlet"} or not at:
        return False
    before, token = draft.tokens[at - 1], draft.tokens[at]
    if before.head != at or before.pos != "PROPN" or token.tag not in {"NNP", "JJ"}:
        return False
    given = romanisation.plain(before.text) in draft.knowledge.given
    labelled = "PERSON" in {before.entity, token.entity} or before.entity == token.entity in {"", "ORG"}
    return given and labelled and draft.knowledge.gazetteer.lookup(before.text) is None


def is_place(draft: Draft, match: Match, head: int) -> bool:
    """Whether a state's or capital's name stands for a place here."""
    if match.entry.kind not in {"state", "capital"} and match.entry.name != "European Union":
        return False
    token = draft.tokens[head]
    up = draft.tokens[token.head]
    if token.dep == "conj" and up.pos == "PROPN":
        token, up = up, draft.tokens[up.head]
    if token.dep == "pobj" and up.text.lower() in lexicon.words("place preposition"):
        return True
    if (
        token.dep == "pobj"
        and up.text.lower() in _FROM_PLACES
        and draft.tokens[up.head].lemma in lexicon.words("movement")
    ):
        return True
    if match.entry.kind == "capital" and token.dep == "dobj" and up.lemma in {"visit", "leave", "reach", "tour"}:
        return True
    return _dateline(draft, match)


def _dateline(draft: Draft, match: Match) -> bool:
    """At a paragraph's start, in capitals, before a comma, a bracket or a dash."""
    sentence = draft.sentences[draft.tokens[match.first].sentence]
    if sentence.first != match.first or match.stop >= len(draft.tokens):
        return False
    return draft.text(match.first, match.stop).isupper() and draft.tokens[match.stop].text in {
        ",",
        "(",
        "-",
        "—",
        "–",
        "/",
    }
