"""One walk over a document's tokens, left to right: names are kept in mind, pronouns and short nominals led back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import lexicon, nominals
from detente.annotate.collectives import Collectives
from detente.annotate.salience import Salience, subject_head
from detente.annotate.sides import context_side
from detente.model.actors import Actor
from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.nominals import Nominal
    from detente.annotate.persons import People, Person
    from detente.annotate.salience import Candidate, Number

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_PLURAL_STATES = frozenset(
    {
        "country",
        "nation",
        "side",
        "ally",
        "power",
        "party",
        "leader",
        "state",
        "neighbor",
        "neighbour",
        "korea",
        "partner",
    }
)
_HEADS_OF_STATE = frozenset(
    {"president", "leader", "king", "dictator", "monarch", "strongman", "ruler", "emir", "premier", "chancellor"}
)
_OFFICES = {
    "president": ("head of state", "head of government"),
    "leader": ("head of state", "head of government"),
    "dictator": ("head of state", "head of government"),
    "premier": ("head of government",),
    "chancellor": ("head of government",),
    "king": ("head of state",),
    "minister": ("foreign minister", "head of government", "defence minister"),
}


class Coreference:
    """Resolves what is no name of its own."""

    def __init__(self, draft: Draft, people: People) -> None:
        self.draft = draft
        self.people = people
        self.salience = Salience(draft)
        self.collectives = Collectives(draft)

    def run(self) -> None:
        """Walks the document and notes mentions."""
        draft = self.draft
        for number, token in enumerate(draft.tokens):
            mention = draft.by_head.get(number)
            if mention is None and number not in draft.covered:
                mention = self._new(number)
                if mention is not None:
                    draft.put(mention)
            if mention is not None and mention.kind != "pronoun" and mention.head == number:
                self._keep(mention, number)
            elif mention is not None and mention.actors:
                self.salience.note(mention, number=self._number(mention), sex="f" if token.text.lower() in _SHE else "")

    def _keep(self, mention: Mention, number: int) -> None:
        token = self.draft.tokens[number]
        if mention.kind == "demonym" and token.dep in {"amod", "compound", "nmod"}:
            return
        sex = ""
        if mention.actors and mention.actors[0].kind == "person":
            person = self.people.named(mention.actors[0].name)
            sex = person.sex if person else "f" if token.lemma.endswith("woman") else ""
        self.salience.note(mention, number=self._number(mention), sex=sex)
        self.collectives.note(mention)
        if token.dep == "conj":
            joined = self.collectives.joined(number)
            if joined is not None:
                self.salience.note(joined, number="many")

    def _number(self, mention: Mention) -> Number:
        token = self.draft.tokens[mention.head]
        if token.text.lower() in _THEY:
            return "many"
        return (
            "many"
            if len(mention.actors) > 1
            or (token.tag in {"NNS", "NNPS"} and mention.actors[:1] and mention.actors[0].kind != "state")
            else "one"
        )

    def _new(self, number: int) -> Mention | None:
        token = self.draft.tokens[number]
        if token.tag in {"PRP", "PRP$"}:
            return self._pronoun(number)
        if token.tag in _RELATIVE:
            return self._relative(number)
        if token.pos in {"NUM", "DET", "PRON"}:
            return self.collectives.bare(number)
        sort = nominals.sort_of(self.draft, number)
        if not sort or token.dep in {"compound", "amod", "nmod"}:
            return None
        phrase = nominals.read(self.draft, number, sort)
        return None if nominals.bare(self.draft, phrase) else self._nominal(phrase)

    def _pronoun(self, number: int) -> Mention | None:
        token = self.draft.tokens[number]
        lower = token.text.lower()
        possessive = token.tag == "PRP$" or token.dep == "poss"
        if lower in _HE or lower in _SHE:
            wanted = "f" if lower in _SHE else "m"
            found, equal = self._person(number, wanted, possessive=possessive)
        elif lower in _IT:
            if self._expletive(number):
                return None
            found, equal = self.salience.best(
                number,
                lambda c: c.number == "one" and not c.person and not self._bound(c, number, possessive=possessive),
                window=2,
                clause=possessive,
            )
        elif lower in _THEY:
            found, equal = self.salience.best(
                number,
                lambda c: (c.number == "many") and not self._bound(c, number, possessive=possessive),
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
        return self._as(number, found.actors, kind="pronoun", equal=equal, why=f"{lower}: {found.actors[0].name}")

    def _person(self, number: int, sex: str, *, possessive: bool) -> tuple[Candidate | None, tuple[str, ...]]:
        def fits(candidate: Candidate) -> bool:
            return (
                candidate.person
                and candidate.number == "one"
                and candidate.sex in ({"f", ""} if sex == "f" else {"m", ""})
                and not self._bound(candidate, number, possessive=possessive)
            )

        if sex == "f":
            known, equal = self.salience.best(number, lambda c: fits(c) and c.sex == "f", window=4, clause=possessive)
            if known is not None:
                return known, equal
        return self.salience.best(number, fits, window=4, clause=possessive)

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

    def _relative(self, number: int) -> Mention | None:
        """A relative pronoun stands for the noun whose clause it opens."""
        draft = self.draft
        token = draft.tokens[number]
        verb = token.head
        for _ in range(3):
            if draft.tokens[verb].dep == "relcl":
                noun = draft.by_head.get(draft.tokens[verb].head)
                return self._as(number, noun.actors, kind="pronoun", why="relative") if noun and noun.actors else None
            if draft.tokens[verb].head == verb:
                return None
            verb = draft.tokens[verb].head
        return None

    def _as(
        self,
        number: int,
        actors: tuple[Actor, ...],
        *,
        kind: str,
        why: str,
        equal: tuple[str, ...] = (),
        first: int | None = None,
    ) -> Mention:
        return Mention(
            first=number if first is None else first, stop=number + 1, head=number, kind="pronoun" if kind == "pronoun" else "nominal",
            actors=actors, ambiguous=equal, because=(why,),
        )  # fmt: skip

    def _nominal(self, phrase: Nominal) -> Mention | None:
        country = self._country(phrase)
        if country is not None:
            return country
        collective = self.collectives.noun(phrase)
        if collective is not None:
            return collective
        beside = self._beside(phrase)
        if beside is not None:
            return self._as(phrase.head, (beside,), kind="nominal", first=phrase.first, why="names the same person")
        if phrase.sort == "document" and self.draft.tokens[phrase.head].dep not in {"nsubj", "pobj"}:
            return None
        if phrase.definite and not phrase.plural and not phrase.found.former:
            back = self._back(phrase)
            if back is not None:
                return back
        if (
            phrase.plural
            and not phrase.found.told
            and (phrase.definite or (phrase.sort == "official" and phrase.name.lower() == phrase.lemma + "s"))
        ):
            known, equal = self.salience.best(
                phrase.head, lambda c: c.number == "many" and c.lemma == phrase.lemma, window=30
            )
            if known is not None:
                return self._as(
                    phrase.head,
                    known.actors,
                    kind="nominal",
                    first=phrase.first,
                    equal=equal,
                    why=f"the {phrase.lemma} named before",
                )
        side = phrase.side
        why: tuple[str, ...] = (
            (f"{phrase.sort} noun", f"of {phrase.found.name}") if phrase.found.told else (f"{phrase.sort} noun",)
        )
        if side is None and not phrase.found.told and not phrase.found.former and not phrase.found.private:
            side = self._by_context(phrase)
        actor = Actor(
            name=phrase.name,
            side=side,
            kind="group" if phrase.plural and phrase.kind == "person" else phrase.kind,
            role=phrase.lemma,
        )
        anonymous = phrase.sort == "official" and not phrase.definite
        return Mention(
            first=phrase.first,
            stop=phrase.head + 1,
            head=phrase.head,
            kind="anonymous" if anonymous else "nominal",
            actors=(actor,),
            because=why,
        )

    def _country(self, phrase: Nominal) -> Mention | None:
        """The state of the possessor's side: "his country"."""
        if (
            phrase.lemma not in {"country", "nation", "homeland"}
            or phrase.plural
            or not (phrase.found.told and phrase.found.side)
        ):
            return None
        state = self.draft.knowledge.states.get(phrase.found.side)
        if state is None:
            return None
        entity = f"state:{state.side}"
        actor = Actor(name=self.draft.names.get(entity, state.name), side=state.side, kind="state", entity=entity)
        return self._as(
            phrase.head, (actor,), kind="nominal", first=phrase.first, why=f"the country of {phrase.found.name}"
        )

    def _beside(self, phrase: Nominal) -> Actor | None:
        """The person whom an apposition names: "the spokesman, Abbas Mousavi", "Ali Shamkhani, its secretary"."""
        draft = self.draft
        if (
            phrase.plural
            or phrase.sort not in {"official", "expert", "people"}
            or phrase.lemma in {"group", "community", "family", "public"}
        ):
            return None
        near = [c for c in draft.children[phrase.head] if draft.tokens[c].dep == "appos"]
        if draft.tokens[phrase.head].dep == "appos":
            near.append(draft.tokens[phrase.head].head)
        for number in near:
            mention = draft.by_head.get(number)
            if mention and len(mention.actors) == 1 and mention.actors[0].kind == "person":
                return mention.actors[0]
        return None

    def _back(self, phrase: Nominal) -> Mention | None:
        """A definite nominal that names again what was named before."""
        found: Candidate | None = None
        equal: tuple[str, ...] = ()
        if phrase.sort in {"official", "expert", "people"}:
            person = self._holder(phrase)
            if person is not None:
                actor = self.people.actor(person)
                return self._as(
                    phrase.head, (actor,), kind="nominal", first=phrase.first, why=f"the {phrase.lemma}: {person.name}"
                )
            if phrase.found.told and phrase.found.side and phrase.sort == "official":
                found, equal = self.salience.best(
                    phrase.head,
                    lambda c: (
                        c.person
                        and c.number == "one"
                        and c.actors[0].side == phrase.found.side
                        and c.actors[0].kind == "person"
                        and " " in c.actors[0].name
                        and self._suits(c, phrase.lemma)
                    ),
                    window=5,
                )
            elif not phrase.found.told:
                found, equal = self.salience.best(
                    phrase.head,
                    lambda c: c.number == "one" and (c.lemma == phrase.lemma or self._role(c, phrase)),
                    window=30,
                )
        elif phrase.found.told:
            return None
        elif phrase.sort == "body":
            found, equal = self._body(phrase)
        elif phrase.sort == "outlet" and phrase.lemma not in {"media", "news", "press", "television", "tv", "radio"}:
            found, equal = self.salience.best(phrase.head, lambda c: c.actors[0].kind == "outlet", window=30)
        elif phrase.sort == "state" and phrase.lemma in {"country", "nation", "republic"}:
            found, equal = self.salience.best(
                phrase.head, lambda c: c.number == "one" and c.actors[0].kind == "state", window=4
            )
        elif phrase.sort == "firm" and phrase.lemma in {"company", "firm", "bank", "group"}:
            found, equal = self.salience.best(
                phrase.head,
                lambda c: c.number == "one" and c.actors[0].kind == "body" and c.actors[0].side is None,
                window=5,
            )
        if found is None:
            return None
        return self._as(
            phrase.head,
            found.actors,
            kind="nominal",
            first=phrase.first,
            equal=equal,
            why=f"the {phrase.lemma}: {found.actors[0].name}",
        )

    def _suits(self, candidate: Candidate, lemma: str) -> bool:
        """Whether a person may be called "the … diplomat", "the … official"."""
        role = (candidate.actors[0].role or "").lower()
        if lemma == "diplomat":
            return any(
                word in role for word in ("minister", "secretary", "ambassador", "envoy", "diplomat", "representative")
            )
        return (lemma in {"official", "politician"} and bool(role)) or lemma in role

    def _role(self, candidate: Candidate, phrase: Nominal) -> bool:
        return candidate.person and any(phrase.lemma in (a.role or "").lower() for a in candidate.actors)

    def _holder(self, phrase: Nominal) -> Person | None:
        """The person of the document who holds the office that a definite phrase names."""
        offices = _OFFICES.get(phrase.lemma)
        at = self.draft.tokens[phrase.head].start
        fitting = [
            p
            for p in self.people.persons
            if not p.former
            and p.side is not None
            and (not phrase.found.told or p.side == phrase.found.side)
            and (phrase.lemma in (p.role or "").lower() or (offices is not None and self.people.holds(p, offices)))
        ]
        if phrase.found.told or len(fitting) == 1:
            return fitting[0] if len(fitting) == 1 and at >= 0 else None
        return None

    def _body(self, phrase: Nominal) -> tuple[Candidate | None, tuple[str, ...]]:
        lemma = phrase.lemma
        words = phrase.name.lower()
        if lemma == "agency":
            return self.salience.best(
                phrase.head, lambda c: "agency" in c.actors[0].name.lower() or c.actors[0].kind == "outlet", window=30
            )
        known = self.salience.best(
            phrase.head,
            lambda c: (
                c.number == "one"
                and not c.person
                and (words in c.actors[0].name.lower() or (c.lemma == lemma and words == lemma))
            ),
            window=30,
        )
        if known[0] is not None or lemma not in lexicon.words("governing body") or words != lemma:
            return known
        if lemma == "administration":
            return None, ()
        return self.salience.best(
            phrase.head, lambda c: c.number == "one" and c.actors[0].kind == "state" and not c.place, window=6
        )

    def _by_context(self, phrase: Nominal) -> str | None:
        """The side of officials and bodies without any word of whose they are: that of the last body or official mentioned."""
        if phrase.lemma in {"administration", "lawmaker", "senator", "congressman", "congresswoman", "governor"}:
            return "USA"
        if phrase.sort == "official":
            return (
                context_side(self.draft, phrase.head)
                if phrase.lemma in lexicon.words("official of a government")
                else None
            )
        state_media = phrase.sort == "outlet" and phrase.name.lower().startswith("state")
        if not state_media and (phrase.sort != "body" or phrase.lemma not in lexicon.words("body of a state")):
            return None
        return context_side(self.draft, phrase.head)
