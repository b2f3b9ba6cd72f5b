"""Whose voice a word is in: the source of the statement around it, the document's issuer, or the article's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.clauses import parties, surface_subject
from detente.extract.stances.grammar import FIRST_PERSON, SECOND_PERSON, THIRD_PERSON, owner
from detente.model.document import Span
from detente.model.evidence import InText

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading, Statement

REPORTING = frozenset(
    {
        "say", "maintain", "believe", "insist", "hold", "argue", "declare", "announce", "stress", "contend", "think",
        "warn", "state", "reiterate", "tell", "claim", "suggest", "add", "assert", "emphasize", "affirm", "repeat",
    }
)  # fmt: skip
STANCES = frozenset(
    {
        "posture",
        "position",
        "stance",
        "view",
        "policy",
        "line",
        "belief",
        "argument",
        "message",
        "contention",
        "insistence",
    }
)
OBSERVERS = frozenset(
    {"analyst", "analysts", "expert", "experts", "critic", "critics", "observer", "observers", "opposition", "activists",
     "scholars", "diplomats", "economists", "lawmakers", "groups", "lawyers", "dissidents", "rebels", "protesters"}
)  # fmt: skip
SIDE_CLAUSES = frozenset({"while", "although", "though", "unless", "until", "because", "whereas"})
UNNAMED = frozenset(
    {"there", "this", "that", "these", "those", "everyone", "everybody", "nobody", "anyone", "one", "who"}
)


class Voices:
    """Who speaks where in a document.

    Args:
        annotated: the document.
        reading: its reading, with the statements filled.
    """

    def __init__(self, annotated: AnnotatedDocument, reading: Reading) -> None:
        self.annotated = annotated
        self.issuer = annotated.issuer
        self._around: dict[int, list[Statement]] = {}
        for statement in reading.statements:
            where = statement.content.where
            if isinstance(where, InText):
                for number in annotated.tokens_in(Span(where.start, where.end)):
                    self._around.setdefault(number, []).append(statement)
        for around in self._around.values():
            around.sort(key=_length)

    def statements(self, number: int) -> tuple[Statement, ...]:
        """The innermost statements around a token; several where sources speak jointly."""
        around = self._around.get(number)
        if around is None:
            return ()
        least = _length(around[0])
        return tuple(s for s in around if _length(s) == least)

    def speakers(self, number: int) -> tuple[Actor, ...]:
        """Who says the word: the innermost sources, else the issuer; empty in the article's own voice."""
        found = _named(tuple(dict.fromkeys(s.source for s in self.statements(number))))
        return found or self._reporters(number) or ((self.issuer,) if self.issuer else ())

    def _reporters(self, number: int) -> tuple[Actor, ...]:
        """Who holds or says the word's clause, where no statement was noted ("China's stance that …")."""
        for here in (number, *self.annotated.ancestors(number)):
            token = self.annotated.tokens[here]
            above = self.annotated.tokens[token.head]
            who = None
            if token.dep == "ccomp" and above.lemma in REPORTING:
                who = surface_subject(self.annotated, above.number)
            elif token.dep in {"acl", "ccomp"}:
                noun = self.annotated.child(above.number, "nsubj") if above.lemma == "be" else above.number
                if noun is not None and self.annotated.tokens[noun].lemma in STANCES:
                    who = owner(self.annotated, noun)
            if who is not None:
                return parties(self.annotated, who)
        return ()

    def _nearby(self, number: int) -> tuple[Actor, ...]:
        """The source of the nearest quotation of the paragraph, for an "I" or "we" that stands in none."""
        paragraph = self.annotated.sentence_of(number).paragraph
        near = [
            (abs(other - number), statements[0])
            for other, statements in self._around.items()
            if self.annotated.sentence_of(other).paragraph == paragraph and statements[0].form != "indirect"
        ]
        return (min(near, key=lambda found: found[0])[1].source,) if near else ()

    def actors(self, number: int) -> tuple[Actor, ...]:
        """The actors that a noun phrase stands for, its pronouns of the first person read as the speaker."""
        token = self.annotated.tokens[number]
        if token.lemma in FIRST_PERSON or token.text.lower() in FIRST_PERSON:
            return self.speakers(number) or self._nearby(number)
        if token.lemma in SECOND_PERSON or token.lemma in UNNAMED:
            return ()
        found = self._same_subject(number) or _named(parties(self.annotated, number))
        if token.lemma == "it":
            found = tuple(a for a in found if a.kind != "person")
        if found or token.pos != "PRON" or token.text.lower() not in THIRD_PERSON:
            return found
        return tuple(s.source for s in self.statements(number))

    def _same_subject(self, number: int) -> tuple[Actor, ...]:
        """For "it" or "they" as subject of a side clause, the subject of the clause over it: "as A arms while it rejects talks"."""
        token = self.annotated.tokens[number]
        verb = self.annotated.tokens[token.head]
        if token.text.lower() not in {"it", "they"} or token.dep != "nsubj" or verb.dep != "advcl":
            return ()
        marked = {self.annotated.tokens[c].lemma for c in self.annotated.children(verb.number)}
        above = self.annotated.child(verb.head, "nsubj", "nsubjpass")
        if not marked & SIDE_CLAUSES or above is None or above > number or self.annotated.tokens[above].pos == "PRON":
            return ()
        found = _named(parties(self.annotated, above))
        return found if token.text.lower() == "they" or all(a.kind != "person" for a in found) else ()


def _named(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Without unnamed companions ("the United States and other countries")."""
    named = tuple(a for a in actors if a.side or a.name[:1].isupper())
    return named or tuple(a for a in actors if a.name.split()[-1].lower() in OBSERVERS)


def _length(statement: Statement) -> int:
    return len(statement.content.quote)
