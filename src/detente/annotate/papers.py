"""Who speaks by a paper: "his statement said", "a foreign ministry statement", "the statement" behind a speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import anaphora, context, lexicon
from detente.model.actors import Actor

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.nominals import Nominal
    from detente.annotate.salience import Salience
    from detente.model.annotation import Mention


def author(draft: Draft, salience: Salience, phrase: Nominal) -> Mention | None:
    """Who speaks by a paper of his own: "his statement said", and "the statement said" behind a speaker; a joint one speaks for itself."""
    if phrase.lemma not in lexicon.words("paper of a speaker") or phrase.plural:
        return None
    owner = next((c for c in draft.children[phrase.head] if draft.tokens[c].dep == "poss"), None)
    mention = draft.by_head.get(owner) if owner is not None else None
    if mention is not None and len(mention.actors) == 1:
        return anaphora.again(phrase, mention.actors, why=f"the {phrase.lemma} of {mention.actors[0].name}")
    if owner is None and not phrase.found.told:
        organ = _organ(draft, phrase)
        if organ is not None:
            return anaphora.again(phrase, (organ,), why=f"the {phrase.lemma} of the {organ.name}")
    if not phrase.definite or phrase.found.told or phrase.name.lower() not in {phrase.lemma, f"press {phrase.lemma}"}:
        return None
    found, equal = salience.best(
        phrase.head,
        lambda c: c.number == "one" and c.speaks and c.actors[0].kind in {"state", "body", "person"},
        window=2,
    )
    if found is None:
        issued = _issuer(draft, phrase)
        return anaphora.again(phrase, issued.actors, why=f"the {phrase.lemma} that was issued") if issued else None
    return anaphora.again(phrase, found.actors, equal=equal, why=f"the {phrase.lemma}: {found.actors[0].name}")


def _issuer(draft: Draft, phrase: Nominal) -> Mention | None:
    """Who issued the last such paper, in this paragraph or the one before: "X issued a statement. … The statement said"."""
    here = draft.sentences[draft.tokens[phrase.head].sentence].paragraph
    for number in range(phrase.first - 1, -1, -1):
        token = draft.tokens[number]
        if here - draft.sentences[token.sentence].paragraph > 1:
            return None
        verb = draft.tokens[token.head]
        issued = token.dep == "dobj" and verb.lemma in lexicon.words("verb of issuing")
        if token.lemma in lexicon.words("paper of a speaker") and issued:
            subjects = [c for c in draft.children[verb.number] if draft.tokens[c].dep == "nsubj"]
            if not subjects and verb.dep == "conj":
                subjects = [c for c in draft.children[verb.head] if draft.tokens[c].dep == "nsubj"]
            mention = draft.by_head.get(subjects[0]) if subjects else None
            return mention if mention is not None and len(mention.actors) == 1 else None
    return None


def _organ(draft: Draft, phrase: Nominal) -> Actor | None:
    """The organ of a state before the word for its paper: "a foreign ministry statement"."""
    number = phrase.head - 1
    if number <= phrase.first - 1 or draft.tokens[number].lemma.lower() not in lexicon.words("body of a state"):
        return None
    first = number
    while first > phrase.first and draft.tokens[first - 1].pos in {"NOUN", "PROPN", "ADJ"}:
        first -= 1
    name = draft.text(first, number + 1)
    side = context.side(draft, phrase.head, role=name)
    return Actor(name=name, side=side, kind="body") if side is not None else None
