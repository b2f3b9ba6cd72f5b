"""One walk over a document's tokens, left to right: names are kept in mind, pronouns and short nominals led back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import lexicon, nominals
from detente.annotate.collectives import Collectives
from detente.annotate.phrases import Phrases
from detente.annotate.pronouns import THEY, Pronouns
from detente.annotate.salience import Salience
from detente.model.actors import Actor
from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.persons import People
    from detente.annotate.salience import Number

_RELATIVE = frozenset({"WP", "WDT", "WP$"})


class Coreference:
    """Resolves what is no name of its own."""

    def __init__(self, draft: Draft, people: People) -> None:
        self.draft = draft
        self.people = people
        self.salience = Salience(draft)
        self.collectives = Collectives(draft)
        self.pronouns = Pronouns(draft, self.salience)
        self.phrases = Phrases(draft, people, self.salience, self.collectives)

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
                self.salience.note(
                    mention, number=self._number(mention), sex="f" if token.text.lower() in {"she", "her"} else ""
                )

        self._put_parts()

    def _put_parts(self) -> None:
        """Notes "one of them", "two of the senators": each is of the side of those whose part it is."""
        draft = self.draft
        for number, token in enumerate(draft.tokens[:-2]):
            if token.lemma.lower() not in lexicon.words("part of many") or number in draft.by_head:
                continue
            of = next((c for c in draft.children[number] if draft.tokens[c].text == "of" and c == number + 1), None)
            inner = next((c for c in draft.children[of] if draft.tokens[c].dep == "pobj"), None) if of else None
            whole = draft.by_head.get(inner) if inner is not None else None
            if whole is None or len(whole.actors) != 1 or whole.actors[0].kind not in {"group", "person"}:
                continue
            named = self._named_part(number, inner)
            if named is not None:
                draft.put(named)
                continue
            text = draft.text(number, whole.stop)
            opens = draft.sentences[token.sentence].first == number
            name = text[:1].lower() + text[1:] if opens else text
            actor = Actor(name=name, side=whole.actors[0].side, kind="group")
            draft.put(
                Mention(
                    first=number, stop=whole.stop, head=number, kind="nominal", actors=(actor,),
                    because=(f"of {whole.actors[0].name}",),
                )
            )  # fmt: skip

    def _named_part(self, number: int, inner: int | None) -> Mention | None:
        """The person whom an apposition names: "one of its members, X"."""
        draft = self.draft
        for above in (number, inner):
            for child in draft.children[above] if above is not None else ():
                mention = draft.by_head.get(child)
                apposed = draft.tokens[child].dep == "appos" and mention is not None and mention.first > number
                if apposed and mention and len(mention.actors) == 1 and mention.actors[0].kind == "person":
                    actors, why = mention.actors, (f"named beside: {mention.actors[0].name}",)
                    return Mention(
                        first=number, stop=mention.first, head=number, kind="nominal", actors=actors, because=why
                    )
        return None

    def _keep(self, mention: Mention, number: int) -> None:
        token = self.draft.tokens[number]
        if mention.kind == "demonym" and token.dep in {"amod", "compound", "nmod"}:
            return
        if (
            mention.first
            and self.draft.tokens[mention.first - 1].text == "("
            and mention.actors[:1]
            and mention.actors[0].kind == "outlet"
        ):
            return  # a credit
        sex = ""
        if mention.actors and mention.actors[0].kind == "person":
            person = self.people.named(mention.actors[0].name)
            sex = person.sex if person else _sex_of_noun(token.lemma)
        self.salience.note(mention, number=self._number(mention), sex=sex)
        self.collectives.note(mention)
        if token.dep in {"conj", "pobj"}:
            joined = self.collectives.joined(number) if token.dep == "conj" else self.collectives.with_subject(number)
            if joined is not None:
                self.salience.note(joined, number="many")

    def _number(self, mention: Mention) -> Number:
        token = self.draft.tokens[mention.head]
        if token.text.lower() in THEY:
            return "many"
        if len(mention.actors) == 1 and mention.actors[0].kind == "person" and mention.kind in {"name", "title"}:
            return "one"  # whatever the parser takes "Guterres" for
        return (
            "many"
            if len(mention.actors) > 1
            or (token.tag in {"NNS", "NNPS"} and mention.actors[:1] and mention.actors[0].kind != "state")
            else "one"
        )

    def _new(self, number: int) -> Mention | None:
        token = self.draft.tokens[number]
        if token.tag in {"PRP", "PRP$"}:
            return self.pronouns.personal(number)
        if token.tag in _RELATIVE:
            return self.pronouns.relative(number)
        if token.pos in {"NUM", "DET", "PRON"}:
            return self.collectives.bare(number)
        sort = nominals.sort_of(self.draft, number)
        if not sort or token.dep in {"compound", "amod", "nmod"}:
            return None
        phrase = nominals.read(self.draft, number, sort)
        return None if nominals.bare(self.draft, phrase) else self.phrases.mention(phrase)


def _sex_of_noun(lemma: str) -> str:
    """What a noun tells of its bearer's sex: "spokeswoman", "chairman", "mother"."""
    return lexicon.sex_of(lemma) or ("m" if lemma.endswith("man") else "")
