"""Noun phrases led back to what was named before, or taken for actors of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate import anaphora, context, lexicon, naming, nominals, papers, several, unnamed
from detente.model.actors import Actor
from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.collectives import Collectives
    from detente.annotate.draft import Draft
    from detente.annotate.nominals import Nominal
    from detente.annotate.persons import People, Person
    from detente.annotate.salience import Candidate, Salience

# How many a body has: "the 15-nation council", "the 27-member bloc".
_COUNTED = re.compile(r"^\d+-(?:nation|member|country|state|strong) ")
_CHIEFS = ("director", "president", "secretary", "chair", "commissioner", "representative", "administrator", "governor")
_AGENCIES = frozenset({"agency", "organization", "organisation", "watchdog"})


class Phrases:
    """Resolves noun phrases."""

    def __init__(self, draft: Draft, people: People, salience: Salience, collectives: Collectives) -> None:
        self.draft = draft
        self.people = people
        self.salience = salience
        self.collectives = collectives

    def mention(self, phrase: Nominal) -> Mention | None:
        country = self._country(phrase)
        if country is not None:
            return country
        collective = self.collectives.noun(phrase) or several.mention(self.draft, phrase)
        if collective is not None:
            return collective
        beside = self._beside(phrase)
        if beside is not None:
            beside = self._amended(phrase, beside)
            return anaphora.again(phrase, (beside,), why="names the same person")
        if phrase.sort == "document":
            if self.draft.tokens[phrase.head].dep not in {"nsubj", "pobj"}:
                return None
            author = papers.author(self.draft, self.salience, phrase)
            if author is not None:
                return author
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
                return anaphora.again(
                    phrase,
                    known.actors,
                    equal=equal,
                    why=f"the {phrase.lemma} named before",
                )
        side = phrase.side
        why: tuple[str, ...] = (
            (f"{phrase.sort} noun", f"of {phrase.found.name}") if phrase.found.told else (f"{phrase.sort} noun",)
        )
        unknown = not phrase.found.told or (phrase.found.side is None and phrase.name.lower().startswith("republican "))
        if side is None and unknown and not phrase.found.former and not phrase.found.private:
            side = unnamed.side(self.draft, phrase)
        actor = Actor(
            name=naming.of_nominal(self.draft, self.people, phrase, side),
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

    def _amended(self, phrase: Nominal, actor: Actor) -> Actor:
        """The side that an apposition tells only now that its pronoun or nominal is resolved: "his spokesman, X"."""
        person = self.people.named(actor.name) if actor.kind == "person" else None
        if person is None or person.side or person.former or phrase.sort != "official" or phrase.side is None:
            return actor
        person.side = phrase.side
        person.because.append(f"{phrase.lemma} of {phrase.found.name}")
        amended = self.people.actor(person)
        self.draft.replace(actor, amended)
        return amended

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
        return anaphora.again(phrase, (actor,), why=f"the country of {phrase.found.name}")

    def _beside(self, phrase: Nominal) -> Actor | None:
        """The person whom an apposition names: "the spokesman, Abbas Mousavi", "Ali Shamkhani, its secretary"."""
        draft = self.draft
        group = self._group(phrase)
        if group is not None:
            return group
        if (
            phrase.plural
            or phrase.sort not in {"official", "expert", "people", "outlet", "body", "firm"}
            or phrase.lemma in {"group", "community", "family", "public"}
        ):
            return None
        near = [c for c in draft.children[phrase.head] if draft.tokens[c].dep == "appos"]
        near += [draft.apposed[phrase.head]] if phrase.head in draft.apposed else []
        if draft.tokens[phrase.head].dep == "appos":
            near.append(draft.tokens[phrase.head].head)
        near += nominals.unparted(draft, phrase)
        for number in near:
            mention = draft.by_head.get(number)
            person = phrase.sort in {"official", "expert", "people"}
            if (
                mention
                and len(mention.actors) == 1
                and (mention.actors[0].kind == "person") == person
                and mention.kind in {"name", "title"}
                and not (number > phrase.head and draft.speaks(mention.first, mention.stop))
            ):
                return mention.actors[0]
        return None

    def _group(self, phrase: Nominal) -> Actor | None:
        """The name right behind a group's or firm's noun: "the pressure group Global Watch"."""
        tokens, head = self.draft.tokens, phrase.head
        if phrase.plural or (phrase.lemma != "group" and phrase.sort != "firm"):
            return None
        after = nominals.right_behind(self.draft, head)
        if after is None or after.kind != "name" or after.as_place or len(after.actors) != 1:
            return None
        verb = tokens[after.stop] if after.stop < len(tokens) else None
        if verb is not None and verb.tag.startswith("VB") and verb.head == head:
            return None  # "the group Miguel Torres leads"
        if tokens[after.head].head not in {head, tokens[head].head} and tokens[head].head != after.head:
            return None
        actor = after.actors[0]
        return replace(actor, kind="body") if actor.kind == "person" else actor

    def _back(self, phrase: Nominal) -> Mention | None:
        """A definite nominal that names again what was named before."""
        found: Candidate | None = None
        equal: tuple[str, ...] = ()
        if phrase.sort in {"official", "expert", "people"}:
            person = self._holder(phrase)
            if person is not None:
                actor = self.people.actor(person)
                return anaphora.again(phrase, (actor,), why=f"the {phrase.lemma}: {person.name}")
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
                        and " of " not in phrase.name
                    ),
                    window=5,
                )
            elif not phrase.found.told:
                found, equal = self.salience.best(
                    phrase.head,
                    lambda c: c.number == "one" and self._again(c, phrase),
                    window=30,
                )
        elif phrase.found.told and not (
            phrase.lemma == "administration" and phrase.found.demonym and phrase.found.side == "USA"
        ):
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
                lambda c: (
                    c.number == "one"
                    and c.actors[0].kind == "body"
                    and c.actors[0].side is None
                    and c.actors[0].name not in {self.draft.document.publisher, self.draft.document.agency}
                ),
                window=5,
            )
        if found is None:
            return None
        return anaphora.again(
            phrase,
            found.actors,
            equal=equal,
            why=f"the {phrase.lemma}: {found.actors[0].name}",
        )

    def _again(self, candidate: Candidate, phrase: Nominal) -> bool:
        """Whether a phrase repeats a candidate's own noun, or its role."""
        name = phrase.name.lower()
        return (candidate.lemma == phrase.lemma and name in candidate.actors[0].name.lower()) or (
            " of " not in name and self._role(candidate, phrase)
        )

    def _suits(self, candidate: Candidate, lemma: str) -> bool:
        """Whether a person may be called "the … diplomat", "the … official"."""
        role = (candidate.actors[0].role or "").lower()
        if lemma == "diplomat":
            return any(
                word in role for word in ("minister", "secretary", "ambassador", "envoy", "diplomat", "representative")
            )
        if lemma in {"chief", "head", "boss"}:
            return any(word in role for word in (lemma, *_CHIEFS))
        return (lemma in {"official", "politician"} and bool(role)) or lemma in role

    def _blocs(self) -> set[str]:
        """The names that the document gives to unions of states."""
        entries = {m.entry for m in self.draft.match_at.values() if m.entry.name.lower() in lexicon.words("bloc")}
        return {self.draft.name_of(entry) for entry in entries}

    def _role(self, candidate: Candidate, phrase: Nominal) -> bool:
        return candidate.person and any((a.role or "").lower().split()[-1:] == [phrase.lemma] for a in candidate.actors)

    def _holder(self, phrase: Nominal) -> Person | None:
        """The person named before who holds the office that a definite phrase names; ``None`` where several do."""
        draft = self.draft
        tokens = [
            draft.tokens[n]
            for n in range(phrase.first, phrase.head + 1)
            if n not in draft.covered and n not in draft.match_at
        ]
        words = {t.lemma for t in tokens if t.pos in {"NOUN", "PROPN", "ADJ"}} & {*lexicon.words("title"), phrase.lemma}
        offices = _offices().get(" ".join(sorted(words)))
        fitting = [
            p
            for p in self.people.persons
            if not p.former
            and p.side is not None
            and p.first < phrase.head
            and (not phrase.found.told or p.side == phrase.found.side)
            and context.fits(" ".join(words), p.side, known=True)
        ]
        called = [p for p in fitting if words <= set((p.role or "").lower().replace("-", " ").split())]
        called = called or [p for p in fitting if words <= p.titles]
        fitting = called or [p for p in fitting if offices is not None and self.people.holds(p, offices)]
        if len(fitting) < 2:
            return next(iter(fitting), None)
        names = {p.name for p in fitting}
        latest, _ = self.salience.best(
            phrase.head, lambda c: len(c.actors) == 1 and c.actors[0].name in names, window=3
        )
        return self.people.named(latest.actors[0].name) if latest is not None else None

    def _body(self, phrase: Nominal) -> tuple[Candidate | None, tuple[str, ...]]:
        lemma = phrase.lemma
        words = _COUNTED.sub("", phrase.name.lower())
        if lemma == "agency":
            return self.salience.best(
                phrase.head,
                lambda c: (
                    c.actors[0].kind == "outlet"
                    or (c.actors[0].side == "IAEA" and c.actors[0].kind == "body")
                    or bool(_AGENCIES & set(c.actors[0].name.lower().split()))
                ),
                window=30,
            )
        if lemma == "bloc":
            return self.salience.best(
                phrase.head, lambda c: len(c.actors) == 1 and c.actors[0].name in self._blocs(), window=30
            )
        side = {"alliance": "NATO"}.get(lemma)
        if side is not None:
            return self.salience.best(
                phrase.head,
                lambda c: len(c.actors) == 1 and c.actors[0].side == side and c.actors[0].kind == "body",
                window=30,
            )
        if lemma == "administration" and (phrase.found.told or words == lemma):
            return self.salience.best(
                phrase.head,
                lambda c: c.actors[0].side == "USA" and c.actors[0].name.lower().endswith(" administration"),
                window=60,
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
        return self.salience.best(
            phrase.head, lambda c: c.number == "one" and c.actors[0].kind == "state" and not c.place, window=6
        )


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    """Offices of the knowledge base by the words of a phrase, in order of the alphabet."""
    found: dict[str, tuple[str, ...]] = {}
    for row in resources.rows("actors/called.tsv"):
        found[row["words"]] = (*found.get(row["words"], ()), row["office"])
    return found
