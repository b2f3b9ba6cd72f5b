"""Boasts: what pressure is said to do to those under it, by which they refuse it ("sanctions have only made us stronger")."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.extract.stances.grammar import denied
from detente.resources import rows

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

MAKING = frozenset({"make", "leave", "render", "keep"})
OWN = frozenset({"we", "our", "us", "they", "their", "its", "his", "my"})
PEOPLE = frozenset(
    {"people", "nation", "country", "state", "republic", "revolution", "government", "economy", "army", "society"}
)


def boasted(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The word that makes a boast of a verb whose subject is pressure, or ``None``.

    Three forms: pressure makes us strong ("has made the country self-reliant"), it hardens what holds us up ("only strengthens our resolve"),
    it will not do what it is for ("will never break our people").
    """
    token = annotated.tokens[verb]
    if token.lemma in MAKING:
        return _made(annotated, verb)
    given = annotated.child(verb, "dobj")
    if given is None:
        return None
    if token.lemma in _words("hardening") and not denied(annotated, verb):
        return given if annotated.tokens[given].lemma in _words("resolve") else None
    if token.lemma in _words("breaking") and denied(annotated, verb):
        return given if _own(annotated, given) else None
    return None


def _made(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The adjective that pressure makes them: it stands under the verb, or under its object."""
    if denied(annotated, verb):
        return None
    places = [verb, *(c for c in annotated.children(verb) if annotated.tokens[c].dep in {"ccomp", "dobj", "xcomp"})]
    for place in places:
        for number in (place, *annotated.children(place)):
            if number != verb and annotated.tokens[number].lemma in _words("strong"):
                return number
    return None


def _own(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a noun phrase is the speakers' own: a pronoun, a possessive, a people or its will, a party."""
    token = annotated.tokens[noun]
    if token.lemma in OWN | PEOPLE | _words("resolve") or token.text.lower() in OWN or annotated.actors_at(noun):
        return True
    return any(annotated.tokens[c].dep == "poss" for c in annotated.children(noun))


@cache
def _words(kind: str) -> frozenset[str]:
    found = (row["words"] for row in rows("positions/boasts.tsv") if row["kind"] == kind)
    return frozenset(word.strip() for words in found for word in words.split(","))
