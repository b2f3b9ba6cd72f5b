"""Pronouns led back to what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import anaphora, lexicon
from detente.annotate.salience import subject_head

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.salience import Candidate, Salience
    from detente.model.actors import Actor
    from detente.model.annotation import Mention

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})


class Pronouns:
    """Resolves third persons and relatives; the first person is the speaker's (``quotes``)."""

    def __init__(self, draft: Draft, salience: Salience) -> None:
        self.draft = draft
        self.salience = salience

    def personal(self, number: int) -> Mention | None:
        token = self.draft.tokens[number]
        lower = token.text.lower()
        possessive = token.tag == "PRP$" or token.dep == "poss"
        ahead = self._ahead(number, lower) if lower in _HE | _SHE | _IT else None
        if ahead is not None:
            return anaphora.pronoun(number, ahead, why=f"{lower}: the subject that follows")
        if lower in _HE or lower in _SHE:
            wanted = "f" if lower in _SHE else "m"
            found, equal = self._person(number, wanted, possessive=possessive)
        elif lower in _IT:
            if self._expletive(number):
                return None
            found, equal = self.salience.best(
                number,
                lambda c: (
                    c.number == "one"
                    and not c.person
                    and not self._bound(c, number, possessive=possessive)
                    and not self._spoken_of(c, number)
                ),
                window=2,
                clause=possessive,
            )
        elif lower in THEY:
            of_many = self._of_many(number)  # "two of them recalled" are people
            found, equal = self.salience.best(
                number,
                lambda c: (
                    (c.number == "many")
                    and not self._bound(c, number, possessive=possessive)
                    and not self._spoken_of(c, number)
                    and not (of_many and c.actors[0].kind not in {"group", "person"})
                ),
                window=3,
                clause=possessive,
            )
            if found is None:
                found, equal = self.salience.best(
                    number,
                    lambda c: not c.person and c.actors[0].kind in {"state", "body"},
                    window=2,
                    clause=possessive,
                )
        else:
            return None
        if found is None:
            return None
        return anaphora.pronoun(number, found.actors, equal=equal, why=f"{lower}: {found.actors[0].name}")

    def _of_many(self, number: int) -> bool:
        """Whether a pronoun stands in "one of them" as the subject of a verb of saying."""
        tokens = self.draft.tokens
        of = tokens[tokens[number].head]
        part = tokens[of.head]
        said = part.dep == "nsubj" and tokens[part.head].lemma in lexicon.words("speech verb")
        return of.text == "of" and part.lemma.lower() in lexicon.words("part of many") and said

    def _ahead(self, number: int, lower: str) -> tuple[Actor, ...] | None:
        """The subject after a phrase put first: "In his statement, Lavrov said"."""
        draft = self.draft
        root = draft.sentences[draft.tokens[number].sentence].root
        if number > root or draft.quoted[number]:
            return None
        subject = next((c for c in draft.children[root] if draft.tokens[c].dep in {"nsubj", "nsubjpass"}), None)
        mention = draft.by_head.get(subject) if subject is not None else None
        if subject is None or subject < number or mention is None or mention.kind not in {"name", "title", "metonym"}:
            return None
        up = number
        while draft.tokens[up].head not in {up, root}:
            up = draft.tokens[up].head
        person = all(a.kind == "person" for a in mention.actors)
        fronted = draft.tokens[up].dep in {"prep", "advcl"} and up < subject and draft.tokens[up].head == root
        return mention.actors if fronted and len(mention.actors) == 1 and person == (lower not in _IT) else None

    def _person_above(self, number: int) -> Mention | None:
        """The person in whose apposition a noun stands ("X, a founder of the Enough Project who served …")."""
        for _ in range(4):
            number = self.draft.tokens[number].head
            mention = self.draft.by_head.get(number)
            if mention and mention.actors and all(a.kind == "person" for a in mention.actors):
                return mention
        return None

    def _person(self, number: int, sex: str, *, possessive: bool) -> tuple[Candidate | None, tuple[str, ...]]:
        def fits(candidate: Candidate) -> bool:
            return (
                candidate.person
                and candidate.number == "one"
                and candidate.sex in ({"f", ""} if sex == "f" else {"m", ""})
                and not self._bound(candidate, number, possessive=possessive)
                and not self._spoken_of(candidate, number)
            )

        return self.salience.best(
            number, fits, window=4, clause=possessive, likelier=lambda c: sex == "f" and c.sex == "f"
        )

    def _bound(self, candidate: Candidate, number: int, *, possessive: bool) -> bool:
        """An object pronoun is not its own clause's subject; a subject pronoun not what stands inside its own phrase."""
        if possessive:
            return False
        draft = self.draft
        token = draft.tokens[number]
        if token.text.lower().endswith(("self", "selves")):
            return False
        verb = token.head if token.dep != "pobj" else draft.tokens[token.head].head
        top = subject_head(draft, candidate.at)
        return top is not None and draft.tokens[top].head == verb and token.dep not in {"nsubj", "nsubjpass"}

    def _spoken_of(self, candidate: Candidate, number: int) -> bool:
        """Whether somebody is named in what the pronoun's verb reports before it: who says "X has gone far", he says, is not X."""
        draft = self.draft
        verb = draft.tokens[draft.tokens[number].head]
        saying = draft.tokens[number].dep == "nsubj" and verb.lemma in lexicon.words("speech verb")
        if not saying or draft.quoted[number]:
            return False
        if candidate.quoted:
            return draft.sentences[verb.sentence].paragraph == candidate.paragraph
        if candidate.sentence != verb.sentence or draft.tokens[candidate.at].pos == "PRON":
            return False
        told = [c for c in draft.children[verb.number] if draft.tokens[c].dep == "ccomp" and c < number]
        told += [verb.head] if verb.dep == "parataxis" else []
        up = candidate.at
        while up not in told and draft.tokens[up].head != up:
            up = draft.tokens[up].head
        return up in told

    def _expletive(self, number: int) -> bool:
        token = self.draft.tokens[number]
        if token.dep == "expl":
            return True
        verb = self.draft.tokens[token.head]
        deps = {self.draft.tokens[c].dep for c in self.draft.children[token.head]}
        if token.dep in {"nsubj", "nsubjpass"} and verb.lemma in {
            "be",
            "seem",
            "appear",
            "take",
            "happen",
            "remain",
            "become",
        }:
            return bool(deps & {"acomp", "attr", "ccomp", "xcomp", "advcl"}) and verb.lemma != "take"
        return False

    def relative(self, number: int) -> Mention | None:
        """A relative pronoun stands for the noun whose clause it opens."""
        draft = self.draft
        token = draft.tokens[number]
        verb = token.head
        for _ in range(3):
            if draft.tokens[verb].dep == "relcl":
                noun = draft.by_head.get(draft.tokens[verb].head)
                if token.tag == "WP" and noun and noun.actors and noun.actors[0].kind in {"body", "state", "outlet"}:
                    noun = self._person_above(draft.tokens[verb].head) or noun
                return anaphora.pronoun(number, noun.actors, why="relative") if noun and noun.actors else None
            if draft.tokens[verb].head == verb:
                return None
            verb = draft.tokens[verb].head
        return None
